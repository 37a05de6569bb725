"""What trust is told about a payment, and what it answers. Amounts in minor units of their currency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Decision(StrEnum):
    """What is done with a payment, from the mildest to the hardest."""

    ACCEPT = "accept"
    CHALLENGE = "challenge"
    """Ask the bank to check that it is the card's holder (3-D Secure)."""
    REVIEW = "review"
    """Place the order, but keep it from the warehouse until the desk has looked."""
    REFUSE = "refuse"


class Outcome(StrEnum):
    """What became of a payment attempt."""

    OPEN = "open"
    PAID = "paid"
    DECLINED = "declined"
    REFUSED = "refused"


class Label(StrEnum):
    """What a payment turned out to be."""

    FRAUD = "fraud"
    GOOD = "good"


class LabelSource(StrEnum):
    """Who said so."""

    DISPUTE = "dispute"
    CHARGEBACK = "chargeback"
    DESK = "desk"


class ReviewStatus(StrEnum):
    """Where a review stands."""

    WAITING = "waiting"
    ASKED = "asked"
    """The shopper was asked to authenticate with the bank (3-D Secure); the desk may still decide."""
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Item:
    """A line that is paid for."""

    unit_price_minor: int
    quantity: int
    weight_grams: int


@dataclass(frozen=True, slots=True)
class Subject:
    """The facts of a card payment, as checkout knows them before the gateway is asked.

    `card` names a card as far as we know one (the gateway's token); `client_address` is the caller's IP
    address; `billing` is given only where the shopper was asked for it.
    """

    amount_minor: int
    currency: str
    email: str
    address: Mapping[str, str]
    shipping_method: str
    items: tuple[Item, ...]
    person_id: UUID | None = None
    visitor_id: UUID | None = None
    client_address: str = ""
    card: str | None = None
    billing: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a score is as high as it is: a feature, how much it adds (log odds), and a sentence."""

    feature: str
    weight: float
    sentence: str


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """What trust thinks of a payment. `score` is the probability of fraud, from 0 to 1."""

    id: UUID
    payment_id: UUID
    checkout_id: UUID
    score: float
    decision: Decision
    reasons: tuple[Reason, ...]
    model_version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReviewView:
    """An order that waits for the desk, or what the desk decided. `due_at` is when it should be decided."""

    id: UUID
    checkout_id: UUID
    purchase_number: str
    email: str
    ship_to: str
    amount_minor: int
    currency: str
    score: float
    reasons: tuple[Reason, ...]
    model_version: str
    status: ReviewStatus
    opened_at: datetime
    due_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    note: str
    asked_by: str | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Waiting ones by due date, decided ones newest first. `page` starts at 1; `by_status` counts all."""

    rows: tuple[ReviewView, ...]
    total: int
    page: int
    size: int
    by_status: Mapping[str, int]
