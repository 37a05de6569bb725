"""From rows to a checked product, with the first problem told in the seller's own column names."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from backend.catalog.feeds.schemas import FeedProduct, Row, RowError
from backend.kit.errors import InvalidInput

_MOST_SHOWN = 120


def product_or_error(
    line: int, fields: Mapping[str, Any], *, columns: Mapping[str, str] | None = None
) -> Row:
    """The product of `fields`, or what is wrong with it; `columns` maps our field names to the feed's."""
    try:
        return FeedProduct(line=line, **fields)
    except ValidationError as error:
        first = error.errors()[0]
        ours = next((str(part) for part in reversed(first["loc"]) if isinstance(part, str)), "")
        at = _line_of(fields, first["loc"]) or line
        return RowError(at, (columns or {}).get(ours, ours), _reason(first), _shown(first.get("input")))


def refused(line: int, error: InvalidInput, value: str = "") -> RowError:
    """A row error from a refusal."""
    return RowError(line, error.field or "", error.message, _shown(value))


def _line_of(fields: Mapping[str, Any], location: tuple[int | str, ...]) -> int:
    if len(location) > 1 and location[0] == "variants" and isinstance(location[1], int):
        variant = fields["variants"][location[1]]
        return int(variant["line"] if isinstance(variant, Mapping) else variant.line)
    return 0


def _reason(problem: Mapping[str, Any]) -> str:
    kind, context = problem["type"], problem.get("ctx", {})
    match kind:
        case "string_too_short":
            return (
                "is missing"
                if not problem.get("input")
                else f"needs at least {context['min_length']} characters"
            )
        case "string_too_long":
            return f"has more than {context['max_length']} characters"
        case "greater_than":
            return f"must be above {context['gt']}"
        case "too_short":
            return "is missing"
        case "too_long":
            return f"has more than {context['max_length']} entries"
        case _:
            return str(problem["msg"])


def _shown(value: Any) -> str:
    return str(value)[:_MOST_SHOWN] if isinstance(value, str | int) else ""
