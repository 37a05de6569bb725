"""Goods come back: asked for by the shopper, agreed to, labelled, received, looked at, paid back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor, system_actor
from backend.inventory import service as inventory
from backend.kit import clock, ids, outbox
from backend.kit.config import settings
from backend.kit.errors import InvalidInput
from backend.orders import (
    locks,
    parcel_repository,
    permission,
    refunds,
    repository,
    return_lifecycle,
    return_policy,
    return_repository,
)
from backend.orders.errors import NotReturnable, OrderNotFound, ReturnNotFound
from backend.orders.events import ReturnAccepted, ReturnMoved
from backend.orders.models import Order, OrderItem, ReturnRequest
from backend.orders.schemas import (
    Finding,
    OrderStatus,
    ReturnLine,
    ReturnReason,
    ReturnStatus,
    ReturnView,
    UnitState,
)
from backend.orders.service import moving, units
from backend.orders.service.return_reading import view_of

_RETURNS = system_actor("returns")
_MOST_NOTE = 500
_ALL_BEFORE = "All of it had been refunded before."
_PART_BEFORE = "A part of it had been refunded before."


def request_return(
    session: Session,
    order_id: UUID,
    *,
    lines: Sequence[ReturnLine],
    note: str = "",
    actor: Actor,
    access_token: str | None = None,
) -> ReturnView:
    """The buyer (a guest with the purchase's token), or the desk for them, sends units of an order back.

    Within `return_days` of the delivery, and never more than arrived and are in no other return: the order's
    lock and a check on the line say so. Unless `returns_approved_by_hand` is set, the marketplace agrees at
    once and a label is there.

    Raises OrderNotFound, PurchaseNotFound, InvalidInput, NotReturnable.
    """
    order = moving.locked(session, order_id)
    purchase = repository.purchase_by_id(session, order.purchase_id)
    permission.require_buyer(purchase, actor, access_token)
    if len(note) > _MOST_NOTE:
        raise InvalidInput(f"A note has at most {_MOST_NOTE} characters.", field="note")
    _require_in_time(session, order)
    items = {item.id: item for item in locks.lock_items(session, order_id)}
    _check_lines(items, lines)
    now = clock.now()
    request = ReturnRequest(
        number=ids.readable_number("R"),
        order_id=order.id,
        seller_id=order.seller_id,
        warehouse_id=order.warehouse_id,
        status=ReturnStatus.REQUESTED.value,
        note=note.strip(),
        currency=order.currency,
        requested_at=now,
        updated_at=now,
    )
    for line in lines:
        items[line.order_item_id].coming_back += line.quantity
    session.add(request)
    session.flush()
    return_repository.add_items(
        session,
        [
            {
                "id": ids.new_id(),
                "return_id": request.id,
                "order_item_id": line.order_item_id,
                "quantity": line.quantity,
                "reason": ReturnReason(line.reason).value,
                "accepted": 0,
                "restocked": 0,
                "finding": "",
            }
            for line in lines
        ],
    )
    _remember(session, request, None, actor=actor, reason=note.strip())
    if not settings().returns_approved_by_hand:
        _move(session, request, ReturnStatus.APPROVED, actor=_RETURNS, reason="within the return window")
        _issue_label(session, request, actor=_RETURNS)
    _tell(session, request, order, purchase)
    return view_of(session, request.id)


def approve_return(session: Session, return_id: UUID, *, actor: Actor) -> ReturnView:
    """The seller or the desk agrees; the label is there at once. A repeated call changes nothing.

    Raises ReturnNotFound, TransitionRefused.
    """
    order, request = _locked(session, return_id)
    _require_decider(order, actor)
    if request.status not in {ReturnStatus.APPROVED, ReturnStatus.LABEL_ISSUED}:
        _move(session, request, ReturnStatus.APPROVED, actor=actor)
        _issue_label(session, request, actor=_RETURNS)
        _tell(session, request, order)
    return view_of(session, return_id)


def decline_return(session: Session, return_id: UUID, *, reason: str, actor: Actor) -> ReturnView:
    """The seller or the desk does not agree and says why; the units may be asked for again.

    Raises ReturnNotFound, TransitionRefused.
    """
    order, request = _locked(session, return_id)
    _require_decider(order, actor)
    if request.status != ReturnStatus.DECLINED:
        _move(session, request, ReturnStatus.DECLINED, actor=actor, reason=reason)
        _let_go(session, request)
        _tell(session, request, order)
    return view_of(session, return_id)


def receive_return(session: Session, return_id: UUID, *, actor: Actor) -> ReturnView:
    """The box is at the warehouse: the floor's or the desk's verb. A repeated call changes nothing.

    Raises ReturnNotFound, TransitionRefused.
    """
    order, request = _locked(session, return_id)
    _require_receiver(order, actor)
    if request.status != ReturnStatus.RECEIVED:
        _move(session, request, ReturnStatus.RECEIVED, actor=actor)
        _tell(session, request, order)
    return view_of(session, return_id)


def inspect_return(
    session: Session, return_id: UUID, *, findings: Sequence[Finding], actor: Actor
) -> ReturnView:
    """Say per line how many were found as promised, and how many of those are sold again: floor or desk.

    Accepted units are returned and go to the shelf, or away, in the same transaction; what they cost is owed
    back (ReturnAccepted), with the shipping when nothing of the order is kept. Nothing accepted rejects the
    return, with the findings' words as the reason.

    Raises ReturnNotFound, InvalidInput, TransitionRefused.
    """
    order, request = _locked(session, return_id)
    _require_receiver(order, actor)
    found = _judged(return_repository.items_of(session, [return_id]), findings)
    accepted = {line.order_item_id: finding.accepted for line, finding in found}
    words = "; ".join(finding.words.strip() for _, finding in found if finding.words.strip())
    _move(
        session,
        request,
        ReturnStatus.INSPECTED,
        actor=actor,
        reason=words,
        total=sum(line.quantity for line, _ in found),
        judged=sum(line.quantity for line, _ in found),
        accepted=sum(accepted.values()),
    )
    for line, finding in found:
        return_repository.judge(session, line.id, finding)
    items = locks.lock_items(session, order.id)
    quantities = {line.order_item_id: line.quantity for line, _ in found}
    for item in items:
        item.coming_back -= quantities.get(item.id, 0) - accepted.get(item.id, 0)
    request.refund_minor = return_policy.refund_minor(order, items, accepted)
    taken = {item_id: count for item_id, count in accepted.items() if count}
    units.advance(
        session, items, UnitState.DELIVERED, UnitState.RETURNED, actor=actor, quantities=taken,
        reason=f"return {request.number}",
    )  # fmt: skip
    session.flush([*items, request])
    if not taken:
        _move(session, request, ReturnStatus.REJECTED, actor=actor, reason=words)
        _tell(session, request, order)
        return view_of(session, return_id)
    _put_away(session, order, request, found, actor)
    if all(item.returned == item.quantity for item in items) and order.status == OrderStatus.DELIVERED:
        moving.all_returned(session, order, actor=actor, reason=f"return {request.number}")
    outbox.record(
        session,
        ReturnAccepted(
            return_id=request.id,
            order_id=order.id,
            purchase_id=order.purchase_id,
            refund_minor=request.refund_minor,
            currency=request.currency,
        ),
    )
    return view_of(session, return_id)


def refund_return(session: Session, return_id: UUID, *, actor: Actor) -> None:
    """Give the money of an inspected return back: its accepted units, and the shipping when nothing is kept.

    What was refunded by hand before is not given twice: the return ends with what is left, nothing if need
    be, and says so. The marketplace's job, or the desk. A repeated call changes nothing.

    Raises ReturnNotFound, TransitionRefused, RefundRefused when the order's money cannot go back at all.
    """
    order, request = _locked(session, return_id)
    if not permission.is_staff(actor):
        raise ReturnNotFound("There is no such return.")
    if request.status == ReturnStatus.REFUNDED:
        return
    found = return_repository.items_of(session, [return_id])
    accepted = {line.order_item_id: line.accepted for line in found if line.accepted}
    items = locks.lock_items(session, order.id)
    refund = refunds.request_left(
        session,
        order.id,
        lines=accepted,
        shipping=all(item.returned == item.quantity for item in items),
        reason=f"return {request.number}",
        actor=actor,
        idempotency_key=f"return:{return_id}",
    )
    before = refund is None or refund.total_minor < request.refund_minor
    _move(
        session,
        request,
        ReturnStatus.REFUNDED,
        actor=actor,
        accepted=sum(accepted.values()),
        reason=_ALL_BEFORE if refund is None else _PART_BEFORE if before else "",
    )
    request.refund_minor = refund.total_minor if refund else 0
    session.flush([request])
    _tell(session, request, order)


def _require_in_time(session: Session, order: Order) -> None:
    until = return_until(session, order)
    facts = {"status": order.status, "until": until.isoformat() if until else None}
    if until is None:
        raise NotReturnable(
            "Only what was delivered can be sent back. Cancel what has not left yet.", facts=facts
        )
    if clock.now() > until:
        raise NotReturnable("The time to send this back is over.", facts=facts)


def return_until(session: Session, order: Any) -> Any:
    """Until when units of an order can be sent back; None before any of them arrived.

    While it is sent in parts the newest parcel that arrived counts.
    """
    if order.status in {OrderStatus.DELIVERED, OrderStatus.RETURNED}:
        delivered = repository.delivered_at(session, order.id)
    else:
        delivered = parcel_repository.last_delivery(session, order.id)
    return delivered + timedelta(days=settings().return_days) if delivered else None


def _check_lines(items: Mapping[UUID, OrderItem], lines: Sequence[ReturnLine]) -> None:
    if not lines or len({line.order_item_id for line in lines}) < len(lines):
        raise InvalidInput("Name each line that goes back once, and at least one.", field="lines")
    for line in lines:
        item = items.get(line.order_item_id)
        if item is None:
            raise InvalidInput("This order has no such line.", field="lines")
        if line.reason not in set(ReturnReason):
            raise InvalidInput(f"{line.reason!r} is no reason that we know.", field="reason")
        if line.quantity < 1:
            raise InvalidInput("At least one unit goes back.", field="quantity")
        left = item.delivered - item.coming_back
        if line.quantity > left:
            raise NotReturnable(
                f"{left} of {item.title} can be sent back, not {line.quantity}.",
                field="quantity",
                facts={"order_item_id": str(item.id), "units": left, "guard": "units_are_there"},
            )


def _judged(lines: Sequence[Any], findings: Sequence[Finding]) -> list[tuple[Any, Finding]]:
    by_line = {finding.order_item_id: finding for finding in findings}
    if by_line.keys() != {line.order_item_id for line in lines} or len(by_line) < len(findings):
        raise InvalidInput("Say for each line of the return, once, what was found.", field="findings")
    for line in lines:
        finding = by_line[line.order_item_id]
        if not 0 <= finding.restocked <= finding.accepted <= line.quantity:
            raise InvalidInput(
                f"Of {line.quantity} × {line.title} as many can be accepted, and of those be sold again.",
                field="findings",
                facts={"order_item_id": str(line.order_item_id), "quantity": line.quantity},
            )
    return [(line, by_line[line.order_item_id]) for line in lines]


def _put_away(
    session: Session,
    order: Order,
    request: ReturnRequest,
    found: Sequence[tuple[Any, Finding]],
    actor: Actor,
) -> None:
    purchase = repository.purchase_by_id(session, order.purchase_id)
    assert purchase is not None
    # Who may inspect a return may book its stock; the movement keeps the person's name.
    keeper = replace(actor, is_system=True)
    for line, finding in found:
        if finding.accepted:
            inventory.take_back(
                session,
                purchase.checkout_id,
                offer_id=line.offer_id,
                seller_id=order.seller_id,
                warehouse_id=order.warehouse_id,
                units=finding.accepted,
                restocked=finding.restocked,
                idempotency_key=f"return:{request.id}:{line.id}",
                actor=keeper,
            )


def _let_go(session: Session, request: ReturnRequest) -> None:
    quantities = {
        line.order_item_id: line.quantity for line in return_repository.items_of(session, [request.id])
    }
    items = locks.lock_items(session, request.order_id)
    for item in items:
        item.coming_back -= quantities.get(item.id, 0)
    session.flush(items)


def _issue_label(session: Session, request: ReturnRequest, *, actor: Actor) -> None:
    label = ids.readable_number("RL", groups=3)
    _move(session, request, ReturnStatus.LABEL_ISSUED, actor=actor, label=label)
    request.label_number = label
    session.flush([request])


def _locked(session: Session, return_id: UUID) -> tuple[Order, ReturnRequest]:
    """The return's order and the return, locked in this order everywhere. Raises ReturnNotFound."""
    known = return_repository.by_id(session, return_id)
    order = locks.lock_order(session, known.order_id) if known else None
    request = locks.lock_return(session, return_id) if order else None
    if order is None or request is None:
        raise ReturnNotFound("There is no such return.")
    return order, request


def _require_decider(order: Order, actor: Actor) -> None:
    try:
        permission.require_seller(order.seller_id, actor)
    except OrderNotFound as stranger:
        raise ReturnNotFound("There is no such return.") from stranger


def _require_receiver(order: Order, actor: Actor) -> None:
    if not permission.works_at(order.warehouse_id, actor):
        raise ReturnNotFound("There is no such return.")


def _move(
    session: Session,
    request: ReturnRequest,
    to: ReturnStatus,
    *,
    actor: Actor,
    reason: str = "",
    label: str = "",
    total: int = 0,
    judged: int = 0,
    accepted: int = 0,
) -> None:
    wish = return_lifecycle.Move(
        status=request.status,
        reason=reason,
        label_number=label,
        units=total,
        judged_units=judged,
        accepted_units=accepted,
    )
    return_lifecycle.check(wish, to)
    before = request.status
    request.status, request.updated_at = to.value, clock.now()
    session.flush([request])
    _remember(session, request, before, actor=actor, reason=reason)


def _remember(
    session: Session, request: ReturnRequest, before: str | None, *, actor: Actor, reason: str
) -> None:
    return_repository.add_history(
        session,
        {
            "id": ids.new_id(),
            "return_id": request.id,
            "from_status": before,
            "to_status": request.status,
            "actor": actor.label,
            "reason": reason,
            "at": clock.now(),
        },
    )


def _tell(session: Session, request: ReturnRequest, order: Order, purchase: Any = None) -> None:
    bought = purchase or repository.purchase_by_id(session, order.purchase_id)
    outbox.record(
        session,
        ReturnMoved(
            return_id=request.id,
            return_number=request.number,
            order_id=order.id,
            purchase_id=order.purchase_id,
            status=request.status,
            email=bought.email,
        ),
    )
