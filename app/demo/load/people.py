"""The demo world's accounts: one for every surface."""

from uuid import UUID

from sqlmodel import Session

from app.demo.load.catalogue import Loaded
from app.demo.people import (
    GIFT_CARDS,
    MEMBER,
    PASSWORD,
    PEOPLE,
    SELLER,
    SHOPPER,
    STORE_CREDIT_MINOR,
)
from backend.identity import service as identity
from backend.identity.schemas import Role, system_actor
from backend.payments import gift_cards, store_credit
from backend.prime import service as prime


def load_people(session: Session, loaded: Loaded) -> UUID:
    """Sign everybody up and grant the roles; the seller keeps the first shop. Answers the shopper's id."""
    actor = system_actor("seed")
    first_shop = next(iter(loaded.sellers.values()))
    ids: dict[str, UUID] = {}
    for one in PEOPLE:
        person = identity.sign_up(session, email=one.email, name=one.name, password=PASSWORD)
        ids[one.email] = person.id
        if one.role is not None:
            scope = first_shop.id if one is SELLER else None
            identity.grant_role(session, person.id, Role(one.role), scope_id=scope, actor=actor)
    prime.grant(session, ids[MEMBER.email], plan="annual", actor=actor)
    _give_money(session, ids[SHOPPER.email])
    return ids[SHOPPER.email]


def _give_money(session: Session, shopper_id: UUID) -> None:
    """Gift cards with codes that everybody knows, and store credit of the shopper."""
    actor = system_actor("seed")
    for code, amount_minor in GIFT_CARDS.items():
        gift_cards.issue(
            session,
            amount_minor=amount_minor,
            currency="USD",
            reason="the demo world",
            code=code,
            actor=actor,
            idempotency_key=f"seed:{code}",
        )
    store_credit.grant(
        session,
        person_id=shopper_id,
        amount_minor=STORE_CREDIT_MINOR,
        currency="USD",
        reason="welcome to the demo world",
        actor=actor,
        idempotency_key="seed",
    )
