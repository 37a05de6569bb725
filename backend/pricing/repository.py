"""The questions that pricing asks its tables."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from backend.kit.rows import packed
from backend.kit.sql import Statement
from backend.pricing.models import FxRate, TaxExemption, TaxRate

_KEY = ("country", "region", "tax_class", "valid_from")


def rates_on(session: Session, day: date) -> Sequence[TaxRate]:
    """The rates in force on `day`: the latest of each jurisdiction and class."""
    return session.exec(
        select(TaxRate)
        .where(col(TaxRate.valid_from) <= day)
        .distinct(col(TaxRate.country), col(TaxRate.region), col(TaxRate.tax_class))
        .order_by(
            col(TaxRate.country),
            col(TaxRate.region),
            col(TaxRate.tax_class),
            col(TaxRate.valid_from).desc(),
        )
    ).all()


def put_rates(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rates, or correct those of the same jurisdiction, class and day."""
    statement = insert(TaxRate).values(list(rows))
    changed = {name: statement.excluded[name] for name in rows[0] if name not in {"id", *_KEY}}
    session.execute(statement.on_conflict_do_update(index_elements=_KEY, set_=changed))


def exemptions_on(session: Session, day: date) -> Sequence[TaxExemption]:
    """Everybody's exemptions that hold on `day`."""
    return session.exec(
        select(TaxExemption)
        .where(
            col(TaxExemption.valid_from) <= day,
            col(TaxExemption.valid_to) >= day,
            col(TaxExemption.revoked_at).is_(None),
        )
        .order_by(col(TaxExemption.granted_at), col(TaxExemption.id))
    ).all()


def exemptions_of(session: Session, person_id: UUID) -> Sequence[TaxExemption]:
    """A person's exemptions, the newest first."""
    return session.exec(
        select(TaxExemption)
        .where(TaxExemption.person_id == person_id)
        .order_by(col(TaxExemption.granted_at).desc(), col(TaxExemption.id))
    ).all()


def has_certificate(session: Session, wanted: TaxExemption) -> bool:
    """Whether the person has this certificate in this place already."""
    found = session.exec(
        select(TaxExemption.id).where(
            TaxExemption.person_id == wanted.person_id,
            TaxExemption.country == wanted.country,
            TaxExemption.region == wanted.region,
            TaxExemption.certificate == wanted.certificate,
        )
    ).first()
    return found is not None


def fx_rates_on(session: Session, day: date) -> Sequence[FxRate]:
    """The latest rate of each currency up to `day`."""
    return session.exec(
        select(FxRate)
        .where(col(FxRate.day) <= day)
        .distinct(col(FxRate.currency))
        .order_by(col(FxRate.currency), col(FxRate.day).desc())
    ).all()


_PUT_FX_RATES = Statement(
    """
    INSERT INTO fx_rate (currency, day, per_euro, source)
    SELECT currency, day, per_euro, source
    FROM json_populate_recordset(CAST(NULL AS fx_rate), CAST(:rates AS json))
    ON CONFLICT (currency, day) DO UPDATE SET per_euro = excluded.per_euro, source = excluded.source
    """
)


def put_fx_rates(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rates, or correct those of the same currency and day. One statement."""
    _PUT_FX_RATES.run(session, rates=packed(rows))
