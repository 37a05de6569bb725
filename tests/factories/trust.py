"""Payments that trust takes for what a test needs, whatever the model thinks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from backend.kit.config import settings
from backend.trust import policy
from backend.trust.schemas import Decision
from backend.trust.service import assessing


@contextmanager
def deciding(decision: Decision) -> Iterator[None]:
    """Every payment inside the block is answered with `decision`; score and reasons stay the model's."""
    followed = settings().model_copy(update={"fraud_mode": "enforce"})
    with (
        mock.patch.object(policy, "decide", return_value=decision),
        mock.patch.object(assessing, "settings", return_value=followed),
    ):
        yield
