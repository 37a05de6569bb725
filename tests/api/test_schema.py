"""The OpenAPI document against the API itself: whatever programs send, the answer is one it promises."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from app.api.application import create_api
from app.visitor_cookie import VisitorCookie

schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", VisitorCookie(create_api()))


@pytest.mark.usefixtures("database", "redis_db", "stand_in")
@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_document_promises(case):
    case.call_and_validate(
        # A well-formed request for a cart, product or order that does not exist is refused, as it should be:
        # no schema can say which ids there are.
        excluded_checks=[positive_data_acceptance],
    )
