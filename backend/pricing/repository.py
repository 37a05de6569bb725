"""The questions that pricing asks its tables."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from backend.kit import clock
from backend.kit.rows import packed
from backend.kit.sql import Statement
from backend.pricing.models import (
    FxRate,
    TaxBooking,
    TaxCalculation,
    TaxExemption,
    TaxRate,
    TaxReversal,
)
from backend.pricing.tax_engine import ParcelTax

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


_PARCEL_TAX = TypeAdapter(ParcelTax)


def calculations(session: Session, fingerprints: Sequence[str]) -> dict[str, ParcelTax | None]:
    """What the tax service said about these parcels, by fingerprint; None where it said nothing."""
    rows = session.exec(
        select(TaxCalculation.fingerprint, TaxCalculation.tax).where(
            col(TaxCalculation.fingerprint).in_(fingerprints),
            col(TaxCalculation.expires_at) > clock.now(),
        )
    ).all()
    return {
        fingerprint: None if tax is None else _PARCEL_TAX.validate_python(tax) for fingerprint, tax in rows
    }


def keep_calculation(
    session: Session,
    *,
    fingerprint: str,
    engine: str,
    tax: ParcelTax | None,
    failure: str,
    expires_at: datetime,
) -> None:
    """Keep what the tax service said, over what it said before."""
    values = {
        "fingerprint": fingerprint,
        "engine": engine,
        "tax": None if tax is None else _PARCEL_TAX.dump_python(tax, mode="json"),
        "failure": "" if tax else failure,
        "expires_at": expires_at,
        "created_at": clock.now(),
    }
    statement = insert(TaxCalculation).values(values)
    changed = {name: statement.excluded[name] for name in values if name != "fingerprint"}
    session.execute(statement.on_conflict_do_update(index_elements=("fingerprint",), set_=changed))


def forget_calculations(session: Session, before: datetime) -> int:
    """Drop what does not hold any more; answers how many there were."""
    gone = session.execute(delete(TaxCalculation).where(col(TaxCalculation.expires_at) < before))
    return int(gone.rowcount)  # type: ignore[attr-defined]  # a statement's result


def booking_of(session: Session, order_id: UUID) -> str | None:
    """An order's booking; empty where the service would not have it, None where it was not asked."""
    return session.exec(select(TaxBooking.booking).where(TaxBooking.order_id == order_id)).first()


def keep_booking(session: Session, **values: Any) -> None:
    """Remember a booking; one that another job remembered stays."""
    session.execute(insert(TaxBooking).values({**values, "created_at": clock.now()}).on_conflict_do_nothing())


def is_reversed(session: Session, cause_id: UUID) -> bool:
    """Whether a refund's part was taken back already."""
    found = select(TaxReversal.cause_id).where(TaxReversal.cause_id == cause_id)
    return session.exec(found).first() is not None


def reversed_minor(session: Session, order_id: UUID) -> int:
    """How much of an order's booking was taken back."""
    taken = select(func.coalesce(func.sum(TaxReversal.amount_minor), 0)).where(
        TaxReversal.order_id == order_id, TaxReversal.failure == ""
    )
    return int(session.exec(taken).one())


def keep_reversal(session: Session, **values: Any) -> None:
    """Remember a reversal; one that another job remembered stays."""
    session.execute(
        insert(TaxReversal).values({**values, "created_at": clock.now()}).on_conflict_do_nothing()
    )
