"""Who owes no tax: exemptions with a certificate, a place and days on which they hold."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.kit import clock
from backend.kit.cache import NearCache
from backend.kit.errors import InvalidInput
from backend.kit.places import EU_MEMBERS, US_STATES
from backend.pricing import repository
from backend.pricing.errors import ExemptionNotFound, ExemptionRefused
from backend.pricing.models import TaxExemption
from backend.pricing.schemas import ExemptionReason, ExemptionView

KNOWN_FOR_S = 60
_known: NearCache[Mapping[UUID, tuple[ExemptionView, ...]]] = NearCache(size=2, ttl_s=KNOWN_FOR_S)


def grant_exemption(
    session: Session,
    person_id: UUID,
    *,
    country: str,
    region: str = "",
    reason: str,
    certificate: str,
    valid_from: date,
    valid_to: date,
    actor: Actor,
) -> ExemptionView:
    """Record that a person owes no tax in a place from a day to a day, both included; the desk has the proof.

    Other processes heed it within a minute. Raises Forbidden, InvalidInput, and ExemptionRefused where the
    place knows no such exemption: in the European Union only diplomatic ones are taken (article 151), the
    others are refunds from the tax office.
    """
    actor.require_role(Role.DESK, Role.OPERATOR)
    if reason not in set(ExemptionReason):
        raise InvalidInput(f"{reason!r} is no reason for an exemption.", field="reason")
    if not certificate.strip():
        raise InvalidInput("Give the number of the certificate.", field="certificate")
    if valid_to < valid_from:
        raise InvalidInput("An exemption ends after it begins.", field="valid_to")
    if country == "US":
        if region and region not in US_STATES:
            raise InvalidInput("Choose a state.", field="region")
    elif country not in EU_MEMBERS:
        raise InvalidInput("We sell to the United States and the European Union.", field="country")
    elif region:
        raise InvalidInput("Exemptions in the European Union are for a whole country.", field="region")
    elif reason != ExemptionReason.DIPLOMATIC:
        raise ExemptionRefused(
            "In the European Union only diplomatic missions and international bodies buy without VAT here; "
            "others are refunded by their tax office.",
            field="reason",
        )
    row = TaxExemption(
        person_id=person_id,
        country=country,
        region=region,
        reason=reason,
        certificate=certificate.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
        granted_by=actor.label,
    )
    if repository.has_certificate(session, row):
        raise InvalidInput("This certificate is known already.", field="certificate")
    session.add(row)
    session.flush()
    _known.clear()
    return _view(row)


def revoke_exemption(session: Session, exemption_id: UUID, *, actor: Actor) -> ExemptionView:
    """End an exemption now; repeating it changes nothing. Raises Forbidden, ExemptionNotFound."""
    actor.require_role(Role.DESK, Role.OPERATOR)
    row = session.get(TaxExemption, exemption_id, with_for_update=True)
    if row is None:
        raise ExemptionNotFound("There is no such exemption.")
    if row.revoked_at is None:
        row.revoked_at = clock.now()
        session.flush()
        _known.clear()
    return _view(row)


def exemptions_of(session: Session, person_id: UUID, *, actor: Actor) -> tuple[ExemptionView, ...]:
    """A person's exemptions, past ones too, for themselves and the desk. Raises Forbidden."""
    if actor.person_id != person_id:
        actor.require_role(Role.DESK, Role.OPERATOR)
    return tuple(_view(row) for row in repository.exemptions_of(session, person_id))


def in_force(session: Session, person_id: UUID, day: date) -> tuple[ExemptionView, ...]:
    """A person's exemptions that hold on `day`, kept in the process for a minute: usually no statement."""

    def load() -> Mapping[UUID, tuple[ExemptionView, ...]]:
        found: dict[UUID, tuple[ExemptionView, ...]] = {}
        for row in repository.exemptions_on(session, day):
            found[row.person_id] = (*found.get(row.person_id, ()), _view(row))
        return found

    return _known.get(day, load).get(person_id, ())


def forget() -> None:
    """Read exemptions anew, in this process."""
    _known.clear()


def _view(row: TaxExemption) -> ExemptionView:
    return ExemptionView(
        id=row.id,
        person_id=row.person_id,
        country=row.country,
        region=row.region,
        reason=row.reason,
        certificate=row.certificate,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        is_revoked=row.revoked_at is not None,
    )
