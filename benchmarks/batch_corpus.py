"""The corpus of `benchmarks.batch`: a folder of JSON Lines, CSV, Parquet and single files, good and broken."""

from __future__ import annotations

import csv
import gzip
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
_FILES = {"en": "eng", "pt": "por", "ru": "rus", "uk": "ukr", "es": "spa", "zh": "zho-CN"}
_SHARES = {"en": 13, "pt": 3, "ru": 1, "uk": 1, "es": 1, "zh": 1}


def short_articles(bench: Path, count: int, sentences: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Articles of one to three neighbouring NTREX lines of one document, in six languages, out of the first lines.

    Args:
        sentences: how many lines of the test set they are taken from: the fewer, the more often each is repeated.
    """
    chance = random.Random(seed)
    folder = bench / "translate"
    documents = (folder / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()[:sentences]
    texts = {
        lang: (folder / f"ntrex.{name}.txt").read_text(encoding="utf-8").split("\n") for lang, name in _FILES.items()
    }
    for number in range(count):
        lang = chance.choices(list(_SHARES), list(_SHARES.values()))[0]
        start = chance.randrange(len(documents))
        lines = [i for i in range(start, start + chance.randint(1, 3)) if documents[i : i + 1] == [documents[start]]]
        yield {
            "id": f"article-{number % (count - count // 50)}",  # the last 2 % repeat an id
            "body": " ".join(texts[lang][i] for i in lines),
            "language": lang,
            "published": f"2024-{1 + number % 12:02}-01",
            "source": {"name": f"outlet {number % 5}"},
        }


def write_corpus(bench: Path, folder: Path, count: int, sentences: int) -> None:
    """A folder of `count` short articles and the examples; about one record in fifty is broken."""
    articles = list(short_articles(bench, count, sentences))
    for article in articles[::3]:
        del article["language"]
    half, most = count // 2, count * 9 // 10
    (folder / "more" / "examples").mkdir(parents=True)
    _write_jsonl(folder / "news.jsonl.gz", articles[:half])
    _write_csv(folder / "more" / "wire.csv", articles[half:most])
    _write_parquet(folder / "more" / "archive.parquet", articles[most:])
    for example in sorted(_EXAMPLES.iterdir()):
        shutil.copy(example, folder / "more" / "examples")
    (folder / "more" / "examples" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (folder / "more" / "examples" / "empty.txt").touch()


def _write_jsonl(path: Path, articles: list[dict[str, Any]]) -> None:
    broken: list[bytes] = [b"{broken", b'{"id": "no text"}', b'["no object"]', b'{"body": "\xff\xfe"}']
    with gzip.GzipFile(path, "wb", mtime=0) as stream:
        for number, article in enumerate(articles):
            if number % 50 == 49:
                stream.write(broken[number // 50 % len(broken)] + b"\n")
            stream.write(json.dumps(article, ensure_ascii=False).encode() + b"\n")


def _write_csv(path: Path, articles: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["id", "text", "lang", "date", "outlet"])
        for number, one in enumerate(articles):
            text = "" if number % 50 == 49 else one["body"]
            rows.writerow([one["id"], text, one.get("language", ""), one["published"], one["source"]["name"]])


def _write_parquet(path: Path, articles: list[dict[str, Any]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist([{"language": None, **article} for article in articles]), path)
