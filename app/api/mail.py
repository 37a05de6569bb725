"""Mail that may be declined: the opt-out of its links and buttons (RFC 8058), and a person's own choice."""

from __future__ import annotations

from html import escape
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict
from starlette.responses import HTMLResponse, Response

from app.api.dependencies import EVERYONE, PERSON, Caller, Once, allow
from backend.kit.unit_of_work import transact
from backend.notifications import service as notifications
from backend.notifications.service import Topic

router = APIRouter(tags=["Mail"])

Token = Annotated[str, Query(min_length=10, max_length=600)]

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">
<title>{title}</title></head>
<body><main><h1>{title}</h1><p>{text}</p>{form}</main></body></html>
"""
_FORM = (
    '<form method="post" action="/api/v1/mail/opt-out?token={token}">'
    '<button type="submit">No more reminders</button></form>'
)


class MailChoiceBody(BaseModel):
    """Whether a signed-in person wants to be reminded of a cart that they left."""

    model_config = ConfigDict(extra="forbid")

    cart_reminders: bool


@router.get("/mail/opt-out", dependencies=[allow(EVERYONE)], include_in_schema=False)
def ask_opt_out(token: Token) -> Response:
    """Asks once, because programs follow links by themselves; nothing is changed by this."""
    address, _ = notifications.opt_out_of(token)
    text = f"{escape(address)} will get no more reminders of carts that were left. Orders are told as before."
    return _page("No more reminders?", text, _FORM.format(token=escape(token, quote=True)))


@router.post("/mail/opt-out", dependencies=[allow(EVERYONE)], include_in_schema=False)
def opt_out(token: Token) -> Response:
    """One press, of this page's button or of a mail program's, ends it. Repeating it is fine."""
    address = transact(notifications.opt_out, token)
    return _page("Done", f"{escape(address)} gets no more reminders of carts that were left.", "")


@router.get("/mail-choices", dependencies=[allow(PERSON)])
def show_choices(caller: Caller) -> MailChoiceBody:
    """What mail the person wants beside that about their orders."""
    return _choices(transact(notifications.wanted, caller.email))


@router.put("/mail-choices", dependencies=[allow(PERSON)], response_model=MailChoiceBody)
def choose(body: MailChoiceBody, caller: Caller, once: Once) -> Response:
    """Say what mail is wanted; it holds from now on, whatever was said before."""
    return once.answering(lambda _: body).transact(
        notifications.choose, caller.email, Topic.CART, is_wanted=body.cart_reminders, source="account"
    )


def _choices(wanted: frozenset[str]) -> MailChoiceBody:
    return MailChoiceBody(cart_reminders=Topic.CART in wanted)


def _page(title: str, text: str, form: str) -> HTMLResponse:
    return HTMLResponse(
        _PAGE.format(title=title, text=text, form=form),
        headers={"cache-control": "no-store", "referrer-policy": "no-referrer"},
    )
