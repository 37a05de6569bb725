"""Refunds, disputes, balance, transfers and the other resources of a marketplace."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from tests.local.conftest import Receiver, StandIn, eventually

NO_REDIRECT = {"automatic_payment_methods": {"enabled": True, "allow_redirects": "never"}}


def paid(sdk: stripe.StripeClient, amount: int = 5000, method: str = "pm_card_visa", **params: Any):
    return sdk.v1.payment_intents.create(
        params={
            "amount": amount,
            "currency": "usd",
            "confirm": True,
            "payment_method": method,
            **NO_REDIRECT,
            **params,
        }
    )


def test_refunds_add_up_to_what_was_captured_and_never_more(stand_in: StandIn, sdk):
    intent = paid(sdk, capture_method="manual")
    with pytest.raises(stripe.InvalidRequestError, match="does not have a successful charge to refund"):
        sdk.v1.refunds.create(params={"payment_intent": intent.id})
    sdk.v1.payment_intents.capture(intent.id, params={"amount_to_capture": 4000})
    with pytest.raises(
        stripe.InvalidRequestError, match=r"\(\$40.01\) is greater than charge amount \(\$40.00\)"
    ):
        sdk.v1.refunds.create(params={"payment_intent": intent.id, "amount": 4001})
    part = sdk.v1.refunds.create(
        params={"payment_intent": intent.id, "amount": 1500, "reason": "requested_by_customer"}
    )
    assert (part.amount, part.status, part.reason) == (1500, "succeeded", "requested_by_customer")
    with pytest.raises(
        stripe.InvalidRequestError, match=r"unrefunded amount on charge \(\$25.00\)"
    ) as refused:
        sdk.v1.refunds.create(params={"charge": intent.latest_charge, "amount": 2501})
    assert refused.value.param == "amount"
    rest = sdk.v1.refunds.create(params={"charge": intent.latest_charge})
    assert rest.amount == 2500
    with pytest.raises(stripe.InvalidRequestError, match="has already been refunded") as refused:
        sdk.v1.refunds.create(params={"payment_intent": intent.id})
    assert refused.value.code == "charge_already_refunded"
    charge = sdk.v1.charges.retrieve(intent.latest_charge)
    assert (charge.amount_refunded, charge.refunded) == (4000, True)
    listed = sdk.v1.refunds.list(params={"payment_intent": intent.id})
    assert [refund.id for refund in listed.data] == [rest.id, part.id]
    line = stand_in.journal(intent.id)
    assert (line["kept"], line["refunded"]["count"]) == (0, 2)


@pytest.mark.parametrize(
    "params", [{"amount": 0}, {"amount": -1}, {"reason": "because"}, {"colour": "red"}, {}]
)
def test_wrong_refunds_are_refused_and_nothing_goes_back(stand_in: StandIn, sdk, params):
    intent = paid(sdk)
    target = {"payment_intent": intent.id} if params else {}
    with pytest.raises(stripe.InvalidRequestError):
        sdk.v1.refunds.create(params={**target, **params})
    assert stand_in.journal(intent.id)["kept"] == 5000


def test_a_pending_refund_settles_and_another_fails_later(sdk, receiver: Receiver):
    slow = sdk.v1.refunds.create(params={"payment_intent": paid(sdk, method="pm_card_pendingRefund").id})
    assert slow.status == "pending"
    eventually(lambda: sdk.v1.refunds.retrieve(slow.id).status == "succeeded")
    intent = paid(sdk, method="pm_card_refundFail")
    failing = sdk.v1.refunds.create(params={"payment_intent": intent.id})
    assert failing.status == "succeeded"
    eventually(lambda: sdk.v1.refunds.retrieve(failing.id).status == "failed")
    assert sdk.v1.charges.retrieve(intent.latest_charge).amount_refunded == 0
    eventually(lambda: "refund.failed" in receiver.types(failing.id))


def test_the_dispute_card_opens_a_dispute_that_can_be_lost_or_won(sdk, receiver: Receiver):
    def disputed() -> stripe.Dispute:
        intent = paid(sdk, method="pm_card_createDispute")
        return eventually(lambda: sdk.v1.disputes.list(params={"payment_intent": intent.id}).data)[0]

    lost = disputed()
    assert (lost.status, lost.reason, lost.amount) == ("needs_response", "fraudulent", 5000)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sdk.v1.refunds.create(params={"charge": lost.charge})
    assert refused.value.code == "charge_disputed"
    assert sdk.v1.disputes.close(lost.id).status == "lost"
    won = disputed()
    won = sdk.v1.disputes.update(won.id, params={"evidence": {"uncategorized_text": "winning_evidence"}})
    assert won.status == "won"
    assert [entry.amount for entry in won.balance_transactions] == [-5000, 5000]
    eventually(lambda: "charge.dispute.closed" in receiver.types(won.id))
    assert "charge.dispute.created" in receiver.types(lost.id)


def test_money_moves_through_the_balance_to_sellers_and_back(tmp_path):
    stand_in = StandIn(tmp_path)
    stand_in.start()
    try:
        sdk = stand_in.client()
        seller = sdk.v1.accounts.create(params={"type": "express", "country": "US", "email": "s@example.com"})
        with pytest.raises(stripe.InvalidRequestError) as refused:
            sdk.v1.transfers.create(params={"amount": 100, "currency": "usd", "destination": seller.id})
        assert refused.value.code == "balance_insufficient"
        intent = paid(sdk, 10_000, transfer_group="order-7")
        assert sdk.v1.balance.retrieve().available[0].amount == 10_000 - 320
        sent = sdk.v1.transfers.create(
            params={
                "amount": 7000,
                "currency": "usd",
                "destination": seller.id,
                "source_transaction": intent.latest_charge,
            }
        )
        assert (sent.transfer_group, sent.amount_reversed) == ("order-7", 0)
        with pytest.raises(stripe.InvalidRequestError, match="must not exceed the source amount"):
            sdk.v1.transfers.create(
                params={
                    "amount": 3001,
                    "currency": "usd",
                    "destination": seller.id,
                    "source_transaction": intent.latest_charge,
                }
            )
        reversal = sdk.v1.transfers.reversals.create(sent.id, params={"amount": 2000})
        assert sdk.v1.transfers.reversals.retrieve(sent.id, reversal.id).amount == 2000
        with pytest.raises(stripe.InvalidRequestError, match="greater than unreversed transfer amount"):
            sdk.v1.transfers.reversals.create(sent.id, params={"amount": 5001})
        assert sdk.v1.transfers.retrieve(sent.id).amount_reversed == 2000
        assert sdk.v1.balance.retrieve().available[0].amount == 10_000 - 320 - 5000
        theirs = sdk.v1.balance.retrieve(options={"stripe_account": seller.id})
        assert theirs.available[0].amount == 5000
        kinds = [entry.type for entry in sdk.v1.balance_transactions.list().data]
        assert kinds == ["transfer_refund", "transfer", "charge"]
    finally:
        stand_in.stop()


def test_a_destination_charge_passes_the_money_on_and_keeps_the_fee(sdk):
    seller = sdk.v1.accounts.create(params={"type": "express"})
    intent = paid(
        sdk,
        transfer_data={"destination": seller.id},
        application_fee_amount=500,
        expand=["latest_charge.application_fee"],
    )
    assert intent.latest_charge.application_fee.amount == 500
    assert sdk.v1.transfers.retrieve(intent.latest_charge.transfer).amount == 5000
    assert sdk.v1.balance.retrieve(options={"stripe_account": seller.id}).available[0].amount == 4500


def test_an_unknown_account_is_forbidden(sdk):
    with pytest.raises(stripe.PermissionError) as refused:
        sdk.v1.balance.retrieve(options={"stripe_account": "acct_nobody"})
    assert (refused.value.http_status, refused.value.code) == (403, None)
    assert refused.value.error.code == "account_invalid"


def test_customers_live_change_and_go(sdk):
    made = sdk.v1.customers.create(
        params={"email": "ada@example.com", "name": "Ada", "address": {"city": "London", "country": "GB"}}
    )
    assert made.address.city == "London"
    assert sdk.v1.customers.update(made.id, params={"name": "Ada L."}).name == "Ada L."
    assert made.id in [found.id for found in sdk.v1.customers.list(params={"email": "ada@example.com"}).data]
    assert sdk.v1.customers.delete(made.id).deleted is True
    assert sdk.v1.customers.retrieve(made.id).deleted is True
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sdk.v1.customers.update(made.id, params={"name": "x"})
    assert refused.value.http_status == 404


def test_an_address_that_stripe_does_not_have_is_a_404(sdk):
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL") as refused:
        sdk.v1.coupons.list()
    assert refused.value.http_status == 404
