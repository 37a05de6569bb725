"""The verbs of a person's address book. Somebody else's address is not there (NotFound)."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from backend.identity import locks, repository
from backend.identity.errors import AddressNotFound
from backend.identity.models import Address
from backend.identity.schemas import Actor, AddressInput, AddressView
from backend.kit.errors import InvalidInput

MOST_ADDRESSES = 50


def list_addresses(session: Session, *, actor: Actor) -> tuple[AddressView, ...]:
    """The actor's address book, the default first, then the newest. Raises SignInRequired."""
    return tuple(_view(row) for row in repository.addresses_of(session, actor.require_person()))


def save_address(
    session: Session, address: AddressInput, *, is_default: bool = False, actor: Actor
) -> AddressView:
    """Put an address into the actor's book; the same address is kept once. The first one is the default.

    Raises SignInRequired, or InvalidInput when the book is full.
    """
    person_id = actor.require_person()
    locks.person(session, person_id)
    book = repository.addresses_of(session, person_id)
    fields = address.model_dump()
    row = next((kept for kept in book if kept.fields == fields), None)
    if row is None and len(book) >= MOST_ADDRESSES:
        raise InvalidInput("Your address book is full. Please remove an address first.", field="address")
    if is_default and book:
        repository.forget_default_address(session, person_id)
    row = row or Address(person_id=person_id, fields=fields, is_default=not book)
    row.is_default = row.is_default or is_default
    session.add(row)
    session.flush()
    return _view(row)


def change_address(
    session: Session, address_id: UUID, address: AddressInput, *, is_default: bool = False, actor: Actor
) -> AddressView:
    """Write another address in its place; orders that went to the old one keep it.

    Becoming the default takes that from the present one; a default stays one. Raises SignInRequired,
    AddressNotFound.
    """
    row = _own(session, address_id, actor)
    if is_default and not row.is_default:
        repository.forget_default_address(session, row.person_id)
    row.fields = address.model_dump()
    row.is_default = row.is_default or is_default
    session.flush([row])
    return _view(row)


def remove_address(session: Session, address_id: UUID, *, actor: Actor) -> None:
    """Take an address out; the newest one follows the default.

    Raises SignInRequired, AddressNotFound.
    """
    row = _own(session, address_id, actor)
    was_default, person_id = row.is_default, row.person_id
    session.delete(row)
    session.flush()
    left = repository.addresses_of(session, person_id)
    if was_default and left:
        left[0].is_default = True
        session.flush([left[0]])


def _own(session: Session, address_id: UUID, actor: Actor) -> Address:
    person_id = actor.require_person()
    locks.person(session, person_id)
    row = next((one for one in repository.addresses_of(session, person_id) if one.id == address_id), None)
    if row is None:
        raise AddressNotFound("This address is not in your book any more.")
    return row


def _view(row: Address) -> AddressView:
    # It was checked when it was written; rules that came since must not hide it.
    return AddressView(row.id, AddressInput.model_construct(**row.fields), row.is_default)
