"""What the data folder remembers about the database, so that a start needs to ask little."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

import psycopg

from app.local.fleet import ROOT

Seeding = Literal["never", "unfinished", "done"]


@dataclass(frozen=True)
class World:
    """Facts about one database; `database` is its name in `Plan.database`."""

    database: str
    migrations: str = ""
    seeding: Seeding = "never"
    seed: int = 0
    size: str = ""

    @classmethod
    def read(cls, data_dir: Path, database: str) -> World:
        """What is remembered of the database; nothing when it is another one than last time."""
        try:
            known = cls(**json.loads((data_dir / "world.json").read_text()))
        except (OSError, ValueError, TypeError):
            return cls(database)
        return known if known.database == database else cls(database)

    def write(self, data_dir: Path, **changes: str | int) -> World:
        """Remember this with `changes`."""
        changed = replace(self, **changes)  # type: ignore[arg-type]  # names are checked by replace
        (data_dir / "world.json").write_text(json.dumps(asdict(changed), indent=2))
        return changed


def migrations_fingerprint(database_url: str) -> str:
    """Changes when a migration is added or edited and when the database is at another one than before."""
    digest = hashlib.sha256()
    for script in sorted((ROOT / "alembic" / "versions").glob("*.py")):
        digest.update(script.name.encode() + script.read_bytes())
    digest.update(_one(database_url, "SELECT string_agg(version_num, ',') FROM alembic_version").encode())
    return digest.hexdigest()


def has_products(database_url: str) -> bool:
    """Whether somebody has filled the catalogue, the demo world or a person."""
    return _one(database_url, "SELECT count(*) FROM (SELECT FROM product LIMIT 1) one") == "1"


def _one(database_url: str, query: str) -> str:
    plain = database_url.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain, connect_timeout=5) as connection:
        try:
            row = connection.execute(query).fetchone()  # type: ignore[arg-type]  # a constant of ours
        except psycopg.errors.UndefinedTable:
            return ""
    return str(row[0]) if row else ""
