"""The way of every API request: who asks, is it a repetition, run it, remember the answer, tell.

Verbs run one at a time on the event loop inside one SQLite transaction: what they did and what the
idempotency key remembers are written together or not at all.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import hmac
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.local.stripe.call import Call, Verb
from app.local.stripe.errors import Forbidden, StripeError, Unauthenticated, UnknownUrl
from app.local.stripe.events import EventLog
from app.local.stripe.faults import Faults, TimeoutAfterSuccess
from app.local.stripe.idempotency import Idempotency, StoredAnswer
from app.local.stripe.ids import token
from app.local.stripe.params import Params, decode, fingerprint
from app.local.stripe.presentation import for_browser, present
from app.local.stripe.settings import API_VERSION, PLATFORM, StandInSettings
from app.local.stripe.store import Store
from app.local.stripe.webhooks import Courier

# A browser adds these to the form it posts; they say who asks, not what for.
_BROWSER_PARAMS = ("key", "_stripe_version", "_stripe_account")
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, Stripe-Version",
    "Access-Control-Expose-Headers": "Request-Id, Stripe-Version, Idempotent-Replayed",
    "Access-Control-Max-Age": "300",
}


class _CutOff(Response):
    """Promises more than it sends, so that the caller's connection breaks inside the answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"100000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


class Pipeline:
    """Serves API requests."""

    def __init__(
        self,
        store: Store,
        events: EventLog,
        faults: Faults,
        courier: Courier,
        settings: StandInSettings,
    ) -> None:
        self._store = store
        self._events = events
        self._faults = faults
        self._courier = courier
        self._settings = settings
        self._idempotency = Idempotency(store)
        self._stopping = asyncio.Event()

    def let_go(self) -> None:
        """The server is about to stop: nothing is delayed or held any longer."""
        self._stopping.set()

    def route(self, verb: Verb, *, browser: bool = False) -> Callable[[Request], Awaitable[Response]]:
        """The handler of one route; `browser` lets a publishable key in."""

        async def handle(request: Request) -> Response:
            return await self.serve(request, verb, browser=browser)

        return handle

    async def unknown(self, request: Request) -> Response:
        """Any address Stripe does not have."""
        return await self.serve(request, None, browser=False)

    async def serve(self, request: Request, verb: Verb | None, *, browser: bool) -> Response:
        """Answer one request."""
        headers = {
            "Request-Id": f"req_{token(14)}",
            "Stripe-Version": request.headers.get("stripe-version", API_VERSION),
            **CORS,
        }
        encoded = (await request.body()).decode("utf-8", "replace")
        query = request.url.query
        encoded = f"{encoded}&{query}" if encoded and query else encoded or query
        try:
            call = self._call(request, encoded, headers["Request-Id"], browser)
            if verb is None:
                raise UnknownUrl(request.method, request.url.path)
            if call.idempotency_key is not None:
                print_ = fingerprint(request.method, request.url.path, encoded)
                kept = self._idempotency.claim(call.account, call.idempotency_key, print_, request.url.path)
                headers["Idempotency-Key"] = call.idempotency_key
                if kept is not None:
                    headers["Original-Request"] = kept.request_id
                    headers["Idempotent-Replayed"] = "true"
                    return _answer(kept.status, kept.body, headers)
                headers["Original-Request"] = headers["Request-Id"]
                try:
                    status, body = await self._run(call, verb, request, print_)
                finally:
                    self._idempotency.release(call.account, call.idempotency_key)
            else:
                status, body = await self._run(call, verb, request, "")
        except StripeError as error:
            if error.status == 409:
                headers["Stripe-Should-Retry"] = "true"
            return _answer(error.status, self._refusal(error, headers["Request-Id"]), headers)
        self._courier.wake()
        if status < 400 and (withheld := self._faults.withheld(request.method, request.url.path)):
            return await self._withhold(request, withheld, status, body, headers)
        return _answer(status, body, headers)

    async def _run(self, call: Call, verb: Verb, request: Request, print_: str) -> tuple[int, bytes]:
        path = request.url.path
        if pause := self._faults.latency(path):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
        if failure := self._faults.failure(request.method, path):
            if failure.executed:
                with self._store.transaction():
                    self._keep(call, print_, path, failure.status, self._refusal(failure, call.request_id))
            raise failure
        if request.method == "GET":
            return 200, orjson.dumps(present(call, verb(call)))
        refused: StripeError | None = None
        try:
            with self._store.transaction():
                try:
                    status, body = 200, orjson.dumps(present(call, verb(call)))
                except StripeError as error:
                    if not error.keeps_effects:
                        raise
                    status, body = error.status, self._refusal(error, call.request_id, call.publishable)
                self._keep(call, print_, path, status, body)
                return status, body
        except StripeError as error:
            refused = error
        status, body = refused.status, self._refusal(refused, call.request_id, call.publishable)
        if refused.executed:
            with self._store.transaction():
                self._keep(call, print_, path, status, body)
        return status, body

    def _keep(self, call: Call, print_: str, path: str, status: int, body: bytes) -> None:
        if call.idempotency_key is not None:
            answer = StoredAnswer(status, body, call.request_id or "")
            self._idempotency.keep(call.account, call.idempotency_key, print_, path, answer)

    def _refusal(self, error: StripeError, request_id: str | None, publishable: bool = False) -> bytes:
        body: dict[str, Any] = error.body()
        body["request_log_url"] = f"https://dashboard.stripe.com/test/logs/{request_id}"
        return orjson.dumps({"error": for_browser(body) if publishable else body})

    def _call(self, request: Request, encoded: str, request_id: str, browser: bool) -> Call:
        params = decode(encoded)
        publishable = self._authenticate(request, params, browser)
        account = request.headers.get("stripe-account") or params.get("_stripe_account") or PLATFORM
        for name in _BROWSER_PARAMS:
            params.pop(name, None)
        if account != PLATFORM and self._store.get("account", account) is None:
            raise Forbidden(
                f"The provided key does not have access to account '{account}' (or that account does not "
                "exist). Application access may have been revoked.",
                code="account_invalid",
            )
        key = request.headers.get("idempotency-key") if request.method == "POST" else None
        return Call(
            store=self._store,
            events=self._events,
            settings=self._settings,
            params=Params(params),
            account=account,
            base_url=self._settings.public_url or f"http://{request.headers.get('host', 'localhost')}",
            url=request.url.path,
            path=dict(request.path_params),
            publishable=publishable,
            request_id=request_id,
            idempotency_key=key or None,
        )

    def _authenticate(self, request: Request, params: dict[str, Any], browser: bool) -> bool:
        """Whether the key is the publishable one; raises `Unauthenticated` for a wrong or missing key."""
        key = _key(request) or params.get("key")
        if not isinstance(key, str) or not key:
            raise Unauthenticated(
                "You did not provide an API key. You need to provide your API key in the Authorization "
                "header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See "
                "https://stripe.com/docs/api#authentication for details."
            )
        if hmac.compare_digest(key.encode(), self._settings.secret_key.encode()):
            return False
        if not hmac.compare_digest(key.encode(), self._settings.publishable_key.encode()):
            shown = f"{key[:8]}{'*' * max(len(key) - 12, 4)}{key[-4:]}"
            raise Unauthenticated(f"Invalid API Key provided: {shown}", code="api_key_invalid")
        if not browser:
            raise Unauthenticated(
                "This API call cannot be made with a publishable API key. Please use a secret API key. You "
                "can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.",
                code="secret_key_required",
            )
        return True

    async def _withhold(
        self,
        request: Request,
        withheld: TimeoutAfterSuccess,
        status: int,
        body: bytes,
        headers: dict[str, str],
    ) -> Response:
        if withheld.mode == "close":
            return _CutOff()
        ends = [asyncio.ensure_future(_disconnected(request)), asyncio.ensure_future(self._stopping.wait())]
        await asyncio.wait(ends, timeout=withheld.hold_ms / 1000, return_when=asyncio.FIRST_COMPLETED)
        for end in ends:
            end.cancel()
        return _CutOff() if self._stopping.is_set() else _answer(status, body, headers)


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _key(request: Request) -> str | None:
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return credentials.strip() or None
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(credentials, validate=True).decode().partition(":")[0] or None
        except (binascii.Error, UnicodeDecodeError):
            return None
    return None


def _answer(status: int, body: bytes, headers: dict[str, str]) -> Response:
    return Response(body, status, headers, "application/json")
