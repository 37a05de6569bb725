"""The demo world's accounts: one for every surface."""

from uuid import UUID

from sqlmodel import Session

from app.demo.load.catalogue import Loaded
from app.demo.people import MEMBER, PASSWORD, PEOPLE, SELLER, SHOPPER
from backend.identity import service as identity
from backend.identity.schemas import Role, system_actor
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
    return ids[SHOPPER.email]
