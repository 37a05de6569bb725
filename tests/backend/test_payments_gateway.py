"""The Stripe adapter and the payment process against the stand-in, through the unmodified SDK."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from backend.kit.errors import Unavailable
from backend.kit.unit_of_work import transact
from backend.payments import process, service
from backend.payments.errors import GatewaySilent, MethodRefused, PaymentState, WebhookRefused
from backend.payments.providers import card_gateway
from backend.payments.schemas import GatewayPayment, GatewayStatus, PaymentView
from tests.stand_in import StandIn, signature_of

pytestmark = pytest.mark.usefixtures("database")


def opened(checkout_id: UUID | None = None, *, amount: int = 5940, token: str | None = None) -> PaymentView:
    return transact(
        service.open_payment,
        checkout_id=checkout_id or uuid4(),
        method="card",
        amount_minor=amount,
        currency="USD",
        method_token=token,
    )


def paid(card: str = "pm_card_visa") -> PaymentView:
    return process.charge(opened(token=card).id, method_token=card)


def transactions(engine: Engine) -> list[tuple[str, int]]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT kind, amount_minor FROM payment_transaction ORDER BY id"))
        return [tuple(row) for row in rows]


def events(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT name FROM outbox_event ORDER BY id")).scalars())


def test_a_good_card_is_authorised_for_the_amount_of_the_database_and_not_captured(
    database: Engine, stand_in: StandIn
):
    payment = paid()
    assert (payment.status, payment.amount_minor, payment.captured_minor) == ("authorised", 5940, 0)
    assert stand_in.journal(payment.reference) == {"charges": 1, "captures": 0, "held": 5940, "kept": 0}
    (intent,) = stand_in.intents_of(payment.checkout_id)
    assert intent["metadata"] == {"checkout_id": str(payment.checkout_id), "payment_id": str(payment.id)}
    assert intent["transfer_group"] == str(payment.checkout_id)
    assert transactions(database) == [("authorise", 5940)]
    assert events(database) == ["PaymentAuthorised"]


def test_charging_again_finds_the_same_charge(database: Engine, stand_in: StandIn):
    payment = paid()
    again = process.charge(payment.id, method_token="pm_card_visa")
    assert again.reference == payment.reference
    assert stand_in.journal(payment.reference)["charges"] == 1
    assert transactions(database) == [("authorise", 5940)]


def test_a_decline_is_an_answer_and_the_next_attempt_is_another_payment(database: Engine, stand_in: StandIn):
    declined = paid("pm_card_visa_chargeDeclinedInsufficientFunds")
    assert (declined.status, declined.decline_code) == ("failed", "insufficient_funds")
    assert declined.decline_message == "Your card has insufficient funds."
    second = opened(declined.checkout_id, token="pm_card_visa")
    assert (second.attempt, second.id != declined.id) == (2, True)
    authorised = process.charge(second.id, method_token="pm_card_visa")
    assert authorised.status == "authorised"
    assert process.void(declined.id).status == "voided"
    assert stand_in.journal(declined.reference)["held"] == 0
    assert stand_in.journal(authorised.reference)["held"] == 5940


def test_a_card_that_wants_3d_secure_is_authorised_after_the_challenge(stand_in: StandIn):
    payment = opened()
    started = process.start(payment.id)
    assert started.client_secret
    waiting = process.charge(payment.id, method_token="pm_card_authenticationRequired")
    assert (waiting.status, waiting.next_action["type"]) == ("requires_action", "redirect_to_url")
    assert stand_in.journal(waiting.reference)["held"] == 0
    stand_in.pass_challenge(waiting.reference, waiting.client_secret)
    assert process.refresh(payment.id).status == "authorised"
    assert stand_in.journal(waiting.reference) == {"charges": 1, "captures": 0, "held": 5940, "kept": 0}


def test_a_lost_answer_is_looked_up_and_never_charged_again(stand_in: StandIn):
    payment = opened(token="pm_card_visa")
    with stand_in.losing_an_answer("^/v1/payment_intents$"), pytest.raises(GatewaySilent):
        process.charge(payment.id, method_token="pm_card_visa")
    found = process.refresh(payment.id)
    assert found.status == "authorised"
    assert len(stand_in.intents_of(payment.checkout_id)) == 1
    assert stand_in.journal(found.reference) == {"charges": 1, "captures": 0, "held": 5940, "kept": 0}


def test_looking_up_a_charge_that_never_arrived_charges_nothing(stand_in: StandIn):
    payment = opened(token="pm_card_visa")
    found = process.refresh(payment.id)
    assert (found.status, bool(found.reference)) == ("created", True)
    assert stand_in.journal(found.reference)["charges"] == 0
    charged = process.charge(payment.id, method_token="pm_card_visa")
    assert charged.status == "authorised"
    assert stand_in.journal(charged.reference)["charges"] == 1
    assert len(stand_in.intents_of(payment.checkout_id)) == 1


def test_a_dropped_payment_whose_answer_was_lost_is_found_and_voided(stand_in: StandIn):
    payment = opened(token="pm_card_visa")
    with stand_in.losing_an_answer("^/v1/payment_intents$"), pytest.raises(GatewaySilent):
        process.charge(payment.id, method_token="pm_card_visa")
    assert transact(service.drop_payments, payment.checkout_id) == (payment.id,)
    voided = process.void(payment.id)
    assert voided.status == "voided"
    assert stand_in.journal(voided.reference)["held"] == 0
    assert process.void(payment.id).status == "voided"


def test_a_forged_card_token_is_refused_with_its_field_and_opens_nothing(stand_in: StandIn):
    payment = opened(token="pm_card_of_nobody")
    with pytest.raises(MethodRefused) as refused:
        process.charge(payment.id, method_token="pm_card_of_nobody")
    assert refused.value.field == "payment_method_token"
    assert stand_in.intents_of(payment.checkout_id) == []
    assert transact(service.current_payment, payment.checkout_id).status == "voided"
    assert opened(payment.checkout_id).attempt == 2


def test_less_than_a_card_can_be_charged_is_refused_with_a_way_out_and_opens_nothing(stand_in: StandIn):
    payment = opened(amount=49, token="pm_card_visa")
    with pytest.raises(MethodRefused, match="too little for a card"):
        process.charge(payment.id, method_token="pm_card_visa")
    assert stand_in.intents_of(payment.checkout_id) == []
    assert transact(service.current_payment, payment.checkout_id).status == "voided"


def test_a_refusal_that_nobody_wrote_down_is_found_when_the_payment_is_looked_at(stand_in: StandIn):
    payment = opened(amount=49, token="pm_card_visa")
    with pytest.raises(MethodRefused):
        process.start(payment.id)
    assert transact(service.current_payment, payment.checkout_id).status == "created"
    process.refresh(payment.id)
    assert transact(service.current_payment, payment.checkout_id).status == "voided"


def test_an_amount_that_moved_opens_a_new_attempt_and_drops_the_old_one(stand_in: StandIn):
    first = paid()
    second = opened(first.checkout_id, amount=6000)
    assert (second.attempt, second.amount_minor) == (2, 6000)
    assert transact(service.payment_view, first.id).status == "voiding"
    process.void(first.id)
    assert stand_in.journal(first.reference)["held"] == 0


def test_a_gateway_that_speaks_of_another_amount_is_not_believed(database: Engine, stand_in: StandIn):
    payment = opened()
    strange = GatewayPayment("pi_x", GatewayStatus.AUTHORISED, 1, 0, "USD")
    with pytest.raises(PaymentState):
        transact(service.record_gateway_state, payment.id, strange)
    assert transact(service.payment_view, payment.id).status == "created"
    assert transactions(database) == []


def test_late_news_does_not_turn_the_clock_back(stand_in: StandIn):
    payment = paid()
    late = GatewayPayment(payment.reference, GatewayStatus.REQUIRES_ACTION, 5940, 0, "USD")
    assert transact(service.record_gateway_state, payment.id, late).status == "authorised"


def test_an_error_of_the_gateway_is_no_decline(stand_in: StandIn):
    payment = opened(token="pm_card_visa")
    stand_in.misbehave(fail_next={"status": 500, "count": 10, "path": "^/v1/payment_intents$"})
    with pytest.raises(GatewaySilent):
        process.charge(payment.id, method_token="pm_card_visa")
    stand_in.behave()
    assert transact(service.payment_view, payment.id).status == "created"
    assert process.charge(payment.id, method_token="pm_card_visa").status == "authorised"


def test_a_webhook_is_read_only_under_its_signature(stand_in: StandIn):
    payment = paid()
    raw = stand_in.event(payment.reference, "payment_intent.amount_capturable_updated")
    message = card_gateway().parse_webhook(raw, signature_of(raw))
    assert message.kind == "payment_intent.amount_capturable_updated"
    assert message.payload["data"]["object"]["id"] == payment.reference
    for wrong in ("", "t=1,v1=00", signature_of(raw, "whsec_other"), signature_of(raw, at=1), "nonsense"):
        with pytest.raises(WebhookRefused):
            card_gateway().parse_webhook(raw, wrong)
    with pytest.raises(WebhookRefused):
        card_gateway().parse_webhook(raw + b" ", signature_of(raw))
    with pytest.raises(WebhookRefused):
        card_gateway().parse_webhook(b"not json", signature_of(b"not json"))


def test_the_inbox_takes_an_event_once(database: Engine, stand_in: StandIn):
    payment = paid()
    raw = stand_in.event(payment.reference, "payment_intent.amount_capturable_updated")
    message = card_gateway().parse_webhook(raw, signature_of(raw))
    assert transact(service.receive_webhook, provider="stripe", event=message) is True
    assert transact(service.receive_webhook, provider="stripe", event=message) is False
    assert events(database).count("WebhookReceived") == 1
    with database.connect() as connection:
        (event_id,) = connection.execute(text("SELECT id FROM webhook_event")).scalars()
    subject = transact(service.webhook_subject, event_id)
    assert (subject.checkout_id, subject.is_processed) == (payment.checkout_id, False)
    transact(service.webhook_interpreted, event_id)
    assert transact(service.webhook_subject, event_id).is_processed is True


def test_without_a_key_cards_are_a_typed_refusal():
    card_gateway.cache_clear()
    payment = opened(token="pm_card_visa")
    with pytest.raises(Unavailable, match="not set up"):
        process.charge(payment.id, method_token="pm_card_visa")
    assert transact(service.payment_view, payment.id).status == "created"
