"""A new product, put on sale with its stock."""

from typing import Any
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.catalog import service as catalog
from backend.catalog.schemas import ProductDraft
from backend.identity.schemas import Actor
from backend.inventory import service as inventory
from backend.inventory.schemas import NewStockItem, Receipt
from backend.kit.errors import InvalidInput
from state import effects, gateway
from state.permission import allow, current_actor
from state.seller.product_form import (
    MOST_VARIANTS,
    OPTIONS,
    Attribute,
    VariantRow,
    attribute_of,
    draft_of,
    stock_of,
    variants_of,
)
from state.seller.seller_state import SELLING, seller_of


class NewProductState(rx.State):
    """The form; what is typed stays in the browser until it is sent."""

    ready: bool = False
    refusal: str = ""
    refusal_field: str = ""
    categories: list[tuple[str, str]] = []
    category: str = ""
    attributes: list[Attribute] = []
    warehouses: list[tuple[str, str]] = []
    variants: list[VariantRow] = []
    names: dict[str, str] = {}
    values: dict[str, str] = {}

    @allow(*SELLING)
    async def load(self):
        """An empty form."""
        self.categories, self.warehouses = await gateway.read(_choices)
        self.category, self.attributes, self.refusal, self.refusal_field = "", [], "", ""
        self.names, self.values = dict.fromkeys(OPTIONS, ""), dict.fromkeys(OPTIONS, "")
        self.variants = variants_of(self.names, self.values)
        self.ready = True

    @allow(*SELLING)
    async def choose_category(self, slug: str):
        """Ask for what products of this category have."""
        found = await gateway.read(catalog.attributes_of, slug[:120]) if slug else ()
        self.category, self.attributes = slug[:120], [attribute_of(one) for one in found]

    @allow(*SELLING)
    async def name_option(self, which: str, text: str):
        """What the variants differ by, such as Size."""
        self._set_option(self.names, which, text)

    @allow(*SELLING)
    async def value_option(self, which: str, text: str):
        """The values of an option, separated by commas."""
        self._set_option(self.values, which, text)

    def _set_option(self, texts: dict[str, str], which: str, text: str) -> None:
        if which not in OPTIONS or len(text) > 400:
            raise InvalidInput("An option has a name and values, separated by commas.", field="options")
        texts[which] = text.strip()
        self.variants = variants_of(dict(self.names), dict(self.values))

    @allow(*SELLING)
    async def create(self, form: dict[str, Any]):
        """Put the product on sale with its stock."""
        rows = list(self.variants)
        draft = draft_of(form, self.category, [attribute.code for attribute in self.attributes], rows)
        stock = stock_of(form, rows)
        warehouse = next((key for key, _ in self.warehouses if key == form.get("warehouse")), None)
        if warehouse is None:
            raise InvalidInput("Choose the warehouse where the stock lies.", field="warehouse")
        seller_id = await seller_of(self)
        await gateway.call(_create, draft, stock, UUID(warehouse), seller_id, current_actor())
        return [
            effects.toast(f"{draft.title} is on sale", detail="Shoppers find it in a few seconds."),
            rx.redirect(routes.seller_products(q=draft.variants[0].sku if len(rows) == 1 else draft.title)),
        ]


def _choices(session: Session) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    tree = catalog.category_tree(session)
    parents = {one.parent_id for one in tree}
    names = {one.path: one.name for one in tree}
    leaves = [
        (one.slug, " › ".join(names[path] for path in _paths(one.path)))
        for one in tree
        if one.id not in parents
    ]
    places = [(str(one.id), f"{one.name} ({one.code})") for one in inventory.warehouses(session)]
    return [("", "Choose a category"), *sorted(leaves, key=lambda leaf: leaf[1])], places


def _paths(path: str) -> list[str]:
    slugs = path.split("/")
    return ["/".join(slugs[: depth + 1]) for depth in range(len(slugs))]


def _create(
    session: Session,
    draft: ProductDraft,
    stock: dict[str, int],
    warehouse_id: UUID,
    seller_id: UUID,
    actor: Actor,
) -> None:
    product_id = catalog.create_product(session, draft, seller_id=seller_id, actor=actor)
    offers, _ = catalog.list_products_of_seller(
        session, seller_id, product_id=product_id, size=MOST_VARIANTS, actor=actor
    )
    item_ids = inventory.put_stock_items(
        session,
        [NewStockItem(seller_id, one.sku, one.barcode, one.weight_grams, one.offer_id) for one in offers],
    )
    inventory.receive_many(
        session,
        [
            Receipt(item_id, warehouse_id, stock[offer.sku], f"first-stock:{item_id}")
            for item_id, offer in zip(item_ids, offers, strict=True)
            if stock.get(offer.sku)
        ],
        actor=actor,
    )
