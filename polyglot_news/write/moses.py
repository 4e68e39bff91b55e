"""Bitexts as Moses trains on them: two files, `OUT.<lang>`, line n of one the translation of line n of the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from polyglot_news.bitext import Bitext
from polyglot_news.errors import WriteError
from polyglot_news.write.atomic import atomic

_BREAK = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*")


def one_line(text: str) -> str:
    """The text with one space for each tab and each line break, by whichever character, and the spaces around it."""
    return _BREAK.sub(" ", text)


def write_moses(bitexts: Sequence[Bitext], path: Path) -> None:
    """Both files or neither; `path` may end in `.moses`, which is left out of their names.

    Every bead is a line, so unaligned text stands beside an empty line, which Moses' own cleaning takes out.

    Raises:
        WriteError: a file cannot be written, the bitexts are not all of one language pair, or both sides are in one
            language, so that the files would have one name.
    """
    pairs = {(bitext.source_lang, bitext.target_lang) for bitext in bitexts}
    if len(pairs) != 1:
        raise WriteError(f"Moses files hold one language pair, these have {len(pairs)}: write them one by one")
    langs = pairs.pop()
    if langs[0] == langs[1]:
        raise WriteError(f"both sides are in '{langs[0]}', so the two Moses files would have one name: write CSV")
    stem = path.with_suffix("") if path.suffix.lower() == ".moses" else path
    beads = [bead for bitext in bitexts for bead in bitext.beads]
    sides = ([bead.source for bead in beads], [bead.target for bead in beads])
    with ExitStack() as files:
        for lang, texts in zip(langs, sides, strict=True):
            stream = files.enter_context(atomic(stem.with_name(f"{stem.name}.{lang}")))
            stream.writelines(one_line(text).encode() + b"\n" for text in texts)
