"""A product comes into the catalogue."""

from uuid import UUID

from sqlmodel import Session

from backend.catalog import repository
from backend.catalog.errors import CategoryNotFound, SkuTaken
from backend.catalog.events import ProductChanged
from backend.catalog.models import Offer, Product, Variant
from backend.catalog.policy import checked_specifications, slug_of
from backend.catalog.schemas import ProductDraft
from backend.catalog.service.owning import require_seller
from backend.identity.schemas import Actor
from backend.kit import outbox
from backend.kit.errors import InvalidInput


def create_product(session: Session, draft: ProductDraft, *, seller_id: UUID, actor: Actor) -> UUID:
    """Put a product with its variants and the seller's offers on sale; answers its id.

    Raises CategoryNotFound, BadSpecification, SkuTaken or InvalidInput; then nothing was written.
    """
    require_seller(actor, seller_id)
    category = repository.category_with_slug(session, draft.category_slug)
    if category is None:
        raise CategoryNotFound(f"There is no category {draft.category_slug!r}.", field="category_slug")
    _check_variants(session, draft)
    product = Product(
        slug=free_slug(session, draft.slug or slug_of(draft.title)),
        title=draft.title,
        description=draft.description,
        brand=draft.brand,
        category_id=category.id,
        owner_seller_id=seller_id,
        highlights=draft.highlights,
        specifications=checked_specifications(
            repository.attributes_of(session, [category.id]), draft.specifications
        ),
        option_names=draft.option_names,
        tax_class=draft.tax_class or category.tax_class,
    )
    session.add(product)
    session.flush()
    for position, wanted in enumerate(draft.variants):
        variant = Variant(
            product_id=product.id,
            sku=wanted.sku,
            barcode=wanted.barcode,
            options=wanted.options,
            weight_grams=wanted.weight_grams,
            position=position,
        )
        session.add(variant)
        session.flush()
        session.add(
            Offer(
                variant_id=variant.id,
                seller_id=seller_id,
                seller_sku=wanted.sku,
                price_minor=wanted.price_minor,
                compare_at_minor=wanted.compare_at_minor,
                currency=draft.currency,
                handling_days=wanted.handling_days,
                max_per_order=wanted.max_per_order,
            )
        )
    session.flush()
    outbox.record(session, ProductChanged(product_id=product.id))
    return product.id


def _check_variants(session: Session, draft: ProductDraft) -> None:
    taken = repository.taken_skus(session, [variant.sku for variant in draft.variants])
    if taken:
        raise SkuTaken(f"SKU {min(taken)} is already in use. Choose another.", field="sku")
    barcodes = [variant.barcode for variant in draft.variants if variant.barcode]
    taken = repository.taken_barcodes(session, barcodes)
    if taken:
        raise SkuTaken(f"Bar code {min(taken)} stands for another product.", field="barcode")
    for field, codes in (("sku", [variant.sku for variant in draft.variants]), ("barcode", barcodes)):
        if len(set(codes)) < len(codes):
            raise SkuTaken("Two variants have the same code. Each needs its own.", field=field)
    seen: set[tuple[str, ...]] = set()
    for variant in draft.variants:
        if set(variant.options) != set(draft.option_names):
            names = ", ".join(draft.option_names) or "no option"
            raise InvalidInput(
                f"Variant {variant.sku} must have a value for each of: {names}.", field="options"
            )
        combination = tuple(variant.options[name] for name in draft.option_names)
        if combination in seen:
            raise InvalidInput(f"Two variants are both {', '.join(combination)}.", field="options")
        seen.add(combination)
        if variant.compare_at_minor is not None and variant.compare_at_minor <= variant.price_minor:
            raise InvalidInput("The former price must be above the price.", field="compare_at_minor")


def free_slug(session: Session, wanted: str) -> str:
    """`wanted`, or the first numbered sibling that no product has. Raises InvalidInput for an empty one."""
    if not wanted:
        raise InvalidInput(
            "The title needs at least one letter or digit for the page's address.", field="title"
        )
    taken = repository.slugs_like(session, wanted)
    if wanted not in taken:
        return wanted
    return next(candidate for n in range(2, len(taken) + 3) if (candidate := f"{wanted}-{n}") not in taken)
