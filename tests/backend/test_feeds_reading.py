"""Sellers' files are read as they come; what cannot be read is told by line, field and reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backend.catalog.feeds.detection import FeedFormat, detected, rows_of
from backend.catalog.feeds.reading import minor_units, plain_text
from backend.catalog.feeds.schemas import FeedProduct, RowError
from backend.kit.errors import InvalidInput

SHOPIFY = (
    "Handle,Title,Body (HTML),Vendor,Type,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,"
    "Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src\n"
)


def read(tmp_path: Path, content: str | bytes, name: str = "feed.csv", **options: object) -> list[object]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(rows_of(path, **options))


def test_rows_of_one_shopify_handle_are_variants_of_one_product(tmp_path: Path) -> None:
    (shirt,) = read(
        tmp_path,
        SHOPIFY
        + 'shirt,Linen Shirt,"<p>Cool &amp; light</p><script>x()</script>",Ostra,Shirts,true,Size,S,,120,3,39.90,49,http://x.example/1.jpg\n'
        + "shirt,,,,,,,M,,120,-2,39.90,,\n"
        + "shirt,,,,,,,,,,,,,http://x.example/2.jpg\n",
    )
    assert isinstance(shirt, FeedProduct)
    assert (shirt.feed_id, shirt.title, shirt.brand, shirt.category) == (
        "shirt",
        "Linen Shirt",
        "Ostra",
        ("Shirts",),
    )
    assert shirt.description == "Cool & light"
    assert [
        (v.sku, v.options, v.price_minor, v.compare_at_minor, v.quantity, v.line) for v in shirt.variants
    ] == [
        ("shirt-S", {"Size": "S"}, 3990, 4900, 3, 2),
        ("shirt-M", {"Size": "M"}, 3990, None, 0, 3),
    ]
    assert [picture.url for picture in shirt.pictures] == ["http://x.example/1.jpg", "http://x.example/2.jpg"]


def test_a_broken_row_is_told_by_line_and_field_and_the_others_are_read(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        SHOPIFY
        + 'a,First,"two\nlines",V,T,true,Title,Default Title,,0,1,cheap,,\n'
        + "b,Second,,V,T,true,Title,Default Title,,0,1,5.00,,\n"
        + ",Third,,V,T,true,Title,Default Title,,0,1,5.00,,\n"
        + "d,,,V,T,true,Title,Default Title,,0,1,5.00,,\n",
    )
    errors = {(row.line, row.field, row.reason) for row in rows if isinstance(row, RowError)}
    assert errors == {
        (2, "Variant Price", "Variant Price is not an amount of money"),
        (5, "Handle", "is missing"),
        (6, "Title", "is missing"),
    }
    assert [row.title for row in rows if isinstance(row, FeedProduct)] == ["Second"]


def test_google_rows_of_one_group_are_variants_and_a_sale_price_is_the_price(tmp_path: Path) -> None:
    (mug,) = read(
        tmp_path,
        "id\ttitle\tdescription\tprice\tsale_price\tavailability\titem_group_id\tcolor\tgtin\timage_link\n"
        "m1\tMug\tA mug\t12.00 USD\t9.00 USD\tin stock\tmug\tBlue\t4006381333931\thttp://x.example/b.jpg\n"
        "m2\tMug\tA mug\t12.00 USD\t\tout of stock\tmug\tRed\t\thttp://x.example/r.jpg\n",
        "feed.tsv",
    )
    assert isinstance(mug, FeedProduct)
    assert mug.option_names == ("Color",)
    assert [
        (v.sku, v.options["Color"], v.price_minor, v.compare_at_minor, v.quantity) for v in mug.variants
    ] == [
        ("m1", "Blue", 900, 1200, None),
        ("m2", "Red", 1200, None, 0),
    ]


def test_google_xml_is_read_and_entities_bombs_are_refused(tmp_path: Path) -> None:
    item = "<item><g:id>1</g:id><g:title>Oak Bench</g:title><g:price>120.00 USD</g:price></item>"
    feed = f'<rss xmlns:g="http://base.google.com/ns/1.0"><channel>{item}</channel></rss>'
    (bench,) = read(tmp_path, feed, "feed.xml")
    assert isinstance(bench, FeedProduct)
    assert (bench.title, bench.variants[0].price_minor) == ("Oak Bench", 12000)
    (refused,) = read(
        tmp_path, f'<!DOCTYPE x [<!ENTITY a "b">]>{feed}', "bomb.xml", feed_format=FeedFormat.GOOGLE
    )
    assert isinstance(refused, RowError)


def test_house_lines_are_read_one_by_one(tmp_path: Path) -> None:
    good = {"feed_id": "1", "title": "Vase", "variants": [{"sku": "V", "price_minor": 1500, "quantity": 2}]}
    rows = read(
        tmp_path, f"{json.dumps(good)}\n{{broken\n{json.dumps({**good, 'variants': []})}\n", "feed.jsonl"
    )
    assert isinstance(rows[0], FeedProduct)
    assert [(row.line, row.field) for row in rows[1:]] == [(2, ""), (3, "variants")]  # type: ignore[attr-defined] # errors by the assert


def test_a_mapping_says_which_column_is_what(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        '[fields]\nfeed_id = "no"\ntitle = "name"\nprice = "now"\nformer_price = "was"\nin_stock = "there"\n'
        'category = "tree"\nattributes = "more"\n[options]\nColour = "colour"\n'
        '[rules]\nignore = ["", "N/A"]\n'
        "stock_when_in_stock = 7\n"
    )
    tree, more = '[{"name": "Home"}, {"name": "Lamps"}]', '[{"name": "Style", "value": "Plain"}]'
    quoted = [text.replace('"', '""') for text in (tree, more)]
    lamp, rug = read(
        tmp_path,
        "no,name,now,was,there,tree,more,colour\n"
        f'1,Lamp,20.5,30,true,"{quoted[0]}","{quoted[1]}",Brass\n2,Rug,80,80,false,,,N/A\n',
        mapping_file=mapping,
    )
    assert isinstance(lamp, FeedProduct)
    assert isinstance(rug, FeedProduct)
    assert (lamp.category, lamp.attributes, lamp.option_names) == (
        ("Home", "Lamps"),
        {"Style": "Plain"},
        ("Colour",),
    )
    assert (lamp.variants[0].price_minor, lamp.variants[0].compare_at_minor, lamp.variants[0].quantity) == (
        2050,
        3000,
        7,
    )
    assert (rug.option_names, rug.variants[0].compare_at_minor, rug.variants[0].quantity) == ((), None, 0)


@pytest.mark.parametrize(
    ("content", "field"),
    [(b"", "file"), (b"\x00\x01\x02\xff" * 10, "file"), (b"a,b\n1,2\n", "format")],
)
def test_a_file_that_is_no_feed_is_refused_as_a_whole(tmp_path: Path, content: bytes, field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read(tmp_path, content)
    assert refusal.value.field == field


def test_a_mapping_of_missing_columns_is_refused(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[fields]\nfeed_id = "no"\ntitle = "name"\nprice = "cost"\n')
    with pytest.raises(InvalidInput, match="no column cost"):
        read(tmp_path, "no,name\n1,x\n", mapping_file=mapping)


def test_old_encodings_are_read(tmp_path: Path) -> None:
    content = SHOPIFY + "a,Café Table,,V,T,true,Title,Default Title,,0,1,5.00,,\n"
    for encoded in (content.encode("cp1252"), content.encode("utf-16"), b"\xef\xbb\xbf" + content.encode()):
        (table,) = read(tmp_path, encoded)
        assert isinstance(table, FeedProduct)
        assert table.title == "Café Table"


@pytest.mark.parametrize(
    ("text", "minor"),
    [("1,299.00", 129900), ("19.9", 1990), ("59,99", 5999), ("$5", 500), ("12.00 USD", 1200)],
)
def test_amounts_are_read_as_people_write_them(text: str, minor: int) -> None:
    assert minor_units(text, "price") == minor


@pytest.mark.parametrize("text", ["", "free", "1.999", "NaN", "Infinity", "1e400"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        minor_units(text, "price")


def test_descriptions_lose_markup_and_keep_paragraphs() -> None:
    assert plain_text("<p>One</p><ul><li>Two &lt; three</li></ul><style>p{}</style>") == "One\nTwo < three"


def test_formats_are_told_apart_by_their_look() -> None:
    assert detected('{"a": 1}') is FeedFormat.HOUSE
    assert detected("<rss/>") is FeedFormat.GOOGLE
    assert detected(SHOPIFY) is FeedFormat.SHOPIFY
    assert detected("id,title,price\n") is FeedFormat.GOOGLE
