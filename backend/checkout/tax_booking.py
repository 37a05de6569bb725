"""Orders in the books of the tax service, where one computed their tax: booked, and taken back with refunds.

The order's checkout remembers the calculation. An order that was sent to another address is booked anew under
that change, and the booking before it taken back. Everything here may be repeated, in any order of events.
"""

from dataclasses import dataclass
from itertools import pairwise
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
    """What a service computed: an order's tax, with its total then. `subject_id`: the order or the change."""

    subject_id: UUID
    order_id: UUID
    reference: str
    calculation: str
    total_minor: int


def book(purchase_id: UUID) -> None:
    """Book every order of a purchase with the tax service, as it is to be sent now.

    A booking for an address that it does not go to any more is taken back. Raises TaxEngineSilent (call again
    later).
    """
    for chain in transact(_calculated, purchase_id).values():
        _book(chain)


def take_back(purchase_id: UUID, order_id: UUID, *, cause_id: UUID, amount_minor: int | None = None) -> None:
    """Take an order's tax back for a refund, or all that is left for a cancellation (no amount).

    Raises TaxEngineSilent (call again later).
    """
    chain = transact(_calculated, purchase_id).get(order_id)
    if chain is None:
        return
    booking, current = _book(chain), chain[-1]
    # Units that were cancelled before the address was changed are not in its calculation. Ids ascend in time.
    is_counted = len(chain) > 1 and amount_minor is not None and cause_id < current.subject_id
    if booking is not None and not is_counted:
        tax_process.reverse(
            current.subject_id,
            cause_id=cause_id,
            booking=booking,
            amount_minor=amount_minor,
            whole_minor=current.total_minor,
        )


def _book(chain: list[_Calculated]) -> str | None:
    """Book the last of an order's calculations and take the others back; the booking's id."""
    for old, new in pairwise(chain):
        booking = tax_process.booked(old.subject_id)
        if booking:
            tax_process.reverse(
                old.subject_id,
                cause_id=new.subject_id,
                booking=booking,
                amount_minor=None,
                whole_minor=old.total_minor,
            )
    last = chain[-1]
    return tax_process.record(last.subject_id, calculation=last.calculation, reference=last.reference)


def _calculated(session: Session, purchase_id: UUID) -> dict[UUID, list[_Calculated]]:
    """What the service computed for each order, by the order's id: as it was placed, then as it was moved."""
    purchase = orders.purchase_by_id(session, purchase_id, actor=_ACTOR)
    checkout = repository.checkout(session, purchase.checkout_id)
    if checkout is None:
        return {}
    quote = drafts.from_json(checkout.quote).quote
    groups = {(one.seller_id, one.warehouse_id): one for one in quote.groups}
    numbers = {one.id: one.number for one in purchase.orders}
    found: dict[UUID, list[_Calculated]] = {}
    for one in purchase.orders:
        group = groups.get((one.seller_id, one.warehouse_id))
        if group is not None and group.tax_source not in ("", engine_taxes.FELL_BACK):
            found[one.id] = [_Calculated(one.id, one.id, one.number, group.tax_source, group.total_minor)]
    for change in orders.calculations_since(session, list(numbers)):
        chain = found.setdefault(change.order_id, [])
        reference = f"{numbers[change.order_id]}/{len(chain) + 1}"
        chain.append(
            _Calculated(change.change_id, change.order_id, reference, change.calculation, change.total_minor)
        )
    return found
