"""A shopper proves to the bank that a card is theirs, for an order that the desk looks at.

The order's own promise is not touched. Its card is asked for one unit of the currency with 3-D Secure, by a
payment of its own: whoever passes the bank's question has proved it; the promise is given back at once.

A card that is saved is asked for while the shopper is away: they get a message and go on with
`card_saving.authenticate`. One that is kept nowhere is typed once more by the shopper (`ask_typed`), and only
the card that pays the order counts: the gateway tells cards apart by their fingerprint.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session

from backend.kit.money import exponent
from backend.kit.unit_of_work import transact
from backend.payments import process, repository, service
from backend.payments.errors import GatewaySilent, PaymentState
from backend.payments.providers import gateway_of
from backend.payments.schemas import CustomerUse, Method, PaymentView

_SECURED = frozenset({"authorised", "captured"})


class CardProof(StrEnum):
    """What the bank's answer proves."""

    PROVED = "proved"
    UNPROVED = "unproved"
    OTHER_CARD = "other_card"
    """A card that is theirs, but not the one that pays the order."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a bank is asked: one unit of `currency`, in minor units. No `token`: the card is to be typed."""

    amount_minor: int
    currency: str
    use: CustomerUse
    token: str | None = None

    @property
    def is_typed(self) -> bool:
        """Whether the shopper types the card once more, because it is kept nowhere."""
        return self.token is None


def require_askable(session: Session, checkout_id: UUID) -> Question:
    """How the shopper who paid a checkout can be asked. Raises PaymentState when they cannot."""
    row = repository.latest_attempt(session, checkout_id)
    if row is None or row.method != Method.CARD or row.status not in _SECURED:
        raise PaymentState(
            "This shopper cannot be asked: 3-D Secure is a bank's question about a card, and no card of ours "
            "pays this order. Release or refuse it."
        )
    unit = 10 ** exponent(row.currency)
    if row.person_id is None or row.customer_reference is None or row.method_token is None:
        return Question(unit, row.currency, CustomerUse(is_off_session=True))
    use = CustomerUse(row.person_id, row.customer_reference, is_off_session=True)
    return Question(unit, row.currency, use, row.method_token)


def ask(subject_id: UUID, *, checkout_id: UUID) -> PaymentView | None:
    """Have the bank ask the shopper who paid a checkout; `subject_id` is what for, once at a time.

    The payment waits at `requires_action` and PaymentNeedsShopper tells the shopper; a card without 3-D
    Secure is `authorised` at once, which proves nothing. None when the shopper has to type the card.

    Raises PaymentState, GatewaySilent and Unavailable (call again).
    """
    question, payment = transact(_open, subject_id, checkout_id, is_typed=False)
    if payment is None or question.token is None:
        return None
    if payment.status != "created":
        return process.refresh(payment.id)
    try:
        return process.charge(payment.id, method_token=question.token)
    except GatewaySilent:
        return process.refresh(payment.id)


def ask_typed(subject_id: UUID, *, checkout_id: UUID) -> PaymentView:
    """The question for a shopper who is there and types the card: the view carries the client secret.

    Calling again goes on with the same question, or begins the next one after a decline. Raises PaymentState,
    GatewaySilent and Unavailable (call again).
    """
    _, payment = transact(_open, subject_id, checkout_id, is_typed=True)
    if payment is None:
        raise PaymentState("Your card is kept: please confirm it with the link that we sent you.")
    return process.start(payment.id)


def answer(payment_id: UUID, *, checkout_id: UUID) -> CardProof:
    """What the bank says about the holder of a checkout's card; the promise is given back.

    Calling again is safe. Raises GatewaySilent and Unavailable.
    """
    view = transact(service.payment_view, payment_id)
    if view.reference is None:
        return CardProof.UNPROVED
    found = gateway_of(view.provider).retrieve(view.reference)
    proof = CardProof.PROVED if found.is_authenticated else CardProof.UNPROVED
    if proof is CardProof.PROVED:
        paid = transact(service.current_payment, checkout_id)
        order = gateway_of(paid.provider).retrieve(paid.reference) if paid and paid.reference else None
        if not (order and order.method and found.method) or (
            order.method.fingerprint != found.method.fingerprint
        ):
            proof = CardProof.OTHER_CARD
    transact(service.drop_payment, payment_id)
    process.void(payment_id)
    return proof


def _open(
    session: Session, subject_id: UUID, checkout_id: UUID, *, is_typed: bool
) -> tuple[Question, PaymentView | None]:
    question = require_askable(session, checkout_id)
    if question.is_typed != is_typed:
        return question, None
    payment = service.open_payment(
        session,
        checkout_id=subject_id,
        method=Method.CARD,
        amount_minor=question.amount_minor,
        currency=question.currency,
        method_token=question.token,
        use=question.use,
    )
    service.require_3ds(session, payment.id)
    return question, payment
