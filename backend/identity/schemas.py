"""What identity tells everyone above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from backend.identity.postal import checked_phone, checked_place
from backend.kit.errors import DomainError, Forbidden, SignInRequired

_PHONE = re.compile(r"[0-9+()/. \-]{1,30}")


class Role(StrEnum):
    """What a person may do beyond shopping. Every signed-in person is a shopper."""

    SELLER = "seller"
    FLOOR = "floor"
    BOARD = "board"
    DESK = "desk"
    OPERATOR = "operator"


class Audience(StrEnum):
    """Who may make a call when no role is needed."""

    EVERYONE = "everyone"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes a call: derived on the server from the session cookie, never from what the browser says.

    `locale` and `time_zone` are empty when the person has not said them.
    """

    person_id: UUID | None = None
    name: str = ""
    email: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    seller_ids: frozenset[UUID] = field(default_factory=frozenset)
    warehouse_ids: frozenset[UUID] = field(default_factory=frozenset)
    visitor_id: UUID | None = None
    is_system: bool = False
    locale: str = ""
    time_zone: str = ""

    @property
    def label(self) -> str:
        """How histories name the actor: `person:<id>`, `guest` or `system:<name>`."""
        if self.is_system:
            return f"system:{self.name}"
        return f"person:{self.person_id}" if self.person_id else "guest"

    def require_person(self) -> UUID:
        """The signed-in person's id. Raises SignInRequired."""
        if self.person_id is None:
            raise SignInRequired("Please sign in to continue.")
        return self.person_id

    def require_role(self, *roles: Role) -> None:
        """Raises SignInRequired for a guest and Forbidden for a person without any of `roles`."""
        if self.is_system:
            return
        self.require_person()
        if not self.roles & set(roles):
            raise Forbidden("Your account may not do this. Ask an operator for access.")


ANONYMOUS = Actor()


def system_actor(name: str) -> Actor:
    """The marketplace itself, acting from the job or command `name`."""
    return Actor(name=name, is_system=True)


@dataclass(frozen=True, slots=True)
class Permission:
    """Who may make a call: everyone, any signed-in person, or a person with one of some roles."""

    audience: Audience = Audience.PERSON
    roles: tuple[Role, ...] = ()

    @classmethod
    def of(cls, *allowed: Audience | Role) -> Permission:
        """The permission that `allowed` spells: one audience, or one or more roles.

        Raises ValueError for nothing, or for an audience together with anything else.
        """
        roles = tuple(one for one in allowed if isinstance(one, Role))
        audiences = [one for one in allowed if isinstance(one, Audience)]
        if len(roles) == len(allowed) and roles:
            return cls(roles=roles)
        if len(audiences) == 1 and not roles:
            return cls(audience=audiences[0])
        raise ValueError("a permission is one audience, or one or more roles")

    def check(self, actor: Actor) -> None:
        """Raises SignInRequired or Forbidden when `actor` may not."""
        if self.roles:
            actor.require_role(*self.roles)
        elif self.audience is Audience.PERSON and not actor.is_system:
            actor.require_person()

    def __str__(self) -> str:
        return " | ".join(self.roles) if self.roles else self.audience.value


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as others see one; what they did not say is empty. `currency` is to see prices in."""

    id: UUID
    email: str
    name: str
    currency: str = ""
    locale: str = ""
    time_zone: str = ""
    text_phone: str = ""


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a person is written to; empty is what they did not say. `text_phone` is E.164."""

    locale: str = ""
    time_zone: str = ""
    text_phone: str = ""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh session. `token` is the cookie's secret and is stored nowhere else."""

    token: str
    expires_at: datetime
    person: PersonView


@dataclass(frozen=True, slots=True)
class SignInOutcome:
    """What an attempt came to. A refusal is a value here because the failed attempt must be committed."""

    signed_in: SignedIn | None = None
    refusal: DomainError | None = None

    def or_refuse(self) -> SignedIn:
        """The session. Raises the refusal (InvalidCredentials, AccountLocked); call it after the commit."""
        if self.signed_in is None:
            assert self.refusal is not None
            raise self.refusal
        return self.signed_in


class AddressInput(BaseModel):
    """Where something goes. Place names are checked as far as a table can: US states, ZIP, EU postcodes."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True, extra="forbid")

    name: str = Field(min_length=1, max_length=120)
    line1: str = Field(min_length=1, max_length=120)
    line2: str = Field(default="", max_length=120)
    city: str = Field(min_length=1, max_length=80)
    region: str = Field(default="", max_length=40, description="State code for the US, such as CA")
    postcode: str = Field(max_length=12)
    country: str = Field(pattern=r"^[A-Za-z]{2}$", description="ISO 3166-1 alpha-2")
    phone: str = Field(
        default="", max_length=30, pattern=r"^[0-9+()/. \-]*$", description="With its country's code"
    )

    @model_validator(mode="before")
    @classmethod
    def _place(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        place = {key: str(given.get(key) or "") for key in ("country", "region", "postcode")}
        if not place["country"]:
            return given
        phone = str(given.get("phone") or "").strip()
        if _PHONE.fullmatch(phone):
            phone = checked_phone(phone, country=place["country"])
        return {**given, **checked_place(**place), "phone": phone}


@dataclass(frozen=True, slots=True)
class AddressView:
    """An entry of an address book."""

    id: UUID
    address: AddressInput
    is_default: bool
