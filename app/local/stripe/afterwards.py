"""What Stripe does by itself a moment later: disputes open, pending refunds settle or fail."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable

from app.local.stripe import charging
from app.local.stripe.call import Call
from app.local.stripe.events import EventLog
from app.local.stripe.methods import card_of
from app.local.stripe.objects.charge import dispute
from app.local.stripe.params import Params
from app.local.stripe.settings import StandInSettings
from app.local.stripe.store import Record, Store
from app.local.stripe.webhooks import Courier

_DISPUTE_FEE = 1500
_LONGEST_PAUSE_S = 1.0


def _charge_of(call: Call, record: Record) -> Record:
    charge = call.store.get("charge", record.body["charge"])
    assert charge is not None, "refunds and disputes have their charge"
    return charge


def _dispute_opens(call: Call, charge_id: str) -> None:
    charge = call.store.get("charge", charge_id)
    if charge is None or charge.body["disputed"]:
        return
    reason = card_of(charge).dispute or "general"
    record = call.store.add(dispute(charge.body, reason), charge.account)
    charge.body["disputed"] = True
    charge.private["inquiry"] = reason == "inquiry"
    call.store.save(charge)
    call.emit("charge.dispute.created", record)
    if reason != "inquiry":
        _move_funds(call, record, -record.body["amount"], _DISPUTE_FEE)
        call.emit("charge.dispute.funds_withdrawn", record)


def _move_funds(call: Call, record: Record, amount: int, fee: int) -> None:
    transaction = charging.book(
        call,
        record.account,
        kind="adjustment",
        amount=amount,
        currency=record.body["currency"],
        source=record.id,
        fee=fee,
        description=f"Chargeback for {record.body['charge']}",
    )
    found = call.store.get("balance_transaction", transaction)
    assert found is not None, "just booked"
    record.body["balance_transactions"].append(found.body)
    call.store.save(record)


def close_dispute(call: Call, record: Record, *, won: bool) -> None:
    """Decide a dispute; what is won comes back."""
    inquiry = record.body["status"].startswith("warning")
    record.body["status"] = "warning_closed" if inquiry else "won" if won else "lost"
    call.store.save(record)
    call.emit("charge.dispute.closed", record)
    if won and not inquiry:
        _move_funds(call, record, record.body["amount"], 0)
        call.emit("charge.dispute.funds_reinstated", record)


def _refund_settles(call: Call, refund_id: str) -> None:
    record = call.store.get("refund", refund_id)
    if record is None or record.body["status"] != "pending":
        return
    record.body["status"] = "succeeded"
    call.store.save(record)
    call.emit("refund.updated", record, {"status": "pending"})
    call.emit("charge.refund.updated", record, {"status": "pending"})


def _refund_fails(call: Call, refund_id: str) -> None:
    record = call.store.get("refund", refund_id)
    if record is None or record.body["status"] == "failed":
        return
    previous = record.body["status"]
    charging.undo_refund(call, record, _charge_of(call, record))
    call.emit("refund.failed", record, {"status": previous})
    call.emit("charge.refund.updated", record, {"status": previous})


_ACTIONS: dict[str, Callable[[Call, str], None]] = {
    "dispute_opens": _dispute_opens,
    "refund_settles": _refund_settles,
    "refund_fails": _refund_fails,
}


class Afterwards:
    """Runs what is due; survives a restart because what waits is in the store."""

    def __init__(self, store: Store, events: EventLog, courier: Courier, settings: StandInSettings) -> None:
        self._store = store
        self._events = events
        self._courier = courier
        self._settings = settings
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; call on the event loop."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while True:
            for identifier, action, subject in self._store.rows(
                "SELECT id, action, subject FROM later WHERE due <= ? ORDER BY due", (time.time(),)
            ):
                with self._store.transaction():
                    call = Call(
                        self._store, self._events, self._settings, Params({}), account="", base_url=""
                    )
                    _ACTIONS[action](call, subject)
                    self._store.run("DELETE FROM later WHERE id = ?", (identifier,))
                self._courier.wake()
            await asyncio.sleep(min(_LONGEST_PAUSE_S, max(self._settings.later_s, 0.05)))
