"""Bring the database of `DATABASE_URL` to the schema of this checkout, through Alembic's Python API."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from alembic import command
from backend.kit import db

ROOT = Path(__file__).parents[2]


def _configuration() -> Config:
    return Config(ROOT / "alembic.ini", attributes={"configure_logger": False})


def upgrade() -> None:
    """Apply every migration that is missing. Alembic runs them in one transaction each or all."""
    command.upgrade(_configuration(), "head")


def drop_everything() -> None:
    """Delete every table of the schema `public`, with all that is in them."""
    with db.engine().begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))


def pending() -> list[str]:
    """The migrations that the database lacks, oldest first, as `revision: what it does`."""
    scripts = ScriptDirectory.from_config(_configuration())
    with db.engine().connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    missing = scripts.iterate_revisions("heads", current or "base")
    return [f"{script.revision}: {script.doc}" for script in reversed(list(missing))]
