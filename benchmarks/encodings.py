"""Are files read in their encoding? Texts of `bench/detect` in 24 legacy encodings, UTF-16 and damaged UTF-8.

`python -m benchmarks.encodings [--check] [--bench PATH]`. A text is right when it comes back character for character.
Baseline: charset-normalizer's best guess.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from benchmarks.report import Report, arguments
from polyglot_news.errors import ReadError
from polyglot_news.read.encoding import decode

WESTERN = ("de", "en", "es", "fr", "it", "nl", "pt", "ca", "gl", "da", "no", "sv", "fi", "id")
CENTRAL = ("cs", "hr", "hu", "pl", "sk", "sl")
LANGUAGES = {
    "cp1250": CENTRAL, "iso8859-2": CENTRAL, "cp1252": WESTERN, "iso8859-1": WESTERN, "iso8859-15": WESTERN,
    "cp1251": ("ru", "uk", "be", "bg", "mk", "sr"), "koi8-r": ("ru",), "koi8-u": ("uk",), "cp866": ("ru",),
    "iso8859-5": ("ru", "bg", "mk", "sr"), "cp1253": ("el",), "iso8859-7": ("el",), "cp1254": ("tr",),
    "iso8859-9": ("tr",), "cp1255": ("he",), "iso8859-8": ("he",), "cp1256": ("ar",), "iso8859-6": ("ar",),
    "cp1257": ("lt",), "iso8859-13": ("lt",), "gb18030": ("zh",), "cp932": ("ja",), "euc_jp": ("ja",),
    "cp949": ("ko",), "utf-16-le": ("en", "ru", "zh", "ar"), "utf-16-be": ("en", "ru", "zh", "ar"),
}  # fmt: skip


def main() -> None:
    options = arguments(__doc__)
    report = Report("encodings", ("texts", "count", "right", "charset-normalizer"))
    for kind in ("article", "sentence"):
        cases = [case for codec in LANGUAGES for case in encoded(options.bench, codec, kind)]
        right = share(cases, lambda data: decode(data, "bench")[0])
        report.row(kind, len(cases), right, share(cases, lambda data: str(from_bytes(data).best())))
        report.figure(kind, right)
    broken = list(damaged(options.bench))
    told = sum(map(is_told, broken)) / len(broken)
    report.row("damaged UTF-8, told", len(broken), told)
    report.figure("damage", told)
    report.finish(check=options.check)


def texts(bench: Path, lang: str, kind: str) -> Iterator[str]:
    for line in (bench / "detect" / f"{lang}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] == kind:
            yield row["text"]


def encoded(bench: Path, codec: str, kind: str) -> Iterator[tuple[str, bytes]]:
    """The texts that the encoding can hold and that are more than ASCII in it, with their bytes."""
    for lang in LANGUAGES[codec]:
        for text in texts(bench, lang, kind):
            try:
                data = text.encode(codec)
            except UnicodeEncodeError:
                continue
            if codec.startswith("utf-16") or not data.isascii():
                yield text, data


def damaged(bench: Path) -> Iterator[bytes]:
    """UTF-8 sentences with three non-ASCII characters or more, a byte of the middle one lost."""
    for lang in sorted({lang for langs in LANGUAGES.values() for lang in langs}):
        for text in texts(bench, lang, "sentence"):
            data = text.encode()
            starts = [i for i, byte in enumerate(data) if byte >= 0xC0]
            if len(starts) >= 3:
                middle = starts[len(starts) // 2]
                yield data[:middle] + data[middle + 1 :]


def share(cases: list[tuple[str, bytes]], read: Callable[[bytes], str]) -> float:
    return sum(is_right(text, data, read) for text, data in cases) / len(cases)


def is_right(text: str, data: bytes, read: Callable[[bytes], str]) -> bool:
    try:
        return read(data) == text
    except ReadError:
        return False


def is_told(data: bytes) -> bool:
    try:
        decode(data, "bench")
    except ReadError as error:
        return "broken UTF-8 at byte" in str(error)
    return False


if __name__ == "__main__":
    main()
