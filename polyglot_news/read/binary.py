"""Recognising files that are no text: what they are, and what to do with them."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

_SAVE = "save its text as .txt or .html and give that"
_OCR = "take the text out first (a PDF reader's copy, or pdftotext; a scan needs OCR) and give that as .txt"
_IMAGE = "take the text out with an OCR program and give that as .txt"
_UNPACK = "unpack it and give the files inside"
_SPEECH = "give a transcript as .txt"

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF document", _OCR),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _IMAGE),
    (b"\xff\xd8\xff", "a JPEG image", _IMAGE),
    (b"GIF87a", "a GIF image", _IMAGE),
    (b"GIF89a", "a GIF image", _IMAGE),
    (b"II*\x00", "a TIFF image", _IMAGE),
    (b"MM\x00*", "a TIFF image", _IMAGE),
    (b"AT&TFORM", "a DjVu document", _OCR),
    (b"%!PS", "a PostScript document", _OCR),
    (b"{\\rtf", "an RTF document", _SAVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document", _SAVE),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (b"ID3", "an MP3 recording", _SPEECH),
    (b"OggS", "an Ogg recording", _SPEECH),
    (b"RIFF", "a RIFF media file (WebP, WAV or AVI)", "give its text or transcript as .txt"),
    (b"\x7fELF", "a program", "give a text file"),
    (b"SQLite format 3\x00", "an SQLite database", "export the articles as .txt and give those"),
    (b"PAR1", "a Parquet table", "export the articles as .txt and give those"),
)

_ZIPPED: tuple[tuple[str, str, str], ...] = (
    ("word/", "a Word document (docx)", _SAVE),
    ("xl/", "an Excel workbook (xlsx)", "export the articles as .txt and give those"),
    ("ppt/", "a PowerPoint presentation (pptx)", _SAVE),
    ("content.xml", "an OpenDocument file (odt, ods or odp)", _SAVE),
    ("META-INF/container.xml", "an EPUB book", _SAVE),
)

# C0 controls that no text file holds: not tab, line feed, vertical tab, form feed, carriage return, escape (ISO 2022)
# and not 0x1A, with which old DOS files end.
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.02


def binary_kind(data: bytes) -> tuple[str, str] | None:
    """What a binary file is and what to do with it, or None where `data` may be text in some encoding."""
    for signature, kind, advice in _SIGNATURES:
        if data.startswith(signature):
            return kind, advice
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data[4:8] == b"ftyp":
        return "an MP4 recording", _SPEECH
    sample = data[:65536]
    if b"\x00" not in sample and len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        return "binary data", "give a text file"
    return None


def _zip_kind(data: bytes) -> tuple[str, str]:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        names = []
    for prefix, kind, advice in _ZIPPED:
        if any(name.startswith(prefix) for name in names):
            return kind, advice
    return "a ZIP archive", _UNPACK
