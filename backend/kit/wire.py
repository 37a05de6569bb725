"""A connection to PostgreSQL that waits as seldom as it can.

Each question to the server costs both sides a wake-up, often more than the work itself. Here a statement
whose answer nobody reads is kept and sent together with the next question, `BEGIN` with the first one,
`COMMIT` with the last: one round trip for what the driver makes three of. PostgreSQL's pipeline mode does the
carrying. The driver's cursors cost more than their statements do, so these go without: each text is prepared
once per connection, its parameters and rows are converted by psycopg's C code. What is used of psycopg below
its cursors is pinned by the lock file, `tests/backend/test_kit_sql.py` proves that it works.

A statement that was kept fails when it is sent: with the next question, or with the commit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import psycopg
from psycopg._preparing import Prepare, PrepareManager
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.generators import fetch_many, send
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

_PARAMETER = re.compile(r"(?<!:):([a-z_]+)")
_Key = tuple[bytes, tuple[int, ...]]
"""A text and the types of its parameters."""


class Query:
    """A text with `:named` parameters as PostgreSQL takes it. Make one per module, not per call."""

    __slots__ = ("formats", "names", "sql", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.names = tuple(dict.fromkeys(_PARAMETER.findall(text)))
        self.sql = _PARAMETER.sub(lambda found: f"${self.names.index(found[1]) + 1}", text).encode()
        self.formats = [PyFormat.AUTO] * len(self.names)


class Sent(NamedTuple):
    """A query and its parameters, in the order of its names."""

    query: Query
    values: list[Any]

    @classmethod
    def of(cls, query: Query, parameters: Mapping[str, Any]) -> Sent:
        """Raises KeyError for a parameter that is missing."""
        return cls(query, [parameters[name] for name in query.names])


class Answer(NamedTuple):
    """What the server said to one statement."""

    reader: Transformer
    result: Any

    def names(self) -> list[str]:
        """The columns."""
        return [self.result.fname(index).decode() for index in range(self.result.nfields)]

    def rows(self, make: Callable[[Sequence[Any]], Any]) -> list[Any]:
        """Every row, in Python's types."""
        self.reader.set_pgresult(self.result)
        return self.reader.load_rows(0, self.result.ntuples, make)


_BEGIN, _COMMIT = Sent(Query("BEGIN"), []), Sent(Query("COMMIT"), [])
# Our statements find rows by their keys: the plan is the same whatever the parameters are. PostgreSQL would
# plan each anew, which took a quarter of an order's time in the database.
_PLAN_ONCE = Sent(Query("SET LOCAL plan_cache_mode = force_generic_plan"), [])


class Wire(psycopg.Connection[Any]):
    """psycopg's connection with `keep` and `ask`. Everything else is as it was."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: list[Sent] = []
        self._along: list[Sent] = []
        self._answered: list[tuple[Sent, Answer]] = []
        self._ready: dict[_Key, bytes] = {}
        self._named = 0
        self._prepared = _Prepared(self._ready)
        self._writer: Transformer | None = None

    def keep(self, asked: Sent) -> None:
        """Send a statement with the next question; nobody reads its answer."""
        self._kept.append(asked)

    def take_along(self, asked: Sent) -> None:
        """Send a question right behind the next one; `answer_of` has its answer later in this transaction."""
        self._along.append(asked)

    def answer_of(self, asked: Sent) -> Answer | None:
        """The answer to a question that was taken along, once; it is asked now when it was not yet sent."""
        for index, (known, answer) in enumerate(self._answered):
            if known == asked:
                del self._answered[index]
                return answer
        if asked in self._along:
            self._along.remove(asked)
            return self.ask(asked)
        return None

    def ask(self, asked: Sent) -> Answer:
        """Send what is kept and this statement; its answer. Raises psycopg's errors."""
        kept, along = self._take_kept(), self._along
        self._along = []
        answers = self._talk([*kept, asked, *along])
        if along:
            self._answered += zip(along, answers[len(kept) + 1 :], strict=True)
        return answers[len(kept)]

    def send_kept(self) -> None:
        """Send what is kept, if anything is. Raises psycopg's errors."""
        if self._kept:
            self._talk(self._take_kept())

    def commit_kept(self) -> None:
        """Send what is kept together with the commit; without anything kept the driver commits by itself."""
        self._forget_questions()
        if self._kept:
            self._talk([*self._take_kept(), _COMMIT])

    def forget_kept(self) -> None:
        """The transaction did not happen: neither does what was kept."""
        self._kept.clear()
        self._forget_questions()

    @property
    def last_kept(self) -> Sent | None:
        """For the message of an error: what would be sent next."""
        return self._kept[-1] if self._kept else None

    def commit(self) -> None:
        """As the driver's; it has nothing to do once the commit went with what was kept."""
        if self.pgconn.transaction_status != TransactionStatus.IDLE:
            super().commit()

    def rollback(self) -> None:
        """As the driver's, without forgetting what is prepared."""
        if self.pgconn.transaction_status != TransactionStatus.IDLE:
            with self.lock:
                self.wait(self._exec_command(b"ROLLBACK"))

    def _forget_questions(self) -> None:
        self._along.clear()
        self._answered.clear()

    def _take_kept(self) -> list[Sent]:
        kept, self._kept = self._kept, []
        return kept

    def _talk(self, statements: Sequence[Sent]) -> list[Answer]:
        """Send all of them at once; an answer to each. Begins a transaction where there is none."""
        with self.lock:
            if self._writer is None:
                self._writer = Transformer(self)
            is_new = self.pgconn.transaction_status == TransactionStatus.IDLE and not self.autocommit
            before = [_BEGIN, _PLAN_ONCE] if is_new else []
            answers: list[Answer] = self.wait(self._talk_gen(self._writer, [*before, *statements]))
            return answers[len(before) :]

    def _talk_gen(self, writer: Transformer, statements: Sequence[Sent]) -> Any:
        pgconn = self.pgconn
        made: dict[_Key, bytes] = {}
        answers: list[Answer] = []
        pgconn.enter_pipeline_mode()
        try:
            awaited = [self._send(writer, asked, made) for asked in statements]
            pgconn.pipeline_sync()
            # What is larger than the socket's buffer goes out in pieces: all of it before answers.
            yield from send(pgconn)
            first: psycopg.Error | None = None
            for results in awaited:
                for _ in range(results):
                    found = yield from fetch_many(pgconn)
                    if not found:
                        raise psycopg.OperationalError("the server said nothing to a statement")
                    result = found[0]
                    if result.status == ExecStatus.FATAL_ERROR and first is None:
                        # Those after it only say that they came after.
                        first = error_from_result(result, encoding=self.info.encoding)
                answers.append(Answer(writer, result))
            yield from fetch_many(pgconn)
        finally:
            if pgconn.status != ConnStatus.BAD:
                pgconn.exit_pipeline_mode()
        if first is not None:
            raise first
        self._ready.update(made)
        return answers

    def _send(self, writer: Transformer, asked: Sent, made: dict[_Key, bytes]) -> int:
        """Put a statement on its way; how many results it will have."""
        query, values = asked
        parameters = writer.dump_sequence(values, query.formats) if values else None
        key = (query.sql, writer.types or () if values else ())
        name = self._ready.get(key) or made.get(key)
        is_new = name is None
        if name is None:
            self._named += 1
            name = made[key] = b"agora_%d" % self._named
            self.pgconn.send_prepare(name, query.sql, param_types=key[1])
        formats = writer.formats if values else None
        self.pgconn.send_query_prepared(name, parameters, param_formats=formats)
        return 1 + is_new


class _Prepared(PrepareManager):
    """The driver's own prepared statements. It throws them away with every rollback, and ours with them:
    a refusal would make each connection learn everything anew. A table that changes is noticed otherwise."""

    def __init__(self, ready: dict[_Key, bytes]) -> None:
        super().__init__()
        self._ready = ready

    def clear(self) -> bool:
        """Forget all of them, ours as well."""
        self._ready.clear()
        return super().clear()

    def _should_discard(self, prep: Prepare, results: Sequence[Any]) -> bool:
        has_rolled_back = any((one.command_status or b"").startswith(b"ROLLBACK") for one in results)
        return not has_rolled_back and super()._should_discard(prep, results)
