"""What trust and its desk decided."""

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
