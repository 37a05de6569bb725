"""The verbs of orders."""

from backend.orders.permission import link_key
from backend.orders.service.moving import (
    cancel,
    mark_delivered,
    mark_returned,
    mark_shipped,
    release,
    release_purchase,
)
from backend.orders.service.placing import place
from backend.orders.service.reading import (
    check,
    has_received,
    list_for_seller,
    list_purchases,
    order_by_id,
    order_for_seller,
    purchase_by_checkout,
    purchase_by_id,
    purchase_by_number,
    purchase_number,
)

__all__ = [
    "cancel",
    "check",
    "has_received",
    "link_key",
    "list_for_seller",
    "list_purchases",
    "mark_delivered",
    "mark_returned",
    "mark_shipped",
    "order_by_id",
    "order_for_seller",
    "place",
    "purchase_by_checkout",
    "purchase_by_id",
    "purchase_by_number",
    "purchase_number",
    "release",
    "release_purchase",
]
