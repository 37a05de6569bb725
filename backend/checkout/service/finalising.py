"""Finalise: a paid checkout becomes a purchase, once, whoever asks and however often. Or it ends."""

from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from backend.cart import service as cart
from backend.cart.schemas import CartOwner
from backend.checkout import draft as drafts
from backend.checkout import locks, repository
from backend.checkout.errors import CheckoutNotFound
from backend.checkout.events import CheckoutCompleted, CheckoutExpired
from backend.checkout.repository import CheckoutRow
from backend.checkout.schemas import CheckoutDraft, Ending, News, Outcome
from backend.checkout.service.holding import held_until
from backend.checkout.service.preparing import destination_of, plan
from backend.identity.schemas import Actor, AddressInput, system_actor
from backend.inventory import service as inventory
from backend.inventory.errors import ReservationExpired
from backend.inventory.schemas import StockLine
from backend.kit import clock, outbox
from backend.kit.errors import DomainError
from backend.orders import service as orders
from backend.orders.schemas import PurchaseDraft
from backend.payments import service as payments
from backend.payments import tenders
from backend.payments.schemas import PaymentView
from backend.pricing import promotions
from backend.pricing.promotion_schemas import NOTHING_OFFERED
from backend.trust import service as trust

_ACTOR = system_actor("checkout")


def finalise(session: Session, checkout_id: UUID, *, news: News | None = None) -> Outcome:
    """Turn a checkout into a purchase when its payment is secured. Idempotent and resumable.

    `news` of its payment is written down first; what only the gateway knows (the client secret, the next
    action) stays on the outcome's payment.

    A completed checkout answers the purchase it became. Payments of `payments_to_void` are to be voided by
    the caller after the commit; should it die before, the healing job does it. Raises CheckoutNotFound.
    """
    if news is not None:
        payments.expect_news(session, checkout_id, news.payment_id)
    checkout = locks.lock(session, checkout_id)
    if checkout is None:
        raise CheckoutNotFound("There is no such checkout.")
    told = payments.record_gateway_state(session, news.payment_id, news.found) if news else None
    payment = payments.current_payment(session, checkout_id)
    if told is not None and payment is not None and payment.id == told.id:
        payment = told
    if checkout.status == "completed":
        return completed(session, checkout, payment)
    if checkout.status in {"expired", "failed"}:
        dropped = payments.drop_payments(session, checkout_id)
        return Outcome(Ending.CLOSED, payment=payment, payments_to_void=dropped)
    if payment is None or not payment.is_secured:
        return Outcome(Ending.UNPAID, payment=payment)
    return place(session, checkout, payment)


def close(session: Session, checkout_id: UUID) -> Outcome:
    """End a checkout whose time is over: its stock is released, its payments are dropped.

    One that turns out to be paid is finalised instead; one whose time is not over is left alone.
    """
    checkout = locks.lock(session, checkout_id)
    if checkout is None or checkout.status not in {"prepared", "paying"}:
        return Outcome(Ending.CLOSED)
    payment = payments.current_payment(session, checkout_id) if checkout.status == "paying" else None
    if payment is not None and payment.is_secured:
        return place(session, checkout, payment)
    if checkout.expires_at > clock.now():
        return Outcome(Ending.UNPAID, payment=payment)
    return _fail(session, checkout, Ending.CLOSED, "expired")


def close_cart(session: Session, checkout_id: UUID) -> None:
    """Take what was bought out of the cart, in case that failed when the checkout was completed."""
    checkout = repository.checkout(session, checkout_id)
    if checkout is not None and checkout.status == "completed":
        _close_cart(session, checkout, drafts.from_json(checkout.quote))


def completed(session: Session, checkout: CheckoutRow, payment: PaymentView | None) -> Outcome:
    """What a completed checkout became."""
    return Outcome(
        Ending.COMPLETED,
        payment=payment,
        purchase_number=orders.purchase_number(session, checkout.id),
        is_guest=checkout.person_id is None,
    )


def place(session: Session, checkout: CheckoutRow, payment: PaymentView) -> Outcome:
    """Write the purchase of a locked checkout whose payment is secured."""
    if (payment.amount_minor, payment.currency) != (checkout.to_pay_minor, checkout.currency):
        dropped = payments.drop_payments(session, checkout.id)
        repository.change(session, checkout, status="prepared")
        return Outcome(Ending.CHANGED, payment=payment, payments_to_void=dropped)
    draft = _with_stock(session, checkout, drafts.from_json(checkout.quote))
    if draft is None:
        return _fail(session, checkout, Ending.SOLD_OUT, "sold_out", payment)
    purchase = PurchaseDraft(
        cart_id=checkout.cart_id,
        checkout_id=checkout.id,
        person_id=checkout.person_id,
        access_token_hash=checkout.access_token_hash,
        email=checkout.email,
        address=checkout.address,
        payment_method=payment.method,
        payment_id=payment.id,
        is_released=payment.status != "awaiting_transfer" and not checkout.is_held,
        is_held=checkout.is_held,
        currency=checkout.currency,
        totals=drafts.totals_of(draft.quote),
        orders=draft.orders,
        tax_number=draft.tax_number,
        tendered_minor=checkout.tendered_minor,
        locale=checkout.locale,
        time_zone=checkout.time_zone,
        text_phone=checkout.text_phone,
    )
    purchase_id, number = orders.place(session, purchase, actor=_shopper(checkout))
    if draft.quote.promotions:
        promotions.redeem(session, checkout.id)
    if checkout.is_held:
        trust.open_review(
            session,
            checkout_id=checkout.id,
            purchase_number=number,
            email=checkout.email,
            address=checkout.address,
            amount_minor=checkout.total_minor,
            currency=checkout.currency,
        )
    repository.change(session, checkout, status="completed", purchase_id=purchase_id)
    _close_cart(session, checkout, draft)
    outbox.record(
        session,
        CheckoutCompleted(
            checkout_id=checkout.id,
            cart_id=checkout.cart_id,
            purchase_id=purchase_id,
            person_id=checkout.person_id,
            visitor_id=checkout.visitor_id,
            total_minor=checkout.total_minor,
            currency=checkout.currency,
        ),
    )
    return Outcome(
        Ending.COMPLETED, payment=payment, purchase_number=number, is_guest=checkout.person_id is None
    )


def _with_stock(session: Session, checkout: CheckoutRow, draft: CheckoutDraft) -> CheckoutDraft | None:
    """Put the orders behind the held stock; when it was given back meanwhile, try to hold it anew.

    None when it is gone, or when it could only be sent for another total than the shopper paid.
    """
    try:
        inventory.allocate(session, checkout.id)
    except ReservationExpired:
        return _with_new_stock(session, checkout, draft)
    return draft


def _with_new_stock(session: Session, checkout: CheckoutRow, draft: CheckoutDraft) -> CheckoutDraft | None:
    destination = destination_of(AddressInput.model_construct(**checkout.address))
    try:
        allocations = inventory.reserve(
            session,
            holder_id=checkout.id,
            lines=[StockLine(line.offer_id, line.quantity) for line in draft.lines],
            destination=destination,
            expires_at=held_until(checkout.person_id),
        )
        anew = plan(
            session,
            lines=draft.lines,
            allocations=allocations,
            destination=destination,
            shipping_method=checkout.shipping_method,
            currency=checkout.currency,
            now=clock.now(),
            person_id=checkout.person_id,
            tax_number=draft.tax_number,
            offered=(
                promotions.offered_again(session, checkout.id) if draft.quote.promotions else NOTHING_OFFERED
            ),
        )
    except DomainError:
        return None
    if anew.quote.total_minor != checkout.total_minor:
        return None
    inventory.allocate(session, checkout.id)
    return replace(anew, lines=draft.lines)


def _fail(
    session: Session, checkout: CheckoutRow, ending: Ending, failure: str, payment: PaymentView | None = None
) -> Outcome:
    inventory.release(session, checkout.id)
    let_go(session, checkout)
    if drafts.promotions_in(checkout.quote):
        promotions.release(session, checkout.id)
    dropped = payments.drop_payments(session, checkout.id)
    status = "expired" if failure == "expired" else "failed"
    repository.change(
        session, checkout, status=status, failure=failure, tendered_minor=checkout.tendered_minor
    )
    outbox.record(
        session,
        CheckoutExpired(
            checkout_id=checkout.id,
            cart_id=checkout.cart_id,
            person_id=checkout.person_id,
            visitor_id=checkout.visitor_id,
            reason=failure,
        ),
    )
    return Outcome(ending, payment=payment, payments_to_void=dropped)


def let_go(session: Session, checkout: CheckoutRow) -> None:
    """What a locked checkout held on gift cards and store credit may be spent again; the caller writes it."""
    if checkout.tendered_minor:
        tenders.release(session, checkout.id)
        checkout.tendered_minor = 0


def _shopper(checkout: CheckoutRow) -> Actor:
    return Actor(person_id=checkout.person_id)


def _close_cart(session: Session, checkout: CheckoutRow, draft: CheckoutDraft) -> None:
    cart.mark_ordered(
        session,
        CartOwner(checkout.person_id, checkout.visitor_id),
        checkout.cart_id,
        bought={line.offer_id: line.quantity for line in draft.lines},
    )
