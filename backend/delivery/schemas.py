"""What delivery takes and shows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one seller sends from one warehouse; its dates are counted in the warehouse's time zone."""

    seller_id: UUID
    warehouse_country: str
    warehouse_region: str
    weight_grams: int
    handling_days: int
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Promise:
    """When a parcel leaves and arrives, for an order placed before `order_by`.

    `ship_by` is the last carrier pick-up that keeps the promise. Instants are UTC; the promised days are
    days at the destination.
    """

    order_by: datetime
    ship_by: datetime
    promised_from: date
    promised_to: date


@dataclass(frozen=True, slots=True)
class ShippingOption:
    """A way to send every parcel of a purchase; costs in minor units of USD.

    `parcel_costs` and `parcel_promises` are in the order of the parcels. The window opens with the first
    parcel's and closes with the last one's; `ship_by` is the last of the parcels' deadlines.
    """

    code: str
    name: str
    cost_minor: int
    parcel_costs: tuple[int, ...]
    promised_from: date
    promised_to: date
    ship_by: datetime
    parcel_promises: tuple[Promise, ...]
