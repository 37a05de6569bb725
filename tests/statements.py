"""The SQL that a piece of code sends, for tests that pin how many round trips a verb may take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event


@contextmanager
def recorded(engine: Engine) -> Iterator[list[str]]:
    """Every statement sent over `engine` inside the block, in order (BEGIN and COMMIT are not statements)."""
    seen: list[str] = []

    def remember(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", remember)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", remember)
