"""Events: what happened, for whom, and who is to be told."""

from __future__ import annotations

import itertools
import time
from typing import Any

from app.local.stripe.faults import Faults
from app.local.stripe.objects.account import event, webhook_endpoint
from app.local.stripe.settings import PLATFORM, StandInSettings
from app.local.stripe.store import Record, Store

_CONFIGURED = "we_configured"


class EventLog:
    """Records events together with the deliveries they cause."""

    def __init__(self, store: Store, faults: Faults, settings: StandInSettings) -> None:
        self._store = store
        self._faults = faults
        self._order = itertools.count(time.time_ns())
        self._configure(settings)
        self.reload()

    def _configure(self, settings: StandInSettings) -> None:
        """Keep the endpoint given at the start, with its present address and secret."""
        with self._store.transaction():
            known = self._store.get("webhook_endpoint", _CONFIGURED)
            if known is not None:
                known.body["status"] = "enabled" if settings.webhook_url else "disabled"
                known.body["url"] = settings.webhook_url or known.body["url"]
                known.body["enabled_events"] = list(settings.webhook_events)
                known.private = {"secret": settings.webhook_secret, "connect": True}
                self._store.save(known)
            elif settings.webhook_url:
                body = webhook_endpoint(
                    url=settings.webhook_url,
                    enabled_events=list(settings.webhook_events),
                    description="Given to the stand-in when it started.",
                    identifier=_CONFIGURED,
                )
                self._store.add(body, PLATFORM, secret=settings.webhook_secret, connect=True)

    def reload(self) -> None:
        """Look up the endpoints again after one changed."""
        self._endpoints = self._store.newest("webhook_endpoint", PLATFORM, limit=100)

    def secret(self, endpoint: str) -> tuple[str, str] | None:
        """Address and signing secret of an endpoint that is told at present."""
        for record in self._endpoints:
            if record.id == endpoint and record.body["status"] == "enabled":
                return record.body["url"], record.private["secret"]
        return None

    def _told(self, kind: str, account: str) -> list[Record]:
        return [
            endpoint
            for endpoint in self._endpoints
            if endpoint.body["status"] == "enabled"
            and ("*" in endpoint.body["enabled_events"] or kind in endpoint.body["enabled_events"])
            # Events of connected accounts go to Connect endpoints; the configured one hears both.
            and (account == PLATFORM or endpoint.private.get("connect"))
        ]

    def record(
        self,
        kind: str,
        subject: Record,
        *,
        previous: dict[str, Any] | None = None,
        request_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> None:
        """Remember that `kind` happened to `subject`, queue its deliveries; in the caller's transaction."""
        told = self._told(kind, subject.account)
        body = event(
            kind,
            subject.body,
            previous=previous,
            request_id=request_id,
            idempotency_key=idempotency_key,
            pending_webhooks=len(told),
        )
        if subject.account != PLATFORM:
            body["account"] = subject.account
        self._store.add(body, subject.account)
        for endpoint in told:
            self.queue(body["id"], endpoint.id)

    def queue(self, event_id: str, endpoint: str) -> None:
        """Queue the deliveries of one event to one endpoint, under the faults in force."""
        for state, due, rank in self._faults.deliveries(next(self._order)):
            self._store.run(
                "INSERT INTO delivery (event, endpoint, state, attempts, due, rank, answer) VALUES (?, ?, "
                "?, 0, ?, ?, '')",
                (event_id, endpoint, state, due, rank),
            )

    def resend(self, event_id: str) -> int:
        """Deliver an event once more to every endpoint that hears its kind; how many that are."""
        found = self._store.get("event", event_id)
        if found is None:
            return 0
        told = self._told(found.body["type"], found.account)
        for endpoint in told:
            self.queue(event_id, endpoint.id)
        return len(told)

    def pending(self, event_id: str) -> int:
        """How many deliveries of an event are still to be made."""
        rows = self._store.rows(
            "SELECT count(*) FROM delivery WHERE event = ? AND state = 'pending'", (event_id,)
        )
        return rows[0][0]
