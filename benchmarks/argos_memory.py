"""Peak memory of translating COUNT segments, in KiB: `python -m benchmarks.argos_memory BENCH COUNT`.

The first 1,000 NTREX lines over and over, 50 a article, bitexts dropped as they come.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from polyglot_news.article import Article
from polyglot_news.translate.argos import ArgosEngine, ArgosOptions
from polyglot_news.translate.engine import Decoding
from polyglot_news.translate.pipeline import Options, translate_articles

_A_TEXT = 50


def main() -> None:
    lines = (Path(sys.argv[1]) / "translate" / "ntrex.eng.txt").read_text(encoding="utf-8").split("\n")[:1000]
    options = Options("pt", segmented=True, decoding=Decoding(beam_size=1))
    segments = 0
    for bitext in translate_articles(_articles(lines, int(sys.argv[2])), options, ArgosEngine(ArgosOptions())):
        segments += len(bitext.beads)
    if segments != int(sys.argv[2]):
        sys.exit(f"{segments} segments")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _articles(lines: list[str], count: int) -> Iterator[Article]:
    endless = cycle(lines)
    for number in range(count // _A_TEXT):
        yield Article(str(number), "\n".join(islice(endless, _A_TEXT)), "en")


if __name__ == "__main__":
    main()
