"""What is owed for units that come back. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.kit import money


def refund_minor(order: Any, items: Sequence[Any], accepted: Mapping[UUID, int]) -> int:
    """What `accepted` units (by line) cost, tax and discount included, in the order's minor units.

    `items` are the lines before these units count as returned. A line's units have shares that add up to its
    total whatever the order in which they come back; what is left of the order (shipping and its tax) is owed
    with the last unit of it.
    """
    goods = sum(
        value_of(item, item.returned + accepted.get(item.id, 0)) - value_of(item, item.returned)
        for item in items
    )
    is_everything = all(item.returned + accepted.get(item.id, 0) == item.quantity for item in items)
    lines = sum(item.total_minor for item in items)
    return goods + (order.total_minor - lines if is_everything else 0)


def value_of(item: Any, count: int) -> int:
    """The share of the first `count` units in a line's total, minor units."""
    return money.split(item.total_minor, (count, item.quantity - count))[0] if count else 0
