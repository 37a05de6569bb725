"""Only the kit asks what time it is, and only the kit rolls dice.

A clock that is asked in one place can be stopped, so expiry, locks and day boundaries are tested without
sleeping; ids and secrets from one place are ordered and unguessable. Generators of the demo world use a
seeded `random.Random`; what runs beside the shop on a developer's machine lives in its own time.
"""

import ast

from tests.house.sources import Source, dotted, sources

_FORBIDDEN = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "time.time",
    "uuid4",
    "uuid1",
    "uuid.uuid4",
    "uuid.uuid1",
    "uuid7",
    "secrets.token_hex",
    "secrets.token_urlsafe",
    "secrets.token_bytes",
    "secrets.choice",
}
_SEEDED = "random.Random"


def findings(source: Source) -> list[str]:
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute | ast.Name):
            name = dotted(node)
            if name in _FORBIDDEN or (name.startswith("random.") and not name.startswith(_SEEDED)):
                found.append(f"{source.at(node)} {name}")
        if isinstance(node, ast.ImportFrom) and node.module == "random":
            found += [f"{source.at(node)} random.{one.name}" for one in node.names if one.name != "Random"]
    return found


def test_time_and_chance_come_from_the_kit():
    elsewhere = sources(without=("backend/kit/", "app/local/", "app/demo/"))
    assert [finding for source in elsewhere for finding in findings(source)] == []


def test_the_demo_world_is_drawn_by_a_seeded_generator_alone():
    assert [finding for source in sources("app/demo") for finding in findings(source)] == []


def test_the_rule_sees_a_clock_and_a_die():
    code = (
        "import random\nfrom datetime import datetime\n"
        "a = datetime.now()\nb = random.random()\nc = random.Random(1)\n"
    )
    assert findings(Source("x.py", code)) == ["x.py:3 datetime.now", "x.py:4 random.random"]
