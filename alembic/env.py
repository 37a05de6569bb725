"""Migrations see every context's tables."""

from sqlalchemy import NullPool, create_engine

from alembic import context
from backend.kit import idempotency, outbox  # noqa: F401 -- their tables
from backend.kit.config import settings
from backend.kit.model import load_tables

metadata = load_tables()


def run() -> None:
    url = context.config.attributes.get("url") or settings().sqlalchemy_url
    if context.is_offline_mode():
        context.configure(url=url, target_metadata=metadata, literal_binds=True, compare_server_default=True)
        with context.begin_transaction():
            context.run_migrations()
        return
    with create_engine(url, poolclass=NullPool).connect() as connection:
        context.configure(connection=connection, target_metadata=metadata, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()


run()
