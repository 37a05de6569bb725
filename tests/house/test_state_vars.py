"""A state's var never holds a table's row.

A row in a var would be pickled into Redis, sent to the browser with every column (a password hash, too),
and touched outside its session. Vars hold frozen views.
"""

import typing
from typing import Any

from sqlmodel import SQLModel

from tests.house.test_handlers import our_states


def tables_in(hint: Any) -> list[str]:
    if isinstance(hint, type) and issubclass(hint, SQLModel) and hasattr(hint, "__table__"):
        return [hint.__name__]
    return [name for part in typing.get_args(hint) for name in tables_in(part)]


def test_no_var_holds_a_table_row():
    found = [
        f"{state.__module__}.{state.__name__}.{name}: {table}"
        for state in our_states()
        for name, field in state.get_fields().items()
        for table in tables_in(field.outer_type_)
    ]
    assert found == []


def test_the_rule_sees_a_table_inside_a_container():
    from backend.identity.models import Person

    assert tables_in(dict[str, list[Person | None]]) == ["Person"]
