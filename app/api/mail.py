"""What may be declined: the opt-out of mails' links and buttons (RFC 8058), and a person's own choices."""

from __future__ import annotations

from html import escape
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session
from starlette.responses import HTMLResponse, Response

from app.api.dependencies import EVERYONE, PERSON, Caller, Once, allow
from backend.identity import preferences
from backend.identity.schemas import Actor, Preferences
from backend.kit.locales import asked_for, language_of
from backend.kit.unit_of_work import transact
from backend.notifications import service as notifications
from backend.notifications.service import Topic

router = APIRouter(tags=["Messages"])

Token = Annotated[str, Query(min_length=10, max_length=600)]

_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>body {{ margin: 0; font: 16px/1.5 system-ui, sans-serif; background: #fbfaf7; color: #15181e }}
main {{ max-width: 34rem; margin: 0 auto; padding: 3rem 1.25rem }} h1 {{ font-size: 1.5rem }}
button {{ font: inherit; font-weight: 600; padding: .75rem 1.25rem; border: 0; border-radius: 6px;
background: #e9a21b; color: #15181e; cursor: pointer }}
@media (prefers-color-scheme: dark) {{ body {{ background: #15181e; color: #f1efe9 }} }}</style></head>
<body><main><h1>{title}</h1><p>{text}</p>{form}</main></body></html>
"""
_FORM = """<form method="post" action="/api/v1/mail/opt-out?token={token}">
<button type="submit">{press}</button></form>"""
# By language: the question, what ends (for `about`), the button, that it is done, what ended.
_WORDS = {
    "en": (
        "No more of these?",
        "{address} will get no more {about}. Orders are told as before.",
        "No more of these",
        "Done",
        "{address} gets no more {about}.",
    ),
    "de": (
        "Keine solchen Nachrichten mehr?",
        "{address} bekommt dann keine {about} mehr. Von Bestellungen berichten wir wie bisher.",
        "Keine solchen Nachrichten mehr",
        "Erledigt",
        "{address} bekommt keine {about} mehr.",
    ),
}
_ABOUT = {
    "en": {Topic.CART: "reminders of carts that were left", Topic.OFFERS: "offers"},
    "de": {Topic.CART: "Erinnerungen an zurückgelassene Warenkörbe", Topic.OFFERS: "Angebote"},
}


class ChoicesBody(BaseModel):
    """What a signed-in person wants beside the e-mails about their orders; texts go to their `text_phone`."""

    model_config = ConfigDict(extra="forbid")

    cart_reminders: bool = Field(description="E-mails about a cart that was left")
    cart_texts: bool = Field(description="The same by text message")
    offers: bool = Field(description="E-mails with offers and coupons")
    offer_texts: bool = Field(description="The same by text message")
    order_texts: bool = Field(description="A text when an order is placed, paid, changed or cancelled")
    delivery_texts: bool = Field(description="A text when a parcel left or arrived")
    return_texts: bool = Field(description="A text about each step of a return, and a refund")


class ChoicesWish(BaseModel):
    """What to change; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    cart_reminders: bool | None = None
    cart_texts: bool | None = None
    offers: bool | None = None
    offer_texts: bool | None = None
    order_texts: bool | None = None
    delivery_texts: bool | None = None
    return_texts: bool | None = None


_TOPICS = {"cart_reminders": Topic.CART} | {str(one): one for one in Topic if one is not Topic.CART}


class PreferencesBody(BaseModel):
    """How a person is written to; empty is what they did not say."""

    model_config = ConfigDict(extra="forbid")

    locale: str = Field(default="", max_length=35, examples=["de_DE"])
    time_zone: str = Field(default="", max_length=64, examples=["Europe/Berlin"])
    text_phone: str = Field(
        default="",
        max_length=30,
        description="The mobile number that texts go to, with its country's code",
        examples=["+4915123456789"],
    )

    @classmethod
    def of(cls, view: Preferences) -> PreferencesBody:
        """What was said."""
        return cls(locale=view.locale, time_zone=view.time_zone, text_phone=view.text_phone)


@router.get("/mail/opt-out", dependencies=[allow(EVERYONE)], include_in_schema=False)
def ask_opt_out(token: Token, request: Request) -> Response:
    """Asks once, because programs follow links by themselves; nothing is changed by this."""
    address, topic = notifications.opt_out_of(token)
    language = _language(request)
    title, text, press, _, _ = _WORDS[language]
    words = text.format(address=escape(address), about=_ABOUT[language].get(topic, topic.value))
    return _page(language, title, words, _FORM.format(token=escape(token, quote=True), press=press))


@router.post("/mail/opt-out", dependencies=[allow(EVERYONE)], include_in_schema=False)
def opt_out(token: Token, request: Request) -> Response:
    """One press, of this page's button or of a mail program's, ends it. Repeating it is fine."""
    _, topic = notifications.opt_out_of(token)
    address = transact(notifications.opt_out, token)
    language = _language(request)
    *_, title, text = _WORDS[language]
    words = text.format(address=escape(address), about=_ABOUT[language].get(topic, topic.value))
    return _page(language, title, words, "")


@router.get("/mail-choices", dependencies=[allow(PERSON)])
def show_choices(caller: Caller) -> ChoicesBody:
    """What the person wants beside e-mails about their orders."""
    return _choices(transact(notifications.wanted, caller.email))


@router.put("/mail-choices", dependencies=[allow(PERSON)], response_model=ChoicesBody)
def choose(body: ChoicesWish, caller: Caller, once: Once) -> Response:
    """Say what is wanted; it holds from now on, whatever was said before.

    Texts need a number: see `/account/preferences`.
    """
    said = body.model_dump(exclude_none=True)
    return once.answering(_choices).transact(
        _choose, {_TOPICS[name]: is_wanted for name, is_wanted in said.items()}, caller
    )


@router.get("/account/preferences", dependencies=[allow(PERSON)])
def show_preferences(caller: Caller) -> PreferencesBody:
    """The person's language, time zone, and the number that texts go to."""
    return PreferencesBody.of(transact(preferences.preferences, actor=caller))


@router.put("/account/preferences", dependencies=[allow(PERSON)], response_model=PreferencesBody)
def choose_preferences(body: PreferencesBody, caller: Caller, once: Once) -> Response:
    """Say all three; what is empty is not said any more."""
    return once.answering(PreferencesBody.of).transact(
        preferences.choose_preferences,
        locale=body.locale,
        time_zone=body.time_zone,
        text_phone=body.text_phone,
        actor=caller,
    )


def _choose(session: Session, wanted: dict[Topic, bool], actor: Actor) -> frozenset[str]:
    notifications.choose_all(session, wanted, source="account", actor=actor)
    return notifications.wanted(session, actor.email)


def _choices(wanted: frozenset[str]) -> ChoicesBody:
    return ChoicesBody(**{name: topic in wanted for name, topic in _TOPICS.items()})


def _language(request: Request) -> str:
    return language_of(asked_for(request.headers.get("accept-language", "")))


def _page(language: str, title: str, text: str, form: str) -> HTMLResponse:
    return HTMLResponse(
        _PAGE.format(language=language, title=title, text=text, form=form),
        headers={"cache-control": "no-store", "referrer-policy": "no-referrer"},
    )
