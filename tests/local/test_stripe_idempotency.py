"""Idempotency keys behave as Stripe documents, and across restarts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
import stripe

from tests.local.conftest import SECRET_KEY, StandIn

PARAMS = {
    "amount": 900,
    "currency": "usd",
    "confirm": True,
    "payment_method": "pm_card_visa",
    "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
}


def keyed(key: str) -> dict[str, str]:
    return {"idempotency_key": key}


def test_a_repeated_request_gets_the_first_answer_and_charges_once(stand_in: StandIn, sdk):
    first = sdk.v1.payment_intents.create(params=PARAMS, options=keyed("again"))
    second = sdk.v1.payment_intents.create(params=PARAMS, options=keyed("again"))
    assert second.to_dict() == first.to_dict()
    headers = second.last_response.headers
    assert headers["Idempotent-Replayed"] == "true"
    assert headers["Original-Request"] == first.last_response.request_id
    assert headers["Request-Id"] != first.last_response.request_id
    assert "Idempotent-Replayed" not in first.last_response.headers
    assert stand_in.journal(first.id)["charges"] == 1


def test_the_first_answer_stays_even_when_the_object_has_moved_on(sdk):
    params = {**PARAMS, "capture_method": "manual"}
    first = sdk.v1.payment_intents.create(params=params, options=keyed("moved"))
    sdk.v1.payment_intents.capture(first.id)
    assert sdk.v1.payment_intents.create(params=params, options=keyed("moved")).status == "requires_capture"
    assert sdk.v1.payment_intents.retrieve(first.id).status == "succeeded"


def test_another_request_under_the_same_key_is_refused(sdk):
    made = sdk.v1.payment_intents.create(params=PARAMS, options=keyed("other"))
    with pytest.raises(stripe.IdempotencyError, match="same parameters they were first used with") as refused:
        sdk.v1.payment_intents.create(params={**PARAMS, "amount": 901}, options=keyed("other"))
    assert refused.value.http_status == 400
    with pytest.raises(stripe.IdempotencyError, match="same endpoint they were first used for"):
        sdk.v1.payment_intents.update(made.id, params={"description": "x"}, options=keyed("other"))


def test_a_decline_is_remembered_but_a_failed_validation_is_not(stand_in: StandIn, sdk):
    declined = {**PARAMS, "payment_method": "pm_card_chargeDeclined"}
    ids = set()
    for _ in range(2):
        with pytest.raises(stripe.CardError) as refused:
            sdk.v1.payment_intents.create(params=declined, options=keyed("declined"))
        ids.add(refused.value.error.payment_intent.id)
    assert len(ids) == 1
    assert stand_in.journal(ids.pop())["declined"]["count"] == 1
    with pytest.raises(stripe.InvalidRequestError):
        sdk.v1.payment_intents.create(params={**PARAMS, "currency": "xyz"}, options=keyed("mended"))
    assert sdk.v1.payment_intents.create(params=PARAMS, options=keyed("mended")).status == "succeeded"


def test_a_wrong_key_and_a_rate_limit_leave_the_idempotency_key_free(healthy: StandIn, sdk):
    with pytest.raises(stripe.AuthenticationError):
        healthy.client(key="sk_test_wrong").v1.payment_intents.create(params=PARAMS, options=keyed("limited"))
    healthy.control(fail_next=429)
    with pytest.raises(stripe.RateLimitError):
        sdk.v1.payment_intents.create(params=PARAMS, options=keyed("limited"))
    answer = sdk.v1.payment_intents.create(params=PARAMS, options=keyed("limited"))
    assert "Idempotent-Replayed" not in answer.last_response.headers
    assert healthy.journal(answer.id)["charges"] == 1


def test_at_the_same_moment_one_request_runs_and_the_others_are_told_to_wait(healthy: StandIn):
    healthy.control(latency_ms=400)

    def post(_: int) -> httpx.Response:
        return httpx.post(
            f"{healthy.url}/v1/payment_intents",
            data={"amount": "900", "currency": "usd"},
            headers={"Authorization": f"Bearer {SECRET_KEY}", "Idempotency-Key": "together"},
        )

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(post, range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert refused.json()["error"]["code"] == "idempotency_key_in_use"
    assert refused.json()["error"]["type"] == "idempotency_error"
    healthy.reset()
    again = post(0)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.json() == next(answer for answer in answers if answer.status_code == 200).json()


def test_the_sdk_retries_through_the_conflict_by_itself(healthy: StandIn):
    healthy.control(latency_ms=300)
    with ThreadPoolExecutor(2) as pool:
        made = pool.map(
            lambda client: client.v1.payment_intents.create(params=PARAMS, options=keyed("retried")),
            [healthy.client(retries=3), healthy.client(retries=3)],
        )
        ids = {intent.id for intent in made}
    assert len(ids) == 1
    assert healthy.journal(ids.pop())["charges"] == 1


def test_keys_belong_to_one_account(stand_in: StandIn, sdk):
    seller = sdk.v1.accounts.create(params={"type": "express"})
    own = sdk.v1.customers.create(params={"name": "a"}, options=keyed("scoped"))
    other = sdk.v1.customers.create(
        params={"name": "a"}, options={**keyed("scoped"), "stripe_account": seller.id}
    )
    assert own.id != other.id
    with pytest.raises(stripe.InvalidRequestError, match="No such customer"):
        sdk.v1.customers.retrieve(other.id)


def test_a_key_that_is_too_long_is_refused(sdk):
    with pytest.raises(stripe.InvalidRequestError, match="at most 255 characters"):
        sdk.v1.customers.create(options=keyed("k" * 256))


def test_keys_and_objects_survive_a_killed_process(tmp_path):
    stand_in = StandIn(tmp_path)
    stand_in.start()
    try:
        first = stand_in.client().v1.payment_intents.create(params=PARAMS, options=keyed("survivor"))
        stand_in.stop(kill=True)
        stand_in.start()
        again = stand_in.client().v1.payment_intents.create(params=PARAMS, options=keyed("survivor"))
        assert again.last_response.headers["Idempotent-Replayed"] == "true"
        assert again.id == first.id
        assert stand_in.journal(first.id)["charges"] == 1
    finally:
        stand_in.stop()
