"""A slow, failing and forgetful Stripe on request, and proof of what it did to the card."""

from __future__ import annotations

import contextlib
import threading
import time

import httpx
import pytest
import stripe

from tests.local.conftest import Receiver, StandIn, eventually

PAY = {
    "amount": 1300,
    "currency": "usd",
    "confirm": True,
    "payment_method": "pm_card_visa",
    "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
}


@pytest.mark.parametrize("mode", ["hold", "close"])
def test_after_a_timeout_the_same_key_finds_the_charge_that_was_made(healthy: StandIn, mode: str):
    healthy.control(timeout_after_success={"count": 1, "mode": mode, "path": "^/v1/payment_intents$"})
    client = healthy.client(timeout_s=1)
    key = {"idempotency_key": f"timed-out-{mode}"}
    with pytest.raises(stripe.APIConnectionError):
        client.v1.payment_intents.create(params=PAY, options=key)
    again = client.v1.payment_intents.create(params=PAY, options=key)
    assert again.status == "succeeded"
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    line = healthy.journal(again.id)
    assert (line["charges"], line["captures"], line["kept"]) == (1, 1, 1300)


def test_the_sdk_retries_a_lost_answer_by_itself_with_one_charge(healthy: StandIn):
    before = httpx.get(f"{healthy.url}/_control/journal").json()["totals"]["charges"]
    healthy.control(timeout_after_success=1)
    intent = healthy.client(retries=2, timeout_s=1).v1.payment_intents.create(params=PAY)
    assert intent.status == "succeeded"
    assert httpx.get(f"{healthy.url}/_control/journal").json()["totals"]["charges"] == before + 1


def test_it_stops_at_once_though_a_caller_and_a_webhook_still_wait(tmp_path):
    hanging = Receiver()
    release = threading.Event()
    hanging.answer = lambda _: 200 if release.wait(30) else 500
    stand_in = StandIn(tmp_path, hanging.url)
    stand_in.start()
    try:
        stand_in.control(timeout_after_success=1)
        waiting = threading.Thread(target=_ignore_refusal, args=(stand_in,), daemon=True)
        waiting.start()
        eventually(lambda: hanging.received)
        started = time.monotonic()
        stand_in.stop()
        assert time.monotonic() - started < 3
        waiting.join(5)
        assert not waiting.is_alive()
    finally:
        release.set()
        stand_in.stop(kill=True)
        hanging.server.shutdown()
        hanging.server.server_close()


def _ignore_refusal(stand_in: StandIn) -> None:
    with contextlib.suppress(stripe.APIConnectionError):
        stand_in.client(timeout_s=30).v1.payment_intents.create(params=PAY)


def test_an_injected_failure_happens_before_anything_else_and_only_as_often_as_asked(healthy: StandIn, sdk):
    before = httpx.get(f"{healthy.url}/_control/journal").json()["totals"]
    healthy.control(fail_next={"status": 503, "count": 2, "path": "payment_intents"})
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            sdk.v1.payment_intents.create(params=PAY, options={"idempotency_key": "injected"})
    assert httpx.get(f"{healthy.url}/_control/journal").json()["totals"] == before
    assert (
        sdk.v1.payment_intents.create(params=PAY, options={"idempotency_key": "injected"}).status
        == "succeeded"
    )


def test_a_stored_failure_is_repeated_for_its_key_as_stripe_repeats_a_500(healthy: StandIn, sdk):
    healthy.control(fail_next={"status": 500, "stored": True})
    for _ in range(2):
        with pytest.raises(stripe.APIError) as refused:
            sdk.v1.payment_intents.create(params=PAY, options={"idempotency_key": "stored"})
        assert refused.value.http_status == 500
    assert (
        sdk.v1.payment_intents.create(params=PAY, options={"idempotency_key": "fresh"}).status == "succeeded"
    )


def test_latency_delays_what_it_names(healthy: StandIn, sdk):
    healthy.control(latency_ms={"ms": 300, "path": "/v1/customers"})
    started = time.monotonic()
    sdk.v1.customers.create()
    assert time.monotonic() - started >= 0.3
    started = time.monotonic()
    sdk.v1.payment_intents.create(params=PAY)
    assert time.monotonic() - started < 0.3


@pytest.mark.parametrize(
    "wanted",
    [{"latency_ms": -1}, {"fail_next": 200}, {"colour": "red"}, {"fail_next": {"status": 500, "path": "("}}],
)
def test_a_fault_that_makes_no_sense_is_refused_and_nothing_changes(healthy: StandIn, wanted):
    before = httpx.get(f"{healthy.url}/_control").json()["faults"]
    assert httpx.post(f"{healthy.url}/_control", json=wanted).status_code == 422
    assert httpx.get(f"{healthy.url}/_control").json()["faults"] == before


def test_the_controls_answer_no_foreign_page(healthy: StandIn):
    foreign = {"Origin": "https://evil.example"}
    assert (
        httpx.post(f"{healthy.url}/_control", json={"drop_webhooks": True}, headers=foreign).status_code
        == 403
    )
    form = httpx.post(f"{healthy.url}/_control", data={"drop_webhooks": "true"})
    assert form.status_code == 415
    assert httpx.get(f"{healthy.url}/_control").json()["faults"]["drop_webhooks"] is False
