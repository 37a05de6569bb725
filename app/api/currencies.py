"""The currencies that prices can be shown and charged in, and the choice of one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlmodel import Session
from starlette.responses import JSONResponse, Response

from app import routes
from app.api import forms
from app.api.dependencies import EVERYONE, Caller, allow
from app.api.errors import invalid_input
from backend.cart import service as cart
from backend.cart.errors import OtherCurrency
from backend.cart.schemas import CartOwner
from backend.identity import cookies, service
from backend.identity.schemas import Actor
from backend.kit.errors import Unavailable
from backend.kit.money import exponent
from backend.kit.unit_of_work import query, transact
from backend.pricing import currencies

router = APIRouter(tags=["Currencies"])


class CurrencyBody(BaseModel):
    """A currency; `rate` is what a unit of the home currency is worth, by the rates of `rate_of`."""

    code: str = Field(description="ISO 4217", examples=["EUR"])
    decimals: int = Field(description="How many decimals a minor unit is: 2 for USD, 0 for JPY")
    rate: Decimal
    rate_of: date | None = Field(description="The day of the rate; empty for the home currency")


class CurrenciesBody(BaseModel):
    """What `currency` of a cart may be. Prices are converted unless the seller set one."""

    home: str
    currencies: list[CurrencyBody]


@router.get("/currencies", dependencies=[allow(EVERYONE)])
def list_currencies() -> CurrenciesBody:
    """The currencies, with the dated rates that conversions use."""
    rates = query(currencies.rates_in_force)
    home = CurrencyBody(
        code=currencies.HOME, decimals=exponent(currencies.HOME), rate=Decimal(1), rate_of=None
    )
    return CurrenciesBody(
        home=currencies.HOME,
        currencies=[
            home,
            *(
                CurrencyBody(code=code, decimals=exponent(code), rate=rate.value, rate_of=rate.day)
                for code, rate in rates.items()
            ),
        ],
    )


class CurrencyChoice(BaseModel):
    """The currency that prices shall be shown in; see /currencies."""

    model_config = ConfigDict(extra="forbid")

    currency: str = Field(min_length=3, max_length=3, pattern=r"^[A-Za-z]{3}$", examples=["EUR"])


class ChosenBody(BaseModel):
    """The currency in force for this browser; `messages` say what it changed."""

    currency: str
    messages: list[str]


async def _choice(request: Request) -> CurrencyChoice:
    """The choice, from JSON or from the form at the foot of the shop's pages."""
    try:
        if not forms.is_form(request):
            return CurrencyChoice.model_validate_json(await request.body())
        page = urlsplit(request.headers.get("referer", ""))
        address = f"{page.path}?{page.query}" if page.query else page.path
        form = await forms.read(request, address, then=address)
        return CurrencyChoice.model_validate(form.typed)
    except ValidationError as problem:
        found = problem.errors(include_url=False, include_context=False, include_input=False)
        raise invalid_input([{**one, "loc": ("body", *one["loc"])} for one in found]) from problem


_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": CurrencyChoice.model_json_schema()}},
    }
}


@router.post("/currency", dependencies=[allow(EVERYONE)], response_model=ChosenBody, openapi_extra=_BODY)
def choose_currency(
    request: Request, caller: Caller, choice: Annotated[CurrencyChoice, Depends(_choice)]
) -> Response:
    """Show prices in another currency from now on, in this browser; for a person on the next one, too.

    The cart of the cookies changes with it: what became of its lines stands on its page. The choice is a wish
    alone: every price is looked up or converted here, whatever a cookie says.
    """
    currency = query(currencies.checked, choice.currency)
    messages = transact(_take, caller, currency)
    form = forms.sent_by(request)
    response: Response
    if form is not None:
        # The cart's own page has it line by line already.
        is_cart = form.then.partition("?")[0] == routes.cart()
        response = form.onward(() if is_cart else messages)
    else:
        body = ChosenBody(currency=currency, messages=list(messages))
        response = JSONResponse(body.model_dump(mode="json"), headers={"cache-control": "no-store"})
    show_in(response, currency)
    return response


def show_in(response: Response, currency: str) -> None:
    """Let this browser see prices in `currency`."""
    response.set_cookie(
        cookies.CURRENCY_COOKIE,
        currency,
        max_age=cookies.VISITOR_MAX_AGE_S,
        httponly=True,
        secure=cookies.is_secure(),
        samesite="lax",
    )


def _take(session: Session, actor: Actor, currency: str) -> tuple[str, ...]:
    """Remember the choice and turn the cart; what to tell about it."""
    if actor.person_id is not None:
        service.prefer_currency(session, currency, actor=actor)
    elif actor.visitor_id is None:
        return ()
    owner = CartOwner(actor.person_id, None if actor.person_id else actor.visitor_id)
    try:
        changed = cart.set_currency(session, owner, currency=currency).changes
    except (OtherCurrency, Unavailable) as refusal:
        # Prices are shown as wanted; the cart stays as it is and says in what it is.
        return (refusal.message,)
    return (f"Your cart is in {currency} now. Its page shows what each line was and is.",) if changed else ()
