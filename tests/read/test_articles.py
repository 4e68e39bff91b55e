from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from polyglot_news.errors import ReadError
from polyglot_news.read import article_files, article_from_bytes, read_article, read_articles

TEXT = "Talks opened on Tuesday.\r\n\r\n“No deal,” she said.\n"
PAGE = f"<!DOCTYPE html><html lang='en'><head><title>T</title></head><body><p>{TEXT * 3}</p></body></html>"


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.TXT", "a", "a.log"])
def test_text_is_untouched(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    article = read_article(file)
    assert (article.id, article.text, article.lang) == ("a", TEXT, "und")
    assert article.metadata["encoding"] == "utf-8"


def test_front_matter_is_read_and_stays_in_the_text(tmp_path: Path) -> None:
    text = "---\ntitle: Talks\ndate: 2023-03-14\n---\n" + TEXT
    (tmp_path / "a.md").write_bytes(text.encode())
    article = read_article(str(tmp_path / "a.md"))
    assert article.text == text
    assert article.metadata == {"title": "Talks", "date": "2023-03-14", "encoding": "utf-8"}


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["a.html", "a.HTM", "stdin", "a.php"])
def test_pages_are_known_by_name_or_by_their_beginning(name: str, codec: str) -> None:
    article = article_from_bytes(PAGE.encode(codec), name)
    assert "<p>" not in article.text
    assert article.metadata["title"] == "T"


def test_a_page_in_a_text_file_is_text() -> None:
    assert article_from_bytes(PAGE.encode(), "a.txt").text == PAGE


def test_a_pages_declaration_wins() -> None:
    text = "МИНСК, 3 марта. Переговоры двух делегаций начались в среду, сообщил источник агентства."
    page = f"<html><head><meta charset=koi8-r><title>{text[:20]}</title></head><body><p>{text}</p></body></html>"
    article = article_from_bytes(page.encode("koi8-r"), "a.html")
    assert text in article.text
    assert article.metadata["encoding"] == "koi8-r"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("utf-16"))))
    (article,) = read_articles(["-"])
    assert (article.id, article.text, article.metadata["encoding"]) == ("stdin", TEXT, "utf-16-le")


def test_folders_give_their_articles_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.md", "sub/deep/a.txt", ".hidden/x.txt", ".x.txt", "pic.png", "B.TXT.bak"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE if name.endswith("html") else TEXT)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = [str(file.relative_to(tmp_path)) for file in article_files([tmp_path])]
    assert found == ["a.html", "b.txt", "sub/c.md", "sub/deep/a.txt"]
    assert [article.id for article in read_articles([tmp_path / "b.txt", tmp_path])] == ["b", "a", "c", "a-2"]


def test_ids_do_not_collide(tmp_path: Path) -> None:
    names = ["ru/news.txt", "en/news.txt", "en/News.md", "en/news-2.txt", "x/news.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    ids = [article.id for article in read_articles(tmp_path / name for name in names)]
    assert ids == ["news", "news-3", "News-4", "news-2", "news-5"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "a.txt: empty file"),
        ("a.txt", b" \r\n\t\n", "a.txt: nothing but white space"),
        ("a.txt", b"\xef\xbb\xbf\n\xe2\x80\x8b", "a.txt: nothing but white space"),
        ("a.html", b"\n", "a.html: nothing but white space"),
        ("a.html", b"<html><body></body></html>", "a.html: no article found"),
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3", "a.txt: a PDF document, not text; take the text out"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "a.txt: a PNG image, not text; take the text out with an OCR"),
        ("a.txt", b"\xff\xd8\xff\xe0\0\x10JFIF", "a.txt: a JPEG image"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "a.doc: an old Microsoft Office document"),
        ("a.rtf", b"{\\rtf1\\ansi text}", "a.rtf: an RTF document, not text; save its text"),
        ("a.gz", b"\x1f\x8b\x08\0", "a.gz: a gzip archive, not text; unpack it"),
        ("a.mp4", b"\0\0\0\x18ftypmp42", "a.mp4: an MP4 recording"),
        (
            "a.docx",
            zipped("[Content_Types].xml", "word/document.xml"),
            "a.docx: a Word document (docx), not text; save",
        ),
        ("a.xlsx", zipped("xl/workbook.xml"), "a.xlsx: an Excel workbook (xlsx)"),
        ("a.odt", zipped("mimetype", "content.xml"), "a.odt: an OpenDocument file"),
        ("a.epub", zipped("mimetype", "META-INF/container.xml"), "a.epub: an EPUB book"),
        ("a.zip", zipped("one.txt"), "a.zip: a ZIP archive, not text; unpack it"),
        ("a.zip", b"PK\x03\x04cut off", "a.zip: a ZIP archive"),
        ("a.txt", bytes(range(1, 256)) * 4, "a.txt: binary data"),
        ("a.txt", "Переговоры".encode()[:-1], "a.txt: broken UTF-8 at byte 18;"),
    ],
)
def test_content_that_is_no_article(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError) as error:
        read_article(tmp_path / name)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing.txt", "missing.txt: no such file or folder; check"),
        ("file.txt/below", "no such file or folder"),
        ("https://ex.example/a.html", "an address, not a file; nothing is fetched"),
        (str(Path("https://ex.example/a.html")), "an address, not a file; nothing is fetched"),
        ("a\0b", "cannot be read (embedded null byte)"),
        ("n" * 5000, "cannot be read (File name too long)"),
        ("/dev/null", "/dev/null: a device, not a file; give a file, or '-'"),
        ("empty", "empty: a folder without articles; files ending in .txt, .md, .html, .htm"),
    ],
)
def test_paths_that_lead_to_no_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file.txt").write_text(TEXT)
    Path("empty").mkdir()
    Path("empty/a.pdf").write_text(TEXT)
    with pytest.raises(ReadError) as error:
        list(read_articles(["file.txt", path]))
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ReadError, match="a named pipe, not a file"):
        read_article(tmp_path / "a.txt")
    with pytest.raises(ReadError, match="a folder without articles"):
        article_files([tmp_path])


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match=r"a\.txt: no permission to read it; change"):
        read_article(tmp_path / "a.txt")


def test_all_paths_are_checked_before_the_first_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(ReadError, match="no such file"):
        next(read_articles([tmp_path / "a.txt", tmp_path / "b.txt"]))


def test_a_folder_is_not_one_article(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="a folder, not a file"):
        read_article(tmp_path)


def test_importing_the_readers_loads_nothing_heavy() -> None:
    code = "import sys, polyglot_news.read; print(*{'trafilatura', 'lxml', 'chardet', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
