"""Stock that goes back: units of an order that was made smaller, goods that came back from a shopper."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.inventory import locks, repository
from backend.inventory.announcements import announce
from backend.inventory.errors import NothingToDispatch
from backend.inventory.permission import require_keeper
from backend.inventory.schemas import Receipt
from backend.kit import clock
from backend.kit.errors import InvalidInput


def release_units(
    session: Session, holder_id: UUID, *, offer_id: UUID, warehouse_id: UUID, units: int
) -> None:
    """Give back `units` of what a holder was promised of an offer in a warehouse; the rest stays promised.

    Raises NothingToDispatch when fewer are set aside, InvalidInput for fewer than one.
    """
    if units < 1:
        raise InvalidInput("At least one unit is given back.", field="units")
    held = locks.reservations_of_offer(session, holder_id, offer_id=offer_id, warehouse_id=warehouse_id)
    if not held or any(one.allocation.units < units for one in held):
        raise NothingToDispatch("Fewer of these are set aside. They may have been given back already.")
    changes: dict[UUID, tuple[int, int]] = {}
    for one in held:
        stock = one.allocation
        pieces = stock.quantity // stock.units * units
        _, reserved = changes.get(stock.balance_id, (0, 0))
        changes[stock.balance_id] = (0, reserved - pieces)
        repository.shrink_reservation(session, one.reservation_id, pieces=pieces, units=units)
    after, before = locks.change_balances(session, changes)
    announce(session, before, after)


def take_back(
    session: Session,
    holder_id: UUID,
    *,
    offer_id: UUID,
    seller_id: UUID,
    warehouse_id: UUID,
    units: int,
    restocked: int,
    idempotency_key: str,
    actor: Actor,
) -> None:
    """`units` of an offer that a holder was sent are back; `restocked` of them go on the shelf again.

    Two movements per item say so (return, damage); a repeated key changes nothing. What a unit consists of is
    what was dispatched for the holder. Raises InvalidInput, StockItemNotFound for somebody without the keys.
    """
    if not 0 <= restocked <= units or units < 1:
        raise InvalidInput("Between none and all of what came back is put on the shelf.", field="restocked")
    require_keeper(actor, seller_id=seller_id, warehouse_id=warehouse_id)
    pieces = repository.pieces_sent(session, holder_id, offer_id=offer_id, warehouse_id=warehouse_id)
    if not pieces:
        raise InvalidInput("Nothing says what a unit of this consists of.", field="offer_id")
    came = [
        (item_id, warehouse_id, count * units, f"{idempotency_key}:{number}")
        for number, (item_id, count) in enumerate(pieces, start=1)
    ]
    if not _moved(session, came, "return", actor):
        return
    gone = [
        (item_id, warehouse_id, -count * (units - restocked), f"{idempotency_key}:{number}:gone")
        for number, (item_id, count) in enumerate(pieces, start=1)
    ]
    if restocked < units:
        _moved(session, gone, "damage", actor)
    if restocked:
        opening = [Receipt(item_id, warehouse_id, 0, idempotency_key) for item_id, _ in pieces]
        balance_ids = repository.open_balances(session, opening)
        after, before = locks.change_balances(
            session, {balance_ids[item_id, warehouse_id]: (count * restocked, 0) for item_id, count in pieces}
        )
        announce(session, before, after)


def _moved(
    session: Session, movements: Sequence[tuple[UUID, UUID, int, str]], reason: str, actor: Actor
) -> set[str]:
    return repository.move(
        session, movements, reason=reason, reference="", person_id=actor.person_id, now=clock.now()
    )
