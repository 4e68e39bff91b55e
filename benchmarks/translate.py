"""Translation quality: our pipeline against the bare model on the same lines (chrF, sacrebleu).

    python -m benchmarks.translate [--check] [--lines 500] [--dev 500]

NTREX-128 (Federmann et al. 2022), English and Brazilian Portuguese, the first `--lines` (test) and the last `--dev`
(dev; none by default). `quotes` are the lines that hold quotation marks; `curly` are the same lines with the source's
straight quotation marks made typographic, as news pages set them; there the marks of hypothesis and reference are
made straight before scoring, so that only words and the presence of marks count.
"""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.report import Report, arguments
from polyglot_news.article import Segment
from polyglot_news.translate.engine import Decoding, Engine, Model
from polyglot_news.translate.engines import engine_by_name
from polyglot_news.translate.hop import Document, translate_documents
from polyglot_news.translate.routes import find_route

_PAIRS = (("en", "pt", "eng", "por-BR"), ("pt", "en", "por-BR", "eng"))
_CURLY = re.compile("[“”„«»]")


def main() -> None:
    args = arguments(__doc__, lines=500, dev=0)
    report = Report("translate", ("engine", "pair", "part", "lines", "n", "bare", "ours", "gain"))
    for engine_name in ("argos", "firefox"):
        engine = engine_by_name(engine_name)
        for source, target, source_file, target_file in _PAIRS:
            [model] = find_route(engine, source, target)
            sources, references = _lines(args.bench, source_file), _lines(args.bench, target_file)
            for part, chosen in (("test", slice(0, args.lines)), ("dev", slice(len(sources) - args.dev, None))):
                if not sources[chosen]:
                    continue
                for kind, lines, refs in _kinds(sources[chosen], references[chosen]):
                    bare = _chrf(_bare(engine, model, lines), refs, kind)
                    ours = _chrf(_ours(engine, model, lines), refs, kind)
                    report.row(engine_name, f"{source}-{target}", part, kind, len(lines), bare, ours, ours - bare)
                    if part == "test":
                        report.figure(f"{engine_name}.{source}-{target}.{kind}.gain", ours - bare)
                        report.figure(f"{engine_name}.{source}-{target}.{kind}.chrf", ours)
    report.finish(check=args.check)


def _lines(bench: Path, name: str) -> list[str]:
    return (bench / "translate" / f"ntrex.{name}.txt").read_text(encoding="utf-8").split("\n")[:1997]


def _kinds(sources: list[str], references: list[str]) -> list[tuple[str, list[str], list[str]]]:
    quoted = [i for i, line in enumerate(sources) if line.count('"') >= 2]
    curly = [re.sub(r'"(.*?)"', r"“\1”", sources[i]).replace("'", "’") for i in quoted]
    of_quoted = [references[i] for i in quoted]
    return [
        ("all", sources, references),
        ("quotes", [sources[i] for i in quoted], of_quoted),
        ("curly", curly, of_quoted),
    ]


def _bare(engine: Engine, model: Model, lines: list[str]) -> list[str]:
    return [hypotheses[0].text for hypotheses in engine.translate(model, lines, Decoding())]


def _ours(engine: Engine, model: Model, lines: list[str]) -> list[str]:
    documents = [Document(line, [Segment(0, 0, len(line), line, 0)]) for line in lines]
    return [outcomes[0].text for outcomes in translate_documents(engine, model, documents)]


def _chrf(hypotheses: list[str], references: list[str], kind: str) -> float:
    import sacrebleu

    if kind == "curly":
        hypotheses, references = ([_straight(text) for text in side] for side in (hypotheses, references))
    return float(sacrebleu.corpus_chrf(hypotheses, [references]).score)


def _straight(text: str) -> str:
    return _CURLY.sub('"', text).replace("’", "'").replace("‘", "'")


if __name__ == "__main__":
    main()
