"""The house format: JSON lines, one product each, with the fields of `FeedProduct`; prices in minor units."""

import json
from collections.abc import Iterator

from backend.catalog.feeds.building import product_or_error
from backend.catalog.feeds.schemas import Row, RowError


def read(text: str) -> Iterator[Row]:
    """The products of a house file."""
    for line, row in enumerate(text.splitlines(), 1):
        if not row.strip():
            continue
        try:
            fields = json.loads(row)
        except json.JSONDecodeError as error:
            yield RowError(line, "", f"is not JSON: {error.msg} at column {error.colno}")
            continue
        if not isinstance(fields, dict):
            yield RowError(line, "", "is not a JSON object")
            continue
        fields.pop("line", None)
        yield product_or_error(line, fields)
