"""What inventory takes and shows."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class StockLine:
    """A demand for `quantity` units of an offer."""

    offer_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class Destination:
    """Where goods go: ISO 3166 country, state code in the US, postcode."""

    country: str
    region: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many units of an offer a shopper can have.

    `alone` when nothing else is wanted; `in_turn` when the wanted lines are served in their order, this one
    included; `beside` when all other wanted lines are served first. They differ only for offers that share
    stock, such as a bundle and a single, which `shares` says.
    """

    alone: int = 0
    in_turn: int = 0
    beside: int = 0
    shares: bool = False


@dataclass(frozen=True, slots=True)
class Allocation:
    """Stock of one balance that serves `units` of an offer with `quantity` stock items.

    An offer made of several items (a bundle) has one allocation per item, all with the same `units` and
    `warehouse_id`: every unit of an offer ships from one warehouse.
    """

    offer_id: UUID
    stock_item_id: UUID
    warehouse_id: UUID
    balance_id: UUID
    quantity: int
    units: int


@dataclass(frozen=True, slots=True)
class WarehouseView:
    """A building that stores and ships."""

    id: UUID
    code: str
    name: str
    country: str
    region: str
    city: str
    postcode: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class StockLevel:
    """What a warehouse has of an item that an offer consumes; `available` is never below zero."""

    offer_id: UUID
    stock_item_id: UUID
    sku: str
    barcode: str | None
    warehouse_id: UUID
    warehouse_code: str
    bin: str
    on_hand: int
    reserved: int
    safety_stock: int
    available: int


@dataclass(frozen=True, slots=True)
class LowStock:
    """An offer of which little can be sold now, over all warehouses."""

    offer_id: UUID
    sku: str
    available: int


@dataclass(frozen=True, slots=True)
class NewStockItem:
    """An item to keep for a seller; an offer, when named, consumes `units_per_offer` of it per unit."""

    seller_id: UUID
    sku: str
    barcode: str | None = None
    weight_grams: int = 0
    offer_id: UUID | None = None
    units_per_offer: int = 1


@dataclass(frozen=True, slots=True)
class Receipt:
    """Goods that arrived; counted once per `idempotency_key`."""

    stock_item_id: UUID
    warehouse_id: UUID
    quantity: int
    idempotency_key: str
    bin: str = ""
    safety_stock: int = 0


@dataclass(frozen=True, slots=True)
class Violation:
    """A balance that breaks an invariant: what was expected and what is there."""

    invariant: str
    balance_id: UUID
    expected: int
    actual: int
