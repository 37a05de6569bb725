"""No module imports itself by way of others, not even for its types alone.

Modules in a circle can only be read, tested and moved together. What two of them share goes below both: the
vars of a state into a mixin, a name into `schemas`.
"""

import ast
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from tests.house.sources import Source, sources


def _name(source: Source) -> str:
    return source.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def circle(ours: Iterable[Source]) -> list[str]:
    """The modules of the first circle that is found, empty when there is none."""
    by_name = {_name(source): source for source in ours}
    graph: dict[str, set[str]] = {}
    for name, source in by_name.items():
        wanted: set[str] = set()
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                inside = {f"{node.module}.{one.name}" for one in node.names}
                # A name that is no module of its own lies in the one that it is taken from.
                wanted |= {one if one in by_name else node.module for one in inside}
            elif isinstance(node, ast.Import):
                wanted |= {one.name for one in node.names}
        graph[name] = wanted & by_name.keys()
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def test_no_module_imports_itself_by_way_of_others():
    assert circle(sources()) == []


def test_the_rule_sees_a_circle_that_exists_for_types_alone():
    page = Source("state/page.py", "from state.verbs import pay\n")
    verbs = Source(
        "state/verbs.py", "if TYPE_CHECKING:\n    from state.page import Page\n\ndef pay(page): ...\n"
    )
    assert set(circle([page, verbs])) == {"state.page", "state.verbs"}
    assert circle([page, Source("state/verbs.py", "from state import other\n")]) == []
