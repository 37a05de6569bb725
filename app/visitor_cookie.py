"""Gives every browser its visitor id: the owner of a guest's cart.

A browser without a valid id gets one with the first page it loads or the first write it makes, and already
that request carries it inward. A page that sets a cookie is nobody else's, so shared caches may not keep it.
A socket without one (cookies are blocked) gets an id for as long as it lives. Whoever names a secret
(`Authorization`) is a program and needs none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.identity import cookies
from backend.kit import ids

_READING = {"GET", "HEAD", "OPTIONS"}
_IS_NEW = "visitor_is_new"
_ID = "visitor_id"
# What is everybody's, and whoever calls a webhook: that is no browser.
_NEVER = ("/assets/", "/media/", "/ping", "/_health", "/api/v1/webhooks/")


class VisitorCookie:
    """Wraps the whole ASGI app, sockets included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or socket."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        visitor = recognise(scope["path"], headers.get("cookie", ""), names_secret="authorization" in headers)
        inner = {**scope, "state": {**scope.get("state", {}), **visitor.state}}
        if visitor.set_cookie is None:
            await self._app(inner, receive, send)
            return

        async def introduce(message: Message) -> None:
            if _may_set(scope, message):
                kept = [pair for pair in message["headers"] if not _is_public(*pair)]
                if len(kept) < len(message["headers"]):
                    kept.append((b"cache-control", b"private, no-cache"))
                kept.append((b"set-cookie", visitor.set_cookie))
                message = {**message, "headers": kept}
            await send(message)

        inner["headers"] = _with_cookie(scope["headers"], headers.get("cookie", ""), visitor.value)
        await self._app(inner, receive, introduce)


class Visitor(NamedTuple):
    """Whose browser asks: what the request carries inward, and for a new one the cookie to set."""

    state: dict[str, object]
    value: str = ""
    set_cookie: bytes | None = None


def recognise(path: str, cookie_header: str, *, names_secret: bool) -> Visitor:
    """The visitor of a request by its cookies, or a new one; nobody for a program that names a secret."""
    if path.startswith(_NEVER):
        return Visitor({})
    if cookie_header:
        known = cookies.visitor_of(cookies.parsed(cookie_header).get(cookies.VISITOR_COOKIE))
        if known is not None:
            return Visitor({_ID: known})
    if names_secret:
        return Visitor({})
    visitor_id = ids.new_id()
    value = cookies.signed_visitor(visitor_id)
    return Visitor({_IS_NEW: True, _ID: visitor_id}, value, _set_cookie(value).encode())


def _with_cookie(
    headers: Sequence[tuple[bytes, bytes]], cookie_header: str, value: str
) -> list[tuple[bytes, bytes]]:
    pairs = {**cookies.parsed(cookie_header), cookies.VISITOR_COOKIE: value}
    header = "; ".join(f"{name}={text}" for name, text in pairs.items()).encode("latin-1", "replace")
    return [*(pair for pair in headers if pair[0] != b"cookie"), (b"cookie", header)]


def visitor_of(scope: Scope) -> UUID | None:
    """The visitor id that this layer found or made; None where the request did not pass it."""
    found: UUID | None = scope.get("state", {}).get(_ID)
    return found


def is_new_visitor(scope: Scope) -> bool:
    """Whether the visitor id of this request was made for it: the caller sent none of its own."""
    return bool(scope.get("state", {}).get(_IS_NEW))


def _may_set(scope: Scope, message: Message) -> bool:
    # Granian sends no headers of ours with a socket's handshake, so only plain requests can set it.
    if message["type"] != "http.response.start":
        return False
    if scope["method"] not in _READING:
        return scope["path"].startswith("/api/")
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")


def _is_public(name: bytes, value: bytes) -> bool:
    return name.lower() == b"cache-control" and b"public" in value


def _set_cookie(value: str) -> str:
    secure = "; Secure" if cookies.is_secure() else ""
    return (
        f"{cookies.VISITOR_COOKIE}={value}; HttpOnly; Max-Age={cookies.VISITOR_MAX_AGE_S}; Path=/; "
        f"SameSite=Lax{secure}"
    )
