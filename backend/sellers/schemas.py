"""What sellers tell everyone above them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

SellerStatus = Literal["applied", "active", "suspended"]


@dataclass(frozen=True, slots=True)
class SellerView:
    """A seller as others see one. `commission_bps` is our share in hundredths of a percent."""

    id: UUID
    slug: str
    name: str
    commission_bps: int
    status: SellerStatus
    country: str
    about: str = ""
    currency: str = "USD"


class SellerInput(BaseModel):
    """What a new seller is."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    slug: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2, max_length=60)]
    name: Annotated[str, Field(min_length=1, max_length=120)]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    about: Annotated[str, Field(max_length=2000)] = ""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "USD"
    commission_bps: Annotated[int, Field(ge=0, le=5000)] = 1200
    status: SellerStatus = "active"
