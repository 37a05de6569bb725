"""The outermost layer of the server: security headers, cache rules, addresses without trailing slash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.kit.config import settings

_HASHED_FILES = "public, max-age=31536000, immutable"
_PLAIN_FILES = "public, max-age=3600"
_REAL_STRIPE = {
    "script-src": ["https://js.stripe.com", "https://*.js.stripe.com"],
    "connect-src": ["https://js.stripe.com", "https://api.stripe.com", "https://m.stripe.network"],
    "frame-src": [
        "https://js.stripe.com",
        "https://*.js.stripe.com",
        "https://hooks.stripe.com",
        "https://m.stripe.network",
    ],
    "img-src": ["https://*.stripe.com"],
}


class Edge:
    """Wraps the whole ASGI app; adds headers only where the answer has not set them itself."""

    def __init__(self, app: ASGIApp, *, client: Path) -> None:
        self._app = app
        self._client = client
        self._headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]

        async def finish(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message["headers"])
                named = {bytes(name).lower(): value for name, value in headers}
                headers += [pair for pair in self._headers if pair[0] not in named]
                content_type = bytes(named.get(b"content-type", b"")).decode("latin-1")
                rule = _cache_rule(path, content_type, message["status"])
                if rule and b"cache-control" not in named:
                    headers.append((b"cache-control", rule.encode()))
                message = {**message, "headers": headers}
            await send(message)

        await self._app(self._without_redirect(scope, path), receive, finish)

    def _without_redirect(self, scope: Scope, path: str) -> Scope:
        # A prerendered page is a folder with an index.html; the static server would redirect `/cart`.
        name = path.strip("/")
        is_page = name and not path.endswith("/") and "." not in name and not path.startswith("/api/")
        if is_page and (self._client / name / "index.html").is_file():
            return {**scope, "path": f"{path}/", "raw_path": f"{path}/".encode()}
        return scope


_SECURITY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin-allow-popups",
}


def security_headers() -> list[tuple[bytes, bytes]]:
    """What every answer says to browsers, unless it says otherwise itself."""
    named = {
        **_SECURITY,
        "content-security-policy": content_security_policy(),
        "permissions-policy": permissions_policy(),
    }
    return [(name.encode(), value.encode()) for name, value in named.items()]


def permissions_policy() -> str:
    """What a page may ask a browser for. Wallets are opened by a frame of Stripe's."""
    payment = 'payment=(self "https://js.stripe.com")' if settings().is_real_stripe else "payment=(self)"
    return f"camera=(self), microphone=(self), geolocation=(), {payment}"


def content_security_policy() -> str:
    """What a page may load: itself, and Stripe.js with its frames where a real account of Stripe is set.

    Where a stand-in answers for Stripe, its address instead; without cards nobody's. No `unsafe-eval`:
    nothing may be sent to a page as code.
    """
    chosen = settings()
    stripe: Mapping[str, Sequence[str]] = {}
    if chosen.is_real_stripe:
        stripe = _REAL_STRIPE
    elif chosen.stripe_publishable_key:
        origin = [_origin(chosen.stripe_js_url)]
        stripe = {"script-src": origin, "connect-src": origin, "frame-src": origin}
    public = urlsplit(chosen.agora_public_url)
    # Older Safari does not count a same-origin socket as 'self'.
    socket = f"{'wss' if public.scheme == 'https' else 'ws'}://{public.netloc}"
    media = _origin(chosen.s3_endpoint_url) if chosen.s3_endpoint_url else ""
    rules = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'unsafe-inline'", *stripe.get("script-src", ())],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:", *([media] if media else []), *stripe.get("img-src", ())],
        "font-src": ["'self'"],
        "connect-src": ["'self'", socket, *stripe.get("connect-src", ())],
        "frame-src": ["'self'", *stripe.get("frame-src", ())],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _cache_rule(path: str, content_type: str, status: int) -> str | None:
    if status not in (200, 206, 304):
        return None
    if path.startswith("/assets/"):
        return _HASHED_FILES
    if content_type.startswith("text/html"):
        return "no-cache"
    if "." in path.rsplit("/", 1)[-1] and not path.startswith("/api/"):
        return _PLAIN_FILES
    return None
