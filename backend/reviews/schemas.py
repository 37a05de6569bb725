"""Reviews as others see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A published review."""

    id: UUID
    author_name: str
    rating: int
    title: str
    body: str
    is_verified: bool
    helpful_count: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """A product's reviews: how many, how many per star (one star first), and the most helpful ones."""

    count: int
    total: int
    per_star: tuple[int, int, int, int, int]
    reviews: tuple[ReviewView, ...]


class ReviewDraft(BaseModel):
    """What a buyer wants to say."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    rating: int = Field(ge=1, le=5)
    title: str = Field(min_length=2, max_length=120)
    body: str = Field(min_length=10, max_length=5_000)
