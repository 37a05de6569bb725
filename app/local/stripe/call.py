"""One API request on its way through a verb."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.local.stripe.errors import NoSuchReference, NotFound, ParameterError
from app.local.stripe.events import EventLog
from app.local.stripe.params import Params
from app.local.stripe.settings import StandInSettings
from app.local.stripe.store import Record, Store


@dataclass(slots=True)
class Call:
    """What a verb knows: who asks, for what, and where things are remembered."""

    store: Store
    events: EventLog
    settings: StandInSettings
    params: Params
    account: str
    base_url: str
    url: str = ""
    path: dict[str, str] = field(default_factory=dict)
    publishable: bool = False
    request_id: str | None = None
    idempotency_key: str | None = None

    def subject(self, kind: str, param: str = "id") -> Record:
        """The object the path names; `NotFound` when there is none."""
        identifier = self.path["id"]
        record = self.store.get(kind, identifier, self.account)
        if record is None:
            raise NotFound(kind, identifier, param)
        return record

    def reference(self, kind: str, identifier: str, param: str) -> Record:
        """An object a parameter names; `NoSuchReference` when there is none."""
        record = self.store.get(kind, identifier, self.account)
        if record is None:
            raise NoSuchReference(kind, identifier, param)
        return record

    def emit(self, kind: str, subject: Record, previous: dict[str, Any] | None = None) -> None:
        """Record an event caused by this request."""
        self.events.record(
            kind,
            subject,
            previous=previous,
            request_id=self.request_id,
            idempotency_key=self.idempotency_key,
        )

    def afterwards(self, action: str, subject: Record) -> None:
        """Ask for something Stripe does by itself a moment later."""
        self.store.run(
            "INSERT INTO later (due, action, subject) VALUES (?, ?, ?)",
            (time.time() + self.settings.later_s, action, subject.id),
        )

    def page(self, kind: str, where: Mapping[str, str | Sequence[str]] | None = None) -> dict[str, Any]:
        """A list object, newest first, with Stripe's cursors and `created` filter.

        Source: https://docs.stripe.com/api/pagination.
        """
        limit = self.params.integer("limit", minimum=1, maximum=100) or 10
        after_id, before_id = self.params.text("starting_after"), self.params.text("ending_before")
        if after_id and before_id:
            raise ParameterError(
                "You may only specify one of these parameters: starting_after, ending_before."
            )
        before = self.reference(kind, after_id, "starting_after").seq if after_id else None
        after = self.reference(kind, before_id, "ending_before").seq if before_id else None
        records = self.store.newest(
            kind,
            self.account,
            where=where,
            created=self._created(),
            before=before,
            after=after,
            limit=limit + 1,
        )
        more = len(records) > limit
        shown = (records[1:] if after is not None else records[:limit]) if more else records
        return {
            "object": "list",
            "data": [record.body for record in shown],
            "has_more": more,
            "url": self.url,
        }

    def _created(self) -> dict[str, int]:
        if isinstance(self.params.get("created"), str):
            moment = self.params.required_integer("created")
            return {"gte": moment, "lte": moment}
        inside = self.params.nested("created")
        inside.allow(("gt", "gte", "lt", "lte"))
        return {name: inside.required_integer(name) for name in inside}

    def where(self, *names: str) -> dict[str, str]:
        """The list filters among these names that were given."""
        given = ((name, self.params.text(name)) for name in names)
        return {name: value for name, value in given if value}


Verb = Callable[[Call], dict[str, Any]]
"""What answers one route: runs in a transaction, returns the object to show, raises `StripeError`."""

LIST_PARAMS = frozenset({"limit", "starting_after", "ending_before", "created", "expand"})
