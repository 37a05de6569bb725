"""Events and WebhookEndpoints: https://docs.stripe.com/api/events, /webhook_endpoints."""

from __future__ import annotations

from typing import Any

from app.local.stripe.call import LIST_PARAMS, Call
from app.local.stripe.errors import ParameterError
from app.local.stripe.ids import token
from app.local.stripe.objects.account import webhook_endpoint
from app.local.stripe.routes import Api


def retrieve_event(call: Call) -> dict[str, Any]:
    """One event, with the object as it was then."""
    call.params.allow(("expand",))
    return call.subject("event").body


def list_events(call: Call) -> dict[str, Any]:
    """Events, newest first."""
    call.params.allow(LIST_PARAMS | {"delivery_success", "type", "types"})
    types = call.params.texts("types")
    if types and "type" in call.params:
        raise ParameterError("You may only specify one of these parameters: type, types.", param="types")
    return call.page("event", {"type": types} if types else call.where("type"))


def _url(call: Call) -> str:
    url = call.params.required_text("url")
    if not url.startswith(("http://", "https://")):
        raise ParameterError(
            "Invalid URL: An explicit scheme (such as https) must be provided.",
            code="url_invalid",
            param="url",
        )
    return url


def _enabled_events(call: Call) -> list[str]:
    names = call.params.texts("enabled_events")
    if not names:
        raise ParameterError(
            "Missing required param: enabled_events.", code="parameter_missing", param="enabled_events"
        )
    return names


def create_endpoint(call: Call) -> dict[str, Any]:
    """A new endpoint; its signing secret is in this answer and nowhere else."""
    params = call.params
    params.allow(("api_version", "connect", "description", "enabled_events", "expand", "metadata", "url"))
    body = webhook_endpoint(
        url=_url(call),
        enabled_events=_enabled_events(call),
        description=params.text("description"),
        api_version=params.text("api_version"),
        metadata=params.metadata({}),
    )
    secret = f"whsec_{token(32)}"
    call.store.add(body, call.account, secret=secret, connect=params.flag("connect"))
    call.events.reload()
    return {**body, "secret": secret}


def retrieve_endpoint(call: Call) -> dict[str, Any]:
    """One endpoint."""
    call.params.allow(("expand",))
    return call.subject("webhook_endpoint").body


def update_endpoint(call: Call) -> dict[str, Any]:
    """Change an endpoint."""
    call.params.allow(("description", "disabled", "enabled_events", "expand", "metadata", "url"))
    record = call.subject("webhook_endpoint")
    if "url" in call.params:
        record.body["url"] = _url(call)
    if "enabled_events" in call.params:
        record.body["enabled_events"] = _enabled_events(call)
    if "disabled" in call.params:
        record.body["status"] = "disabled" if call.params.flag("disabled") else "enabled"
    if "description" in call.params:
        record.body["description"] = call.params.text("description")
    record.body["metadata"] = call.params.metadata(record.body["metadata"])
    call.store.save(record)
    call.events.reload()
    return record.body


def delete_endpoint(call: Call) -> dict[str, Any]:
    """Stop telling an endpoint."""
    record = call.subject("webhook_endpoint")
    call.store.remove(record)
    call.events.reload()
    return {"id": record.id, "object": "webhook_endpoint", "deleted": True}


def list_endpoints(call: Call) -> dict[str, Any]:
    """Endpoints, newest first."""
    call.params.allow(LIST_PARAMS)
    return call.page("webhook_endpoint")


ROUTES = (
    Api("GET", "/v1/events", list_events),
    Api("GET", "/v1/events/{id}", retrieve_event),
    Api("POST", "/v1/webhook_endpoints", create_endpoint),
    Api("GET", "/v1/webhook_endpoints", list_endpoints),
    Api("GET", "/v1/webhook_endpoints/{id}", retrieve_endpoint),
    Api("POST", "/v1/webhook_endpoints/{id}", update_endpoint),
    Api("DELETE", "/v1/webhook_endpoints/{id}", delete_endpoint),
)
