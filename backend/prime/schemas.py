"""What prime tells everyone above it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

FREE_METHODS = frozenset({"standard", "express"})
"""Ways of sending that cost a member nothing."""


@dataclass(frozen=True, slots=True)
class MembershipView:
    """A membership that is live until `ends_at` (UTC)."""

    person_id: UUID
    plan: str
    starts_at: datetime
    ends_at: datetime
