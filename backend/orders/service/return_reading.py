"""Returns as their buyers, sellers, warehouses and the desk see them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.kit import clock
from backend.kit.config import settings
from backend.kit.errors import InvalidInput
from backend.orders import permission, repository, return_repository
from backend.orders.errors import OrderNotFound, PurchaseNotFound, ReturnNotFound
from backend.orders.schemas import (
    HistoryView,
    OrderStatus,
    ReturnItemView,
    ReturnOptions,
    ReturnPage,
    ReturnStatus,
    ReturnView,
)

_MOST_PER_PAGE = 100


def return_options(
    session: Session, order_id: UUID, *, actor: Actor, access_token: str | None = None
) -> ReturnOptions:
    """What of an order its buyer can send back now, and until when.

    Raises OrderNotFound, PurchaseNotFound.
    """
    order = repository.order(session, order_id)
    if order is None:
        raise OrderNotFound("There is no such order.")
    permission.require_buyer(repository.purchase_by_id(session, order.purchase_id), actor, access_token)
    delivered = repository.delivered_at(session, order_id)
    until = delivered + timedelta(days=settings().return_days) if delivered else None
    open_now = until is not None and clock.now() <= until and order.status == OrderStatus.DELIVERED
    items = repository.items_of(session, [order_id]) if open_now else ()
    return ReturnOptions(
        order_id=order_id,
        until=until,
        units={
            item.id: item.delivered - item.coming_back for item in items if item.delivered > item.coming_back
        },
    )


def return_by_number(
    session: Session, number: str, *, actor: Actor, access_token: str | None = None
) -> ReturnView:
    """A return for its buyer, its seller, its warehouse or the desk. Raises ReturnNotFound."""
    row = return_repository.by_number(session, number.strip().upper())
    if row is None or not _may_see(session, row, actor, access_token):
        raise ReturnNotFound("We know no return with this number.")
    return _views(session, [row], full_actors=permission.is_staff(actor))[0]


def returns_of_purchase(
    session: Session, number: str, *, actor: Actor, access_token: str | None = None
) -> tuple[ReturnView, ...]:
    """The returns of a purchase, oldest first, for its buyer. Raises PurchaseNotFound."""
    purchase = repository.purchase_by_number(session, number.strip().upper())
    if purchase is None:
        raise PurchaseNotFound("We know no purchase with this number.")
    permission.require_buyer(purchase, actor, access_token)
    order_ids = [one.id for one in repository.orders_of(session, [purchase.id])]
    rows = return_repository.of_orders(session, order_ids)
    return _views(session, rows, full_actors=permission.is_staff(actor))


def list_returns(
    session: Session,
    *,
    status: str | None = None,
    seller_id: UUID | None = None,
    page: int = 1,
    size: int = 25,
    actor: Actor,
) -> ReturnPage:
    """A page of the returns that the actor may see, newest first.

    The desk sees all, a seller those of `seller_id`, the floor those of its warehouses, anybody else their
    own. Raises OrderNotFound for a seller of somebody else, SignInRequired, InvalidInput.
    """
    if status is not None and status not in set(ReturnStatus):
        raise InvalidInput(f"{status!r} is not a status of a return.", field="status")
    if page < 1 or not 1 <= size <= _MOST_PER_PAGE:
        raise InvalidInput(f"Pages are counted from 1 and have 1 to {_MOST_PER_PAGE} rows.", field="page")
    warehouse_ids = person_id = None
    if seller_id is not None:
        permission.require_seller(seller_id, actor)
    elif not permission.is_staff(actor):
        if Role.FLOOR in actor.roles:
            warehouse_ids = actor.warehouse_ids or None
        else:
            person_id = actor.require_person()
    rows, total = return_repository.page(
        session,
        status=status,
        seller_id=seller_id,
        warehouse_ids=warehouse_ids,
        person_id=person_id,
        offset=(page - 1) * size,
        limit=size,
    )
    return ReturnPage(
        _views(session, rows, full_actors=permission.is_staff(actor)), total=total, page=page, size=size
    )


def view_of(session: Session, return_id: UUID) -> ReturnView:
    """A return for somebody who has shown their right to it."""
    row = return_repository.by_id(session, return_id)
    assert row is not None, "the caller has it locked"
    return _views(session, [row], full_actors=False)[0]


def _may_see(session: Session, row: Any, actor: Actor, access_token: str | None) -> bool:
    if permission.is_staff(actor) or permission.works_at(row.warehouse_id, actor):
        return True
    try:
        permission.require_seller(row.seller_id, actor)
    except OrderNotFound:
        pass
    else:
        return True
    try:
        permission.require_buyer(repository.purchase_by_id(session, row.purchase_id), actor, access_token)
    except PurchaseNotFound:
        return False
    return True


def _views(session: Session, rows: Sequence[Any], *, full_actors: bool) -> tuple[ReturnView, ...]:
    if not rows:
        return ()
    return_ids = [row.id for row in rows]
    items = _grouped(return_repository.items_of(session, return_ids))
    history = _grouped(return_repository.history_of(session, return_ids))
    return tuple(
        ReturnView(
            id=row.id,
            number=row.number,
            order_id=row.order_id,
            order_number=row.order_number,
            seller_id=row.seller_id,
            warehouse_id=row.warehouse_id,
            status=row.status,
            note=row.note,
            label_number=row.label_number,
            refund_minor=row.refund_minor,
            currency=row.currency,
            requested_at=row.requested_at,
            items=tuple(
                ReturnItemView(
                    order_item_id=item.order_item_id,
                    sku=item.sku,
                    title=item.title,
                    options=item.options,
                    picture_key=item.picture_key,
                    quantity=item.quantity,
                    reason=item.reason,
                    accepted=item.accepted,
                    restocked=item.restocked,
                    finding=item.finding,
                )
                for item in items[row.id]
            ),
            history=tuple(
                HistoryView(
                    from_status=step.from_status,
                    to_status=step.to_status,
                    at=step.at,
                    actor=step.actor if full_actors else step.actor.partition(":")[0],
                    reason=step.reason,
                )
                for step in history[row.id]
            ),
        )
        for row in rows
    )


def _grouped(rows: Iterable[Any]) -> defaultdict[UUID, list[Any]]:
    groups: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.return_id].append(row)
    return groups
