"""A shopper proves to the bank that a card is theirs, for an order that the desk looks at.

The order's own promise is not touched. Its saved card is asked for one unit of the currency with 3-D Secure,
by a payment of its own: whoever passes the bank's question has proved it; the promise is given back at once.
The shopper need not be there when asked: they get a message and go on with `card_saving.authenticate`.
"""

from uuid import UUID

from sqlmodel import Session

from backend.kit.money import exponent
from backend.kit.unit_of_work import transact
from backend.payments import process, repository, service
from backend.payments.errors import GatewaySilent, PaymentState
from backend.payments.providers import gateway_of
from backend.payments.schemas import CustomerUse, Method, PaymentView

_SECURED = frozenset({"authorised", "captured"})


def require_askable(session: Session, checkout_id: UUID) -> tuple[str, CustomerUse, str]:
    """The card's token, whose it is, the currency. Raises PaymentState when its shopper cannot be asked."""
    row = repository.latest_attempt(session, checkout_id)
    if (
        row is None
        or row.method != Method.CARD
        or row.status not in _SECURED
        or row.person_id is None
        or row.customer_reference is None
        or row.method_token is None
    ):
        raise PaymentState(
            "This shopper cannot be asked: the order was not paid with a card saved in an account. "
            "Release or refuse it."
        )
    use = CustomerUse(row.person_id, row.customer_reference, is_off_session=True)
    return row.method_token, use, row.currency


def ask(subject_id: UUID, *, checkout_id: UUID) -> PaymentView:
    """Have the bank ask the shopper who paid a checkout; `subject_id` is what for, once at a time.

    The payment waits at `requires_action` and PaymentNeedsShopper tells the shopper; a card without 3-D
    Secure is `authorised` at once, which proves nothing.

    Raises PaymentState, GatewaySilent and Unavailable (call again).
    """
    token, payment = transact(_open, subject_id, checkout_id)
    if payment.status != "created":
        return process.refresh(payment.id)
    try:
        return process.charge(payment.id, method_token=token)
    except GatewaySilent:
        return process.refresh(payment.id)


def answer(payment_id: UUID) -> bool:
    """Whether the bank has seen the card's holder; the promise is given back. Calling again is safe.

    Raises GatewaySilent and Unavailable.
    """
    view = transact(service.payment_view, payment_id)
    if view.reference is None:
        return False
    is_authenticated = gateway_of(view.provider).retrieve(view.reference).is_authenticated
    transact(service.drop_payment, payment_id)
    process.void(payment_id)
    return is_authenticated


def _open(session: Session, subject_id: UUID, checkout_id: UUID) -> tuple[str, PaymentView]:
    token, use, currency = require_askable(session, checkout_id)
    payment = service.open_payment(
        session,
        checkout_id=subject_id,
        method=Method.CARD,
        amount_minor=10 ** exponent(currency),
        currency=currency,
        method_token=token,
        use=use,
    )
    service.require_3ds(session, payment.id)
    return token, payment
