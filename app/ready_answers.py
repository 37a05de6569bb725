"""Answers at hand: what was asked a moment ago is answered again before routing, cookies and headers.

The outermost layer of the server. A route whose answer is the same for everybody hands over what the answer
was made from (`keep`); the whole answer, headers included, is then given again for as long as that is fresh.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.kit import ids
from backend.kit.proven_cache import Kept

_SLOT = "answer_made_from"
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._\-]{8,64}")
# What an answer without a body does not say.
_OF_BODIES = {b"content-length", b"content-type"}
_OVERHEAD_BYTES = 2_500


class _Slot:
    """Where a route puts what its answer was made from."""

    __slots__ = ("kept",)

    def __init__(self) -> None:
        self.kept: Kept[Any] | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    kept: Kept[Any]
    headers: list[tuple[bytes, bytes]]
    request_id_at: int
    body: bytes
    etag: bytes

    @property
    def weight(self) -> int:
        return len(self.body) + _OVERHEAD_BYTES


def keep(request: Request, body: bytes, kept: Kept[Any]) -> Response:
    """The JSON answer `body`, the same for everybody, to be given again while `kept` is fresh.

    304 for a caller who has it already.
    """
    slot = request.scope.get("state", {}).get(_SLOT)
    if slot is not None:
        slot.kept = kept
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"cache-control": "no-cache", "etag": etag}
    if _knows(request.headers.get("if-none-match", "").encode("latin-1"), etag.encode()):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def plain(body: bytes) -> Response:
    """The JSON answer `body` that is not kept, because few ask for the same one."""
    return Response(body, media_type="application/json", headers={"cache-control": "no-cache"})


def _knows(if_none_match: bytes, etag: bytes) -> bool:
    return any(one.strip().removeprefix(b"W/") in {etag, b"*"} for one in if_none_match.split(b","))


class ReadyAnswers:
    """Pure ASGI around the whole app; keeps at most `most_bytes`, the oldest answers go first."""

    def __init__(self, app: ASGIApp, *, most_bytes: int = 64_000_000) -> None:
        self._app = app
        self._most_bytes = most_bytes
        self._answers: OrderedDict[tuple[str, bytes], _Answer] = OrderedDict()
        self.bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        key = (scope["path"], scope["query_string"])
        answer = self._answers.get(key)
        if answer is not None and answer.kept.is_fresh():
            request_id = if_none_match = None
            for name, value in scope["headers"]:
                if name == b"origin":
                    break  # CORS has something to say about the headers.
                if name == b"x-request-id":
                    request_id = value
                elif name == b"if-none-match":
                    if_none_match = value
            else:
                await _give(answer, request_id, if_none_match, send)
                return
        await self._ask(key, scope, receive, send)

    async def _ask(self, key: tuple[str, bytes], scope: Scope, receive: Receive, send: Send) -> None:
        slot = _Slot()
        begin: Message | None = None

        async def remember(message: Message) -> None:
            nonlocal begin
            if message["type"] == "http.response.start":
                begin = message
            elif begin is not None and slot.kept is not None and not message.get("more_body"):
                self._remember(key, slot.kept, begin, message.get("body", b""))
            await send(message)

        state = {**scope.get("state", {}), _SLOT: slot}
        await self._app({**scope, "state": state}, receive, remember)

    def _remember(self, key: tuple[str, bytes], kept: Kept[Any], begin: Message, body: bytes) -> None:
        headers = [(bytes(name).lower(), bytes(value)) for name, value in begin["headers"]]
        named = dict(headers)
        is_whole = named.get(b"content-length") == str(len(body)).encode()
        if begin["status"] != 200 or not is_whole or b"set-cookie" in named or b"x-request-id" not in named:
            return
        if any(name.startswith(b"access-control-") for name in named):
            return
        at = next(i for i, (name, _) in enumerate(headers) if name == b"x-request-id")
        answer = _Answer(kept, headers, at, body, named[b"etag"])
        self._drop(key)
        self._answers[key] = answer
        self.bytes += answer.weight
        while self.bytes > self._most_bytes:
            self._drop(next(iter(self._answers)))

    def _drop(self, key: tuple[str, bytes]) -> None:
        gone = self._answers.pop(key, None)
        if gone is not None:
            self.bytes -= gone.weight


async def _give(answer: _Answer, request_id: bytes | None, if_none_match: bytes | None, send: Send) -> None:
    if request_id is None or not _REQUEST_ID.fullmatch(request_id):
        request_id = ids.readable_number("R", groups=2, size=6).encode()
    headers = answer.headers.copy()
    headers[answer.request_id_at] = (b"x-request-id", request_id)
    if if_none_match is not None and _knows(if_none_match, answer.etag):
        headers = [one for one in headers if one[0] not in _OF_BODIES]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
