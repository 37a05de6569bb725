"""What the service desk sees of orders and does for shoppers. For all others there is no such purchase."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.identity import service as identity
from backend.identity.schemas import Actor
from backend.kit import clock, ids, outbox
from backend.kit.errors import InvalidInput
from backend.orders import desk_repository, permission, refunds, repository
from backend.orders.errors import PurchaseNotFound
from backend.orders.events import ConfirmationAsked
from backend.orders.schemas import (
    DeskOrderRow,
    DeskPage,
    DeskStep,
    OrderStatus,
    PurchaseFile,
    TenderFacts,
)
from backend.orders.service import purchase_by_number, returns_of_purchase
from backend.payments import desk as payments_desk
from backend.payments import tenders

HELD = "held"
_MOST_PER_PAGE = 100
_MOST_WORDS = 80


def find(
    session: Session,
    *,
    words: str = "",
    status: str | None = None,
    page: int = 1,
    size: int = 25,
    actor: Actor,
) -> DeskPage:
    """A page of purchases, newest first: words of number, e-mail or name; `status` of any part, or `held`.

    Raises PurchaseNotFound for anybody but the desk, InvalidInput. Three statements.
    """
    _require_desk(actor)
    if status is not None and status not in {*OrderStatus, HELD}:
        raise InvalidInput(f"{status!r} is not a status of an order.", field="status")
    if page < 1 or not 1 <= size <= _MOST_PER_PAGE:
        raise InvalidInput(f"Pages begin at 1 and hold up to {_MOST_PER_PAGE}.", field="page")
    wanted = desk_repository.wanted(words.strip()[:_MOST_WORDS], status)
    found = desk_repository.page(session, wanted, offset=(page - 1) * size, limit=size)
    parts = defaultdict(list)
    for one in desk_repository.parts_of(session, [row.id for row in found]) if found else ():
        parts[one.purchase_id].append(one)
    rows = tuple(
        DeskOrderRow(
            number=row.number,
            placed_at=row.placed_at,
            buyer=row.buyer or "",
            email=row.email,
            payment_method=row.payment_method,
            total_minor=row.total_minor,
            currency=row.currency,
            statuses=tuple(one.status for one in parts[row.id]),
            is_held=any(one.is_held for one in parts[row.id]),
        )
        for row in found
    )
    return DeskPage(rows, desk_repository.count(session, wanted), page, size)


def purchase_file(session: Session, number: str, *, actor: Actor) -> PurchaseFile:
    """A purchase with its money, its books and all that was done to it. Raises PurchaseNotFound."""
    _require_desk(actor)
    purchase = purchase_by_number(session, number, actor=actor)
    order_ids = [one.id for one in purchase.orders]
    payments = payments_desk.payments_of(session, purchase.checkout_id, actor=actor)
    references = [f"purchase:{purchase.id}"]
    references += [f"order:{one}" for one in order_ids] + [f"payment:{one.id}" for one in payments]
    numbers = {one.id: one.number for one in purchase.orders}
    steps = desk_repository.steps_of(session, order_ids)
    names = people_of(session, [one.actor for one in steps])
    return PurchaseFile(
        purchase=purchase,
        payments=payments,
        tenders=tuple(_tenders(session, order_ids)),
        refunds={one: refunds.of_order(session, one, actor=actor) for one in order_ids},
        returns=returns_of_purchase(session, number, actor=actor),
        bookings=payments_desk.bookings_of(session, references, actor=actor),
        steps=tuple(
            DeskStep(
                at=one.at,
                part=numbers[one.order_id],
                subject=one.subject,
                to_status=one.to_status,
                amount_minor=one.amount,
                who=names[one.actor],
                reason=one.reason,
            )
            for one in steps
        ),
    )


def resend_confirmation(session: Session, number: str, *, actor: Actor) -> None:
    """Send the confirmation of a purchase once more, to the address it was ordered with; who asked is kept.

    Raises PurchaseNotFound.
    """
    _require_desk(actor)
    purchase = repository.purchase_by_number(session, number.strip().upper())
    if purchase is None:
        raise PurchaseNotFound("We know no purchase with this number.")
    first = repository.orders_of(session, [purchase.id])[0]
    change_id = ids.new_id()
    repository.add_changes(
        session,
        [
            {
                "id": change_id,
                "order_id": first.id,
                "kind": "confirmation",
                "actor": actor.label,
                "reason": "",
                "facts": {"email": purchase.email},
                "at": clock.now(),
            }
        ],
    )
    outbox.record(session, ConfirmationAsked(purchase_id=purchase.id, number=purchase.number))


def return_counts(session: Session, *, actor: Actor) -> dict[str, int]:
    """How many returns there are in each status. Raises PurchaseNotFound for anybody but the desk."""
    _require_desk(actor)
    return desk_repository.return_counts(session)


def people_of(session: Session, labels: Iterable[str]) -> dict[str, str]:
    """Who is meant by the labels of histories, in words for staff: name and e-mail, or a part of Agora."""
    found = set(labels)
    person_ids = {label: UUID(label.partition(":")[2]) for label in found if label.startswith("person:")}
    people = identity.people_by_ids(session, list(person_ids.values())) if person_ids else {}
    words = {}
    for label in found:
        person = people.get(person_ids.get(label))  # type: ignore[call-overload]  # None is in no dict
        kind, _, name = label.partition(":")
        if person is not None:
            words[label] = f"{person.name} ({person.email})"
        elif kind == "system":
            words[label] = f"Agora, {name}" if name else "Agora"
        else:
            words[label] = "The shopper, as a guest" if kind == "guest" else "Somebody whose account is gone"
    return words


def _tenders(session: Session, order_ids: Iterable[UUID]) -> Iterable[TenderFacts]:
    sums: dict[tuple[str, str], list[int]] = {}
    for order_id in order_ids:
        for one in tenders.of_order(session, order_id):
            amounts = sums.setdefault((one.kind.value, one.last_four or ""), [0, 0])
            amounts[0] += one.amount_minor
            amounts[1] += one.returned_minor
    for (kind, last_four), (amount, returned) in sums.items():
        yield TenderFacts(kind, last_four, amount, returned)


def _require_desk(actor: Actor) -> Any:
    if not permission.is_staff(actor):
        raise PurchaseNotFound("We know no purchase with this number.")
