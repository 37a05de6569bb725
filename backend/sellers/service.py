"""The verbs of sellers."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.kit.errors import InvalidInput
from backend.sellers import repository
from backend.sellers.errors import SellerNotFound, SlugTaken
from backend.sellers.models import Seller
from backend.sellers.schemas import SellerInput, SellerStatus, SellerView


def seller_by_slug(session: Session, slug: str) -> SellerView:
    """The seller with this slug. Raises SellerNotFound."""
    seller = repository.by_slug(session, slug)
    if seller is None:
        raise SellerNotFound("There is no such seller.")
    return _view(seller)


def seller_by_id(session: Session, seller_id: UUID) -> SellerView:
    """One seller. Raises SellerNotFound."""
    found = sellers_by_ids(session, [seller_id])
    if not found:
        raise SellerNotFound("There is no such seller.")
    return found[seller_id]


def sellers_by_ids(session: Session, seller_ids: Collection[UUID]) -> dict[UUID, SellerView]:
    """Those of the sellers that exist, in one statement."""
    return {seller.id: _view(seller) for seller in repository.by_ids(session, seller_ids)}


def list_sellers(session: Session, *, status: SellerStatus | None = None) -> tuple[SellerView, ...]:
    """Sellers by name, of one status when it is given."""
    return tuple(_view(seller) for seller in repository.in_order(session, status))


def create_seller(
    session: Session,
    *,
    slug: str,
    name: str,
    country: str,
    about: str = "",
    currency: str = "USD",
    commission_bps: int = 1200,
    status: SellerStatus = "active",
    actor: Actor,
) -> SellerView:
    """Open a seller's account; only an operator or the system may.

    `commission_bps` is our share of a sale in hundredths of a percent.

    Raises SignInRequired, Forbidden, InvalidInput or SlugTaken.
    """
    actor.require_role(Role.OPERATOR)
    try:
        given = SellerInput(
            slug=slug,
            name=name,
            country=country,
            about=about,
            currency=currency,
            commission_bps=commission_bps,
            status=status,
        )
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        field = str(first["loc"][0])
        raise InvalidInput(f"The seller's {field}: {first['msg'].lower()}.", field=field) from problem
    taken = SlugTaken(f"Another seller is at {given.slug!r} already. Please choose another.", field="slug")
    if repository.by_slug(session, given.slug):
        raise taken
    seller = Seller(**given.model_dump())
    session.add(seller)
    try:
        session.flush()
    except IntegrityError as lost_race:
        raise taken from lost_race
    return _view(seller)


def _view(seller: Seller) -> SellerView:
    return SellerView(
        id=seller.id,
        slug=seller.slug,
        name=seller.name,
        commission_bps=seller.commission_bps,
        status=seller.status,  # type: ignore[arg-type]  # the database allows these three
        country=seller.country,
        about=seller.about,
        currency=seller.currency,
    )
