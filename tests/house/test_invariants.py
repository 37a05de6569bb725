"""Every invariant that a context can check is checked on the clock and by `agora check`.

A `check` that nobody calls proves nothing: the books could be wrong for weeks with all lights green.
"""

import ast
from collections.abc import Iterable

from tests.house.sources import ROOT, Source, dotted, sources

_CLOCK = "jobs/invariants.py"


def checks(files: Iterable[Source]) -> dict[str, str]:
    """Where each `check(session)` of the business is -> the module or package that answers for it."""
    found = {}
    for source in files:
        for node in source.tree.body:
            if not (isinstance(node, ast.FunctionDef) and node.name == "check"):
                continue
            if [argument.arg for argument in node.args.args] == ["session"] and not node.args.kwonlyargs:
                module = source.path.removesuffix(".py").replace("/", ".")
                found[source.at(node)] = module.rpartition(".")[0] if "/service/" in source.path else module
    return found


def called(clock: Source) -> set[str]:
    """The modules whose `check` this file calls."""
    names = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(clock.tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return {
        names[owner]
        for node in ast.walk(clock.tree)
        if isinstance(node, ast.Call)
        for owner, _, verb in [dotted(node.func).rpartition(".")]
        if verb == "check" and owner in names
    }


def test_each_check_of_a_context_runs_on_the_clock():
    all_checks = checks(sources("backend"))
    assert len(all_checks) >= 5
    clock = Source(_CLOCK, (ROOT / _CLOCK).read_text())
    missing = {place for place, module in all_checks.items() if module not in called(clock)}
    assert missing == set(), f"not called in {_CLOCK}"


def test_the_rule_sees_a_check_and_a_call():
    verb = "def check(session: Session) -> list[str]:\n    return []\n"
    found = checks([Source("backend/a/service/reading.py", verb), Source("backend/b/books.py", verb)])
    assert list(found.values()) == ["backend.a.service", "backend.b.books"]
    clock = Source(
        "x.py", "from backend.a import service as a\nfrom backend.b import books\na.check(session)\n"
    )
    assert called(clock) == {"backend.a.service"}
