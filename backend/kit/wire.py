"""A connection to PostgreSQL that waits as seldom as it can.

Each question to the server costs both sides a wake-up, often more than the work itself. Here a statement
whose answer nobody reads is kept and sent together with the next question, `BEGIN` with the first one,
`COMMIT` with the last: one round trip for what the driver makes three of. PostgreSQL's pipeline mode does the
carrying; the driver's own pipeline sends each statement by itself, so its parts are put together anew here.
They are private to psycopg: the lock file pins it, `tests/backend/test_kit_sql.py` proves that they work.

A statement that was kept fails when it is sent: with the next question, or with the commit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from psycopg import Cursor, Pipeline
from psycopg.generators import send
from psycopg.pq import ConnStatus, TransactionStatus
from psycopg.rows import tuple_row

Sent = tuple[str, Mapping[str, Any]]
# Our statements find rows by their keys: the plan is the same whatever the parameters are. PostgreSQL would
# plan each anew, which took a quarter of an order's time in the database.
_PLAN_ONCE = b"SET LOCAL plan_cache_mode = force_generic_plan"


class Wire(psycopg.Connection[Any]):
    """psycopg's connection with `keep` and `ask`. Everything else is as it was."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: list[Sent] = []
        self._along: list[Sent] = []
        self._answered: list[tuple[Sent, Cursor[Any]]] = []
        self._is_talking = False

    def keep(self, text: str, parameters: Mapping[str, Any]) -> None:
        """Send a statement with the next question; nobody reads its answer."""
        self._kept.append((text, parameters))

    def take_along(self, text: str, parameters: Mapping[str, Any]) -> None:
        """Send a question right behind the next one; `answer_of` has its answer later in this transaction."""
        self._along.append((text, parameters))

    def answer_of(self, text: str, parameters: Mapping[str, Any]) -> Cursor[Any] | None:
        """The answer to a question that was taken along, once; it is asked now when it was not yet sent."""
        asked = (text, parameters)
        for index, (known, cursor) in enumerate(self._answered):
            if known == asked:
                del self._answered[index]
                return cursor
        if asked in self._along:
            self._along.remove(asked)
            return self.ask(text, parameters)
        return None

    def ask(self, text: str, parameters: Mapping[str, Any]) -> Cursor[Any]:
        """Send what is kept and this statement; the cursor with its answer. Raises psycopg's errors."""
        kept, along = self._take_kept(), self._along
        self._along = []
        cursors = self._talk([*kept, (text, parameters), *along])
        self._answered += zip(along, cursors[len(kept) + 1 :], strict=True)
        return cursors[len(kept)]

    def send_kept(self) -> None:
        """Send what is kept, if anything is. Raises psycopg's errors."""
        if self._kept:
            self._talk(self._take_kept())

    def commit_kept(self) -> None:
        """Send what is kept together with the commit; without anything kept the driver commits by itself."""
        self._forget_questions()
        if self._kept:
            self._talk(self._take_kept(), and_commit=True)

    def forget_kept(self) -> None:
        """The transaction did not happen: neither does what was kept."""
        self._kept.clear()
        self._forget_questions()

    @property
    def last_kept(self) -> Sent | None:
        """For the message of an error: what would be sent next."""
        return self._kept[-1] if self._kept else None

    def _forget_questions(self) -> None:
        self._along.clear()
        self._answered.clear()

    def _take_kept(self) -> list[Sent]:
        kept, self._kept = self._kept, []
        return kept

    def _talk(self, statements: Sequence[Sent], *, and_commit: bool = False) -> list[Cursor[Any]]:
        with self.lock:
            cursors: list[Cursor[Any]] = self.wait(self._talk_gen(statements, and_commit))
            return cursors

    def _talk_gen(self, statements: Sequence[Sent], and_commit: bool) -> Any:
        cursors: list[Cursor[Any]] = []
        is_new = self.pgconn.transaction_status == TransactionStatus.IDLE and not self.autocommit
        self.pgconn.enter_pipeline_mode()
        pipeline = self._pipeline = Pipeline(self, _no_lock=True)
        pipeline.level = 1
        self._is_talking = True
        try:
            if is_new:
                yield from self._exec_command(self._get_tx_start_command())
                yield from self._exec_command(_PLAN_ONCE)
            for text, parameters in statements:
                cursor: Cursor[Any] = self.cursor(row_factory=tuple_row)
                yield from cursor._start_query(text)
                query = cursor._convert_query(text, parameters)
                yield from cursor._maybe_prepare_gen(query)
                cursors.append(cursor)
            if and_commit:
                yield from self._exec_command(b"COMMIT")
            pipeline._enqueue_sync()
            yield from self._results_gen(pipeline)
        finally:
            self._pipeline, self._is_talking = None, False
            if self.pgconn.status != ConnStatus.BAD:
                self.pgconn.exit_pipeline_mode()
        yield from self._prepared.maintain_gen(self)
        return cursors

    def _start_query(self) -> Any:
        """The driver's beginning of a transaction; in a talk `BEGIN` is on its way already."""
        if not self._is_talking:
            yield from super()._start_query()

    def _results_gen(self, pipeline: Pipeline) -> Any:
        """Every answer is read, then the first error raised: those after it only say that they came after."""
        first: psycopg.Error | None = None
        # What is larger than the socket's buffer goes out in pieces: all of it before waiting for answers.
        for answers in (pipeline._communicate_gen(), send(self.pgconn), pipeline._fetch_gen(flush=False)):
            try:
                yield from answers
            except psycopg.Error as error:
                first = first or error
        if first is not None:
            raise first
