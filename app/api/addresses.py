"""The address book of the signed-in person, and what each country's address looks like."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from app.api.dependencies import EVERYONE, PERSON, Caller, Once, allow
from app.api.shapes import AddressBody
from backend.identity import address_book
from backend.identity.postal import PostalFormat, postal_format
from backend.identity.schemas import AddressInput, AddressView
from backend.kit import places
from backend.kit.errors import NotFound
from backend.kit.unit_of_work import query, transact

router = APIRouter(tags=["Addresses"])


class EntryInput(BaseModel):
    """An address for the book."""

    model_config = ConfigDict(extra="forbid")

    address: AddressInput
    is_default: bool = False


class EntryBody(BaseModel):
    """An entry of the address book."""

    id: UUID
    address: AddressBody
    is_default: bool

    @classmethod
    def of(cls, view: AddressView) -> EntryBody:
        """The entry."""
        return cls(id=view.id, address=AddressBody(**view.address.model_dump()), is_default=view.is_default)


class RegionBody(BaseModel):
    """A state, province or county, by the code that an address carries."""

    code: str
    name: str


class PostalFormatBody(BaseModel):
    """What a form asks for in this country. `regions` is empty where none stands on a label."""

    country: str
    is_served: bool = Field(description="Whether we deliver there")
    postcode_name: str
    postcode_example: str
    needs_postcode: bool
    city_name: str
    region_name: str
    needs_region: bool
    regions: list[RegionBody]

    @classmethod
    def of(cls, known: PostalFormat) -> PostalFormatBody:
        """The country's format."""
        return cls(
            country=known.country,
            is_served=known.country == "US" or known.country in places.EU_MEMBERS,
            postcode_name=known.postcode_name,
            postcode_example=known.postcode_example,
            needs_postcode=known.needs_postcode,
            city_name=known.city_name,
            region_name=known.region_name,
            needs_region=known.needs_region,
            regions=[RegionBody(code=code, name=name) for code, name in known.regions],
        )


@router.get("/addresses", dependencies=[allow(PERSON)])
def list_addresses(caller: Caller) -> list[EntryBody]:
    """The address book, the default first."""
    return [EntryBody.of(one) for one in query(address_book.list_addresses, actor=caller)]


@router.post("/addresses", dependencies=[allow(PERSON)], status_code=201, response_model=EntryBody)
def save_address(body: EntryInput, caller: Caller, once: Once) -> Response:
    """Keep an address; the same one is kept once, the first one is the default."""
    return once.answering(EntryBody.of, status=201).transact(
        address_book.save_address, body.address, is_default=body.is_default, actor=caller
    )


@router.put("/addresses/{address_id}", dependencies=[allow(PERSON)])
def change_address(address_id: UUID, body: EntryInput, caller: Caller) -> EntryBody:
    """Write another address in its place. Orders that are under way keep theirs."""
    return EntryBody.of(
        transact(
            address_book.change_address,
            address_id,
            body.address,
            is_default=body.is_default,
            actor=caller,
        )
    )


@router.delete("/addresses/{address_id}", dependencies=[allow(PERSON)], status_code=204)
def remove_address(address_id: UUID, caller: Caller) -> Response:
    """Take it out of the book."""
    transact(address_book.remove_address, address_id, actor=caller)
    return Response(status_code=204)


@router.get("/address-formats/{country}", dependencies=[allow(EVERYONE)])
def show_format(
    country: Annotated[str, Path(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2", examples=["IT"])],
) -> PostalFormatBody:
    """What an address of this country looks like."""
    known = postal_format(country)
    if known is None:
        raise NotFound("Nobody has told us what addresses look like there.")
    return PostalFormatBody.of(known)
