"""Any delimited file through a mapping file (TOML) that says which column is what.

```toml
[fields]                  # ours = the file's column
feed_id = "product_id"
title = "product_name"
description = "description"
brand = "brand"
price = "final_price"
former_price = "initial_price"
barcode = ""
quantity = ""             # a column with a count ...
in_stock = "in_stock"     # ... or one with true / false, worth `stock_when_in_stock`
category = "category_tree"
pictures = "image_urls"
attributes = "other_attributes"
active = ""

[options]                 # option name = column; a value in `ignore` means that there is no such option
Colour = "color"
Size = "size"

[rules]
ignore = ["N/A", "one-size", ""]
stock_when_in_stock = 10
category_separator = ">"  # for plain text; JSON lists of names or of {"name": …} are understood as they are
currency = "USD"
title_limit = 200         # longer titles are cut at a word
```
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from backend.catalog.feeds.building import product_or_error, refused
from backend.catalog.feeds.reading import header_of, minor_units, plain_text, records, whole_number
from backend.catalog.feeds.schemas import Row, RowError
from backend.kit.errors import InvalidInput


class Fields(BaseModel):
    """Our field -> the file's column; empty means that the file does not have it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    feed_id: str
    title: str
    price: str
    description: str = ""
    brand: str = ""
    former_price: str = ""
    sku: str = ""
    barcode: str = ""
    quantity: str = ""
    in_stock: str = ""
    category: str = ""
    pictures: str = ""
    attributes: str = ""
    active: str = ""


class Rules(BaseModel):
    """How values are read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ignore: tuple[str, ...] = ("",)
    stock_when_in_stock: int = Field(default=10, ge=0)
    category_separator: str = ">"
    currency: str = "USD"
    title_limit: int = Field(default=200, ge=20, le=200)


class FeedMapping(BaseModel):
    """A mapping file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: Fields
    options: dict[str, str] = Field(default_factory=dict, max_length=3)
    rules: Rules = Rules()


def load(path: Path) -> FeedMapping:
    """Read a mapping file. Raises InvalidInput that names the entry."""
    try:
        return FeedMapping.model_validate(tomllib.loads(path.read_text()))
    except FileNotFoundError:
        raise InvalidInput(f"There is no mapping file {path}.", field="mapping") from None
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(f"The mapping is not TOML: {error}.", field="mapping") from error
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part) for part in first["loc"])
        raise InvalidInput(f"The mapping's entry {entry}: {first['msg']}.", field="mapping") from error


def read(text: str, mapping: FeedMapping) -> Iterator[Row]:
    """The products of a delimited file, one per row.

    Raises InvalidInput when the file lacks a column that the mapping names.
    """
    named = [
        column for column in (*mapping.fields.model_dump().values(), *mapping.options.values()) if column
    ]
    missing = sorted(set(named) - set(header_of(text)))
    if missing:
        raise InvalidInput(f"The file has no column {', '.join(missing)}.", field="mapping")
    for one in records(text):
        if isinstance(one, RowError):
            yield one
            continue
        line, row = one
        try:
            fields = _fields(line, row, mapping)
        except InvalidInput as error:
            yield refused(line, error, row.get(error.field or "", ""))
            continue
        yield product_or_error(line, fields, columns=mapping.fields.model_dump())


def _fields(line: int, row: Mapping[str, str], mapping: FeedMapping) -> dict[str, Any]:
    ours, rules = mapping.fields, mapping.rules

    def value(column: str) -> str:
        text = row.get(column, "") if column else ""
        return "" if text in rules.ignore or text == "null" else text

    options = {name: value(column) for name, column in mapping.options.items()}
    options = {name: text for name, text in options.items() if text}
    price = minor_units(row[ours.price], ours.price)
    former = minor_units(value(ours.former_price), ours.former_price) if value(ours.former_price) else None
    feed_id = value(ours.feed_id)
    return {
        "feed_id": feed_id,
        "title": _cut(value(ours.title), rules.title_limit),
        "description": plain_text(value(ours.description)),
        "brand": value(ours.brand),
        "category": _names(value(ours.category), ours.category, rules.category_separator),
        "attributes": _attributes(value(ours.attributes), ours.attributes),
        "option_names": tuple(options),
        "variants": [
            {
                "sku": value(ours.sku) or feed_id,
                "barcode": value(ours.barcode) or None,
                "options": options,
                "price_minor": price,
                "compare_at_minor": former if former and former > price else None,
                "quantity": _quantity(value(ours.quantity), value(ours.in_stock), ours, rules),
                "line": line,
            }
        ],
        "pictures": [
            {"url": url}
            for url in _urls(value(ours.pictures), ours.pictures)
            if url.startswith(("http://", "https://"))
        ],
        "is_active": value(ours.active).lower() not in {"false", "no", "0", "draft", "archived"},
        "currency": rules.currency,
    }


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0]


def _quantity(count: str, in_stock: str, ours: Fields, rules: Rules) -> int | None:
    if count:
        return max(whole_number(count, ours.quantity), 0)
    if ours.in_stock:
        return (
            rules.stock_when_in_stock
            if in_stock.lower() in {"true", "yes", "1", "in stock", "in_stock"}
            else 0
        )
    return None


def _json(text: str, column: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InvalidInput(f"{column} is not JSON: {error.msg}", field=column) from error


def _names(text: str, column: str, separator: str) -> tuple[str, ...]:
    if not text.startswith("["):
        return tuple(part.strip() for part in text.split(separator) if part.strip())
    entries = [
        entry.get("name", "") if isinstance(entry, dict) else str(entry) for entry in _json(text, column)
    ]
    return tuple(name for name in entries if name)


def _urls(text: str, column: str) -> list[str]:
    if not text.startswith("["):
        return [url for url in text.replace(",", " ").split() if url]
    return [str(url) for url in _json(text, column)]


def _attributes(text: str, column: str) -> dict[str, str]:
    if not text:
        return {}
    found: dict[str, list[str]] = {}
    decoded = _json(text, column)
    pairs = (
        decoded.items()
        if isinstance(decoded, dict)
        else [(entry.get("name"), entry.get("value")) for entry in decoded if isinstance(entry, dict)]
    )
    for name, value in pairs:
        if name and value:
            found.setdefault(str(name), []).append(str(value))
    return {name: ", ".join(dict.fromkeys(values)) for name, values in found.items()}
