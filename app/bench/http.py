"""HTTP/1.1 with as little as a measurement needs: one kept connection, requests prepared ahead as bytes."""

from __future__ import annotations

import json
import socket
from types import TracebackType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

_PATIENCE_S = 60
_CHUNK = 262_144


class Broken(RuntimeError):
    """The server closed the connection, or its answer is not one that this client reads."""


class Answer(NamedTuple):
    """Status and body."""

    status: int
    body: bytes

    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.body)


def request(method: str, path: str, body: Any = None, *, secret: str | None = None) -> bytes:
    """A request under /api/v1 as it goes over the wire."""
    content = b"" if body is None else json.dumps(body).encode()
    lines = [f"{method} /api/v1{path} HTTP/1.1", "host: localhost", f"content-length: {len(content)}"]
    if body is not None:
        lines.append("content-type: application/json")
    if secret:
        lines.append(f"authorization: Bearer {secret}")
    return "\r\n".join([*lines, "", ""]).encode() + content


class Connection:
    """A kept connection to the server at `url`, without cookies."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._address = (parts.hostname or "localhost", parts.port or 80)
        self._socket: socket.socket | None = None

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; the next request opens a new connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def ask(self, prepared: bytes) -> Answer:
        """Send one request and read its answer. Raises Broken and OSError; the next request reconnects."""
        try:
            if self._socket is None:
                self._socket = socket.create_connection(self._address, timeout=_PATIENCE_S)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.sendall(prepared)
            return self._read(self._socket)
        except (OSError, Broken):
            self.close()
            raise

    def _read(self, source: socket.socket) -> Answer:
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more(source)
        head = received[:end].lower()
        at = head.find(b"\r\ncontent-length:")
        if at < 0:
            raise Broken("an answer without a length")
        length = int(head[at + 17 :].split(b"\r\n", 1)[0])
        parts = [received[end + 4 :]]
        missing = length - len(parts[0])
        while missing > 0:
            parts.append(self._more(source))
            missing -= len(parts[-1])
        return Answer(int(head[9:12]), b"".join(parts))

    @staticmethod
    def _more(source: socket.socket) -> bytes:
        chunk = source.recv(_CHUNK)
        if not chunk:
            raise Broken("the server closed the connection")
        return chunk
