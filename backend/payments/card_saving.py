"""Saving cards and charging saved ones, in steps: each its own transaction, the gateway between them.

Every step may be repeated: a customer is made once per person, a card is saved once, forgetting goes on
until the gateway has heard of it.
"""

from uuid import UUID

from backend.identity.schemas import Actor
from backend.kit import clock, log
from backend.kit.errors import DomainError
from backend.kit.unit_of_work import transact
from backend.payments import process, saved_methods, service
from backend.payments.errors import GatewaySilent, PaymentState
from backend.payments.providers import CARD_PROVIDER, card_vault
from backend.payments.schemas import CustomerUse, MethodSetup, PaymentView, SavedMethodView

logger = log.logger(__name__)


def customer_of(actor: Actor) -> str:
    """The person as the gateway knows them, made when first needed.

    Raises SignInRequired, GatewaySilent and Unavailable (calling again is safe).
    """
    person_id = actor.require_person()
    known = transact(saved_methods.customer_reference, person_id, CARD_PROVIDER)
    if known is not None:
        return known
    made = card_vault().create_customer(person_id, email=actor.email, idempotency_key=f"customer:{person_id}")
    return transact(saved_methods.record_customer, person_id, CARD_PROVIDER, made)


def use_for(
    actor: Actor, *, saves_method: bool, saved_method_id: UUID | None
) -> tuple[str | None, CustomerUse]:
    """The token to charge, when a saved method pays, and whose payment it is.

    A guest who ticks "save" is not refused: there is nobody to save it for. Raises SavedMethodNotFound.
    """
    if saved_method_id is not None:
        return transact(saved_methods.method_to_pay_with, saved_method_id, actor=actor)
    if saves_method and actor.person_id is not None:
        return None, CustomerUse(actor.person_id, customer_of(actor), saves_method=True)
    return None, CustomerUse()


def begin_setup(*, actor: Actor, attempt_id: UUID) -> MethodSetup:
    """Begin to save a card without paying; `attempt_id` makes a repeated call the same attempt.

    Raises SignInRequired, GatewaySilent, Unavailable.
    """
    customer = customer_of(actor)
    return card_vault().begin_setup(customer, idempotency_key=f"setup:{actor.person_id}:{attempt_id}")


def finish_setup(reference: str, *, actor: Actor) -> SavedMethodView:
    """Save the card that the browser has confirmed. Raises MethodNotConfirmed, SignInRequired."""
    method = card_vault().finish_setup(reference, customer_reference=customer_of(actor))
    return transact(
        saved_methods.remember,
        actor.require_person(),
        CARD_PROVIDER,
        method,
        consented_at=clock.now(),
    )


def remove(method_id: UUID, *, actor: Actor) -> None:
    """Take a saved card away. It is gone at once, also when the gateway hears of it later.

    Raises SavedMethodNotFound, SignInRequired.
    """
    transact(saved_methods.remove, method_id, actor=actor)
    forget_removed()


def forget_removed() -> int:
    """Tell the gateway about removed cards; what it does not hear now is told again by the clock."""
    removed = transact(saved_methods.to_forget)
    for method_id, _, token in removed:
        try:
            card_vault().forget(token, idempotency_key=f"forget:{method_id}")
        except DomainError as refusal:
            logger.warning("saved card left for later", method_id=str(method_id), reason=refusal.message)
            continue
        transact(saved_methods.record_forgotten, method_id)
    return len(removed)


def charge_off_session(
    subject_id: UUID, *, person: Actor, saved_method_id: UUID, amount_minor: int, currency: str
) -> PaymentView:
    """Charge a saved card while its owner is away; `subject_id` is what is paid, once.

    A bank that wants to hear from the shopper leaves the payment at `requires_action`: they are asked, and
    `authenticate` goes on with them there. Raises SavedMethodNotFound, GatewaySilent and Unavailable (call
    again).
    """
    token, use = transact(
        saved_methods.method_to_pay_with, saved_method_id, actor=person, is_off_session=True
    )
    payment = transact(
        service.open_payment,
        checkout_id=subject_id,
        method="card",
        amount_minor=amount_minor,
        currency=currency,
        method_token=token,
        use=use,
    )
    if payment.status != "created":
        return process.refresh(payment.id)
    try:
        return process.charge(payment.id, method_token=token)
    except GatewaySilent:
        return process.refresh(payment.id)


def look(payment_id: UUID, *, actor: Actor) -> PaymentView:
    """How a payment that was tried in its owner's absence stands now, by what the gateway says.

    Raises PaymentNotFound for somebody else's, SignInRequired, GatewaySilent and Unavailable.
    """
    transact(service.asked_in_absence, payment_id, person_id=actor.require_person())
    return process.refresh(payment_id)


def returned_to(reference: str) -> UUID | None:
    """Which payment tried in its owner's absence somebody comes back to from the bank; None for any other.

    The address proves nothing: `look` says whose it is and asks the gateway what came of it.
    """
    return transact(service.asked_in_absence_by_reference, reference) if reference else None


def authenticate(payment_id: UUID, *, actor: Actor) -> PaymentView:
    """Go on with a payment whose bank asked for its owner, who is there now: the view says where to go.

    Raises PaymentNotFound for somebody else's, PaymentState when nothing is asked for.
    """
    token, key = transact(service.awaiting_shopper, payment_id, person_id=actor.require_person())
    view = process.refresh(payment_id)
    if view.status != "requires_action":
        return view
    if view.next_action:
        return view
    if view.reference is None:
        raise PaymentState("This payment was never opened at the payment service.")
    return process.confirm(payment_id, method_token=token, idempotency_key=key)
