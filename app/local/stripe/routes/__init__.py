"""Stripe's addresses, one module per resource, each with its verbs and its `ROUTES` table."""

from __future__ import annotations

from typing import NamedTuple

from app.local.stripe.call import Verb


class Api(NamedTuple):
    """One API address; `browser` lets a publishable key in."""

    method: str
    path: str
    verb: Verb
    browser: bool = False
