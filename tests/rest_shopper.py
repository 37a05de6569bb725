"""A shopper that is a program: buys through the served REST API as its documentation says."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import httpx

BROOKLYN = {
    "name": "Ada Byron",
    "line1": "1 Main St",
    "city": "Brooklyn",
    "region": "NY",
    "postcode": "11201",
    "country": "US",
}


class RestShopper:
    """A guest with a connection of its own. Each step answers the response as it came."""

    def __init__(self, api: str, *, email: str = "", timeout_s: float = 60) -> None:
        self.email = email or f"guest-{uuid4().hex[:12]}@example.com"
        self._http = httpx.Client(base_url=api, timeout=timeout_s)
        self.cart: dict[str, Any] = {}
        self.checkout: dict[str, Any] = {}

    def __enter__(self) -> RestShopper:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def put_in(self, *lines: tuple[UUID | str, int]) -> httpx.Response:
        """Open a cart with these offers."""
        wanted = [{"offer_id": str(offer_id), "quantity": quantity} for offer_id, quantity in lines]
        answer = self._post("/carts", {"lines": wanted})
        if answer.is_success:
            self.cart = answer.json()
        return answer

    def prepare(self, *, payment_method: str = "card", **changes: Any) -> httpx.Response:
        """Hold the stock and fix the total."""
        wish = {
            "cart_id": self.cart["id"],
            "email": self.email,
            "address": BROOKLYN,
            "shipping_method": "standard",
            "payment_method": payment_method,
        }
        answer = self._post("/checkouts", wish | changes, secret=self.cart["access_token"])
        if answer.is_success:
            self.checkout = answer.json()
        return answer

    def pay(self, card: str | None = "pm_card_visa") -> httpx.Response:
        """Complete the checkout; the card is charged here unless the browser has confirmed already."""
        body = {} if card is None else {"payment_method_token": card}
        return self._post(
            f"/checkouts/{self.checkout['id']}/completion", body, secret=self.checkout["access_token"]
        )

    def order(self, number: str) -> httpx.Response:
        """The order as its guest may see it."""
        secret = {"Authorization": f"Bearer {self.checkout['access_token']}"}
        return self._http.get(f"/orders/{number}", headers=secret)

    @property
    def checkout_id(self) -> str:
        """The checkout's id."""
        return str(self.checkout["id"])

    @property
    def total_minor(self) -> int:
        """What the shopper was told it costs."""
        return int(self.checkout["totals"]["total"]["amount_minor"])

    def _post(self, path: str, body: dict[str, Any], *, secret: str | None = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        return self._http.post(path, json=body, headers=headers)
