"""One contract, three gateways: Stripe against the stand-in, PayPal and Adyen through their SDKs."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from backend.checkout import process as checkout_process
from backend.identity.schemas import system_actor
from backend.kit.config import settings
from backend.kit.errors import InvalidInput
from backend.kit.unit_of_work import transact, unit_of_work
from backend.orders import service as orders
from backend.orders import settlement
from backend.payments import process, providers, service
from backend.payments.adyen_gateway import AdyenGateway
from backend.payments.errors import GatewaySilent, WebhookRefused
from backend.payments.gateway import PaymentGateway
from backend.payments.paypal_gateway import PayPalGateway
from backend.payments.providers import card_gateway
from backend.payments.schemas import GatewayStatus, Method, PaymentRequest
from backend.payments.stripe_gateway import StripeGateway
from tests import provider_doubles as doubles
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.stand_in import SECRET_KEY, WEBHOOK_SECRET, StandIn, signature_of

ALL = ["stripe", "paypal", "adyen"]


class Stage:
    """A gateway with what its shopper and its network can be made to do."""

    def __init__(self, name: str, gateway: PaymentGateway, double: Any):
        self.name, self.gateway, self.double = name, gateway, double

    def request(self, amount: int = 5940, card: str = "pm_card_visa") -> PaymentRequest:
        token = card if self.name == "stripe" else None
        return PaymentRequest(uuid4(), uuid4(), amount, "USD", token)

    def paid(self, amount: int = 5940):
        """A payment that its shopper agreed to."""
        request = self.request(amount)
        key = f"checkout:{request.checkout_id}:1"
        opened = self.gateway.create(request, idempotency_key=key)
        if self.name == "stripe":
            return opened
        assert opened.status is GatewayStatus.REQUIRES_ACTION
        assert opened.next_action["redirect_to_url"]["url"].startswith("https://")
        if self.name == "adyen":
            self.double.links[opened.reference]["status"] = "completed"
            assert self.gateway.retrieve(opened.reference).status is GatewayStatus.PROCESSING
            self.double.tell(opened.reference, "AUTHORISATION", amount=amount)
            return self.gateway.retrieve(opened.reference)
        self.double.approve(opened.reference)
        assert self.gateway.retrieve(opened.reference).status is GatewayStatus.APPROVED
        return self.gateway.confirm(opened.reference, method_token="", idempotency_key=f"{key}:approved")

    def declined(self):
        """A payment that the bank says no to."""
        request = self.request(card="pm_card_visa_chargeDeclined")
        opened = self.gateway.create(request, idempotency_key=f"checkout:{request.checkout_id}:1")
        if self.name == "stripe":
            return opened
        if self.name == "adyen":
            self.double.tell(opened.reference, "AUTHORISATION", amount=5940, is_good=False)
            return self.gateway.retrieve(opened.reference)
        self.double.declines = True
        self.double.approve(opened.reference)
        return self.gateway.confirm(opened.reference, method_token="", idempotency_key="k")

    def webhook(self, reference: str) -> tuple[bytes, str, bytes, str]:
        """A right message with its signature, and a wrong pair."""
        if self.name == "stripe":
            raw = self.double.event(reference, "payment_intent.amount_capturable_updated")
            return raw, signature_of(raw), raw, signature_of(raw, "whsec_other")
        if self.name == "adyen":
            item = self.double.told[-1]
            return (
                doubles.notification(item), "",
                doubles.notification(item, doubles.HMAC_KEY.replace("4", "5")), "",
            )  # fmt: skip
        resource = {"id": f"AUTH-{reference}", "supplementary_data": {"related_ids": {"order_id": reference}}}
        event = {"id": "WH-E1", "event_type": "PAYMENT.AUTHORIZATION.CREATED", "resource": resource}
        raw = json.dumps(event, indent=1).encode()
        return raw, "SHA256|https://c|t1|right|2026", raw, "SHA256|https://c|t1|wrong|2026"


@pytest.fixture(params=ALL)
def stage(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    breaker = f"{request.param}-{secrets.token_hex(4)}"
    if request.param == "stripe":
        stand_in: StandIn = request.getfixturevalue("stand_in")
        gateway = StripeGateway(
            secret_key=SECRET_KEY, webhook_secret=WEBHOOK_SECRET, api_base=stand_in.base_url,
            read_timeout_s=0.5, network_retries=0, breaker=breaker,
        )  # fmt: skip
        yield Stage("stripe", gateway, stand_in)
        return
    double = doubles.PayPal() if request.param == "paypal" else doubles.AdyenDouble()
    doubles.install(monkeypatch, double)
    if request.param == "paypal":
        made: Any = PayPalGateway(client_id="c", client_secret="s", webhook_id="WH-1", breaker=breaker)
    else:
        made = AdyenGateway(
            api_key="k", merchant_account=doubles.MERCHANT, hmac_key=doubles.HMAC_KEY,
            heard=double.heard, breaker=breaker,
        )  # fmt: skip
    yield Stage(request.param, made, double)


def test_what_the_shopper_agreed_to_is_authorised_in_full_and_nothing_is_taken(stage: Stage):
    paid = stage.paid()
    assert (paid.status, paid.amount_minor, paid.currency) == (GatewayStatus.AUTHORISED, 5940, "USD")
    assert (paid.captured_minor, paid.refunded_minor) == (0, 0)


def test_a_decline_is_an_answer_with_a_code(stage: Stage):
    declined = stage.declined()
    assert declined.status is GatewayStatus.REQUIRES_PAYMENT_METHOD
    assert declined.decline_code
    assert declined.decline_message
    assert declined.captured_minor == 0


def test_a_part_is_captured_once_per_key_and_refunded_in_parts(stage: Stage):
    paid = stage.paid()
    for _ in range(2):
        stage.gateway.capture(paid.reference, amount_minor=4000, final=True, idempotency_key="capture:1")
    taken = stage.gateway.retrieve(paid.reference)
    assert taken.captured_minor == 4000
    first = stage.gateway.refund(paid.reference, amount_minor=1500, idempotency_key="refund:1")
    again = stage.gateway.refund(paid.reference, amount_minor=1500, idempotency_key="refund:1")
    assert first == again
    stage.gateway.refund(paid.reference, amount_minor=500, idempotency_key="refund:2")
    assert stage.gateway.retrieve(paid.reference).refunded_minor == 2000


def test_a_promise_is_given_back_once_and_for_all(stage: Stage):
    paid = stage.paid()
    for _ in range(2):
        assert stage.gateway.void(paid.reference, idempotency_key="void:1").status is GatewayStatus.CANCELED
    assert stage.gateway.retrieve(paid.reference).status is GatewayStatus.CANCELED


def test_what_was_only_opened_can_be_dropped(stage: Stage):
    request = stage.request()
    opened = stage.gateway.create(PaymentRequest(request.payment_id, request.checkout_id, 100, "USD"),
                                  idempotency_key=f"open:{request.payment_id}")  # fmt: skip
    gone = stage.gateway.void(opened.reference, idempotency_key=f"void:{request.payment_id}")
    assert (gone.status, gone.captured_minor) == (GatewayStatus.CANCELED, 0)


def test_a_lost_answer_is_silence_and_is_found_again_under_its_key(stage: Stage):
    request = stage.request()
    key = f"checkout:{request.checkout_id}:1"
    if stage.name == "stripe":
        lost = {"count": 1, "path": "^/v1/payment_intents$", "mode": "hold"}
        stage.double.misbehave(timeout_after_success=lost)
    else:
        stage.double.fault = "lost"
    with pytest.raises(GatewaySilent):
        stage.gateway.create(request, idempotency_key=key)
    if stage.name == "stripe":
        stage.double.behave()
        found = stage.gateway.recover(request, idempotency_key=key)
        assert len(stage.double.intents_of(request.checkout_id)) == 1
        assert found.status is GatewayStatus.AUTHORISED
        return
    stage.double.fault = ""
    found = stage.gateway.recover(request, idempotency_key=key)
    assert found.status is GatewayStatus.REQUIRES_ACTION
    opened = stage.double.orders if stage.name == "paypal" else stage.double.links
    assert list(opened) == [found.reference]
    assert stage.double.keys(r"(/v2/checkout/orders|/paymentLinks)$") == [key, key]


def test_silence_is_told_apart_from_refusal(stage: Stage):
    paid = stage.paid()
    if stage.name == "stripe":
        fails = {"status": 500, "count": 10, "path": ".*"}
        stage.double.misbehave(fail_next=fails)
    else:
        stage.double.fault = "silent"
    for call in (
        lambda: stage.gateway.capture(paid.reference, amount_minor=1, final=True, idempotency_key="c"),
        lambda: stage.gateway.void(paid.reference, idempotency_key="v"),
    ):
        with pytest.raises(GatewaySilent):
            call()


def test_a_webhook_is_read_only_under_its_signature(stage: Stage):
    paid = stage.paid()
    raw, right, other, wrong = stage.webhook(paid.reference)
    message = stage.gateway.parse_webhook(raw, right)
    assert message.provider_event_id
    assert message.reference
    assert message.provider_event_id == stage.gateway.parse_webhook(raw, right).provider_event_id
    for text, signature in ((other, wrong), (b"nonsense", right), (b"{}", right), (b"[]", right)):
        with pytest.raises(WebhookRefused):
            stage.gateway.parse_webhook(text, signature)


def test_every_deed_carries_its_key(stage: Stage):
    if stage.name == "stripe":
        pytest.skip("the stand-in honours keys; its own tests prove it")
    paid = stage.paid()
    stage.gateway.capture(paid.reference, amount_minor=100, final=False, idempotency_key="capture:k")
    stage.gateway.refund(paid.reference, amount_minor=100, idempotency_key="refund:k")
    assert stage.double.keys("captures?$") == ["capture:k"]
    assert stage.double.keys("refunds?$") == ["refund:k:0" if stage.name == "paypal" else "refund:k"]
    assert None not in [
        key for method, url, key in stage.double.calls if method == "POST" and "oauth2" not in url
    ]


def test_a_way_to_pay_is_offered_when_its_account_is_named(monkeypatch: pytest.MonkeyPatch):
    def offered(**named: str) -> tuple[Method, ...]:
        for name, value in named.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        return providers.methods_offered()

    try:
        assert offered() == (Method.BANK_TRANSFER,)
        assert offered(PAYPAL_CLIENT_ID="c") == (Method.BANK_TRANSFER,)
        assert offered(PAYPAL_CLIENT_SECRET="s") == (Method.BANK_TRANSFER, Method.PAYPAL)
        assert Method.ADYEN in offered(ADYEN_API_KEY="k", ADYEN_MERCHANT_ACCOUNT="m")
    finally:
        monkeypatch.undo()
        settings.cache_clear()
        card_gateway.cache_clear()


@pytest.mark.parametrize("method", ["paypal", "adyen"])
def test_a_checkout_is_paid_on_the_providers_page_and_placed_by_return_or_webhook(
    database: Engine, redis_db: object, monkeypatch: pytest.MonkeyPatch, method: str
):
    double = doubles.PayPal() if method == "paypal" else doubles.AdyenDouble()
    doubles.install(monkeypatch, double)
    for name, value in ACCOUNTS.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    providers.paypal_gateway.cache_clear()
    providers.adyen_gateway.cache_clear()
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=3, price_minor=5000)
    checkout = shop.prepared((lamp, 1), payment_method=method)
    try:
        waiting = shop.complete(checkout)
        assert waiting.status == "requires_action"
        assert waiting.next_action["redirect_to_url"]["url"].startswith("https://")
        assert shop.complete(checkout).status == "requires_action"
        opened = double.orders if method == "paypal" else double.links
        (reference,) = opened
        if method == "paypal":
            double.approve(reference)
        else:
            double.links[reference]["status"] = "completed"
            double.tell(reference, "AUTHORISATION", amount=checkout.total_minor)
            raw = doubles.notification(double.told[0])
            assert process.receive_webhook("adyen", raw=raw, signature="") is True
            assert process.receive_webhook("adyen", raw=raw, signature="") is False
            assert checkout_process.interpret_unread(quiet_for=timedelta(0)) == 1
        assert shop.complete(checkout).status == "completed"
        payment = transact(service.current_payment, checkout.id)
        assert (payment.status, payment.method, payment.provider) == ("authorised", method, method)
        (order_id,) = shop.order_ids(checkout.id)
        transact(orders.cancel, order_id, actor=system_actor("test"), reason="test")
        settlement.give_back(order_id)
        assert transact(service.payment_view, payment.id).status == "voided"
        assert transact(service.check) == []
    finally:
        monkeypatch.undo()
        settings.cache_clear()
        providers.paypal_gateway.cache_clear()
        providers.adyen_gateway.cache_clear()


def test_what_is_not_set_up_cannot_be_chosen(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=3, price_minor=5000)
    owner = shop.guest()
    shop.fill(owner, (lamp, 1))
    with pytest.raises(InvalidInput) as refused:
        shop.prepare(owner, payment_method="paypal")
    assert refused.value.field == "payment_method"


ACCOUNTS = {
    "PAYPAL_CLIENT_ID": "c",
    "PAYPAL_CLIENT_SECRET": "s",
    "PAYPAL_WEBHOOK_ID": "WH-1",
    "ADYEN_API_KEY": "k",
    "ADYEN_MERCHANT_ACCOUNT": doubles.MERCHANT,
    "ADYEN_HMAC_KEY": doubles.HMAC_KEY,
}
