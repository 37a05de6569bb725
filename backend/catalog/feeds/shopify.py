"""Shopify's product CSV: one row per variant or further picture, rows of a product share its Handle.

Source: Shopify Help Center, "Using CSV files to import and export products".
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from backend.catalog.feeds.building import product_or_error, refused
from backend.catalog.feeds.reading import minor_units, plain_text, records, whole_number
from backend.catalog.feeds.schemas import Row, RowError
from backend.kit.errors import InvalidInput

REQUIRED = frozenset({"Handle", "Title", "Variant Price"})
_COLUMNS = {
    "feed_id": "Handle",
    "title": "Title",
    "description": "Body (HTML)",
    "brand": "Vendor",
    "sku": "Variant SKU",
    "barcode": "Variant Barcode",
    "price_minor": "Variant Price",
    "compare_at_minor": "Variant Compare At Price",
    "quantity": "Variant Inventory Qty",
    "weight_grams": "Variant Grams",
    "url": "Image Src",
    "alt": "Image Alt Text",
}


def read(text: str) -> Iterator[Row]:
    """The products of a Shopify export."""
    rows: list[tuple[int, dict[str, str]]] = []
    for one in records(text):
        if isinstance(one, RowError):
            yield one
        elif not one[1].get("Handle"):
            yield RowError(one[0], "Handle", "is missing")
        else:
            rows.append(one)
    for handle, group in groupby(rows, key=lambda row: row[1]["Handle"]):
        yield from _product(handle, list(group))


def _product(handle: str, rows: list[tuple[int, dict[str, str]]]) -> Iterator[Row]:
    line, first = rows[0]
    names = [first.get(f"Option{n} Name", "") for n in (1, 2, 3)]
    names = [name for name in names if name]
    # Shopify writes Title / Default Title for a product without options.
    if names == ["Title"] and first.get("Option1 Value") == "Default Title":
        names = []
    variants: list[dict[str, Any]] = []
    try:
        for number, (at, row) in enumerate(rows):
            if row.get("Variant Price") or row.get("Variant SKU") or number == 0:
                variants.append(_variant(handle, at, row, names, number))
    except InvalidInput as error:
        yield refused(at, error, row.get(error.field or "", ""))
        return
    pictures = [
        {"url": row["Image Src"], "alt": row.get("Image Alt Text", "")}
        for _, row in rows
        if row.get("Image Src")
    ]
    category = (
        first.get("Standardized Product Type") or first.get("Product Category") or first.get("Type", "")
    )
    yield product_or_error(
        line,
        {
            "feed_id": handle,
            "title": first.get("Title", ""),
            "description": plain_text(first.get("Body (HTML)", "")),
            "brand": first.get("Vendor", ""),
            "category": tuple(part.strip() for part in category.split(">") if part.strip()),
            "option_names": tuple(names),
            "variants": variants,
            "pictures": pictures,
            "is_active": first.get("Published", "true").lower() != "false"
            and first.get("Status", "active").lower() == "active",
        },
        columns=_COLUMNS,
    )


def _variant(handle: str, line: int, row: dict[str, str], names: list[str], number: int) -> dict[str, Any]:
    options = {name: row.get(f"Option{n} Value", "") for n, name in enumerate(names, 1)}
    for n, name in enumerate(names, 1):
        if not options[name]:
            raise InvalidInput(f"has no value for {name}", field=f"Option{n} Value")
    price = minor_units(row.get("Variant Price", ""), "Variant Price")
    compare = row.get("Variant Compare At Price", "")
    compare_minor = minor_units(compare, "Variant Compare At Price") if compare else None
    quantity = row.get("Variant Inventory Qty", "")
    return {
        "sku": row.get("Variant SKU") or "-".join([handle, *(str(value) for value in options.values())])[:64],
        "barcode": row.get("Variant Barcode", "").strip("'") or None,
        "options": options,
        "price_minor": price,
        # A former price that is not above the price is no saving: Shopify exports carry such leftovers.
        "compare_at_minor": compare_minor if compare_minor and compare_minor > price else None,
        "weight_grams": whole_number(row.get("Variant Grams") or "0", "Variant Grams"),
        # Oversold stock is exported below zero.
        "quantity": max(whole_number(quantity, "Variant Inventory Qty"), 0) if quantity else None,
        "line": line,
    }
