"""Delivery of events: signed, at least once, retried with growing pauses, resumed after a restart."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import http.client
import socket
import ssl
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import orjson

from app.local.stripe.events import EventLog
from app.local.stripe.faults import Faults
from app.local.stripe.settings import StandInSettings
from app.local.stripe.store import Store

_SENDERS = 4
_BATCH = 64


def signature(secret: str, body: bytes, moment: int) -> str:
    """The `Stripe-Signature` header: HMAC-SHA256 over `<time>.<body>` (https://docs.stripe.com/webhooks)."""
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


class Courier:
    """Sends what is due; one task on the event loop, a few sending threads with kept connections."""

    def __init__(self, store: Store, events: EventLog, faults: Faults, settings: StandInSettings) -> None:
        self._store = store
        self._events = events
        self._faults = faults
        self._settings = settings
        self._wake = asyncio.Event()
        self._under_way: set[int] = set()
        self._sends: set[asyncio.Task[None]] = set()
        self._connections = threading.local()
        self._open: set[http.client.HTTPConnection] = set()
        self._stopping = False
        self._pool = ThreadPoolExecutor(_SENDERS, thread_name_prefix="webhook")
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin sending; call on the event loop."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Stop sending; what was not acknowledged is sent again after the next start."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        for send in self._sends:
            send.cancel()
        self._stopping = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        for connection in list(self._open):
            # A receiver that does not answer must not keep the process from ending.
            if connection.sock is not None:
                with contextlib.suppress(OSError):
                    connection.sock.shutdown(socket.SHUT_RDWR)

    def wake(self) -> None:
        """Something may be due."""
        self._wake.set()

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            pause = self._send_due()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), pause)

    def _send_due(self) -> float | None:
        """Hand over what is due; seconds until the next is, None when nothing waits."""
        if self._faults.settings.pause_webhooks:
            return None
        free = _BATCH - len(self._under_way)
        if free <= 0:
            return None
        rows = self._store.rows(
            "SELECT id, event, endpoint, attempts, due FROM delivery WHERE state = 'pending' ORDER BY due, "
            "rank LIMIT ?",
            (free + len(self._under_way),),
        )
        now = time.time()
        for identifier, event, endpoint, attempts, due in rows:
            if identifier in self._under_way:
                continue
            if due > now:
                return due - now
            self._under_way.add(identifier)
            send = asyncio.get_running_loop().create_task(self._send(identifier, event, endpoint, attempts))
            self._sends.add(send)
            send.add_done_callback(self._sends.discard)
        return None

    async def _send(self, identifier: int, event_id: str, endpoint: str, attempts: int) -> None:
        try:
            target = self._events.secret(endpoint)
            found = self._store.get("event", event_id)
            if target is None or found is None:
                self._settle(identifier, "cancelled", attempts, "the endpoint is gone")
                return
            body = orjson.dumps(found.body, option=orjson.OPT_INDENT_2)
            answer = await asyncio.get_running_loop().run_in_executor(
                self._pool, self._post, target[0], target[1], body
            )
            attempts += 1
            if answer.isdigit() and 200 <= int(answer) < 300:
                self._settle(identifier, "delivered", attempts, answer)
            elif attempts > len(self._settings.webhook_retry_s):
                self._settle(identifier, "failed", attempts, answer)
            else:
                due = time.time() + self._settings.webhook_retry_s[attempts - 1]
                self._store.run(
                    "UPDATE delivery SET attempts = ?, due = ?, answer = ? WHERE id = ?",
                    (attempts, due, answer, identifier),
                )
        finally:
            self._under_way.discard(identifier)
            self.wake()

    def _settle(self, identifier: int, state: str, attempts: int, answer: str) -> None:
        self._store.run(
            "UPDATE delivery SET state = ?, attempts = ?, answer = ? WHERE id = ?",
            (state, attempts, answer, identifier),
        )

    def _post(self, url: str, secret: str, body: bytes) -> str:
        """Send one event; the status answered, or in words why there was none."""
        parts = urlsplit(url)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "Accept": "*/*; q=0.5, application/xml",
            "Stripe-Signature": signature(secret, body, int(time.time())),
        }
        path = parts.path or "/"
        if parts.query:
            path += f"?{parts.query}"
        key = f"{parts.scheme}://{parts.netloc}"
        kept: dict[str, http.client.HTTPConnection] = self._connections.__dict__.setdefault("kept", {})
        connection = kept.pop(key, None)
        reused = connection is not None
        while True:
            if connection is None:
                connection = _connection(parts.scheme, parts.netloc, self._settings.webhook_timeout_s)
            self._open.add(connection)
            try:
                connection.request("POST", path, body, headers)
                response = connection.getresponse()
                response.read()
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                self._open.discard(connection)
                connection = None
                if reused and not self._stopping and isinstance(error, ConnectionError):
                    # The receiver closed an idle connection between two events; that is no failed attempt.
                    reused = False
                    continue
                return f"{type(error).__name__}: {error}"
            if response.will_close:
                self._open.discard(connection)
            else:
                kept[key] = connection
            return str(response.status)


def _connection(scheme: str, netloc: str, timeout: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(netloc, timeout=timeout, context=ssl.create_default_context())
    return http.client.HTTPConnection(netloc, timeout=timeout)
