"""What the shop window asks the tables of the contexts below it, in one statement per page."""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session

from backend.kit.sql import Statement

# What a product's prices and stock are made of, as the versions of the rows that say so. Whatever changes a
# row gives it another xmin, whoever does it; a row that comes or goes changes the sum.
_STAMP = """
    p.xmin::text || ':' || coalesce((
        SELECT sum(hashtextextended(
            concat(v.xmin, ' ', o.xmin, ' ', s.xmin, ' ', c.xmin, ' ', b.xmin), 0))::text
        FROM variant v
        LEFT JOIN offer o ON o.variant_id = v.id
        LEFT JOIN seller s ON s.id = o.seller_id
        LEFT JOIN offer_component c ON c.offer_id = o.id
        LEFT JOIN stock_balance b ON b.stock_item_id = c.stock_item_id
        WHERE v.product_id = p.id
    ), '')
"""

_STAMPS = Statement(f"SELECT p.slug, {_STAMP} FROM product p WHERE p.slug = ANY(:slugs)")  # noqa: S608  built from constants

# A unit of a bundle counts where one warehouse has all of it. The featured offer comes first in its variant:
# the lowest price, then the shortest handling time, then the oldest.
_PAGE = Statement(
    f"""
    SELECT {_STAMP} AS stamp, p.id, p.slug, p.title, p.description, p.brand, p.highlights, p.specifications,
        p.option_names, p.tax_class, p.rating_count, p.rating_sum, p.category_id,
        (
            SELECT coalesce(json_agg(json_build_array(v.id, v.sku, v.options, v.weight_grams, (
                SELECT coalesce(json_agg(json_build_array(
                    o.id, s.id, s.name, s.slug, o.price_minor, o.compare_at_minor, o.currency,
                    o.handling_days, o.condition, o.max_per_order, (
                        SELECT coalesce(json_agg(json_build_array(here.warehouse_id, here.units)), '[]')
                        FROM (
                            SELECT b.warehouse_id, count(*) AS kept,
                                min(greatest(b.on_hand - b.reserved - b.safety_stock, 0) / c.quantity)
                                    AS units
                            FROM offer_component c JOIN stock_balance b USING (stock_item_id)
                            WHERE c.offer_id = o.id GROUP BY b.warehouse_id
                        ) here
                        WHERE here.units > 0 AND here.kept =
                            (SELECT count(*) FROM offer_component c WHERE c.offer_id = o.id)
                    )
                ) ORDER BY o.price_minor, o.handling_days, o.id), '[]')
                FROM offer o JOIN seller s ON s.id = o.seller_id AND s.status = 'active'
                WHERE o.variant_id = v.id AND o.is_active
            )) ORDER BY v.position, v.id), '[]')
            FROM variant v WHERE v.product_id = p.id
        ) AS variants,
        (
            SELECT coalesce(json_agg(json_build_array(m.variant_id, m.storage_key, m.alt, m.width, m.height)
                ORDER BY m.position, m.id), '[]')
            FROM media m WHERE m.product_id = p.id
        ) AS pictures,
        (
            SELECT json_build_array(
                count(*) FILTER (WHERE r.rating = 1), count(*) FILTER (WHERE r.rating = 2),
                count(*) FILTER (WHERE r.rating = 3), count(*) FILTER (WHERE r.rating = 4),
                count(*) FILTER (WHERE r.rating = 5))
            FROM review r WHERE r.product_id = p.id
        ) AS per_star,
        (
            SELECT coalesce(json_agg(json_build_array(r.id, r.author_name, r.rating, r.title, r.body,
                r.is_verified, r.helpful_count, r.created_at)
                ORDER BY r.helpful_count DESC, r.created_at DESC, r.id), '[]')
            FROM (
                SELECT * FROM review WHERE product_id = p.id
                ORDER BY helpful_count DESC, created_at DESC, id LIMIT :reviews
            ) r
        ) AS reviews
    FROM product p WHERE p.slug = :slug AND p.status = 'active'
    """  # noqa: S608  built from constants
)


def stamps(session: Session, slugs: Collection[str]) -> dict[str, str]:
    """The version of each product's prices and stock, by slug."""
    return dict(_STAMPS.all(session, slugs=list(slugs)))


def page(session: Session, slug: str, *, reviews: int) -> Any:
    """The product on sale under `slug` with variants, offers, stock, pictures and reviews, or None."""
    return _PAGE.first(session, slug=slug, reviews=reviews)
