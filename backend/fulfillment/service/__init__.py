"""The verbs of fulfilment."""

from backend.fulfillment.service.rest import trim_task
from backend.fulfillment.service.shipping import (
    CARRIER,
    advance_parcels,
    paper,
    parcel_under,
    ship,
    ship_units,
    shipments,
)
from backend.fulfillment.service.working import (
    cancel_task,
    find_task,
    finish_pack,
    open_task,
    report_missing,
    scan,
    start,
    task,
    todays_work,
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
    "parcel_under",
    "report_missing",
    "scan",
    "ship",
    "ship_units",
    "shipments",
    "start",
    "task",
    "todays_work",
    "trim_task",
    "warehouses_of",
]
