"""Every REST route says who may call it, and its documentation says so too."""

from app.api.application import create_api, served
from app.api.dependencies import permission_of


def test_every_route_states_a_permission():
    routes = list(served())
    assert routes
    assert [path for path, route in routes if permission_of(route) is None] == []


def test_the_document_says_who_may_call_each_operation():
    for path, operations in create_api().openapi()["paths"].items():
        for method, operation in operations.items():
            assert operation.get("x-permission"), f"{method} {path}"
