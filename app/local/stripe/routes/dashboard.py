"""A page for people: what was paid lately, and that none of it is money."""

from __future__ import annotations

import html
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from app.local.stripe.money import words
from app.local.stripe.routes.browser import Assets
from app.local.stripe.settings import PLATFORM, StandInSettings
from app.local.stripe.store import Store

_SHOWN = 50


def _row(intent: dict[str, Any]) -> str:
    error = (intent["last_payment_error"] or {}).get("decline_code") or (
        intent["last_payment_error"] or {}
    ).get("code", "")
    when = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(intent["created"]))
    cells = (
        f"<td><code>{html.escape(intent['id'])}</code></td>",
        f'<td class="number">{html.escape(words(intent["amount"], intent["currency"]))}</td>',
        f'<td class="number">{html.escape(words(intent["amount_received"], intent["currency"]))}</td>',
        f'<td><span class="status {html.escape(intent["status"])}">'
        f"{html.escape(intent['status'].replace('_', ' '))}</span></td>",
        f"<td>{html.escape(error or '')}</td>",
        f"<td>{html.escape(intent['description'] or intent['transfer_group'] or '')}</td>",
        f"<td>{when} UTC</td>",
    )
    return f"<tr>{''.join(cells)}</tr>"


def dashboard_routes(store: Store, settings: StandInSettings, assets: Assets) -> list[BaseRoute]:
    """The dashboard, and the receipt that a charge points at."""

    async def dashboard(_: Request) -> Response:
        intents = [record.body for record in store.newest("payment_intent", PLATFORM, limit=_SHOWN)]
        rows = "".join(_row(intent) for intent in intents)
        if not rows:
            rows = (
                '<tr><td colspan="7">No payments yet. Check out in the shop and they appear here.</td></tr>'
            )
        waiting = store.rows("SELECT count(*) FROM delivery WHERE state = 'pending'")[0][0]
        page = assets.text("dashboard.html")
        facts = {
            "rows": rows,
            "count": str(len(intents)),
            "waiting": str(waiting),
            "webhook_url": html.escape(settings.webhook_url or "none"),
            "publishable_key": html.escape(settings.publishable_key),
        }
        for name, value in facts.items():
            page = page.replace("{{" + name + "}}", value)
        return Response(page, media_type="text/html", headers={"Cache-Control": "no-store"})

    async def receipt(request: Request) -> Response:
        charge = store.get("charge", request.path_params["id"])
        if charge is None:
            return Response("No such receipt.", 404, media_type="text/plain")
        body = charge.body
        text = (
            f"Receipt (local stand-in, no money moved)\n{body['id']}\n"
            f"{words(body['amount_captured'], body['currency'])} captured, "
            f"{words(body['amount_refunded'], body['currency'])} refunded\n"
        )
        return Response(text, media_type="text/plain")

    return [Route("/", dashboard), Route("/receipts/{id}", receipt)]
