"""A shop page must arrive fast on a phone: its first load is at most 190 KB of script and style, compressed.

What a page fetches later by itself (charts, Stripe.js) is not counted here. Weighed is the build that the
tests of the served Agora use, made here when nobody has yet.
"""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from app import frontend
from app.frontend import CLIENT
from app.routes import PAGES, Route, Surface

BUDGET = 190_000
SHOP_PAGES = [route for route in PAGES if route.surface in (Surface.SHOP, Surface.ACCOUNT)]


@pytest.fixture(scope="module")
def manifest() -> dict:
    """What the built front end says of its routes."""
    frontend.build(print)
    (file,) = (CLIENT / "assets").glob("manifest-*.js")
    code = file.read_text()
    return json.loads(code.removeprefix("window.__reactRouterManifest=").rstrip(";\n"))


def _plain(path: str) -> str:
    """A path in words common to both notations: `/c/[slug]` and `c/:slug`, page `404` and pattern `*`."""
    return "404" if path == "*" else re.sub(r"[\[\]:]", "", path).strip("/")


def _first_load(route: Route, manifest: dict) -> set[str]:
    """The addresses of the scripts and sheets that the page's first paint waits for."""
    (page,) = [
        node
        for name, node in manifest["routes"].items()
        if name != "root" and _plain(node.get("path", "")) == _plain(route.path)
    ]
    wanted = {sheet.as_posix() for sheet in _global_sheets()}
    for node in (manifest["entry"], manifest["routes"]["root"], page):
        wanted |= {node["module"], *node["imports"], *node["css"]}
    return wanted | {manifest["url"]}


def _global_sheets() -> list[Path]:
    return [
        Path("/assets") / sheet.name for sheet in (CLIENT / "assets").glob("__reflex_global_styles-*.css")
    ]


def _compressed(address: str) -> int:
    return len(gzip.compress((CLIENT / address.lstrip("/")).read_bytes(), compresslevel=9))


@pytest.mark.parametrize("route", SHOP_PAGES, ids=lambda route: route.path)
def test_a_shop_page_loads_at_most_190_kb_of_script_and_style(route: Route, manifest: dict) -> None:
    weights = {address: _compressed(address) for address in _first_load(route, manifest)}
    total = sum(weights.values())
    heaviest = sorted(weights.items(), key=lambda item: -item[1])[:5]
    assert total <= BUDGET, f"{route.path} weighs {total:,} bytes; heaviest: {heaviest}"


def test_the_weighing_sees_every_module_that_the_front_page_preloads(manifest: dict) -> None:
    preloaded = set(re.findall(r'rel="modulepreload" href="([^"]+)"', (CLIENT / "index.html").read_text()))
    home = next(route for route in PAGES if route.path == "/")
    assert preloaded
    assert preloaded <= _first_load(home, manifest)
