"""Does the guard leave human translations alone? Share of NTREX references, both ways, without any sign.

    python -m benchmarks.guard [--check] [--show 0]

NTREX-128 (Federmann et al. 2022), 1997 lines in six languages against English. What the guard should catch is the
table in tests/translate/test_guard.py. `--show N` prints the first N false alarms of each pair.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.report import Report, arguments
from polyglot_news.translate.guard import signs

_LANGUAGES = {"por": "pt", "por-BR": "pt-BR", "rus": "ru", "ukr": "uk", "spa": "es", "zho-CN": "zh"}


def main() -> None:
    args = arguments(__doc__, show=0)
    report = Report("guard", ("pair", "lines", "spared", "signs"))
    english = _lines(args.bench, "eng")
    for name, lang in _LANGUAGES.items():
        other = _lines(args.bench, name)
        for source, target, sides in (("en", lang, (english, other)), (lang, "en", (other, english))):
            found = [(a, b, signs(a, b, source, target)) for a, b in zip(*sides, strict=True)]
            alarms = [(a, b, marks) for a, b, marks in found if marks]
            spared = 1 - len(alarms) / len(found)
            counts = Counter(mark for _, _, marks in alarms for mark in marks)
            report.row(f"{source}-{target}", len(found), spared, dict(counts))
            report.figure(f"{source}-{target}.spared", spared)
            for a, b, marks in alarms[: args.show]:
                print(f"    {marks}\n    {a}\n    {b}")
    report.finish(check=args.check)


def _lines(bench: Path, name: str) -> list[str]:
    return (bench / "translate" / f"ntrex.{name}.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")


if __name__ == "__main__":
    main()
