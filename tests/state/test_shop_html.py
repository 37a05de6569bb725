"""What arrives before any script runs: content, true 404s, descriptions for crawlers."""

import json
import re
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from app.storefront_html import shell as shells
from app.storefront_html.server import create_pages
from backend.kit.unit_of_work import transact, unit_of_work
from backend.search import service as search
from backend.storefront import service as storefront
from tests.factories import inventory as make

FALLBACK = '<html><head></head><body><div id="ssr-slot"></div></body></html>'
FRAMED = (
    '<body><div class="flex min-h-dvh flex-col"><header></header><nav aria-label="Categories"><ul class="x">'
    '</ul></nav><main aria-busy="true" id="main">PRERENDERED</main><footer class="f"></footer></div></body>'
)


@pytest.fixture
def browser(database, redis_db, tmp_path, monkeypatch):
    fallback, framed = tmp_path / "__spa-fallback.html", tmp_path / "index.html"
    fallback.write_text(FALLBACK)
    framed.write_text(FRAMED)
    monkeypatch.setattr(shells, "_FALLBACK", fallback)
    monkeypatch.setattr(shells, "_FRAMED", framed)
    for cache in (
        storefront._pages,
        storefront._results,
        storefront._cards,
        search._categories,
        search._facets,
    ):
        cache.clear()
    return TestClient(create_pages())


@pytest.fixture
def shelf(database):
    """A category of its own with one lamp, in stock."""
    slug = f"lamps-{uuid4().hex[:6]}"
    with unit_of_work() as session:
        category = make.category(session, slug=slug, name="Lamps & <Lights>", path=slug)
        lamp = make.product(session, category_id=category.id, title="Lamp </script>", brand="Acme")
        lamp.description = "A lamp."
        offer = make.offer(session, on_hand=2, of=make.variant(session, of=lamp, sku=f"{slug}-1"))
    transact(search.rebuild)
    return slug, lamp.slug, offer


def described(html: str) -> dict[str, dict]:
    found = re.findall(r'<script data-ssr type="application/ld\+json">(.*?)</script>', html, re.S)
    return {one["@type"]: one for one in map(json.loads, found)}


def test_a_product_arrives_with_its_content_and_description(browser, shelf):
    _, slug, _ = shelf
    answer = browser.get(f"/p/{slug}")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "public, max-age=60")
    html = answer.text
    assert "<title data-ssr>Lamp &lt;/script&gt; · Agora</title>" in html
    assert f'rel="canonical" href="http://localhost:3000/p/{slug}"' in html
    assert '<meta data-ssr property="og:type" content="product">' in html
    assert 'property="og:image" content="http://localhost:3000/' in html
    assert '<main aria-busy="false" id="main">' in html
    assert "PRERENDERED" not in html
    assert "Only 2 left in stock" in html
    data = described(html)
    assert data["Product"]["name"] == "Lamp </script>"
    assert data["Product"]["offers"]["price"] == "19.99"
    assert data["Product"]["offers"]["availability"] == "https://schema.org/InStock"
    assert [step["position"] for step in data["BreadcrumbList"]["itemListElement"]] == [1, 2, 3]


def test_the_page_says_to_the_browser_what_it_drew(browser, shelf):
    _, slug, _ = shelf
    html = browser.get(f"/p/{slug}").text
    drawn = json.loads(re.search(r'id="ssr-data" data-ssr>(.*?)</script>', html, re.S)[1])
    assert drawn["path"] == f"/p/{slug}"
    assert f'<div id="ssr-slot">{drawn["html"]}</div>' in html


def test_a_category_lists_its_products_and_escapes_its_name(browser, shelf):
    slug, product, _ = shelf
    html = browser.get(f"/c/{slug}").text
    assert '<h1 class="mt-1 text-2xl font-bold">Lamps &amp; &lt;Lights&gt;</h1>' in html
    assert f'href="/p/{product}"' in html
    listed = described(html)["ItemList"]["itemListElement"]
    assert [one["url"] for one in listed] == [f"http://localhost:3000/p/{product}"]
    assert "noindex" not in html


def test_a_filtered_page_is_not_indexed_and_names_the_plain_one(browser, shelf):
    slug, _, _ = shelf
    html = browser.get(f"/c/{slug}?brand=Acme&sort=price-asc").text
    assert 'name="robots" content="noindex, follow"' in html
    assert f'rel="canonical" href="http://localhost:3000/c/{slug}"' in html


@pytest.mark.parametrize("path", ["/p/nothing-like-it", "/c/nothing-like-it", "/p/%00", "/p/%3Cb%3E"])
def test_what_is_not_there_is_a_true_404(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text
    assert "noindex" in answer.text


def test_the_sitemap_leads_to_every_product_and_category(browser, shelf):
    slug, product, _ = shelf
    index = browser.get("/sitemap.xml").text
    assert re.findall("<loc>(.*?)</loc>", index) == [
        "http://localhost:3000/sitemap-categories.xml",
        "http://localhost:3000/sitemap-products-1.xml",
    ]
    assert f"<loc>http://localhost:3000/p/{product}</loc>" in browser.get("/sitemap-products-1.xml").text
    assert f"<loc>http://localhost:3000/c/{slug}</loc>" in browser.get("/sitemap-categories.xml").text
    assert browser.get("/sitemap-products-2.xml").status_code == 404
    assert "Sitemap: http://localhost:3000/sitemap.xml" in browser.get("/robots.txt").text
