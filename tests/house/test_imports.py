"""Imports run downhill.

The contracts are in pyproject.toml: surfaces above the business, contexts above those they build on, siblings
apart. A cycle between contexts is how a marketplace becomes one big ball.
"""

import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT


def test_the_import_contracts_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
