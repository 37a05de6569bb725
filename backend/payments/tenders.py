"""Gift cards and store credit as money of a checkout: held while the rest is paid, taken with the purchase.

A tender's life: *held* (set aside on its balance, for as long as the checkout's stock is), then *taken* in
the transaction that writes the purchase, or *released*. What was taken is split over the orders of the
purchase, so that each order knows what of it came from where: that much goes back when it is cancelled or
refunded. Call every verb under the lock of the checkout or the order that it is about.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel import Session

from backend.kit import clock, money
from backend.kit.errors import InvalidInput, SignInRequired
from backend.payments import gift_cards, ledger, locks, repository, service, stored_value
from backend.payments.models import CheckoutTender, GiftCard, OrderTender
from backend.payments.schemas import OrderTenderView, Posting, TenderKind, TenderView

MOST_CARDS = 5


def hold(
    session: Session,
    checkout_id: UUID,
    *,
    total_minor: int,
    currency: str,
    codes: Sequence[str],
    credit_of: UUID | None,
    caller: str,
) -> int:
    """Set aside what gift cards and then store credit can pay of `total_minor`; how much that is.

    Replaces what the checkout held before. `credit_of` is the person whose credit is used, None for nobody's.
    `caller` is who tries the codes.

    Raises GiftCardRefused, TooManyRequests, InvalidInput; nothing is held then.
    """
    release(session, checkout_id)
    if len(codes) > MOST_CARDS:
        raise InvalidInput(f"Up to {MOST_CARDS} gift cards pay one order.", field="gift_card_codes")
    balances: list[stored_value.Balance] = []
    if codes:
        balances += gift_cards.find(session, list(codes), currency=currency, caller=caller)
    if credit_of is not None:
        credit = locks.lock_store_credit_of(session, credit_of, currency)
        balances += [credit] if credit is not None else []
    left = total_minor
    for position, row in enumerate(balances, start=1):
        amount = min(left, stored_value.free_minor(row))
        if amount <= 0:
            continue
        stored_value.hold(session, row, amount)
        session.add(
            CheckoutTender(
                checkout_id=checkout_id,
                position=position,
                kind=stored_value.kind_of(row),
                source_id=row.id,
                amount_minor=amount,
                currency=currency,
            )
        )
        left -= amount
    session.flush()
    return total_minor - left


def release(session: Session, checkout_id: UUID) -> None:
    """What the checkout held may be spent again; what was taken stays taken."""
    for tender in locks.lock_held_tenders(session, checkout_id):
        row = stored_value.lock(session, tender.kind, tender.source_id)
        stored_value.hold(session, row, -tender.amount_minor)
        _become(session, tender, "released")


def take(
    session: Session,
    checkout_id: UUID,
    *,
    payment_id: UUID,
    orders: Sequence[tuple[UUID, int]],
    amount_minor: int,
) -> None:
    """Take what the checkout holds for the purchase that it becomes: its orders, each with its total.

    Raises ValueError when the holds are not the `amount_minor` that the purchase counts on.
    """
    tenders = locks.lock_held_tenders(session, checkout_id)
    if sum(tender.amount_minor for tender in tenders) != amount_minor:
        raise ValueError(f"checkout {checkout_id} holds something else than the {amount_minor} it counts on")
    parts = split_over([tender.amount_minor for tender in tenders], [total for _, total in orders])
    postings: list[Posting] = []
    for tender, own in zip(tenders, parts, strict=True):
        row = stored_value.lock(session, tender.kind, tender.source_id)
        stored_value.hold(session, row, -tender.amount_minor)
        postings.append(
            stored_value.change(
                session, row, -tender.amount_minor, kind="redeem", idempotency_key=f"redeem:{tender.id}"
            )
        )
        _become(session, tender, "taken")
        session.add_all(
            OrderTender(order_id=order_id, tender_id=tender.id, amount_minor=part)
            for (order_id, _), part in zip(orders, own, strict=True)
            if part
        )
    session.flush()
    service.post_journal(
        session,
        kind="tender_taken",
        reference=f"payment:{payment_id}",
        idempotency_key=f"tender_taken:{checkout_id}",
        entries=ledger.tender_taken(payment_id, postings),
    )


def split_over(amounts: Sequence[int], totals: Sequence[int]) -> list[list[int]]:
    """Each tender's amount over the orders by largest remainder; no order gets more than its total.

    A later tender is split by what the earlier ones left of each order, so together they fit.
    """
    left = list(totals)
    parts = []
    for amount in amounts:
        own = money.split(amount, left) if any(left) else [0] * len(left)
        parts.append(own)
        left = [rest - part for rest, part in zip(left, own, strict=True)]
    return parts


def of_checkout(session: Session, checkout_id: UUID) -> tuple[TenderView, ...]:
    """What a checkout, or the purchase that it became, is paid with besides its payment."""
    return tuple(
        TenderView(row.id, TenderKind(row.kind), row.last_four, row.amount_minor, row.currency, row.status)
        for row in repository.live_tenders(session, checkout_id)
    )


def of_order(session: Session, order_id: UUID) -> tuple[OrderTenderView, ...]:
    """What of each tender pays this order, in the order in which they were given."""
    return tuple(
        OrderTenderView(
            row.tender_id,
            TenderKind(row.kind),
            row.source_id,
            row.last_four,
            row.amount_minor,
            row.returned_minor,
        )
        for row in repository.order_tenders(session, order_id)
    )


def give_back(session: Session, order_id: UUID, parts: Mapping[UUID, int], *, key: str) -> list[Posting]:
    """Put parts of an order's tenders back where they came from: {tender: minor units}; the books' postings.

    Once per `key` and tender: the caller writes its journal under the same key, in this transaction. Raises
    ValueError for more than was taken.
    """
    postings = []
    for row in locks.lock_order_tenders(session, order_id):
        amount = parts.get(row.tender_id, 0)
        if not amount:
            continue
        if amount > row.amount_minor - row.returned_minor:
            raise ValueError(f"order {order_id} got less from tender {row.tender_id} than {amount}")
        row.returned_minor += amount
        tender = repository.tender(session, row.tender_id)
        balance = stored_value.lock(session, tender.kind, tender.source_id)
        if isinstance(balance, GiftCard):
            gift_cards.keep_usable(balance)
        postings.append(
            stored_value.change(
                session,
                balance,
                amount,
                kind="give_back",
                idempotency_key=f"{key}:{row.tender_id}",
                reason=f"order {order_id}",
            )
        )
    return postings


def credit_holder(person_id: UUID | None, *, is_wanted: bool) -> UUID | None:
    """Whose store credit is used. Raises SignInRequired for a guest who wants some."""
    if not is_wanted:
        return None
    if person_id is None:
        raise SignInRequired("Please sign in to pay with store credit.")
    return person_id


def _become(session: Session, tender: CheckoutTender, status: str) -> None:
    tender.status = status
    tender.updated_at = clock.now()
    session.flush([tender])
