"""Every query of search."""

from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from backend.kit import clock
from backend.search.models import SearchQuery

# One writer at a time, so that a projection never falls between a rebuild's reading and its swap.
_INDEX_LOCK = 7_301_001


def lock_index(session: Session) -> None:
    """Wait for the turn to change the index; given back at the end of the transaction."""
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _INDEX_LOCK})


def count_query(session: Session, query: str, *, found: bool) -> None:
    """Remember that `query` was asked."""
    statement = insert(SearchQuery).values(
        query=query, asked=1, with_results=int(found), last_asked_at=clock.now()
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["query"],
            set_={
                "asked": SearchQuery.asked + 1,
                "with_results": SearchQuery.with_results + int(found),
                "last_asked_at": clock.now(),
            },
        )
    )


def popular_queries(session: Session, prefix: str, *, limit: int) -> Sequence[str]:
    """The most asked queries that begin with `prefix` and had results."""
    return session.scalars(
        select(SearchQuery.query)
        .where(
            SearchQuery.query.startswith(prefix, autoescape=True),  # type: ignore[attr-defined] # column operator
            SearchQuery.with_results > 0,
        )
        .order_by(SearchQuery.asked.desc(), SearchQuery.query)  # type: ignore[attr-defined] # column operator
        .limit(limit)
    ).all()
