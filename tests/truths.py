"""What must be true of a served Agora at any time.

Apart from `tests.served`, which every run imports: jobs read the settings when they are imported.
"""

from __future__ import annotations

from backend.kit.unit_of_work import query
from jobs import invariants
from tests.served import Served


def violated(served: Served) -> list[str]:
    """Every invariant that does not hold, in words."""
    with served.inside():
        return query(invariants.violations)
