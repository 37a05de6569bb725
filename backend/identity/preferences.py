"""How a person is written to: language, time zone, and the number that texts go to."""

from sqlalchemy import update
from sqlmodel import Session, col

from backend.identity import locks
from backend.identity.models import Person
from backend.identity.postal import text_number
from backend.identity.schemas import Actor, Preferences
from backend.kit import locales


def preferences(session: Session, *, actor: Actor) -> Preferences:
    """What the person said. Raises SignInRequired."""
    return _view(session.get_one(Person, actor.require_person()))


def choose_preferences(
    session: Session, *, locale: str, time_zone: str, text_phone: str, actor: Actor
) -> Preferences:
    """Say all three; what is empty is not said any more. Everywhere within 2 seconds.

    Raises SignInRequired and InvalidInput (`locale`, `time_zone`, `text_phone`).
    """
    person = locks.person(session, actor.require_person())
    person.locale = locales.checked_locale(locale) if locale else ""
    person.time_zone = locales.checked_zone(time_zone) if time_zone else ""
    person.text_phone = text_number(text_phone, field="text_phone") if text_phone.strip() else ""
    session.flush([person])
    return _view(person)


def note_first(session: Session, *, locale: str, time_zone: str, actor: Actor) -> None:
    """What the browser says of a person who said nothing yet; what they said stays. Nothing for a guest."""
    for column, known, found in (
        (Person.locale, actor.locale, locales.known_locale(locale)),
        (Person.time_zone, actor.time_zone, locales.known_zone(time_zone)),
    ):
        if actor.person_id is not None and found and not known:
            session.execute(
                update(Person)
                .where(col(Person.id) == actor.person_id, col(column) == "")
                .values({col(column).key: found})
            )


def _view(person: Person) -> Preferences:
    return Preferences(person.locale, person.time_zone, person.text_phone)
