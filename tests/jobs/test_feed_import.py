"""Importing a feed: each product whole or not at all, and a second run changes nothing."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from backend.catalog import service as catalog
from backend.identity.schemas import system_actor
from backend.inventory import service as inventory
from backend.kit.unit_of_work import query, unit_of_work
from jobs.feed_import import ImportReport, import_feed
from tests.factories import inventory as rows

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
MAPPING = """
[fields]
feed_id = "product_id"
title = "product_name"
description = "description"
brand = "brand"
price = "final_price"
former_price = "initial_price"
in_stock = "in_stock"
category = "category_tree"
pictures = "image_urls"
attributes = "other_attributes"
[options]
Colour = "color"
Size = "size"
[rules]
ignore = ["N/A", "one-size", ""]
"""


@pytest.fixture
def shop(database: Engine) -> tuple[UUID, UUID]:
    with unit_of_work() as session:
        return rows.seller(session).id, rows.warehouse(session).id


def product(feed_id: str, **fields: Any) -> dict[str, Any]:
    return {
        "feed_id": feed_id,
        "title": f"Thing {feed_id}",
        "variants": [{"sku": feed_id, "price_minor": 1000, "quantity": 3}],
    } | fields


def run(tmp_path: Path, shop: tuple[UUID, UUID], *products: dict[str, Any]) -> ImportReport:
    path = tmp_path / "feed.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in products))
    return import_feed(path, seller_id=shop[0], warehouse_id=shop[1])


def outcome(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, len(report.errors)


def listed(shop: tuple[UUID, UUID]) -> list[tuple[str, int, bool]]:
    found, _ = query(catalog.list_products_of_seller, shop[0], actor=system_actor("test"))
    return [(one.title, one.price_minor, one.is_active) for one in found]


def written(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_a_product_is_on_sale_with_its_stock(tmp_path: Path, shop: tuple[UUID, UUID]) -> None:
    assert outcome(run(tmp_path, shop, product("a"))) == (1, 0, 0, 0)
    assert listed(shop) == [("Thing a", 1000, True)]
    (row,), _ = query(catalog.list_products_of_seller, shop[0], actor=system_actor("test"))
    assert query(inventory.availability, [row.offer_id]) == {row.offer_id: 3}


def test_the_same_file_again_changes_nothing(
    tmp_path: Path, shop: tuple[UUID, UUID], database: Engine
) -> None:
    run(tmp_path, shop, product("a"), product("b"))
    before = [
        written(database, table)
        for table in ("product", "variant", "offer", "stock_movement", "outbox_event")
    ]
    assert outcome(run(tmp_path, shop, product("a"), product("b"))) == (0, 0, 2, 0)
    after = [
        written(database, table)
        for table in ("product", "variant", "offer", "stock_movement", "outbox_event")
    ]
    assert after == before


def test_what_changed_is_updated_and_dropped_variants_go_off_sale(
    tmp_path: Path, shop: tuple[UUID, UUID]
) -> None:
    two = [
        {"sku": "s", "options": {"Size": "S"}, "price_minor": 1000, "quantity": 1},
        {"sku": "m", "options": {"Size": "M"}, "price_minor": 1000, "quantity": 1},
    ]
    run(tmp_path, shop, product("a", option_names=["Size"], variants=two))
    cheaper = {**two[0], "price_minor": 900, "quantity": 8}
    assert outcome(run(tmp_path, shop, product("a", option_names=["Size"], variants=[cheaper]))) == (
        0,
        1,
        0,
        0,
    )
    assert sorted(listed(shop)) == [("Thing a", 900, True), ("Thing a", 1000, False)]
    assert query(inventory.check) == []


def test_a_broken_product_leaves_nothing_and_the_others_are_taken(
    tmp_path: Path, shop: tuple[UUID, UUID], database: Engine
) -> None:
    twice = [{"sku": "x", "price_minor": 1}, {"sku": "x", "price_minor": 1}]
    report = run(tmp_path, shop, product("a"), product("bad", variants=twice), product("a"), product("c"))
    assert outcome(report) == (2, 0, 0, 2)
    assert [(error.line, error.field) for error in report.errors] == [(2, "options"), (3, "id")]
    assert (written(database, "product"), written(database, "variant")) == (2, 2)


def test_a_barcode_of_another_product_is_refused(tmp_path: Path, shop: tuple[UUID, UUID]) -> None:
    coded = [{"sku": "x", "price_minor": 100, "barcode": "4006381333931"}]
    run(tmp_path, shop, product("a", variants=coded))
    report = run(tmp_path, shop, product("b", variants=[{**coded[0], "sku": "y"}]))
    assert [(error.field, error.value) for error in report.errors] == [("barcode", "b")]
    assert listed(shop) == [("Thing a", 100, True)]


def test_two_sellers_may_use_the_same_sku(tmp_path: Path, shop: tuple[UUID, UUID]) -> None:
    with unit_of_work() as session:
        other = rows.seller(session).id, shop[1]
    assert outcome(run(tmp_path, shop, product("1"))) == (1, 0, 0, 0)
    assert outcome(run(tmp_path, other, product("1"))) == (1, 0, 0, 0)


def test_the_report_is_a_table_of_line_field_reason_and_value(
    tmp_path: Path, shop: tuple[UUID, UUID]
) -> None:
    report = run(tmp_path, shop, product("a", title="x"))
    report.write_csv(tmp_path / "errors.csv")
    with (tmp_path / "errors.csv").open(newline="") as file:
        assert list(csv.reader(file)) == [
            ["line", "field", "reason", "value"],
            ["1", "title", "needs at least 3 characters", "x"],
        ]


@pytest.mark.skipif(not SHARED.is_dir(), reason="real feeds lie beside a developer's checkout only")
@pytest.mark.parametrize(
    ("file", "products"),
    [("shopify-apparel.csv", 20), ("shopify-home-and-garden.csv", 20), ("shein-products.csv", 1000)],
)
def test_real_feeds_are_taken_as_they_are(
    tmp_path: Path, shop: tuple[UUID, UUID], file: str, products: int
) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(MAPPING)
    report = import_feed(
        SHARED / file,
        seller_id=shop[0],
        warehouse_id=shop[1],
        mapping_file=mapping if file.startswith("shein") else None,
    )
    assert outcome(report) == (products, 0, 0, 0)
