"""Refusals of the catalogue."""

from backend.kit.errors import Conflict, InvalidInput, NotFound


class ProductNotFound(NotFound):
    """No such product on sale."""

    code = "product_not_found"


class CategoryNotFound(NotFound):
    """No such category."""

    code = "category_not_found"


class OfferNotFound(NotFound):
    """No such offer of this seller."""

    code = "offer_not_found"


class SkuTaken(Conflict):
    """The SKU or barcode stands for something else already."""

    code = "sku_taken"


class BadSpecification(InvalidInput):
    """A specification does not fit the category's attributes."""

    code = "bad_specification"
