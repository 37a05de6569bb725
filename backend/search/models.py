"""Tables of search."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from backend.kit.model import instant


class SearchQuery(SQLModel, table=True):
    """How often a normalised query was asked and answered; suggestions come from here."""

    __tablename__ = "search_query"

    query: str = Field(primary_key=True)
    asked: int = 0
    with_results: int = 0
    last_asked_at: datetime = instant()
