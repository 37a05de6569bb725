"""Bulk upload of a seller's feed: progress while it runs, then a report of the rows that were refused.

The import goes on when the browser leaves. Sent again, the same file changes nothing.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path, PurePath
from queue import SimpleQueue
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, File, Form, UploadFile
from pydantic_core import to_json
from starlette.responses import Response, StreamingResponse

from app.api.csv_files import csv_text
from app.api.dependencies import Caller, allow
from backend.catalog.feeds.detection import FeedFormat
from backend.identity.schemas import Actor, Role
from backend.inventory import service as inventory
from backend.kit import ids
from backend.kit.cache import redis
from backend.kit.errors import Conflict, DomainError, InvalidInput, NotFound
from backend.kit.log import logger
from backend.kit.storage import storage
from backend.kit.unit_of_work import query
from backend.sellers import service as sellers
from jobs.feed_import import ImportReport, import_feed

router = APIRouter(tags=["Feeds"])
log = logger(__name__)

_SUFFIXES = {".csv", ".tsv", ".txt", ".xml", ".json", ".jsonl"}
_SHOWN_ERRORS = 50
_TELL_EVERY_S = 0.2
_LONGEST_RUN_S = 1800
_SELLERS = [allow(Role.SELLER, Role.OPERATOR)]


class UploadRunning(Conflict):
    """A feed of this seller is being imported already."""

    code = "upload_running"


@router.post(
    "/feeds",
    dependencies=_SELLERS,
    response_class=StreamingResponse,
    responses={
        200: {
            "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
            "description": "Lines of JSON: `done` and `total` while it runs, at last `report` or `error`",
        }
    },
)
def upload_feed(
    caller: Caller,
    file: Annotated[
        UploadFile, File(description="Shopify CSV, Google Merchant CSV or XML, or house JSON lines")
    ],
    warehouse_id: Annotated[UUID, Form(description="Where the stock that the feed states lies")],
    seller_id: Annotated[UUID, Form(description="Whose feed it is")],
    feed_format: Annotated[FeedFormat, Form(alias="format")] = FeedFormat.AUTO,
) -> StreamingResponse:
    """Import a feed of at most 20 MB, product by product; a broken row never stops the others."""
    _require_seller(caller, seller_id)
    query(sellers.seller_by_id, seller_id)
    if warehouse_id not in {one.id for one in query(inventory.warehouses)}:
        raise InvalidInput("Choose the warehouse where the stock lies.", field="warehouse_id")
    suffix = PurePath(file.filename or "").suffix.lower()
    if suffix not in _SUFFIXES:
        raise InvalidInput("Send a .csv, .tsv, .xml, .json or .jsonl file.", field="file")
    running = f"feed-upload:{seller_id}"
    if not redis().set(running, "1", nx=True, ex=_LONGEST_RUN_S):
        raise UploadRunning("A feed of yours is being imported. Wait until it is done.")
    upload_id = ids.new_id()
    with tempfile.NamedTemporaryFile(suffix=suffix, prefix="feed-", delete=False) as kept:
        while chunk := file.file.read(1 << 16):
            kept.write(chunk)
    lines: SimpleQueue[dict[str, Any]] = SimpleQueue()
    threading.Thread(
        target=_run,
        args=(Path(kept.name), seller_id, warehouse_id, feed_format, upload_id, running, lines),
        name=f"feed-{upload_id}",
    ).start()
    return StreamingResponse(
        _told(lines), media_type="application/x-ndjson", headers={"cache-control": "no-store"}
    )


@router.get(
    "/feeds/{upload_id}/report.csv",
    dependencies=_SELLERS,
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "The report"}},
)
def download_report(caller: Caller, upload_id: UUID, seller_id: UUID) -> Response:
    """The rows of an upload that were refused: line, field, reason, value."""
    _require_seller(caller, seller_id)
    body = storage().get(_report_key(seller_id, upload_id))
    if body is None:
        raise NotFound("There is no such report.")
    return Response(
        body,
        media_type="text/csv; charset=utf-8",
        headers={
            "content-disposition": f'attachment; filename="agora-upload-{upload_id}.csv"',
            "cache-control": "no-store",
        },
    )


def _require_seller(caller: Actor, seller_id: UUID) -> None:
    if Role.OPERATOR not in caller.roles and seller_id not in caller.seller_ids:
        raise NotFound("There is no such seller.")


def _report_key(seller_id: UUID, upload_id: UUID) -> str:
    return f"imports/{seller_id}/{upload_id}.csv"


def _told(lines: SimpleQueue[dict[str, Any]]) -> Iterator[bytes]:
    while True:
        line = lines.get()
        yield to_json(line) + b"\n"
        if "done" not in line:
            return


def _run(
    path: Path,
    seller_id: UUID,
    warehouse_id: UUID,
    feed_format: FeedFormat,
    upload_id: UUID,
    running: str,
    lines: SimpleQueue[dict[str, Any]],
) -> None:
    told_at = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal told_at
        if done == total or time.monotonic() - told_at > _TELL_EVERY_S:
            told_at = time.monotonic()
            lines.put({"done": done, "total": total})

    try:
        report = import_feed(
            path,
            seller_id=seller_id,
            warehouse_id=warehouse_id,
            feed_format=feed_format,
            progress=progress,
        )
        last = {"report": _kept(report, seller_id, upload_id)}
    except DomainError as refusal:
        last = {"error": refusal.as_dict()}
    except Exception:
        log.exception("feed upload failed", upload_id=str(upload_id))
        sentence = f"Something went wrong on our side. What was taken stays; quote {upload_id}."
        last = {"error": {"code": "internal_error", "message": sentence}}
    finally:
        path.unlink(missing_ok=True)
        redis().delete(running)
    lines.put(last)


def _kept(report: ImportReport, seller_id: UUID, upload_id: UUID) -> dict[str, Any]:
    rows = [(one.line, one.field, one.reason, one.value) for one in report.errors]
    text = csv_text(("line", "field", "reason", "value"), rows)
    storage().put(_report_key(seller_id, upload_id), text.encode(), content_type="text/csv")
    return {
        "id": str(upload_id),
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "refused": len(rows),
        "errors": [
            {"line": line, "field": field, "reason": reason, "value": value[:80]}
            for line, field, reason, value in rows[:_SHOWN_ERRORS]
        ],
    }
