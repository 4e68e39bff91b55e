"""A small HTTP server on 127.0.0.1 that serves files, with Range, and misbehaves when told to."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType


@dataclass
class Served:
    """One file, and how the server treats those who ask for it."""

    content: bytes
    etag: str = ""
    ranges: bool = True
    breaks: list[int] = field(default_factory=list)
    """For each coming answer, after how many bytes of its body the connection is cut."""
    claims: int | None = None
    """A wrong Content-Length for whole answers."""
    status: list[int] = field(default_factory=list)
    """Error codes for the coming answers."""
    redirect: str = ""


class FileServer:
    """Serves `files` by path; `requests` lists (path, Range header) of every request."""

    def __init__(self) -> None:
        self.files: dict[str, Served] = {}
        self.requests: list[tuple[str, str]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def add(self, path: str, content: bytes, **treatment: object) -> str:
        """Serve a file; returns its address."""
        self.files[path] = Served(content, **treatment)
        return self.url(path)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def __enter__(self) -> FileServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(server: FileServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            server.requests.append((self.path, wanted))
            file = server.files.get(self.path.partition("?")[0])
            if file is None:
                self._end(404)
            elif file.status:
                self._end(file.status.pop(0))
            elif file.redirect:
                self._end(302, {"Location": file.redirect})
            else:
                self._answer(file, wanted)

        def _answer(self, file: Served, wanted: str) -> None:
            start = self._start(file, wanted)
            if start is not None and start >= len(file.content):
                self._end(416, {"Content-Range": f"bytes */{len(file.content)}"})
            else:
                self._send(file, start)

        def _start(self, file: Served, wanted: str) -> int | None:
            match = re.fullmatch(r"bytes=(\d+)-", wanted)
            same = self.headers.get("If-Range", file.etag) == file.etag
            return int(match[1]) if match and file.ranges and same else None

        def _send(self, file: Served, start: int | None) -> None:
            body = file.content[start or 0 :]
            self.send_response(200 if start is None else 206)
            if start is not None:
                self.send_header("Content-Range", f"bytes {start}-{len(file.content) - 1}/{len(file.content)}")
            if file.etag:
                self.send_header("ETag", file.etag)
            whole = start is None and file.claims is not None
            self.send_header("Content-Length", str(file.claims if whole else len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body[: file.breaks.pop(0)] if file.breaks else body)
            self.close_connection = True

        def _end(self, status: int, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": "0", **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    return Handler
