"""Reflex settings. One built front end serves any address; addresses are read at run time."""

from __future__ import annotations

from urllib.parse import urlsplit

import reflex as rx

from app.frontend_plugins import KnownInlineScripts, OneBuildAnyAddress, Tailwind
from backend.kit.config import settings


def _allowed_origins() -> list[str]:
    """The public address, and on a local machine its other spelling (localhost and 127.0.0.1)."""
    parts = urlsplit(settings().agora_public_url)
    origins = [f"{parts.scheme}://{parts.netloc}"]
    if parts.hostname in {"localhost", "127.0.0.1"}:
        port = f":{parts.port}" if parts.port else ""
        origins += [f"{parts.scheme}://{host}{port}" for host in ("localhost", "127.0.0.1")]
    return list(dict.fromkeys(origins))


config = rx.Config(
    app_name="app",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    plugins=[Tailwind(), OneBuildAnyAddress(), KnownInlineScripts()],
    # The sitemap is served from the catalogue, which knows the dynamic pages.
    disable_plugins=[rx.plugins.SitemapPlugin],
    frontend_packages=["@fontsource-variable/figtree@5.3.0"],
    frontend_compression_formats=["gzip", "brotli"],
    default_color_mode="system",
    cors_allowed_origins=_allowed_origins(),
    redis_url=settings().reflex_redis_url or None,
    redis_token_expiration=86_400,
)
