"""Customers: https://docs.stripe.com/api/customers."""

from __future__ import annotations

from typing import Any

from app.local.stripe.call import LIST_PARAMS, Call
from app.local.stripe.errors import NotFound
from app.local.stripe.methods import attach, method
from app.local.stripe.objects.account import customer
from app.local.stripe.routes import Api

_UPDATE = frozenset(
    {
        "address", "balance", "business_name", "cash_balance", "default_source", "description", "email",
        "expand", "individual_name", "invoice_prefix", "invoice_settings", "metadata", "name",
        "next_invoice_sequence", "phone", "preferred_locales", "shipping", "source", "tax", "tax_exempt",
        "validate",
    }
)  # fmt: skip
_CREATE = (_UPDATE - {"default_source"}) | {"payment_method", "tax_id_data", "test_clock"}
_TEXTS = ("description", "email", "name", "phone")


def _given(call: Call) -> dict[str, Any]:
    params = call.params
    given: dict[str, Any] = {name: params.text(name) for name in _TEXTS if name in params}
    if "address" in params:
        fields = ("city", "country", "line1", "line2", "postal_code", "state")
        address = params.nested("address")
        given["address"] = {name: address.text(name) for name in fields}
    if "shipping" in params:
        given["shipping"] = dict(params.nested("shipping"))
    if "preferred_locales" in params:
        given["preferred_locales"] = params.texts("preferred_locales")
    if (exempt := params.choice("tax_exempt", ("none", "exempt", "reverse"))) is not None:
        given["tax_exempt"] = exempt
    return given


def create(call: Call) -> dict[str, Any]:
    """A new customer."""
    call.params.allow(_CREATE)
    body = customer(**_given(call), metadata=call.params.metadata({}))
    record = call.store.add(body, call.account)
    call.emit("customer.created", record)
    if (identifier := call.params.text("payment_method")) is not None:
        attach(call, method(call, identifier), record.id)
    return body


def retrieve(call: Call) -> dict[str, Any]:
    """One customer; a deleted one says so."""
    call.params.allow(("expand",))
    gone = call.store.get("deleted_customer", call.path["id"], call.account)
    if gone is not None:
        return {"id": gone.id, "object": "customer", "deleted": True}
    return call.subject("customer").body


def update(call: Call) -> dict[str, Any]:
    """Change a customer."""
    call.params.allow(_UPDATE)
    record = call.subject("customer")
    record.body.update(_given(call))
    record.body["metadata"] = call.params.metadata(record.body["metadata"])
    preferred = call.params.nested("invoice_settings").text("default_payment_method")
    if preferred is not None:
        call.reference("payment_method", preferred, "invoice_settings[default_payment_method]")
        record.body["invoice_settings"]["default_payment_method"] = preferred
    call.store.save(record)
    call.emit("customer.updated", record)
    return record.body


def delete(call: Call) -> dict[str, Any]:
    """Forget a customer and the cards kept for them."""
    record = call.subject("customer")
    for saved in call.store.newest("payment_method", call.account, where={"customer": record.id}, limit=1000):
        saved.body["customer"] = None
        saved.private["used"] = True
        call.store.save(saved)
    call.emit("customer.deleted", record)
    call.store.remove(record)
    call.store.add({"id": record.id, "object": "deleted_customer"}, call.account)
    return {"id": record.id, "object": "customer", "deleted": True}


def list_customers(call: Call) -> dict[str, Any]:
    """Customers, newest first."""
    call.params.allow(LIST_PARAMS | {"email", "test_clock"})
    return call.page("customer", call.where("email"))


def list_methods(call: Call) -> dict[str, Any]:
    """The cards kept for a customer, newest first."""
    call.params.allow((LIST_PARAMS - {"created"}) | {"type", "allow_redisplay"})
    return call.page("payment_method", {"customer": call.subject("customer").id})


def retrieve_method(call: Call) -> dict[str, Any]:
    """One card kept for a customer."""
    call.params.allow(("expand",))
    owner = call.subject("customer")
    found = call.store.get("payment_method", call.path["method"], call.account)
    if found is None or found.body["customer"] != owner.id:
        raise NotFound("payment_method", call.path["method"], "payment_method")
    return found.body


ROUTES = (
    Api("POST", "/v1/customers", create),
    Api("GET", "/v1/customers", list_customers),
    Api("GET", "/v1/customers/{id}/payment_methods", list_methods),
    Api("GET", "/v1/customers/{id}/payment_methods/{method}", retrieve_method),
    Api("GET", "/v1/customers/{id}", retrieve),
    Api("POST", "/v1/customers/{id}", update),
    Api("DELETE", "/v1/customers/{id}", delete),
)
