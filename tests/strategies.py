"""What hypothesis draws: bitexts with any character that a text can hold, in every column."""

from __future__ import annotations

from hypothesis import strategies as st

from polyglot_news.bitext import Bead, Bitext, TermUse

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WORD = st.text("abcdeя-:é", min_size=1, max_size=10)
LANGUAGES = st.sampled_from([("en", "pt"), ("ru", "en"), ("pt", "pt-BR"), ("zh-Hant", "zh"), ("en", "en")])


@st.composite
def bitexts(draw: st.DrawFn) -> Bitext:
    """Bitexts as we make them: offsets in order, segments counted up, unaligned text in beads of its own."""
    beads = []
    at = [0, 0]
    first = [0, 0]
    for _ in range(draw(st.integers(1, 5))):
        n, m = draw(st.sampled_from([(1, 1), (2, 1), (1, 2), (0, 1), (1, 0)]))
        sides: list[dict[str, object]] = []
        for side, count in enumerate((n, m)):
            text = draw(TEXT.filter(bool)) if count else ""
            segments = tuple(range(first[side], first[side] + count))
            span = (at[side], at[side] + len(text)) if count else (None, None)
            sides.append({"text": text, "segments": segments, "start": span[0], "end": span[1]})
            first[side] += count
            at[side] += len(text) + count
        source, target = sides
        beads.append(Bead(
            source=source["text"], target=target["text"],
            source_segments=source["segments"], target_segments=target["segments"],
            source_start=source["start"], source_end=source["end"],
            target_start=target["start"], target_end=target["end"],
            paragraph=draw(st.none() | st.integers(0, 9)),
            score=draw(st.none() | st.integers(0, 10_000).map(lambda n: n / 10_000)),
            terms=tuple(draw(st.lists(st.builds(TermUse, concept=WORD, source_term=WORD, rendering=WORD,
                                                cost=st.none() | st.just(0.25)), max_size=2))),
            findings=tuple(draw(st.lists(WORD, max_size=2))),
            review=draw(st.sampled_from(["", "ok", "edited", "wrong"])),
            note=draw(TEXT), provenance=draw(TEXT), extra={"mine": draw(TEXT), "my own": draw(TEXT)},
        ))  # fmt: skip
    return Bitext(draw(TEXT), *draw(LANGUAGES), tuple(beads))
