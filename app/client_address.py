"""Where a request came from, as far as it can be believed."""

from __future__ import annotations

from starlette.types import Scope

from backend.kit.config import settings


def client_address(scope: Scope) -> str:
    """The client's address: the peer's, or what the trusted proxies (`TRUSTED_PROXY_HOPS`) said of theirs.

    Each proxy appends the address it saw to X-Forwarded-For, so only the last hops can be believed.
    """
    peer = scope["client"][0] if scope.get("client") else "unknown"
    hops = settings().trusted_proxy_hops
    if not hops:
        return peer
    lines = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
    seen = [part.strip() for part in ",".join(lines).split(",") if part.strip()]
    return seen[-hops] if len(seen) >= hops else peer
