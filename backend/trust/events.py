"""What trust and its desk decided."""

from datetime import datetime
from uuid import UUID

from backend.kit.events import Event


class ReviewApproved(Event):
    """The desk lets an order go to the warehouse."""

    review_id: UUID
    checkout_id: UUID
    decided_by: str


class ReviewRefused(Event):
    """The desk wants an order cancelled and its money given back."""

    review_id: UUID
    checkout_id: UUID
    decided_by: str


class AuthenticationAsked(Event):
    """The shopper of a held order is to prove to the bank, by 3-D Secure, that the card is theirs.

    They have until `due_at`.
    """

    review_id: UUID
    checkout_id: UUID
    asked_by: str
    due_at: datetime
