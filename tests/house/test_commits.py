"""Nothing commits but the unit of work.

One commit at the edge means that a refusal, a crash or a lost race leaves nothing behind, events included.
A second `commit()` somewhere below would make half of a verb true.
"""

import ast

from tests.house.sources import Source, sources

# The stand-ins are other companies' servers; a search index commits its own files; the wire is the driver.
_OTHERS = ("app/local/", "backend/kit/unit_of_work.py", "backend/kit/wire.py", "backend/search/")


def commits(source: Source) -> list[str]:
    return [
        source.at(node)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"commit", "begin_nested"}
    ]


def test_only_the_unit_of_work_commits():
    assert [place for source in sources(without=_OTHERS) for place in commits(source)] == []


def test_the_rule_sees_a_commit():
    assert commits(Source("x.py", "def verb(session):\n    session.commit()\n")) == ["x.py:2"]
