"""Moments as a seller's pages tell them: on the person's clock, else on that of the seller's country."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit.locales import DEFAULT_ZONE, known_zone, zone_at
from backend.sellers import service as sellers

_LOCALE = "en_US"


@dataclass(frozen=True, slots=True)
class SellerClock:
    """The clock of a time zone."""

    zone: str = DEFAULT_ZONE

    def moment(self, at: datetime) -> str:
        """`4 Dec 2026, 14:05 EST`."""
        return self._with_zone(at, "d MMM y, HH:mm")

    def short(self, at: datetime) -> str:
        """`4 Dec, 14:05 EST`."""
        return self._with_zone(at, "d MMM, HH:mm")

    def weekday(self, at: datetime) -> str:
        """`Fri 4 Dec`."""
        return self._said(at, "EEE d MMM")

    def _with_zone(self, at: datetime, pattern: str) -> str:
        local = at.astimezone(ZoneInfo(self.zone))
        return f"{self._said(at, pattern)} {local:%Z}"

    def _said(self, at: datetime, pattern: str) -> str:
        return format_datetime(at, pattern, tzinfo=ZoneInfo(self.zone), locale=_LOCALE)


def zone_of(session: Session, seller_id: UUID, actor: Actor) -> str:
    """The zone whose days and hours are meant: the person's own, else that of the seller's country."""
    return known_zone(actor.time_zone) or zone_at(sellers.seller_by_id(session, seller_id).country)


def clock_of(session: Session, seller_id: UUID, actor: Actor) -> SellerClock:
    """The clock of that zone."""
    return SellerClock(zone_of(session, seller_id, actor))
