"""Promotion codes are entered into a cart and taken out again; the checkout takes them from there."""

from dataclasses import replace

from sqlmodel import Session

from backend.cart import policy
from backend.cart.errors import CartEmpty
from backend.cart.facts import facts_of, store_of
from backend.cart.schemas import CartOwner, CartView
from backend.cart.showing import discounts, shown
from backend.pricing import promotions


def apply_code(session: Session, owner: CartOwner, *, code: str) -> CartView:
    """Keep a promotion code with the cart; entering it again changes nothing. At most five, the last ones.

    Raises CartEmpty, and the CodeRefused that says why the code lowers nothing: nothing is kept then.
    """
    store = store_of(session, owner)
    content = store.read_for_change()
    if content.id is None or not content.lines:
        raise CartEmpty("Your cart is empty. Put something into it first.")
    wanted = promotions.normal(code)[: promotions.LONGEST_CODE]
    after = replace(content, codes=policy.with_code(content.codes, wanted))
    offers, stock = facts_of(session, content)
    found = discounts(session, owner, after, offers)
    if found is not None:
        promotions.refuse([one for one in found.unused if one.code == wanted], mildly=False)
    store.keep_codes(after.codes)
    return shown(session, owner, after, offers, stock)


def remove_code(session: Session, owner: CartOwner, *, code: str) -> CartView:
    """Take a code out of the cart; that it is gone already is fine. Raises Unavailable."""
    store = store_of(session, owner)
    content = store.read_for_change()
    wanted = promotions.normal(code)
    after = replace(content, codes=tuple(one for one in content.codes if one != wanted))
    if after.codes != content.codes:
        store.keep_codes(after.codes)
    return shown(session, owner, after, *facts_of(session, after))
