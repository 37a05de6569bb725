"""From held stock to the orders to be: what ships together, what it costs, when it arrives. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from backend.checkout.errors import ShippingUnavailable
from backend.checkout.schemas import CheckoutDraft, DraftLine
from backend.delivery import service as delivery
from backend.delivery.schemas import Parcel, ShippingOption
from backend.inventory.schemas import Allocation, Destination, WarehouseView
from backend.orders.schemas import ItemDraft, OrderDraft, SettlementTerms, Totals
from backend.pricing.promotion_schemas import AppliedPromotion
from backend.pricing.schemas import PricedLine, Quote, QuoteGroup, QuoteLine, ShippingCharge

GroupKey = tuple[UUID, UUID]
"""(seller, warehouse): what one order is made of."""

_ADAPTER = TypeAdapter(CheckoutDraft)
NO_SETTLEMENTS: Mapping[str, SettlementTerms] = {}
_PROMOTIONS = TypeAdapter(tuple[AppliedPromotion, ...])


@dataclass(frozen=True, slots=True)
class Group:
    """What one seller ships from one warehouse: each line with the units that come from there."""

    seller_id: UUID
    warehouse: WarehouseView
    parts: tuple[tuple[DraftLine, int], ...]

    @property
    def key(self) -> GroupKey:
        """Seller and warehouse."""
        return self.seller_id, self.warehouse.id


def group(
    lines: Sequence[DraftLine], allocations: Sequence[Allocation], warehouses: Mapping[UUID, WarehouseView]
) -> tuple[Group, ...]:
    """Split lines by seller and by the warehouse their stock is held in; stable in the order of the cart.

    Raises ValueError when the allocations do not serve the lines.
    """
    units: dict[tuple[UUID, UUID], int] = {}
    for one in allocations:
        units[one.offer_id, one.warehouse_id] = one.units
    parts: dict[GroupKey, list[tuple[DraftLine, int]]] = {}
    for line in lines:
        found = [(place, count) for (offer_id, place), count in units.items() if offer_id == line.offer_id]
        if sum(count for _, count in found) != line.quantity:
            raise ValueError(f"the allocations do not serve offer {line.offer_id}")
        for place, count in found:
            parts.setdefault((line.seller_id, place), []).append((line, count))
    return tuple(
        Group(seller_id, warehouses[warehouse_id], tuple(own))
        for (seller_id, warehouse_id), own in parts.items()
    )


def shipping_options(
    groups: Sequence[Group], destination: Destination, now: datetime, free: Collection[str] = frozenset()
) -> tuple[ShippingOption, ...]:
    """The ways to send all groups; parcel costs and promises are in the groups' order."""
    parcels = [
        Parcel(
            seller_id=one.seller_id,
            warehouse_country=one.warehouse.country,
            warehouse_region=one.warehouse.region,
            weight_grams=sum(line.weight_grams * count for line, count in one.parts),
            handling_days=max(line.handling_days for line, _ in one.parts),
            time_zone=one.warehouse.time_zone,
        )
        for one in groups
    ]
    return delivery.options(parcels=parcels, destination=destination, now=now, free=free)


def choose(options: Sequence[ShippingOption], code: str) -> ShippingOption:
    """The option `code`. Raises ShippingUnavailable, naming those there are."""
    for option in options:
        if option.code == code:
            return option
    raise ShippingUnavailable(
        "These items cannot be shipped this way to this address. Please choose another way.",
        field="shipping_method",
        facts={"available": [option.code for option in options]},
    )


def priced_lines(groups: Sequence[Group]) -> list[PricedLine]:
    """What pricing is asked about: one line per offer and warehouse."""
    return [
        PricedLine(
            key=_key(line, one),
            seller_id=one.seller_id,
            warehouse_id=one.warehouse.id,
            unit_price_minor=line.unit_price_minor,
            quantity=count,
            tax_class=line.tax_class,
            seller_country=line.seller_country,
            ships_from=one.warehouse.country,
            offer_id=line.offer_id,
            product_id=line.product_id,
            category_id=line.category_id,
        )
        for one in groups
        for line, count in one.parts
    ]


def charges(groups: Sequence[Group], option: ShippingOption) -> list[ShippingCharge]:
    """What each group's parcel costs to send."""
    return [
        ShippingCharge(one.seller_id, one.warehouse.id, cost)
        for one, cost in zip(groups, option.parcel_costs, strict=True)
    ]


def assemble(
    lines: Sequence[DraftLine],
    groups: Sequence[Group],
    options: Sequence[ShippingOption],
    option: ShippingOption,
    quote: Quote,
    *,
    tax_number: str = "",
    settlements: Mapping[str, SettlementTerms] = NO_SETTLEMENTS,
) -> CheckoutDraft:
    """Put the quote's amounts on the orders to be; `settlements` by the sellers' currency."""
    by_key = {one.key: one for one in quote.lines}
    by_group = {(one.seller_id, one.warehouse_id): one for one in quote.groups}
    orders = []
    for one, promise in zip(groups, option.parcel_promises, strict=True):
        first, _ = one.parts[0]
        priced = by_group[one.key]
        orders.append(
            OrderDraft(
                seller_id=one.seller_id,
                seller_name=first.seller_name,
                warehouse_id=one.warehouse.id,
                shipping_method=option.code,
                totals=totals_of(priced),
                commission_bps=first.commission_bps,
                ship_by=promise.ship_by,
                promised_from=promise.promised_from,
                promised_to=promise.promised_to,
                items=tuple(_item(line, by_key[_key(line, one)]) for line, _ in one.parts),
                tax_collector=priced.tax_collector,
                tax_lines=priced.tax_lines,
                settlement=settlements.get(first.seller_currency),
                shipping_discount_minor=priced.shipping_discount_minor,
                seller_funded_shipping_minor=priced.seller_funded_shipping_minor,
            )
        )
    return CheckoutDraft(tuple(lines), quote, tuple(options), tuple(orders), tax_number)


def totals_of(part: Quote | QuoteGroup) -> Totals:
    """The amounts of a quote, or of one of its groups, as an order keeps them."""
    return Totals(
        subtotal_minor=part.subtotal_minor,
        discount_minor=part.discount_minor,
        shipping_minor=part.shipping_minor,
        tax_minor=part.tax_minor,
        included_tax_minor=part.included_tax_minor,
        total_minor=part.total_minor,
    )


def to_json(draft: CheckoutDraft) -> dict[str, Any]:
    """The draft as the checkout row keeps it."""
    stored: dict[str, Any] = _ADAPTER.dump_python(draft, mode="json")
    return stored


def from_json(stored: Mapping[str, Any]) -> CheckoutDraft:
    """The draft that `to_json` stored."""
    return _ADAPTER.validate_python(stored)


def promotions_in(stored: Mapping[str, Any]) -> tuple[AppliedPromotion, ...]:
    """The promotions of a stored draft, without reading the rest; none for one that is not priced yet."""
    return _PROMOTIONS.validate_python(stored.get("quote", {}).get("promotions", ()))


def _key(line: DraftLine, one: Group) -> str:
    return f"{line.offer_id}:{one.warehouse.id}"


def _item(line: DraftLine, priced: QuoteLine) -> ItemDraft:
    return ItemDraft(
        offer_id=line.offer_id,
        product_id=line.product_id,
        variant_id=line.variant_id,
        sku=line.sku,
        title=line.title,
        options=line.options,
        picture_key=line.picture_key,
        quantity=priced.quantity,
        unit_price_minor=priced.unit_price_minor,
        discount_minor=priced.discount_minor,
        tax_minor=priced.tax_minor,
        included_tax_minor=priced.included_tax_minor,
        total_minor=priced.total_minor,
        tax_class=priced.tax_class,
        tax_rate=priced.tax_rate,
        marketplace_funded_minor=priced.marketplace_funded_minor,
    )
