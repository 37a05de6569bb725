"""Sellers' accounts."""

from __future__ import annotations

from uuid import uuid4

import pytest

from backend.identity.schemas import ANONYMOUS, system_actor
from backend.kit.errors import InvalidInput, SignInRequired
from backend.kit.unit_of_work import query, transact
from backend.sellers import service
from backend.sellers.errors import SellerNotFound, SlugTaken

SYSTEM = system_actor("test")


def create(slug: str = "lumen", **given):
    facts = {"slug": slug, "name": "Lumen", "country": "US", "actor": SYSTEM, **given}
    return transact(service.create_seller, **facts)


def test_a_seller_is_found_by_slug_and_by_id(database):
    seller = create(commission_bps=900)
    assert (seller.slug, seller.commission_bps, seller.status, seller.currency) == (
        "lumen",
        900,
        "active",
        "USD",
    )
    assert query(service.seller_by_slug, "lumen") == seller
    assert query(service.seller_by_id, seller.id) == seller
    assert query(service.sellers_by_ids, {seller.id, uuid4()}) == {seller.id: seller}
    assert query(service.sellers_by_ids, set()) == {}


def test_sellers_are_listed_by_name_and_status(database):
    create("bb", name="Beta")
    create("aa", name="Alpha", status="suspended")
    assert [seller.name for seller in query(service.list_sellers)] == ["Alpha", "Beta"]
    assert [seller.name for seller in query(service.list_sellers, status="active")] == ["Beta"]


def test_an_unknown_seller_is_not_found(database):
    with pytest.raises(SellerNotFound):
        query(service.seller_by_slug, "nobody")
    with pytest.raises(SellerNotFound):
        query(service.seller_by_id, uuid4())


def test_a_slug_belongs_to_one_seller(database):
    create()
    with pytest.raises(SlugTaken):
        create(name="Another")
    assert len(query(service.list_sellers)) == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"slug": "No Slug"}, "slug"),
        ({"name": " "}, "name"),
        ({"country": "usa"}, "country"),
        ({"commission_bps": 5001}, "commission_bps"),
        ({"status": "closed"}, "status"),
    ],
)
def test_facts_that_cannot_be_are_refused_by_their_field(database, given, field):
    with pytest.raises(InvalidInput) as refusal:
        create(**given)
    assert refusal.value.field == field
    assert query(service.list_sellers) == ()


def test_a_guest_opens_no_seller_account(database):
    with pytest.raises(SignInRequired):
        create(actor=ANONYMOUS)
    assert query(service.list_sellers) == ()
