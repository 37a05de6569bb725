"""Tables of sellers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant


class Seller(SQLModel, table=True):
    """A business that offers products."""

    __tablename__ = "seller"
    __table_args__ = (
        CheckConstraint("commission_bps BETWEEN 0 AND 5000", name="commission"),
        CheckConstraint("status IN ('applied', 'active', 'suspended')", name="status"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    slug: str = Field(unique=True)
    name: str
    about: str = ""
    country: str
    currency: str = "USD"
    commission_bps: int = 1200
    status: str = "active"
    created_at: datetime = instant(default_factory=clock.now)
