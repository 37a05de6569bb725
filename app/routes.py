"""Every address of Agora's pages beside the function that builds its link.

`PAGES` is what the app serves: a route joins it together with its page module, which exposes `page()`
and, when it loads something, `ON_LOAD`. Anything may import this module; it imports nothing of ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlencode, urlsplit


class Surface(StrEnum):
    """Whom a page is for."""

    SHOP = "shop"
    ACCOUNT = "account"
    SELLER = "seller"
    FLOOR = "floor"
    BOARD = "board"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its path in Reflex's notation, its surface, its title, the module that draws it."""

    path: str
    surface: Surface
    title: str
    module: str
    description: str = ""

    def link(self, query: dict[str, Any] | None = None, **arguments: Any) -> str:
        """The address with its `[name]` parts filled in; an argument may be a Reflex Var.

        Raises `KeyError` when a part of the path is not given.
        """
        address = re.sub(r"\[(\w+)\]", lambda part: _segment(arguments[part.group(1)]), self.path)
        kept = {name: value for name, value in (query or {}).items() if value not in (None, "", [], ())}
        return f"{address}?{urlencode(kept, doseq=True)}" if kept else address


def _segment(value: Any) -> str:
    # A Var formats itself into the page's code; only text known now can be quoted now.
    return quote(value, safe="") if isinstance(value, str) else f"{value}"


HOME = Route("/", Surface.SHOP, "Agora", "pages.shop.home", "Everything, from everyone, frankly priced.")
CATEGORY = Route("/c/[slug]", Surface.SHOP, "Category", "pages.shop.category")
SEARCH = Route("/search", Surface.SHOP, "Search", "pages.shop.search")
PRODUCT = Route("/p/[slug]", Surface.SHOP, "Product", "pages.shop.product")
CART = Route("/cart", Surface.SHOP, "Cart", "pages.shop.cart")
CHECKOUT = Route("/checkout", Surface.SHOP, "Checkout", "pages.shop.checkout")
CHECKOUT_RETURN = Route("/checkout/return", Surface.SHOP, "Payment result", "pages.shop.checkout_return")
STYLE_GUIDE = Route("/design", Surface.SHOP, "Style guide", "pages.shop.style_guide")
NOT_FOUND = Route("404", Surface.SHOP, "Page not found", "pages.shop.not_found")

ORDERS = Route("/orders", Surface.ACCOUNT, "Your orders", "pages.account.orders")
ORDER = Route("/orders/[number]", Surface.ACCOUNT, "Order", "pages.account.order")
ADDRESSES = Route("/account/addresses", Surface.ACCOUNT, "Your addresses", "pages.account.addresses")
MESSAGES = Route("/account/messages", Surface.ACCOUNT, "Messages", "pages.account.messages")
PAYMENTS = Route("/account/payments", Surface.ACCOUNT, "Cards and credit", "pages.account.payments")
ASKED_PAYMENT = Route(
    "/account/payments/[payment]", Surface.ACCOUNT, "Your payment", "pages.account.asked_payment"
)
SIGN_IN = Route("/sign-in", Surface.ACCOUNT, "Sign in", "pages.account.sign_in")
SIGN_UP = Route("/sign-up", Surface.ACCOUNT, "Create an account", "pages.account.sign_up")

SELLER = Route("/seller", Surface.SELLER, "Seller dashboard", "pages.seller.dashboard")
SELLER_PRODUCTS = Route("/seller/products", Surface.SELLER, "Products", "pages.seller.products")
SELLER_NEW_PRODUCT = Route("/seller/products/new", Surface.SELLER, "New product", "pages.seller.new_product")
SELLER_UPLOAD = Route("/seller/products/upload", Surface.SELLER, "Upload a feed", "pages.seller.upload")
SELLER_ORDERS = Route("/seller/orders", Surface.SELLER, "Orders", "pages.seller.orders")
SELLER_PROMOTIONS = Route("/seller/promotions", Surface.SELLER, "Promotions", "pages.seller.promotions")

FLOOR = Route("/floor", Surface.FLOOR, "Today's work", "pages.floor.today")
PICK = Route("/floor/pick/[task]", Surface.FLOOR, "Pick", "pages.floor.pick")
PACK = Route("/floor/pack/[task]", Surface.FLOOR, "Pack", "pages.floor.pack")
SHIP = Route("/floor/ship/[task]", Surface.FLOOR, "Ship", "pages.floor.ship")
LABEL = Route("/floor/label/[task]", Surface.FLOOR, "Label and packing slip", "pages.floor.label")

BOARD = Route("/board", Surface.BOARD, "Board", "pages.board.metrics")

DESK_ORDERS = Route("/desk/orders", Surface.DESK, "Orders", "pages.desk.orders")
DESK_ORDER = Route("/desk/orders/[number]", Surface.DESK, "Order", "pages.desk.order")
DESK_RETURNS = Route("/desk/returns", Surface.DESK, "Returns", "pages.desk.returns")
DESK_DISPUTES = Route("/desk/disputes", Surface.DESK, "Disputes", "pages.desk.disputes")
DESK_BALANCES = Route("/desk/balances", Surface.DESK, "Gift cards", "pages.desk.balances")
DESK_CREDIT = Route("/desk/credit", Surface.DESK, "Store credit", "pages.desk.credit")
DESK_RECONCILIATION = Route(
    "/desk/reconciliation", Surface.DESK, "Reconciliation", "pages.desk.reconciliation"
)
DESK_REVIEWS = Route("/desk/reviews", Surface.DESK, "Payments to look at", "pages.desk.reviews")

PAGES: tuple[Route, ...] = (
    HOME,
    CATEGORY,
    SEARCH,
    PRODUCT,
    CART,
    CHECKOUT,
    CHECKOUT_RETURN,
    ORDERS,
    ORDER,
    ADDRESSES,
    MESSAGES,
    PAYMENTS,
    ASKED_PAYMENT,
    SIGN_IN,
    SIGN_UP,
    SELLER,
    SELLER_PRODUCTS,
    SELLER_NEW_PRODUCT,
    SELLER_UPLOAD,
    SELLER_ORDERS,
    SELLER_PROMOTIONS,
    FLOOR,
    PICK,
    PACK,
    SHIP,
    LABEL,
    BOARD,
    DESK_ORDERS,
    DESK_ORDER,
    DESK_RETURNS,
    DESK_DISPUTES,
    DESK_BALANCES,
    DESK_CREDIT,
    DESK_RECONCILIATION,
    DESK_REVIEWS,
    STYLE_GUIDE,
    NOT_FOUND,
)


def own(address: str) -> str:
    """`address` when it is a page of this site, given by its path; else the front page."""
    if (
        not address.isprintable()
        or "\\" in address
        or not address.startswith("/")
        or address.startswith("//")
    ):
        return HOME.path
    parts = urlsplit(address)
    is_ours = not parts.scheme and not parts.netloc and not parts.path.startswith("/api/")
    return address if is_ours else HOME.path


def home() -> str:
    """The front page."""
    return HOME.path


def category(slug: Any, **query: Any) -> str:
    """Products of a category; the query holds facets and page."""
    return CATEGORY.link(query, slug=slug)


def search(q: str = "", **facets: Any) -> str:
    """Results for `q`; each facet becomes a query parameter, a list repeats it."""
    return SEARCH.link({"q": q, **facets})


def product(slug: Any, *, variant: Any = None) -> str:
    """The product's page; `variant` preselects one SKU."""
    address = PRODUCT.link(slug=slug)
    return address if variant is None else f"{address}?variant={_segment(variant)}"


def cart() -> str:
    """The cart."""
    return CART.path


def checkout() -> str:
    """Checkout of the current cart."""
    return CHECKOUT.path


def checkout_return(*, checkout: str = "", key: str = "") -> str:
    """Where a payment comes back to after 3-D Secure; `key` is a guest's secret."""
    return CHECKOUT_RETURN.link({"checkout": checkout, "key": key})


def orders(*, q: str = "", status: str = "", year: int = 0, page: int = 1) -> str:
    """The shopper's orders, searched and narrowed."""
    return ORDERS.link({"q": q, "status": status, "year": year or None, "page": page if page > 1 else None})


def order(number: Any, *, key: str = "") -> str:
    """One order with its timeline; `key` is a guest's secret."""
    return ORDER.link({"key": key}, number=number)


def addresses() -> str:
    """The shopper's address book."""
    return ADDRESSES.path


def messages() -> str:
    """What the shopper is told, how, and in which language."""
    return MESSAGES.path


def payments() -> str:
    """The shopper's saved cards and store credit."""
    return PAYMENTS.path


def asked_payment(payment: Any) -> str:
    """A payment that the shopper's bank wants them to confirm."""
    return ASKED_PAYMENT.link(payment=payment)


def sign_in(then: str = "") -> str:
    """Sign in, and afterwards go to `then`, a path on this site."""
    return SIGN_IN.link({"then": then})


def sign_up(then: str = "") -> str:
    """Create an account, and afterwards go to `then`."""
    return SIGN_UP.link({"then": then})


def seller() -> str:
    """The seller's dashboard."""
    return SELLER.path


def seller_products(**query: Any) -> str:
    """The seller's products; the query holds q, sale (on or off) and page."""
    return SELLER_PRODUCTS.link(query)


def seller_new_product() -> str:
    """A form for a new product."""
    return SELLER_NEW_PRODUCT.path


def seller_upload() -> str:
    """Upload of a feed."""
    return SELLER_UPLOAD.path


def seller_orders(**query: Any) -> str:
    """The seller's orders; the query holds status, q and page."""
    return SELLER_ORDERS.link(query)


def seller_promotions(**query: Any) -> str:
    """The seller's promotions; the query holds status and page."""
    return SELLER_PROMOTIONS.link(query)


def floor(warehouse: str = "") -> str:
    """The work of today, of the warehouse with this id."""
    return FLOOR.link({"warehouse": warehouse})


def pick(task: Any) -> str:
    """One picking task."""
    return PICK.link(task=task)


def pack(task: Any) -> str:
    """One packing task."""
    return PACK.link(task=task)


def ship(task: Any) -> str:
    """One shipping task."""
    return SHIP.link(task=task)


def label(task: Any) -> str:
    """A task's label and packing slip, to be printed."""
    return LABEL.link(task=task)


def board(**query: Any) -> str:
    """The executives' metrics; the query holds period, narrowing, measure and page."""
    return BOARD.link(query)


def desk_reviews(**query: Any) -> str:
    """Orders whose payment looks like fraud; the query holds status, q and page."""
    return DESK_REVIEWS.link(query)


def desk_orders(**query: Any) -> str:
    """Orders for the desk; the query holds status, q and page."""
    return DESK_ORDERS.link(query)


def desk_order(number: Any) -> str:
    """An order with its money and its history, for the desk."""
    return DESK_ORDER.link(number=number)


def desk_returns(**query: Any) -> str:
    """Goods on their way back; the query holds status and page."""
    return DESK_RETURNS.link(query)


def desk_disputes(**query: Any) -> str:
    """Payments that a bank takes back; the query holds status and page."""
    return DESK_DISPUTES.link(query)


def desk_balances(**query: Any) -> str:
    """Gift cards; the query holds status, q and page."""
    return DESK_BALANCES.link(query)


def desk_credit(**query: Any) -> str:
    """A person's store credit; the query holds q, their e-mail address."""
    return DESK_CREDIT.link(query)


def desk_reconciliation(**query: Any) -> str:
    """The gateway's books against ours; the query holds status and page."""
    return DESK_RECONCILIATION.link(query)


def board_export(**query: Any) -> str:
    """The rows behind the board as a CSV file, from the API."""
    return Route("/api/v1/board/rows.csv", Surface.BOARD, "", "").link(query)


def style_guide() -> str:
    """Every primitive in one place."""
    return STYLE_GUIDE.path
