"""Goods come in, are counted and get a place."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.inventory import locks, repository
from backend.inventory.announcements import announce, announce_offers
from backend.inventory.errors import MovementMismatch, StockItemNotFound, StockPromised
from backend.inventory.permission import require_keeper
from backend.inventory.schemas import NewStockItem, Receipt
from backend.kit import clock
from backend.kit.errors import InvalidInput, NotFound

_MOST_PIECES = 10_000_000


def put_warehouse(
    session: Session,
    *,
    code: str,
    name: str,
    country: str,
    region: str = "",
    city: str = "",
    postcode: str = "",
    time_zone: str = "UTC",
    latitude_microdegrees: int = 0,
    longitude_microdegrees: int = 0,
) -> UUID:
    """Open a warehouse, or change the one with this code; answers its id."""
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise InvalidInput(f"{time_zone!r} is not a time zone.", field="time_zone") from unknown
    return repository.put_warehouse(
        session,
        {
            "code": code,
            "name": name,
            "country": country,
            "region": region,
            "city": city,
            "postcode": postcode,
            "time_zone": time_zone,
            "latitude_microdegrees": latitude_microdegrees,
            "longitude_microdegrees": longitude_microdegrees,
        },
    )


def put_stock_item(
    session: Session,
    *,
    seller_id: UUID,
    sku: str,
    barcode: str | None = None,
    weight_grams: int = 0,
    offer_id: UUID | None = None,
    units_per_offer: int = 1,
) -> UUID:
    """Keep an item for a seller, found by SKU, and let an offer consume it; answers the item's id.

    Call it once per item for a bundle. The caller answers for the seller's permission.
    """
    item = NewStockItem(seller_id, sku, barcode, weight_grams, offer_id, units_per_offer)
    return put_stock_items(session, [item])[0]


def put_stock_items(session: Session, items: Sequence[NewStockItem]) -> tuple[UUID, ...]:
    """Many items at once, in a fixed number of statements; answers their ids in the order of `items`."""
    for one in items:
        if not one.sku.strip():
            raise InvalidInput("An item needs a SKU.", field="sku")
        if one.weight_grams < 0:
            raise InvalidInput("A weight is not below zero.", field="weight_grams")
        if one.units_per_offer < 1:
            raise InvalidInput("An offer takes at least one piece.", field="units_per_offer")
    if not items:
        return ()
    unique = {(one.seller_id, one.sku): one for one in items}
    found = repository.put_items(session, list(unique.values()))
    components = {
        (one.offer_id, found[one.seller_id, one.sku]): one.units_per_offer
        for one in items
        if one.offer_id is not None
    }
    if components:
        offers = {offer_id for offer_id, _ in components}
        before = repository.availability(session, offers)
        repository.put_components(
            session, [(offer_id, item_id, pieces) for (offer_id, item_id), pieces in components.items()]
        )
        announce_offers(session, before, repository.availability(session, offers))
    return tuple(found[one.seller_id, one.sku] for one in items)


def receive(
    session: Session,
    *,
    stock_item_id: UUID,
    warehouse_id: UUID,
    quantity: int,
    idempotency_key: str,
    actor: Actor,
    reason: str = "receive",
    bin_code: str = "",
    safety_stock: int = 0,
) -> bool:
    """Goods arrive: `reason` is receive, return or transfer. Answers False for a repeated key.

    `bin_code` and `safety_stock` apply to a balance that this opens. Raises StockItemNotFound,
    MovementMismatch (the key belongs to another movement) or InvalidInput.
    """
    receipt = Receipt(stock_item_id, warehouse_id, quantity, idempotency_key, bin_code, safety_stock)
    return receive_many(session, [receipt], actor=actor, reason=reason) == 1


def receive_many(
    session: Session, receipts: Sequence[Receipt], *, actor: Actor, reason: str = "receive"
) -> int:
    """Many arrivals at once, in a fixed number of statements; answers how many were new."""
    if not receipts:
        return 0
    _check_receipts(session, receipts, actor=actor, reason=reason)
    new_keys = repository.move(
        session,
        [(one.stock_item_id, one.warehouse_id, one.quantity, one.idempotency_key) for one in receipts],
        reason=reason,
        reference="",
        person_id=actor.person_id,
        now=clock.now(),
    )
    new = [one for one in receipts if one.idempotency_key in new_keys]
    if len(new) < len(receipts):
        _check_repeated(session, [one for one in receipts if one.idempotency_key not in new_keys])
    if new:
        balance_ids = repository.open_balances(session, new)
        changes: dict[UUID, tuple[int, int]] = {}
        for one in new:
            balance_id = balance_ids[one.stock_item_id, one.warehouse_id]
            changes[balance_id] = (changes.get(balance_id, (0, 0))[0] + one.quantity, 0)
        after, before = locks.change_balances(session, changes)
        announce(session, before, after)
    return len(new)


def _check_receipts(session: Session, receipts: Sequence[Receipt], *, actor: Actor, reason: str) -> None:
    if reason not in {"receive", "return", "transfer"}:
        raise InvalidInput(f"Goods do not arrive for the reason {reason!r}.", field="reason")
    owners = repository.owners(session, {one.stock_item_id for one in receipts})
    known = repository.known_warehouses(session, {one.warehouse_id for one in receipts})
    if len({one.idempotency_key for one in receipts}) < len(receipts):
        raise InvalidInput("Two arrivals share an idempotency key.", field="idempotency_key")
    for one in receipts:
        if not 1 <= one.quantity <= _MOST_PIECES:
            raise InvalidInput(f"Between 1 and {_MOST_PIECES} pieces can arrive at once.", field="quantity")
        if one.safety_stock < 0:
            raise InvalidInput("Safety stock is not below zero.", field="safety_stock")
        if one.stock_item_id not in owners:
            raise StockItemNotFound("There is no such stock item.", field="stock_item_id")
        if one.warehouse_id not in known:
            raise NotFound("There is no such warehouse.", field="warehouse_id")
        require_keeper(actor, seller_id=owners[one.stock_item_id], warehouse_id=one.warehouse_id)


def _check_repeated(session: Session, repeated: Sequence[Receipt]) -> None:
    earlier = repository.moved(session, [one.idempotency_key for one in repeated])
    for one in repeated:
        if earlier[one.idempotency_key] != (one.stock_item_id, one.warehouse_id, one.quantity):
            raise MovementMismatch(
                "This key was used for another movement. Use a new one.", field="idempotency_key"
            )


def set_on_hand(
    session: Session,
    *,
    stock_item_id: UUID,
    warehouse_id: UUID,
    counted: int,
    idempotency_key: str,
    actor: Actor,
    reason: str = "count",
) -> int:
    """Make on hand what was counted, as a movement of the difference (`reason` count or damage); answers it.

    A repeated key changes nothing; a count without a difference leaves no movement to recognise it by.
    Raises StockPromised when fewer were counted than are reserved, StockItemNotFound, InvalidInput.
    """
    if reason not in {"count", "damage"}:
        raise InvalidInput(f"Stock is not corrected for the reason {reason!r}.", field="reason")
    if not 0 <= counted <= _MOST_PIECES:
        raise InvalidInput(f"A count lies between 0 and {_MOST_PIECES}.", field="counted")
    _require_item(session, stock_item_id, warehouse_id, actor)
    opening = Receipt(stock_item_id, warehouse_id, 0, idempotency_key)
    repository.open_balances(session, [opening])
    balance = locks.balance_of(session, stock_item_id, warehouse_id)
    assert balance is not None, "it was opened above"
    earlier = repository.moved(session, [idempotency_key]).get(idempotency_key)
    if earlier is not None:
        if earlier[:2] != (stock_item_id, warehouse_id):
            raise MovementMismatch(
                "This key was used for another movement. Use a new one.", field="idempotency_key"
            )
        return earlier[2]
    if counted < balance.reserved:
        raise StockPromised(
            f"{balance.reserved} pieces are promised to buyers. Cancel or re-allocate their orders first.",
            field="counted",
            facts={"counted": counted, "reserved": balance.reserved},
        )
    difference = counted - balance.on_hand
    if difference:
        repository.move(
            session,
            [(stock_item_id, warehouse_id, difference, idempotency_key)],
            reason=reason,
            reference="",
            person_id=actor.person_id,
            now=clock.now(),
        )
        after, before = locks.change_balances(session, {balance.id: (difference, 0)})
        announce(session, before, after)
    return difference


def set_shelf(
    session: Session,
    *,
    stock_item_id: UUID,
    warehouse_id: UUID,
    actor: Actor,
    bin_code: str | None = None,
    safety_stock: int | None = None,
) -> None:
    """Say where an item lies and how much of it is kept back from sale; None leaves a value as it is.

    Raises StockItemNotFound, also when the warehouse never had the item.
    """
    if safety_stock is not None and not 0 <= safety_stock <= _MOST_PIECES:
        raise InvalidInput("Safety stock is not below zero.", field="safety_stock")
    _require_item(session, stock_item_id, warehouse_id, actor)
    balance = locks.balance_of(session, stock_item_id, warehouse_id)
    if balance is None:
        raise StockItemNotFound("This warehouse does not keep the item.", field="warehouse_id")
    repository.set_shelf(session, balance.id, bin_code=bin_code, safety_stock=safety_stock)
    if safety_stock is not None:
        announce(session, {balance.id: balance}, [replace(balance, safety_stock=safety_stock)])


def _require_item(session: Session, stock_item_id: UUID, warehouse_id: UUID, actor: Actor) -> None:
    owner = repository.owners(session, [stock_item_id]).get(stock_item_id)
    if owner is None:
        raise StockItemNotFound("There is no such stock item.", field="stock_item_id")
    if warehouse_id not in repository.known_warehouses(session, [warehouse_id]):
        raise NotFound("There is no such warehouse.", field="warehouse_id")
    require_keeper(actor, seller_id=owner, warehouse_id=warehouse_id)
