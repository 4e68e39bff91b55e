"""What `make demo` says about the table it made: where it is, what is in it, its first rows."""

from __future__ import annotations

import sys
from pathlib import Path

from polyglot_news.language import english_name
from polyglot_news.read.table import read_bitexts

_SHOWN = 4


def main() -> None:
    """Describe the table named on the command line."""
    path = Path(sys.argv[1])
    [bitext] = read_bitexts(path)
    pair = f"{english_name(bitext.source_lang)} to {english_name(bitext.target_lang)}"
    print(f"\n{path.resolve()}\n{len(bitext.beads)} rows, {pair}, one aligned segment a row. It begins:\n")
    for bead in bitext.beads[:_SHOWN]:
        print(f"  {bead.source}\n  {bead.target}\n")
    print(f"made by {bitext.beads[0].provenance}")


if __name__ == "__main__":
    main()
