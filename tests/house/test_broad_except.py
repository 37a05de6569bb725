"""Nobody swallows what he does not know.

A handler for every exception hides the bug of next year. It may stand at an edge, where it raises again or
logs the exception with its trace; anything else names the errors that it expects.
"""

import ast

from tests.house.sources import Source, dotted, sources

_BROAD = {"Exception", "BaseException"}


def hiding(source: Source) -> list[str]:
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not _shows(node):
            found.append(source.at(node))
        if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] == "suppress":
            found += [source.at(node) for one in node.args if dotted(one) in _BROAD]
    return found


def _is_broad(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    return any(dotted(one) in _BROAD for one in (caught.elts if isinstance(caught, ast.Tuple) else [caught]))


def _shows(handler: ast.ExceptHandler) -> bool:
    for node in ast.walk(handler):
        if isinstance(node, ast.Raise):
            return True
        if isinstance(node, ast.Call):
            is_traced = any(keyword.arg == "exc_info" for keyword in node.keywords)
            if is_traced or (isinstance(node.func, ast.Attribute) and node.func.attr == "exception"):
                return True
    return False


def test_no_broad_except_hides_an_error():
    assert [place for source in sources() for place in hiding(source)] == []


def test_the_rule_sees_what_hides():
    code = "try:\n    a()\nexcept Exception:\n    log.warning('no')\nwith suppress(Exception):\n    b()\n"
    assert hiding(Source("x.py", code)) == ["x.py:3", "x.py:5"]
    assert hiding(Source("x.py", "try:\n    a()\nexcept Exception:\n    log.exception('a')\n")) == []
    assert hiding(Source("x.py", "try:\n    a()\nexcept BaseException:\n    undo()\n    raise\n")) == []
