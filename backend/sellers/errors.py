"""Refusals of sellers."""

from __future__ import annotations

from backend.kit.errors import Conflict, NotFound


class SellerNotFound(NotFound):
    """No seller has this slug or id."""

    code = "seller_not_found"


class SlugTaken(Conflict):
    """Another seller has this slug."""

    code = "slug_taken"
