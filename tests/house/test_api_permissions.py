"""Every REST route says who may call it, and its documentation says so too."""

import inspect

from app.api.application import create_api, served
from app.api.dependencies import EVERYONE, permission_of
from backend.identity.schemas import Permission


def test_every_route_states_a_permission():
    routes = list(served())
    assert routes
    assert [path for path, route in routes if permission_of(route) is None] == []


def test_only_what_everybody_may_see_is_answered_from_memory():
    # A ready answer is given before anybody asks who calls.
    kept = [(path, route) for path, route in served() if "keep(" in inspect.getsource(route.endpoint)]
    assert {path for path, _ in kept} == {"/api/v1/search", "/api/v1/products/{slug}"}
    assert {permission_of(route) for _, route in kept} == {Permission.of(EVERYONE)}


def test_the_document_says_who_may_call_each_operation():
    for path, operations in create_api().openapi()["paths"].items():
        for method, operation in operations.items():
            assert operation.get("x-permission"), f"{method} {path}"
