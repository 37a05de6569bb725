"""The verbs of fulfilment."""

from backend.fulfillment.service.shipping import CARRIER, advance_parcels, paper, ship, shipments
from backend.fulfillment.service.working import (
    cancel_task,
    find_task,
    finish_pack,
    open_task,
    scan,
    start,
    task,
    todays_work,
    trim_task,
    warehouses_of,
)

__all__ = [
    "CARRIER",
    "advance_parcels",
    "cancel_task",
    "find_task",
    "finish_pack",
    "open_task",
    "paper",
    "scan",
    "ship",
    "shipments",
    "start",
    "task",
    "todays_work",
    "trim_task",
    "warehouses_of",
]
