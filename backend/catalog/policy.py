"""Decisions of the catalogue that need no database."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from backend.catalog.errors import BadSpecification


class AttributeRule(Protocol):
    """The part of a category attribute that a value is held against."""

    code: str
    label: str
    kind: str
    unit: str | None
    choices: list[str]


def slug_of(text: str) -> str:
    """`text` as a URL slug of at most 100 ASCII characters; empty when nothing usable is left."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")[:100].rstrip("-")


def checked_specifications(
    rules: Iterable[AttributeRule], given: Mapping[str, Any]
) -> dict[str, str | int | bool]:
    """`given` with each value in the type of its attribute. Raises BadSpecification naming the attribute.

    Numbers are kept as text-free integers or as decimal strings, so that 1.5 stays 1.5.
    """
    by_code = {rule.code: rule for rule in rules}
    checked: dict[str, str | int | bool] = {}
    for code, value in given.items():
        rule = by_code.get(code)
        if rule is None:
            known = ", ".join(sorted(by_code)) or "none"
            raise BadSpecification(
                f"This category has no attribute {code!r}. It has: {known}.", field=f"specifications.{code}"
            )
        checked[code] = _in_type(rule, value)
    return checked


def _in_type(rule: AttributeRule, value: Any) -> str | int | bool:
    field = f"specifications.{rule.code}"
    match rule.kind:
        case "number":
            try:
                number = Decimal(str(value))
            except InvalidOperation:
                raise BadSpecification(
                    f"{rule.label} must be a number, not {value!r}.", field=field
                ) from None
            if not number.is_finite():
                raise BadSpecification(f"{rule.label} must be a finite number.", field=field)
            return int(number) if number == number.to_integral_value() else format(number.normalize(), "f")
        case "boolean":
            if str(value).lower() not in {"true", "false", "yes", "no", "1", "0"}:
                raise BadSpecification(f"{rule.label} must be yes or no, not {value!r}.", field=field)
            return str(value).lower() in {"true", "yes", "1"}
        case "choice":
            if str(value) not in rule.choices:
                allowed = ", ".join(rule.choices)
                raise BadSpecification(f"{rule.label} must be one of: {allowed}.", field=field)
            return str(value)
        case _:
            return str(value)


def specification_text(rule: AttributeRule, value: Any) -> str:
    """A stored value as the shopper reads it."""
    if rule.kind == "boolean":
        return "Yes" if value else "No"
    return f"{value} {rule.unit}" if rule.unit else str(value)


def rating_tenths(count: int, total: int) -> int:
    """The mean rating in tenths of a star, half up; 0 without ratings."""
    return (total * 20 + count) // (2 * count) if count else 0
