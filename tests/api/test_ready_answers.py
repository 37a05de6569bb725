"""Answers from memory: the same bytes, the same headers, never older than stated, never more than allowed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from app.api.application import create_api
from app.api.products import ProductBody
from app.api.search import ResultsBody
from app.edge import Edge
from app.ready_answers import ReadyAnswers
from app.visitor_cookie import VisitorCookie
from backend.kit.unit_of_work import transact, unit_of_work
from backend.search import service as search
from backend.storefront import service as storefront
from tests.factories import inventory as make
from tests.statements import recorded


@pytest.fixture
def time(monkeypatch) -> SimpleNamespace:
    """The time of the shop window's caches; `rounds` are run by hand."""
    stopped = SimpleNamespace(now=1_000.0, rounds=[])
    for cache in (storefront._pages, storefront._cards, storefront._results):
        cache.clear()
        monkeypatch.setattr(cache, "now", lambda: stopped.now)
        monkeypatch.setattr(cache, "aside", stopped.rounds.append)
        monkeypatch.setattr(cache, "next_round_at", 0.0)
    for cache in (storefront._favourites, storefront._warehouses, search._categories, search._facets):
        cache.clear()
    return stopped


@pytest.fixture
def front(database, redis_db, tmp_path) -> ReadyAnswers:
    return ReadyAnswers(Edge(VisitorCookie(create_api()), client=tmp_path))


@pytest.fixture
def get(front: ReadyAnswers, time) -> Callable[..., Any]:
    client = TestClient(front, base_url="http://localhost:3000")

    def ask(path: str, **headers: str):
        client.cookies.clear()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.get(f"/api/v1{path}", headers=sent)

    return ask


@pytest.fixture
def shelf(database, redis_db) -> dict[str, Any]:
    """A lamp, a lantern and a rug, found and in stock; the lamp has everything that a page can tell."""
    rows = {}
    with unit_of_work() as session:
        lamps = make.category(session, slug="lamps", name="Lämps & <Lights>")
        for slug in ("lamp", "lantern", "rug"):
            product = make.product(session, slug=slug, title=f"{slug.title()} “Ünique”", category_id=lamps.id)
            variant = make.variant(session, of=product, options={"Colour": "Black"})
            rows[slug] = make.offer(session, of=variant, price_minor=5000, on_hand=5)
            rows[f"{slug} product"] = product
        make.offer(
            session,
            of=make.variant(session, of=rows["lamp product"], options={"Colour": "Blue"}),
            price_minor=4000,
            compare_at_minor=6000,
            on_hand=0,
        )
        rows["lamp product"].rating_count, rows["lamp product"].rating_sum = 3, 13
    write(
        "INSERT INTO media (id, product_id, position, storage_key, alt, width, height, content_type)"
        " VALUES (gen_random_uuid(), :id, 0, 'originals/a', 'A lamp', 10, 10, 'image/png')",
        id=rows["lamp product"].id,
    )
    write(
        "INSERT INTO review (id, product_id, author_name, rating, title, body, is_verified, helpful_count,"
        " created_at) VALUES (gen_random_uuid(), :id, 'Ada L.', 5, 'Bright', 'It is.', true, 2, :at)",
        id=rows["lamp product"].id,
        at=datetime(2026, 1, 15, 12, 30, 1, 250_000, tzinfo=UTC),
    )
    transact(search.rebuild)
    return rows


def write(sql: str, **values: Any) -> None:
    """Commit a change behind everybody's back: no verb, no event."""
    transact(lambda session: session.execute(text(sql), values))


def price_of(answer: Any) -> int:
    (offer,) = answer.json()["variants"][0]["offers"]
    return int(offer["price"]["amount_minor"])


def test_the_bytes_are_those_of_the_models_that_the_document_describes(get, shelf):
    for path, model in (
        ("/products/lamp", ProductBody),
        ("/search?q=lamp&brand=nobody&brand=", ResultsBody),
        ("/search?category=lamps&option.Colour=Black", ResultsBody),
        ("/search", ResultsBody),
    ):
        body = get(path).content
        assert model.model_validate_json(body).model_dump_json().encode() == body


def test_a_changed_price_or_stock_is_told_within_two_seconds(get, time, shelf):
    assert price_of(get("/products/rug")) == 5000
    write("UPDATE offer SET price_minor = 4500 WHERE id = :id", id=shelf["rug"].id)
    time.now += 2
    assert price_of(get("/products/rug")) == 4500
    write(
        "UPDATE stock_balance b SET reserved = 2 FROM offer_component c"
        " WHERE c.stock_item_id = b.stock_item_id AND c.offer_id = :id",
        id=shelf["rug"].id,
    )
    time.now += 2
    assert get("/products/rug").json()["variants"][0]["offers"][0]["available"] == 3


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE offer SET is_active = false WHERE id = :id",
        "DELETE FROM offer_component WHERE offer_id = :id",
        "UPDATE seller SET status = 'suspended' WHERE id = (SELECT seller_id FROM offer WHERE id = :id)",
        "UPDATE product p SET status = 'archived' FROM variant v JOIN offer o ON o.variant_id = v.id"
        " WHERE p.id = v.product_id AND o.id = :id",
        "INSERT INTO offer SELECT (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(),"
        " 'seller_id', (SELECT s.id FROM seller s WHERE s.id <> o.seller_id LIMIT 1)))).* FROM offer o"
        " WHERE o.id = :id",
    ],
)
def test_whatever_decides_what_can_be_bought_counts_as_a_change(get, time, shelf, change):
    before = get("/products/rug").content
    time.now += 2
    assert get("/products/rug").content == before
    write(change, id=shelf["rug"].id)
    time.now += 2
    assert get("/products/rug").content != before


def test_a_product_that_did_not_change_is_answered_from_memory_though_its_neighbour_did(
    get, time, shelf, database
):
    first = get("/products/lamp")
    get("/products/rug")
    write("UPDATE offer SET price_minor = 4500 WHERE id = :id", id=shelf["rug"].id)
    time.now += 1.6
    with recorded(database) as seen:
        again = get("/products/lamp")
        assert seen == []
        time.rounds.pop()()
    assert len(seen) == 1
    assert "AS stamp" not in seen[0]
    time.now += 1.5
    with recorded(database) as seen:
        assert get("/products/lamp").content == again.content == first.content
    assert seen == []
    assert price_of(get("/products/rug")) == 4500


def test_a_product_page_takes_one_statement_when_its_shelf_is_known(get, time, shelf, database):
    get("/products/lamp")
    get("/products/lantern")
    with recorded(database) as seen:
        get("/products/rug")
    assert len(seen) == 1


def test_a_search_takes_no_statement_when_its_cards_are_known(get, time, shelf, database):
    get("/search?q=lamp")
    with recorded(database) as seen:
        assert get("/search?q=lamps&sort=price-asc").json()["total"] == 3
    assert seen == []


def test_results_follow_the_index_and_end_after_half_a_minute(get, time, shelf):
    def told() -> tuple[int, int]:
        (card,) = get("/search?q=rug").json()["products"]
        return card["price"]["amount_minor"], card["available"]

    assert told() == (5000, 5)
    write("UPDATE offer SET price_minor = 4500 WHERE id = :id", id=shelf["rug"].id)
    transact(search.project, [shelf["rug product"].id])
    time.now += 2
    assert told() == (4500, 5)
    # How many are left is no change of the index.
    write("UPDATE stock_balance SET reserved = 1 WHERE on_hand > 0")
    for _ in range(6):
        time.now += 5
        told()
    assert told() == (4500, 4)


def test_a_ready_answer_has_the_headers_of_the_first_and_a_request_id_of_its_own(get, shelf):
    first, second = get("/products/lamp"), get("/products/lamp")
    assert second.content == first.content
    assert set(first.headers) >= {"etag", "content-security-policy", "x-request-id"}
    assert [one for one in first.headers.raw if one[0] != b"x-request-id"] == [
        one for one in second.headers.raw if one[0] != b"x-request-id"
    ]
    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    assert get("/products/lamp", x_request_id="trace-0123").headers["x-request-id"] == "trace-0123"
    assert get("/products/lamp", x_request_id="no\tid").headers["x-request-id"].startswith("R-")


def test_who_has_the_answer_is_told_so_without_a_body(get, time, shelf):
    first = get("/products/lamp")
    for known in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = get("/products/lamp", if_none_match=known)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert "content-length" not in again.headers
    assert get("/products/lamp", if_none_match='"other"').status_code == 200
    # Also where the answer must be drawn first.
    storefront._pages.clear()
    assert get("/products/lamp", if_none_match=first.headers["etag"]).status_code == 304


def test_refusals_and_what_is_not_for_everybody_are_never_kept(get, front, shelf):
    assert get("/products/nothing").status_code == 404
    assert get("/search?price=cheap").status_code == 422
    assert get("/session").status_code == 200
    assert front.bytes == 0


def test_ready_answers_take_no_more_memory_than_allowed(database, redis_db, tmp_path, time, shelf):
    front = ReadyAnswers(Edge(VisitorCookie(create_api()), client=tmp_path), most_bytes=12_000)
    client = TestClient(front, base_url="http://localhost:3000")
    for number in range(12):
        assert client.get(f"/api/v1/search?q=lamp&unknown={number}").status_code == 200
        assert 0 < front.bytes <= 12_000
