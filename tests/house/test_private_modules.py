"""A context's tables, queries, locks and rules are its own.

Others come in through its service and go out with its views, so a table can change without asking anybody.
"""

import ast

from tests.house.sources import PACKAGES, Source, sources

# The demo world is copied into empty tables in bulk, 90 days of history at once: no verb does that.
_BULK_LOADER = "app/demo/load/"
_PRIVATE = {"models", "repository", "locks", "policy", "lifecycle"}


def intrusions(source: Source) -> list[str]:
    own = ".".join(source.path.split("/")[:2])
    found = []
    for node in ast.walk(source.tree):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{one.name}" for one in node.names]
        elif isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        for name in names:
            parts = name.split(".")
            is_private = (
                parts[0] == "backend" and len(parts) > 2 and parts[1] != "kit" and parts[2] in _PRIVATE
            )
            if is_private and ".".join(parts[:2]) != own:
                found.append(f"{source.at(node)} {'.'.join(parts[:3])}")
    return found


def test_nobody_reaches_into_another_context():
    assert [
        finding for source in sources(*PACKAGES, without=(_BULK_LOADER,)) for finding in intrusions(source)
    ] == []


def test_the_rule_sees_both_ways_in():
    code = (
        "from backend.orders import models\n"
        "from backend.orders.repository import a\n"
        "from backend.cart import policy\n"
    )
    assert intrusions(Source("backend/cart/service.py", code)) == [
        "backend/cart/service.py:1 backend.orders.models",
        "backend/cart/service.py:2 backend.orders.repository",
    ]
