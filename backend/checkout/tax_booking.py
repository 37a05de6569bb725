"""Orders in the books of the tax service, where one computed their tax: booked, and taken back with refunds.

The order's checkout remembers the calculation. Everything here may be repeated, in any order of events.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from backend.checkout import draft as drafts
from backend.checkout import repository
from backend.identity.schemas import system_actor
from backend.kit.unit_of_work import transact
from backend.orders import service as orders
from backend.pricing import engine_taxes, tax_process

_ACTOR = system_actor("tax")


@dataclass(frozen=True, slots=True)
class _Calculated:
    """An order whose tax a service computed, with its total when it was placed."""

    order_id: UUID
    number: str
    calculation: str
    total_minor: int


def book(purchase_id: UUID) -> None:
    """Book every order of a purchase with the tax service. Raises TaxEngineSilent (call again later)."""
    for one in transact(_calculated, purchase_id):
        tax_process.record(one.order_id, calculation=one.calculation, reference=one.number)


def take_back(purchase_id: UUID, order_id: UUID, *, cause_id: UUID, amount_minor: int | None = None) -> None:
    """Take an order's tax back for a refund, or all that is left for a cancellation (no amount).

    Raises TaxEngineSilent (call again later).
    """
    for one in transact(_calculated, purchase_id):
        if one.order_id == order_id:
            booking = tax_process.record(order_id, calculation=one.calculation, reference=one.number)
            if booking is not None:
                tax_process.reverse(
                    order_id,
                    cause_id=cause_id,
                    booking=booking,
                    amount_minor=amount_minor,
                    whole_minor=one.total_minor,
                )


def _calculated(session: Session, purchase_id: UUID) -> tuple[_Calculated, ...]:
    purchase = orders.purchase_by_id(session, purchase_id, actor=_ACTOR)
    checkout = repository.checkout(session, purchase.checkout_id)
    if checkout is None:
        return ()
    quote = drafts.from_json(checkout.quote).quote
    groups = {(one.seller_id, one.warehouse_id): one for one in quote.groups}
    found = ((one, groups.get((one.seller_id, one.warehouse_id))) for one in purchase.orders)
    return tuple(
        _Calculated(one.id, one.number, group.tax_source, group.total_minor)
        for one, group in found
        if group is not None and group.tax_source not in ("", engine_taxes.FELL_BACK)
    )
