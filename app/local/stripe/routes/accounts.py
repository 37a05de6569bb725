"""Connected accounts: https://docs.stripe.com/api/accounts."""

from __future__ import annotations

from typing import Any

from app.local.stripe.call import LIST_PARAMS, Call
from app.local.stripe.errors import Forbidden
from app.local.stripe.objects.account import account
from app.local.stripe.routes import Api
from app.local.stripe.settings import PLATFORM
from app.local.stripe.store import Record

_UPDATE = frozenset(
    {
        "account_token", "business_profile", "business_type", "capabilities", "company", "default_currency",
        "documents", "email", "expand", "external_account", "groups", "individual", "metadata", "settings",
        "tos_acceptance",
    }
)  # fmt: skip
_CREATE = _UPDATE | {"controller", "country", "type"}
_CURRENCIES = {"US": "usd", "GB": "gbp", "CA": "cad", "AU": "aud", "CH": "chf", "JP": "jpy", "SE": "sek"}


def create(call: Call) -> dict[str, Any]:
    """A new connected account, ready to be paid."""
    params = call.params
    params.allow(_CREATE)
    country = (params.text("country") or "US").upper()
    body = account(
        kind=params.choice("type", ("custom", "express", "standard"), "none") or "none",
        country=country,
        currency=params.text("default_currency") or _CURRENCIES.get(country, "eur"),
        email=params.text("email"),
        business_type=params.choice(
            "business_type", ("company", "government_entity", "individual", "non_profit")
        ),
        business_profile=dict(params.nested("business_profile")),
        metadata=params.metadata({}),
    )
    return call.store.add(body, PLATFORM).body


def _found(call: Call) -> Record:
    record = call.store.get("account", call.path["id"])
    if record is None:
        raise Forbidden(
            f"The provided key does not have access to account '{call.path['id']}' (or that account does not "
            "exist). Application access may have been revoked.",
            code="account_invalid",
        )
    return record


def retrieve(call: Call) -> dict[str, Any]:
    """One connected account."""
    call.params.allow(("expand",))
    return _found(call).body


def retrieve_own(call: Call) -> dict[str, Any]:
    """The account that asks."""
    call.params.allow(("expand",))
    found = call.store.get("account", call.account)
    return found.body if found else account(identifier=PLATFORM, kind="standard")


def update(call: Call) -> dict[str, Any]:
    """Change a connected account."""
    call.params.allow(_UPDATE)
    record = _found(call)
    body = record.body
    for name in ("email", "business_type"):
        if name in call.params:
            body[name] = call.params.text(name)
    body["business_profile"].update(call.params.nested("business_profile"))
    body["metadata"] = call.params.metadata(body["metadata"])
    call.store.save(record)
    call.emit("account.updated", record)
    return body


def delete(call: Call) -> dict[str, Any]:
    """Remove a connected account."""
    record = _found(call)
    call.store.remove(record)
    return {"id": record.id, "object": "account", "deleted": True}


def list_accounts(call: Call) -> dict[str, Any]:
    """Connected accounts, newest first."""
    call.params.allow(LIST_PARAMS)
    return call.page("account")


ROUTES = (
    Api("GET", "/v1/account", retrieve_own),
    Api("POST", "/v1/accounts", create),
    Api("GET", "/v1/accounts", list_accounts),
    Api("GET", "/v1/accounts/{id}", retrieve),
    Api("POST", "/v1/accounts/{id}", update),
    Api("DELETE", "/v1/accounts/{id}", delete),
)
