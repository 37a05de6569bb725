"""Tables of pricing."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Numeric, UniqueConstraint
from sqlmodel import Field, SQLModel

from backend.kit import ids


class TaxRate(SQLModel, table=True):
    """The rate of a jurisdiction for a product class, with the source it was taken from and its date."""

    __tablename__ = "tax_rate"
    __table_args__ = (
        UniqueConstraint("country", "region", "tax_class", "valid_from"),
        CheckConstraint("rate >= 0 AND rate < 1", name="rate"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    country: str
    region: str = ""
    tax_class: str = "standard"
    rate: Decimal = Field(sa_type=Numeric(7, 6))
    prices_include_tax: bool = False
    name: str
    source: str
    valid_from: date
