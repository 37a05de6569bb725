"""Everything the stand-in remembers, in one SQLite file.

One writer at a time behind a lock. WAL with `synchronous=OFF`: a killed process loses nothing, a power cut
may.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

_SCHEMA = """
CREATE TABLE IF NOT EXISTS object (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    body BLOB NOT NULL,
    private BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS object_kind ON object (kind, account, seq);
CREATE TABLE IF NOT EXISTS link (
    target TEXT NOT NULL, field TEXT NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY (target, field, seq)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS link_seq ON link (seq);
CREATE TABLE IF NOT EXISTS idempotency (
    account TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, path TEXT NOT NULL,
    status INTEGER NOT NULL, body BLOB NOT NULL, request_id TEXT NOT NULL, created INTEGER NOT NULL,
    PRIMARY KEY (account, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, endpoint TEXT NOT NULL,
    state TEXT NOT NULL, attempts INTEGER NOT NULL, due REAL NOT NULL, rank INTEGER NOT NULL,
    answer TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS delivery_due ON delivery (due) WHERE state = 'pending';
CREATE INDEX IF NOT EXISTS delivery_event ON delivery (event);
CREATE TABLE IF NOT EXISTS later (
    id INTEGER PRIMARY KEY AUTOINCREMENT, due REAL NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, payment_intent TEXT NOT NULL,
    charge TEXT NOT NULL, movement TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS journal_intent ON journal (payment_intent);
"""

# The fields lists can be filtered by, kept as links so that a filter is an index lookup.
_LINKS: dict[str, tuple[str, ...]] = {
    "payment_intent": ("customer", "transfer_group"),
    "setup_intent": ("customer", "payment_method"),
    "payment_method": ("customer",),
    "charge": ("payment_intent", "customer", "transfer_group"),
    "refund": ("charge", "payment_intent"),
    "dispute": ("charge", "payment_intent"),
    "balance_transaction": ("source", "type"),
    "transfer": ("destination", "transfer_group", "source_transaction"),
    "transfer_reversal": ("transfer",),
    "application_fee": ("charge",),
    "customer": ("email",),
    "event": ("type",),
    "tax.transaction": ("reference",),
}


@dataclass(slots=True)
class Record:
    """One stored object: what the API shows, and what it never shows."""

    seq: int
    account: str
    body: dict[str, Any]
    private: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The object's id."""
        return self.body["id"]


class Store:
    """The stand-in's memory. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Write out and close the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and nobody in between."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one statement; the number of rows it changed."""
        with self._lock:
            return self._db.execute(sql, values).rowcount

    def add(self, body: dict[str, Any], account: str, **private: Any) -> Record:
        """Remember a new object."""
        with self._lock:
            cursor = self._db.execute(
                "INSERT INTO object (id, kind, account, body, private) VALUES (?, ?, ?, ?, ?)",
                (body["id"], body["object"], account, orjson.dumps(body), orjson.dumps(private)),
            )
            record = Record(cursor.lastrowid or 0, account, body, private)
            self._link(record)
            return record

    def save(self, record: Record) -> None:
        """Remember what changed in an object."""
        with self._lock:
            self._db.execute(
                "UPDATE object SET body = ?, private = ? WHERE seq = ?",
                (orjson.dumps(record.body), orjson.dumps(record.private), record.seq),
            )
            if _LINKS.get(record.body["object"]):
                self._db.execute("DELETE FROM link WHERE seq = ?", (record.seq,))
                self._link(record)

    def remove(self, record: Record) -> None:
        """Forget an object."""
        with self._lock:
            self._db.execute("DELETE FROM link WHERE seq = ?", (record.seq,))
            self._db.execute("DELETE FROM object WHERE seq = ?", (record.seq,))

    def _link(self, record: Record) -> None:
        for name in _LINKS.get(record.body["object"], ()):
            target = record.body.get(name)
            if target:
                self._db.execute("INSERT INTO link VALUES (?, ?, ?)", (target, name, record.seq))

    def get(self, kind: str, identifier: str, account: str | None = None) -> Record | None:
        """One object by id; objects of another account do not exist."""
        found = self.rows(
            "SELECT seq, account, body, private FROM object WHERE id = ? AND kind = ?", (identifier, kind)
        )
        if not found or (account is not None and found[0][1] != account):
            return None
        return _record(found[0])

    def newest(
        self,
        kind: str,
        account: str,
        *,
        where: Mapping[str, str | Sequence[str]] | None = None,
        created: dict[str, int] | None = None,
        before: int | None = None,
        after: int | None = None,
        limit: int = 10,
    ) -> list[Record]:
        """Objects, newest first.

        `where` filters by linked fields (one value or several), `created` by `gt`, `gte`, `lt`, `lte`;
        `before` and `after` are sequence numbers: with `after`, the objects nearest above it are returned.
        """
        sql = "SELECT seq, account, body, private FROM object WHERE kind = ? AND account = ?"
        values: list[Any] = [kind, account]
        for name, wanted in (where or {}).items():
            sql += (
                " AND seq IN (SELECT seq FROM link WHERE field = ? AND target IN (SELECT value FROM "
                "json_each(?)))"
            )
            values += [name, orjson.dumps([wanted] if isinstance(wanted, str) else list(wanted)).decode()]
        comparisons = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
        for name, moment in (created or {}).items():
            sql += f" AND json_extract(body, '$.created') {comparisons[name]} ?"
            values.append(moment)
        if before is not None:
            sql += " AND seq < ?"
            values.append(before)
        if after is not None:
            sql += " AND seq > ?"
            values.append(after)
        sql += " ORDER BY seq ASC LIMIT ?" if after is not None else " ORDER BY seq DESC LIMIT ?"
        values.append(limit)
        records = [_record(row) for row in self.rows(sql, values)]
        return records[::-1] if after is not None else records


def _record(row: tuple[Any, ...]) -> Record:
    return Record(row[0], row[1], orjson.loads(row[2]), orjson.loads(row[3]))
