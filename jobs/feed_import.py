"""Importing a feed: product by product, each in its own transaction, with its stock."""

import csv
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy.exc import DataError, IntegrityError
from sqlmodel import Session

from backend.catalog.feeds.detection import FeedFormat, rows_of
from backend.catalog.feeds.importer import import_product, record_run
from backend.catalog.feeds.schemas import FeedProduct, Imported, RowError
from backend.identity.schemas import Actor, system_actor
from backend.inventory import service as inventory
from backend.kit import clock
from backend.kit.errors import DomainError
from backend.kit.log import logger
from backend.kit.unit_of_work import transact

_log = logger(__name__)


@dataclass(slots=True)
class ImportReport:
    """What an import read, changed and refused."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)

    @property
    def products(self) -> int:
        """How many products were taken."""
        return self.created + self.updated + self.unchanged

    def write_csv(self, path: Path) -> None:
        """The refused rows: line, field, reason, value."""
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["line", "field", "reason", "value"])
            writer.writerows([one.line, one.field, one.reason, one.value] for one in self.errors)


def import_feed(
    path: Path,
    *,
    seller_id: UUID,
    warehouse_id: UUID,
    feed_format: FeedFormat = FeedFormat.AUTO,
    mapping_file: Path | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> ImportReport:
    """Import a seller's feed; stock that it states is counted in `warehouse_id`.

    A product that cannot be taken is reported and the others go on. Running the same file again changes
    nothing. Raises InvalidInput when the file is no feed.
    """
    started = clock.now()
    rows = list(rows_of(path, feed_format=feed_format, mapping_file=mapping_file))
    actor = system_actor("import")
    report = ImportReport()
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        if isinstance(row, RowError):
            report.errors.append(row)
        elif row.feed_id in seen:
            first = seen[row.feed_id]
            report.errors.append(
                RowError(row.line, "id", f"stands for the product of line {first}", row.feed_id)
            )
        else:
            seen[row.feed_id] = row.line
            _take(row, report, seller_id, warehouse_id, actor)
        progress(number, len(rows))
    report.errors.sort(key=lambda error: error.line)
    transact(
        record_run,
        seller_id=seller_id,
        feed_format="mapping" if mapping_file else feed_format.value,
        file_name=path.name,
        file_hash=_digest(path),
        rows_read=len(rows),
        outcomes={name: getattr(report, name) for name in ("created", "updated", "unchanged")},
        rows_refused=len(report.errors),
        started_at=started,
    )
    return report


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _take(
    product: FeedProduct, report: ImportReport, seller_id: UUID, warehouse_id: UUID, actor: Actor
) -> None:
    try:
        imported = transact(_import_with_stock, product, seller_id, warehouse_id, actor)
    except DomainError as refusal:
        report.errors.append(RowError(product.line, refusal.field or "", refusal.message, product.feed_id))
        return
    except (DataError, IntegrityError) as error:
        # A constraint that no check foresaw: the row is refused like any other and the trace is kept.
        _log.exception("feed product refused by the database", feed_id=product.feed_id, line=product.line)
        reason = f"was refused by the database: {str(error.orig).splitlines()[0]}"
        report.errors.append(RowError(product.line, "", reason, product.feed_id))
        return
    setattr(report, imported.outcome, getattr(report, imported.outcome) + 1)


def _import_with_stock(
    session: Session, product: FeedProduct, seller_id: UUID, warehouse_id: UUID, actor: Actor
) -> Imported:
    imported = import_product(session, product, seller_id=seller_id)
    if imported.outcome == "unchanged":
        return imported
    for variant in imported.variants:
        item_id = inventory.put_stock_item(
            session,
            seller_id=seller_id,
            sku=variant.sku,
            barcode=variant.barcode,
            weight_grams=variant.weight_grams,
            offer_id=variant.offer_id,
        )
        if variant.quantity is not None:
            inventory.set_on_hand(
                session,
                stock_item_id=item_id,
                warehouse_id=warehouse_id,
                counted=variant.quantity,
                idempotency_key=f"import:{item_id}:{clock.now().isoformat()}",
                actor=actor,
            )
    return imported
