"""A process that writes one context's rows knows the tables of all the others.

Keys point from table to table across contexts, while services import no models but their own: the job worker
once could open no picking task because nobody in it had imported the table of stock items.
"""

import subprocess
import sys

import pytest

from tests.house.sources import ROOT

_FINDS_EVERY_KEY = """
import importlib, sys
importlib.import_module(sys.argv[1])
from backend.kit import db
from backend.kit.model import metadata
db.engine()
assert [key.column for table in metadata.tables.values() for key in table.foreign_keys]
"""


@pytest.mark.parametrize(
    "entrance", ["jobs.subscriptions", "jobs.relay", "app.api.application", "backend.orders.service"]
)
def test_every_key_finds_its_table_whatever_a_process_imports(entrance: str):
    ran = subprocess.run(
        [sys.executable, "-c", _FINDS_EVERY_KEY, entrance],
        cwd=ROOT,
        env={"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
