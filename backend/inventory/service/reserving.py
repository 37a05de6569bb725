"""From the promise to a buyer to the parcel on the ramp."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.inventory import locks, repository
from backend.inventory.announcements import announce
from backend.inventory.errors import NothingToDispatch, OutOfStock, ReservationExpired
from backend.inventory.permission import require_keeper
from backend.inventory.policy import Balance, Stockroom, Taking, serve_in_order
from backend.inventory.policy import allocate as find_allocation
from backend.inventory.schemas import Allocation, Destination, StockLine
from backend.kit import clock
from backend.kit.errors import InvalidInput

_MOST_LINES = 100


def reserve(
    session: Session,
    *,
    holder_id: UUID,
    lines: Sequence[StockLine],
    destination: Destination,
    expires_at: datetime,
    replaces: bool = False,
) -> tuple[Allocation, ...]:
    """Promise stock for `lines` to a holder until `expires_at`: all of them or none.

    The balances stay locked until the caller's commit, so call this as late in the transaction as possible.
    Two statements. `replaces=True` gives back first what the holder was holding (one more statement when
    that is nothing, three more otherwise); without it a holder who already holds one of the offers is an
    IntegrityError.

    Raises OutOfStock, and then nothing changed; InvalidInput for no lines or a quantity below one.
    """
    demand = _demand(lines)
    before: dict[UUID, Balance] = {}
    after: dict[UUID, Balance] = {}
    if replaces:
        before, after = _give_back_before_reserving(session, holder_id, demand)
    room = Stockroom(locks.shelves(session, demand))
    balances = room.balances()
    allocations = _allocations(room, _takings(room, demand, destination))
    repository.hold(session, holder_id, allocations, expires_at=expires_at, now=clock.now())
    taken: dict[UUID, int] = {}
    for one in allocations:
        taken[one.balance_id] = taken.get(one.balance_id, 0) + one.quantity
    for balance_id, quantity in taken.items():
        before.setdefault(balance_id, balances[balance_id])
        after[balance_id] = balances[balance_id].with_reserved(quantity)
    announce(session, before, after.values())
    return allocations


def _give_back_before_reserving(
    session: Session, holder_id: UUID, demand: Collection[UUID]
) -> tuple[dict[UUID, Balance], dict[UUID, Balance]]:
    held = locks.move_reservations(session, holder_id, statuses=["held"], to="released")
    if not held:
        return {}, {}
    changes = _returned(one.allocation for one in held)
    locks.balances_of_offers(session, demand, and_balances=changes)
    after, before = locks.change_balances(session, changes)
    return before, {one.id: one for one in after}


def _demand(lines: Sequence[StockLine]) -> dict[UUID, int]:
    if not lines:
        raise InvalidInput("There is nothing to reserve. Add something to the cart first.", field="lines")
    demand: dict[UUID, int] = {}
    for line in lines:
        if line.quantity < 1:
            raise InvalidInput("A quantity is at least 1.", field="quantity")
        demand[line.offer_id] = demand.get(line.offer_id, 0) + line.quantity
    if len(demand) > _MOST_LINES:
        raise InvalidInput(f"One order takes at most {_MOST_LINES} different items.", field="lines")
    return demand


def _takings(room: Stockroom, demand: dict[UUID, int], destination: Destination) -> tuple[Taking, ...]:
    found = find_allocation(room, demand, destination)
    if found is not None:
        return found
    takings, short = serve_in_order(room, demand)
    if short:
        raise OutOfStock(
            "Some of this has just been sold. Lower the quantity or remove it to continue.",
            facts={
                "lines": [
                    {"offer_id": str(one.offer_id), "requested": one.requested, "available": one.available}
                    for one in short
                ]
            },
        )
    return takings


def _allocations(room: Stockroom, takings: Iterable[Taking]) -> tuple[Allocation, ...]:
    return tuple(
        Allocation(
            offer_id=taking.offer_id,
            stock_item_id=shelf.balance.stock_item_id,
            warehouse_id=taking.warehouse_id,
            balance_id=shelf.balance.id,
            quantity=shelf.pieces * taking.units,
            units=taking.units,
        )
        for taking in takings
        for shelf in room.shelves(taking.offer_id, taking.warehouse_id)
    )


def _returned(allocations: Iterable[Allocation]) -> dict[UUID, tuple[int, int]]:
    changes: dict[UUID, tuple[int, int]] = {}
    for one in allocations:
        _, reserved = changes.get(one.balance_id, (0, 0))
        changes[one.balance_id] = (0, reserved - one.quantity)
    return changes


def _give_back(session: Session, stock: Sequence[locks.HeldStock]) -> None:
    if stock:
        after, before = locks.change_balances(session, _returned(one.allocation for one in stock))
        announce(session, before, after)


def release(
    session: Session, holder_id: UUID, *, warehouse_id: UUID | None = None, seller_id: UUID | None = None
) -> tuple[Allocation, ...]:
    """Give back what a holder was promised, held or allocated; of one warehouse or seller when named.

    Answers what was given back: nothing when there was nothing, so repeating it is safe.
    """
    stock = locks.move_reservations(
        session,
        holder_id,
        statuses=["held", "allocated"],
        to="released",
        warehouse_id=warehouse_id,
        seller_id=seller_id,
    )
    _give_back(session, stock)
    return tuple(one.allocation for one in stock)


def extend(session: Session, holder_id: UUID, expires_at: datetime) -> None:
    """Hold the stock until `expires_at`, so that a shopper who is paying does not lose it. One statement.

    Nothing to do when it is already allocated. Raises ReservationExpired when it was given back.
    """
    held = locks.move_reservations(session, holder_id, statuses=["held"], to="held", expires_at=expires_at)
    if not held and not repository.live_allocations(session, holder_id):
        raise _expired()


def allocate(session: Session, holder_id: UUID) -> tuple[Allocation, ...]:
    """Put an order behind what is held: it expires no more. One statement that locks no balance.

    Repeating it answers the same. A hold whose time is over but that nobody took back counts. Raises
    ReservationExpired when it was given back; the caller may reserve again.
    """
    held = locks.move_reservations(session, holder_id, statuses=["held"], to="allocated")
    if held:
        return tuple(one.allocation for one in held)
    already = repository.live_allocations(session, holder_id, statuses=["allocated"])
    if not already:
        raise _expired()
    return already


def _expired() -> ReservationExpired:
    return ReservationExpired("Your items were held for a while and have been released. Please try again.")


def dispatch(
    session: Session,
    holder_id: UUID,
    *,
    warehouse_id: UUID,
    seller_id: UUID,
    units: Mapping[UUID, int] | None = None,
    idempotency_key: str,
    actor: Actor,
) -> tuple[Allocation, ...]:
    """What a seller's order had allocated leaves the warehouse: on hand and reserved go down together.

    All of it, or `units` by offer. A repeated key changes nothing and answers nothing. Raises
    NothingToDispatch when nothing is allocated, or less than that.
    """
    require_keeper(actor, seller_id=seller_id, warehouse_id=warehouse_id)
    if units is not None:
        stock = _consumed(session, holder_id, units, warehouse_id, f"{idempotency_key}:1")
    else:
        stock = locks.move_reservations(
            session,
            holder_id,
            statuses=["allocated"],
            to="consumed",
            warehouse_id=warehouse_id,
            seller_id=seller_id,
        )
    if not stock:
        if repository.moved(session, [f"{idempotency_key}:1"]):
            return ()
        raise NothingToDispatch("Nothing is set aside for this parcel here. It may have been cancelled.")
    changes: dict[UUID, tuple[int, int]] = {
        balance_id: (reserved, reserved)
        for balance_id, (_, reserved) in _returned(one.allocation for one in stock).items()
    }
    locks.change_balances(session, changes)
    repository.move(
        session,
        [
            (
                one.allocation.stock_item_id,
                one.allocation.warehouse_id,
                -one.allocation.quantity,
                f"{idempotency_key}:{number}",
            )
            for number, one in enumerate(stock, start=1)
        ],
        reason="dispatch",
        reference=str(holder_id),
        person_id=actor.person_id,
        now=clock.now(),
    )
    return tuple(one.allocation for one in stock)


def _consumed(
    session: Session, holder_id: UUID, units: Mapping[UUID, int], warehouse_id: UUID, first_key: str
) -> list[locks.HeldStock]:
    """`units` by offer of what is allocated to a holder, as they leave."""
    if repository.moved(session, [first_key]):
        return []
    stock: list[locks.HeldStock] = []
    for offer_id, count in sorted(units.items()):
        held = locks.reservations_of_offer(session, holder_id, offer_id=offer_id, warehouse_id=warehouse_id)
        if not held or any(one.allocation.units < count for one in held):
            raise NothingToDispatch("Fewer of these are set aside for this parcel. It may have changed.")
        for one in held:
            pieces = one.allocation.quantity // one.allocation.units * count
            repository.consume(session, one.reservation_id, pieces=pieces, units=count, now=clock.now())
            stock.append(replace(one, allocation=replace(one.allocation, quantity=pieces, units=count)))
    return stock


def expire_reservations(session: Session, *, limit: int = 200) -> int:
    """Give back about `limit` reservations whose time is over; answers how many.

    A holder's are given back together, and those that somebody is working on are left for the next call.
    """
    stock = locks.expired(session, now=clock.now(), limit=limit)
    if stock:
        repository.mark_released(session, [one.reservation_id for one in stock])
        _give_back(session, stock)
    return len(stock)
