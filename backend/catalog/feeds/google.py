"""Google Merchant product feed, as delimited text or as RSS 2.0 / Atom XML with the `g:` namespace.

Source: Google Merchant Center Help, "Product data specification". Rows with one `item_group_id` are variants.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from backend.catalog.feeds.building import product_or_error, refused
from backend.catalog.feeds.reading import minor_units, plain_text, records
from backend.catalog.feeds.schemas import Row, RowError
from backend.kit.errors import InvalidInput

REQUIRED = frozenset({"id", "title", "price"})
_OPTIONS = ("color", "size", "material", "pattern")
_COLUMNS = {
    "feed_id": "id",
    "sku": "id",
    "barcode": "gtin",
    "price_minor": "price",
    "compare_at_minor": "price",
    "url": "image_link",
}


def read(text: str) -> Iterator[Row]:
    """The products of a Merchant feed."""
    items: list[tuple[int, dict[str, str]]] = []
    source = _xml_items(text) if text.lstrip().startswith("<") else records(text)
    for one in source:
        if isinstance(one, RowError):
            yield one
        else:
            line, row = one
            items.append(
                (line, {name.removeprefix("g:").replace(" ", "_"): value for name, value in row.items()})
            )

    def group(item: tuple[int, dict[str, str]]) -> str:
        return item[1].get("item_group_id") or item[1].get("id", "")

    for feed_id, rows in groupby(sorted(items, key=group), key=group):
        yield from _product(feed_id, list(rows))


def _xml_items(text: str) -> Iterator[tuple[int, dict[str, str]] | RowError]:
    try:
        root = fromstring(text)
    except (ParseError, DefusedXmlException) as error:
        yield RowError(getattr(error, "position", (1, 0))[0], "", f"is not well-formed XML: {error}")
        return
    entries = [node for node in root.iter() if _name(node) in {"item", "entry"}]
    for number, entry in enumerate(entries, 1):
        # XML has no rows: items are counted instead of lines.
        row: dict[str, str] = {}
        for child in entry:
            value = (child.text or child.get("href") or "").strip()
            row[_name(child)] = f"{row[_name(child)]},{value}" if _name(child) in row else value
        yield number, row


def _name(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _product(feed_id: str, rows: list[tuple[int, dict[str, str]]]) -> Iterator[Row]:
    line, first = rows[0]
    names = [name for name in _OPTIONS if len({row.get(name, "") for _, row in rows}) > 1][:3]
    variants: list[dict[str, Any]] = []
    for at, row in rows:
        try:
            variants.append(_variant(at, row, names))
        except InvalidInput as error:
            yield refused(at, error, row.get(error.field or "", ""))
    if not variants:
        return
    urls = dict.fromkeys(
        url
        for _, row in rows
        for url in [row.get("image_link", ""), *row.get("additional_image_link", "").split(",")]
        if url.strip()
    )
    category = first.get("product_type") or first.get("google_product_category", "")
    yield product_or_error(
        line,
        {
            "feed_id": feed_id,
            "title": first.get("title", ""),
            "description": plain_text(first.get("description", "")),
            "brand": first.get("brand", ""),
            "category": tuple(part.strip() for part in category.split(">") if part.strip()),
            "attributes": {
                name: first[name]
                for name in ("color", "material", "pattern", "gender", "age_group", "condition")
                if first.get(name) and name not in names
            },
            "option_names": tuple(name.capitalize() for name in names),
            "variants": variants,
            "pictures": [{"url": url.strip()} for url in urls],
            "currency": first.get("price", "").partition(" ")[2].strip().upper() or "USD",
        },
        columns=_COLUMNS,
    )


def _variant(line: int, row: dict[str, str], names: list[str]) -> dict[str, Any]:
    price = minor_units(row.get("price", ""), "price")
    sale = minor_units(row["sale_price"], "sale_price") if row.get("sale_price") else None
    reduced = sale is not None and sale < price
    stock = row.get("quantity") or row.get("sell_on_google_quantity", "")
    in_stock = row.get("availability", "in_stock").replace(" ", "_") == "in_stock"
    quantity: int | None = int(stock) if stock.isdigit() else None
    return {
        "sku": row.get("id", ""),
        "barcode": row.get("gtin") or None,
        "options": {name.capitalize(): row.get(name) or "One" for name in names},
        "price_minor": sale if reduced else price,
        "compare_at_minor": price if reduced else None,
        "quantity": quantity if in_stock else 0,
        "line": line,
    }
