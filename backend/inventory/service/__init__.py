"""The verbs of inventory."""

from backend.inventory.service.giving_back import release_units, take_back
from backend.inventory.service.reading import (
    allocations,
    availability,
    check,
    expect_reach,
    low_stock,
    reach,
    stock_levels,
    warehouses,
)
from backend.inventory.service.reserving import (
    allocate,
    dispatch,
    expire_reservations,
    extend,
    release,
    reserve,
)
from backend.inventory.service.stocking import (
    put_stock_item,
    put_stock_items,
    put_warehouse,
    receive,
    receive_many,
    set_on_hand,
    set_shelf,
)

__all__ = [
    "allocate",
    "allocations",
    "availability",
    "check",
    "dispatch",
    "expect_reach",
    "expire_reservations",
    "extend",
    "low_stock",
    "put_stock_item",
    "put_stock_items",
    "put_warehouse",
    "reach",
    "receive",
    "receive_many",
    "release",
    "release_units",
    "reserve",
    "set_on_hand",
    "set_shelf",
    "stock_levels",
    "take_back",
    "warehouses",
]
