"""No float comes near money.

0.1 + 0.2 is not 0.3, and half a cent blocks a refund. Amounts are whole minor units; rates are Decimal.
"""

import ast

from tests.house.sources import Source, sources

_NEAR_MONEY = (
    "backend/kit/money.py",
    "backend/pricing",
    "backend/payments",
    "backend/cart",
    "backend/checkout",
    "backend/orders",
)
# Seconds to wait are no money.
_WAITING = {"timeout", "ttl_s", "wait", "sleep", "multiplier", "max", "countdown", "wait_random_exponential"}


def floats(source: Source) -> list[str]:
    found = []
    waiting: set[int] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.keyword) and (node.arg or "") in _WAITING:
            waiting |= {id(inner) for inner in ast.walk(node.value)}
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if all(isinstance(one, ast.Name) and one.id.lower().endswith(("_s", "_ms")) for one in targets):
                waiting |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.arg) and node.arg.endswith(("_s", "_ms")):
            waiting |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(source.tree):
        if id(node) in waiting:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.append(f"{source.at(node)} {node.value}")
        if isinstance(node, ast.Name) and node.id == "float":
            found.append(f"{source.at(node)} float")
    return found


def test_no_float_near_money():
    files = [source for source in sources("backend") if source.path.startswith(_NEAR_MONEY)]
    assert len(files) > 10
    assert [finding for source in files for finding in floats(source)] == []


def test_the_rule_sees_a_float_and_leaves_a_timeout_alone():
    code = "tax = price * 0.0825\nx = float(price)\n_TIMEOUT_S = 2.5\ncall(timeout=0.5)\n"
    assert floats(Source("x.py", code)) == ["x.py:1 0.0825", "x.py:2 float"]
