"""What a shopper's browser loads: Stripe.js, the card fields' frame, the bank's page."""

from __future__ import annotations

import hashlib
import html
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from app.local.stripe.call import Call
from app.local.stripe.confirmation import complete_challenge
from app.local.stripe.errors import StripeError
from app.local.stripe.events import EventLog
from app.local.stripe.money import words
from app.local.stripe.params import Params
from app.local.stripe.settings import StandInSettings
from app.local.stripe.store import Record, Store
from app.local.stripe.webhooks import Courier

_FOLDER = Path(__file__).parent.parent / "browser"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
_DONE = ("succeeded", "requires_capture", "processing", "requires_confirmation")


class Assets:
    """The browser files, read once."""

    def __init__(self) -> None:
        self._files = {path.name: path.read_bytes() for path in _FOLDER.iterdir() if path.suffix in _TYPES}

    def text(self, name: str) -> str:
        """A file as text."""
        return self._files[name].decode()

    def serve(self, request: Request, name: str) -> Response:
        """A file, or that the browser's copy is still right."""
        content = self._files.get(name)
        if content is None:
            return Response("Not found", 404)
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(content, headers=headers, media_type=_TYPES[Path(name).suffix])


def browser_routes(
    store: Store, events: EventLog, courier: Courier, settings: StandInSettings, assets: Assets
) -> list[BaseRoute]:
    """Routes for scripts, frames and the bank's page."""

    async def stripe_js(request: Request) -> Response:
        return assets.serve(request, "stripe.js")

    async def asset(request: Request) -> Response:
        return assets.serve(request, request.path_params["name"])

    def intent_of(request: Request, secret: str) -> Record | None:
        identifier = request.path_params["id"]
        kind = "setup_intent" if identifier.startswith("seti_") else "payment_intent"
        found = store.get(kind, identifier)
        return found if found is not None and found.body["client_secret"] == secret else None

    def bank_page(intent: Record, *, framed: bool) -> Response:
        body = intent.body
        amount = words(body["amount"], body["currency"]) if "amount" in body else "Saving your card"
        page = assets.text("bank.html")
        for name, value in {
            "amount": amount,
            "intent": intent.id,
            "client_secret": body["client_secret"],
            "mode": "framed" if framed else "page",
        }.items():
            page = page.replace("{{" + name + "}}", html.escape(value))
        return Response(page, media_type="text/html", headers={"Cache-Control": "no-store"})

    async def challenge(request: Request) -> Response:
        intent = intent_of(request, request.query_params.get("client_secret", ""))
        if intent is None:
            return _gone()
        return bank_page(intent, framed=request.url.path.startswith("/3ds/challenge/"))

    async def answer(request: Request) -> Response:
        """The card holder's answer: back to the shop, or a word for the page around the frame."""
        given = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        intent = intent_of(request, given.get("client_secret", ""))
        if intent is None or given.get("outcome") not in ("complete", "fail"):
            return _gone()
        action = intent.body["next_action"] or {}
        return_url = action.get("redirect_to_url", {}).get("return_url")
        call = Call(
            store, events, settings, Params({}), account=intent.account, base_url=_base(request, settings)
        )
        try:
            with store.transaction():
                complete_challenge(call, intent, passed=given["outcome"] == "complete")
        except StripeError as error:
            return Response(html.escape(error.message), 409, media_type="text/plain")
        courier.wake()
        if return_url is None:
            return Response(status_code=204)
        status = "succeeded" if intent.body["status"] in _DONE else "failed"
        return RedirectResponse(with_outcome(return_url, intent, status), 303)

    return [
        Route("/v3", stripe_js),
        Route("/v3/", stripe_js),
        Route("/v3/{name}", asset),
        Route("/{release}/stripe.js", stripe_js),
        Route("/3ds/challenge/{id}", challenge),
        Route("/3ds/redirect/{id}", challenge),
        Route("/3ds/{id}", answer, methods=["POST"]),
    ]


def with_outcome(return_url: str, intent: Record, status: str) -> str:
    """The shop's address with the parameters Stripe adds on the way back."""
    kind = intent.body["object"]
    parts = urlsplit(return_url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    query += [
        (kind, intent.id),
        (f"{kind}_client_secret", intent.body["client_secret"]),
        ("redirect_status", status),
    ]
    return urlunsplit(parts._replace(query=urlencode(query)))


def _base(request: Request, settings: StandInSettings) -> str:
    return settings.public_url or f"http://{request.headers.get('host', 'localhost')}"


def _gone() -> Response:
    return Response("This authentication link is not valid.", 404, media_type="text/plain")
