"""The verbs of orders."""

from backend.orders.permission import link_key
from backend.orders.service.changing import cancel_units, units_taken_out
from backend.orders.service.moving import (
    begin_picking,
    cancel,
    cancel_purchase,
    lift_hold,
    mark_delivered,
    mark_picked,
    mark_returned,
    release,
    release_purchase,
)
from backend.orders.service.placing import place
from backend.orders.service.readdressing import calculations_since, change_address
from backend.orders.service.reading import (
    check,
    has_ordered,
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
from backend.orders.service.return_reading import (
    list_returns,
    return_by_number,
    return_options,
    returns_of_purchase,
)
from backend.orders.service.returns import (
    approve_return,
    decline_return,
    inspect_return,
    receive_return,
    refund_return,
    request_return,
)
from backend.orders.service.shipping import mark_parcel_delivered, mark_shipped, parcels, ship_units
from backend.orders.service.texting import choose_texts

__all__ = [
    "approve_return",
    "begin_picking",
    "calculations_since",
    "cancel",
    "cancel_purchase",
    "cancel_units",
    "change_address",
    "check",
    "choose_texts",
    "decline_return",
    "has_ordered",
    "has_received",
    "inspect_return",
    "lift_hold",
    "link_key",
    "list_for_seller",
    "list_purchases",
    "list_returns",
    "mark_delivered",
    "mark_parcel_delivered",
    "mark_picked",
    "mark_returned",
    "mark_shipped",
    "order_by_id",
    "order_for_seller",
    "parcels",
    "place",
    "purchase_by_checkout",
    "purchase_by_id",
    "purchase_by_number",
    "purchase_number",
    "receive_return",
    "refund_return",
    "release",
    "release_purchase",
    "request_return",
    "return_by_number",
    "return_options",
    "returns_of_purchase",
    "ship_units",
    "units_taken_out",
]
