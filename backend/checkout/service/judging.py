"""Before a card is asked for money: what trust makes of the payment. Two statements, for cards alone."""

from sqlmodel import Session

from backend.checkout.repository import CheckoutRow
from backend.identity.schemas import Actor
from backend.payments import service as payments
from backend.payments.schemas import PaymentView
from backend.trust import service as trust
from backend.trust.schemas import Decision, Item, Subject


def judge(
    session: Session,
    checkout: CheckoutRow,
    payment: PaymentView,
    *,
    method_token: str | None,
    actor: Actor,
    client_address: str,
) -> Decision:
    """Assess a payment once and do what concerns the payment: ask for 3-D Secure, or close it unasked.

    A refused payment was never opened at the gateway, so there is nothing to give back.
    """
    subject = Subject(
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        email=checkout.email,
        address=checkout.address,
        shipping_method=checkout.shipping_method,
        items=tuple(
            Item(line["unit_price_minor"], line["quantity"], line["weight_grams"])
            for line in checkout.quote["lines"]
        ),
        person_id=checkout.person_id,
        visitor_id=actor.visitor_id or checkout.visitor_id,
        client_address=client_address,
        card=method_token,
    )
    decision = trust.assess(session, payment_id=payment.id, checkout_id=checkout.id, subject=subject)
    if decision is Decision.CHALLENGE:
        payments.require_3ds(session, payment.id)
    elif decision is Decision.REFUSE:
        payments.record_never_opened(session, payment.id)
    return decision
