"""A reliability diagram as SVG: how often beads of a given confidence are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_SIZE, _MARGIN, _BINS = 320, 44, 10
_COLOURS = ("#1f5fa8", "#c2571a")


def reliability_svg(curves: Mapping[str, Sequence[tuple[float, bool]]]) -> str:
    """The diagram: by curve and tenth of confidence, accuracy against mean confidence; area is how many beads."""
    side = _SIZE + 2 * _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" font-family="sans-serif"',
        'font-size="12">',
        f'<rect width="{side}" height="{side}" fill="white"/>',
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#999" stroke-dasharray="4"/>',
        f'<path d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}" stroke="#333" fill="none"/>',
        f'<text x="{side / 2}" y="{side - 8}" text-anchor="middle">confidence</text>',
        f'<text x="12" y="{side / 2}" text-anchor="middle" transform="rotate(-90 12 {side / 2})">share right</text>',
    ]
    for tick in (0, 0.5, 1):
        parts.append(f'<text x="{_x(tick)}" y="{_y(0) + 15}" text-anchor="middle">{tick}</text>')
        parts.append(f'<text x="{_x(0) - 5}" y="{_y(tick) + 4}" text-anchor="end">{tick}</text>')
    for k, (name, judged) in enumerate(curves.items()):
        colour = _COLOURS[k % len(_COLOURS)]
        parts.append(f'<text x="{_x(0) + 10}" y="{_y(1) + 14 + 16 * k}" fill="{colour}">{name}</text>')
        parts += [
            f'<circle cx="{_x(sure):.1f}" cy="{_y(right):.1f}" r="{2 + 14 * share**0.5:.1f}" '
            f'fill="{colour}" fill-opacity=".45"/>'
            for sure, right, share in _points(judged)
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _points(judged: Sequence[tuple[float, bool]]) -> list[tuple[float, float, float]]:
    points = []
    for k in range(_BINS):
        part = [(sure, right) for sure, right in judged if min(int(sure * _BINS), _BINS - 1) == k]
        if part:
            share = len(part) / len(judged)
            points.append((sum(s for s, _ in part) / len(part), sum(r for _, r in part) / len(part), share))
    return points


def _x(value: float) -> float:
    return _MARGIN + value * _SIZE


def _y(value: float) -> float:
    return _MARGIN + (1 - value) * _SIZE
