"""Which format a file is in."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from backend.catalog.feeds import google, house, mapping, shopify
from backend.catalog.feeds.reading import header_of, text_of
from backend.catalog.feeds.schemas import Row
from backend.kit.errors import InvalidInput


class FeedFormat(StrEnum):
    """What `agora import --format` takes."""

    AUTO = "auto"
    SHOPIFY = "shopify"
    GOOGLE = "google"
    HOUSE = "house"


def rows_of(
    path: Path, *, feed_format: FeedFormat = FeedFormat.AUTO, mapping_file: Path | None = None
) -> Iterator[Row]:
    """The rows of a feed. Raises InvalidInput when the file cannot be a feed at all."""
    text = text_of(path)
    if mapping_file is not None:
        return mapping.read(text, mapping.load(mapping_file))
    chosen = detected(text) if feed_format is FeedFormat.AUTO else feed_format
    if chosen is FeedFormat.SHOPIFY:
        _require(text, shopify.REQUIRED)
        return shopify.read(text)
    if chosen is FeedFormat.GOOGLE:
        if not text.lstrip().startswith("<"):
            _require(text, google.REQUIRED)
        return google.read(text)
    return house.read(text)


def detected(text: str) -> FeedFormat:
    """The format by its look. Raises InvalidInput when it is none that is known."""
    start = text.lstrip()[:1]
    if start == "{":
        return FeedFormat.HOUSE
    if start == "<":
        return FeedFormat.GOOGLE
    header = set(header_of(text))
    if header >= shopify.REQUIRED:
        return FeedFormat.SHOPIFY
    if {name.removeprefix("g:") for name in header} >= google.REQUIRED:
        return FeedFormat.GOOGLE
    raise InvalidInput(
        "This is neither a Shopify export, a Google Merchant feed nor the house format. "
        "Say which columns are what in a mapping file and pass it with --mapping.",
        field="format",
    )


def _require(text: str, columns: frozenset[str]) -> None:
    header = {
        name.removeprefix("g:").replace(" ", "_") if "id" in columns else name for name in header_of(text)
    }
    missing = sorted(columns - header)
    if missing:
        raise InvalidInput(f"The file has no column {', '.join(missing)}.", field="format")
