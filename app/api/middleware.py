"""Around every API request: its id, its size, where it may come from, and an answer whatever happens."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import answer
from backend.kit import ids
from backend.kit.config import settings
from backend.kit.errors import DomainError, Forbidden, InvalidInput
from backend.kit.log import bind_contextvars, logger

log = logger(__name__)

LARGEST_BODY = 1_000_000
# Addresses that take files.
LARGEST_BODIES = {"/api/v1/feeds": 20_000_000}
_REQUEST_ID = re.compile(r"[A-Za-z0-9._\-]{8,64}")
_READING = {"GET", "HEAD", "OPTIONS"}
_PASSED = "agora.api_request"


class BodyTooLarge(InvalidInput):
    """More bytes than any request of ours needs."""

    code = "body_too_large"
    status = 413


class ApiRequest:
    """Pure ASGI; what is not under /api/ passes untouched, and what has passed one of these already."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_ours = scope["type"] == "http" and scope["path"].startswith("/api/")
        if not is_ours or _PASSED in scope:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = request_id_of(headers.get("x-request-id", ""))
        state = {**scope.get("state", {}), "request_id": request_id}
        scope = {**scope, "state": state, _PASSED: True}
        has_begun = False

        async def reply(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                headers_sent = message["headers"]
                if not any(name == b"x-request-id" for name, _ in headers_sent):
                    pair = (b"x-request-id", request_id.encode())
                    message = {**message, "headers": [*headers_sent, pair]}
            await send(message)

        # Each request is a task with a context of its own: there is nothing to unbind.
        bind_contextvars(request_id=request_id)
        try:
            _check_origin(scope["method"], headers)
            await self._app(scope, _limited(scope["path"], receive, headers), reply)
        except DomainError as refusal:
            await answer(request_id, refusal.status, refusal.as_dict())(scope, receive, reply)
        except Exception as error:
            log.error("request failed", path=scope["path"], exc_info=error)
            if has_begun:
                raise
            await our_fault(request_id)(scope, receive, reply)


def request_id_of(sent: str) -> str:
    """The id that the caller gave the request, else a new one."""
    return sent if _REQUEST_ID.fullmatch(sent) else ids.readable_number("R", groups=2, size=6)


def our_fault(request_id: str) -> Response:
    """The answer to what went wrong unexpectedly; it names where the log tells of it."""
    sentence = "Something went wrong on our side. Please try again; if it stays, quote the request id."
    return answer(request_id, 500, {"code": "internal_error", "message": sentence})


def _check_origin(method: str, headers: Headers) -> None:
    """A write that a browser sends says which site it comes from; only our own may use the cookies."""
    if method in _READING:
        return
    origin = headers.get("origin")
    if origin is None:
        is_foreign = headers.get("sec-fetch-site") in {"cross-site", "same-site"}
    else:
        public = urlsplit(settings().agora_public_url)
        is_foreign = urlsplit(origin).netloc not in {headers.get("host"), public.netloc}
    if is_foreign:
        raise Forbidden("This request comes from another site. Please use Agora's own pages.")


def _limited(path: str, receive: Receive, headers: Headers) -> Receive:
    most = LARGEST_BODIES.get(path, LARGEST_BODY)
    declared = headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > most:
        raise _too_large(most)
    received = 0

    async def counting() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > most:
            raise _too_large(most)
        return message

    return counting


def _too_large(most: int) -> BodyTooLarge:
    return BodyTooLarge(f"The body may have at most {most:,} bytes.")
