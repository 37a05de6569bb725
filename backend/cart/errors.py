"""Refusals of the cart."""

from backend.kit.errors import Conflict, NotFound


class NotSold(Conflict):
    """Nobody sells this any more, or not yet."""

    code = "not_sold"


class SoldOut(Conflict):
    """There is none left to put into a cart."""

    code = "sold_out"


class CartFull(Conflict):
    """A cart holds so many lines and no more."""

    code = "cart_full"


class CartEmpty(Conflict):
    """There is nothing to check out."""

    code = "cart_empty"


class NotInCart(NotFound):
    """The line was removed, perhaps in another tab."""

    code = "not_in_cart"


class OtherCurrency(Conflict):
    """The cart holds goods in another currency."""

    code = "other_currency"


class CartNotFound(NotFound):
    """No such cart, or not the one of the caller."""

    code = "cart_not_found"


class NotSaved(NotFound):
    """The line is not among those saved for later, perhaps moved in another tab."""

    code = "not_saved"


class SavedFull(Conflict):
    """So many lines are saved for later and no more."""

    code = "saved_full"
