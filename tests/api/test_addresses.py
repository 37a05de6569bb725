"""The address book over REST."""

from __future__ import annotations

from tests.factories.sessions import cookie_of

HOME = {
    "name": "Ada",
    "line1": "1 Main St",
    "city": "San Jose",
    "country": "US",
    "region": "CA",
    "postcode": "95112",
    "phone": "415 555 2671",
}


def test_an_address_is_kept_changed_and_removed_by_its_owner_alone(call):
    ada, eve = cookie_of(), cookie_of()
    kept = call("POST", "/addresses", {"address": HOME}, cookie=ada)
    assert kept.status_code == 201
    assert kept.json()["address"]["phone"] == "+1 415-555-2671"
    place = f"/addresses/{kept.json()['id']}"
    moved = {"address": {**HOME, "line1": "2 Main St"}, "is_default": True}
    assert call("PUT", place, moved, cookie=eve).json()["error"]["code"] == "address_not_found"
    assert call("DELETE", place, cookie=eve).status_code == 404
    assert call("PUT", place, moved, cookie=ada).json()["address"]["line1"] == "2 Main St"
    assert [one["address"]["line1"] for one in call("GET", "/addresses", cookie=ada).json()] == ["2 Main St"]
    assert call("DELETE", place, cookie=ada).status_code == 204
    assert call("GET", "/addresses", cookie=ada).json() == []
    assert call("GET", "/addresses").status_code == 401


def test_a_country_tells_what_its_addresses_look_like(call):
    italy = call("GET", "/address-formats/IT").json()
    assert (italy["is_served"], italy["postcode_name"], italy["region_name"]) == (
        True,
        "Postcode",
        "Province",
    )
    assert {"code": "RM", "name": "Roma"} in italy["regions"]
    assert call("GET", "/address-formats/XX").status_code == 404
