"""Invoices and credit notes of an order, as PDF."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel
from starlette.responses import Response

from app.api.dependencies import EVERYONE, SECRET_IS_OPTIONAL, Caller, Secret, allow
from app.api.orders import OrderNumber
from app.api.shapes import Money, money
from backend.kit.unit_of_work import transact
from backend.orders.documents import issuing, process
from backend.orders.schemas import DocumentView

router = APIRouter(tags=["Orders"])

PaperNumber = Annotated[str, Path(max_length=120, pattern=r"^[A-Za-z0-9-]+$")]
_PDF = {
    200: {
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        "description": "The paper",
    }
}


class PaperBody(BaseModel):
    """An invoice or a credit note; `url` is its PDF."""

    kind: str
    number: str
    total: Money
    issued_at: datetime
    url: str

    @classmethod
    def of(cls, view: DocumentView) -> PaperBody:
        """The paper."""
        return cls(
            kind=view.kind,
            number=view.number,
            total=money(view.total_minor, view.currency),
            issued_at=view.issued_at,
            url=f"/api/v1/papers/{view.number}.pdf",
        )


@router.get("/orders/{number}/papers", dependencies=[allow(EVERYONE)], openapi_extra=SECRET_IS_OPTIONAL)
def papers(number: OrderNumber, caller: Caller, secret: Secret) -> list[PaperBody]:
    """The invoices and credit notes of an order, oldest first."""
    found = transact(issuing.documents_of_purchase, number, actor=caller, access_token=secret)
    return [PaperBody.of(one) for one in found]


@router.get(
    "/orders/{number}/invoice.pdf",
    dependencies=[allow(EVERYONE)],
    openapi_extra=SECRET_IS_OPTIONAL,
    response_class=Response,
    responses=_PDF,
)
def invoice(number: OrderNumber, caller: Caller, secret: Secret, key: str = "") -> Response:
    """The invoice of a part (`A-7K3M-92QF-1`), there once it has left: for its buyer, its seller, the desk.

    `key` is the secret of the confirmation's link, for browsers that cannot send it as a header.
    """
    return _answer(number, caller, secret or key or None)


@router.get(
    "/papers/{number}.pdf",
    dependencies=[allow(EVERYONE)],
    openapi_extra=SECRET_IS_OPTIONAL,
    response_class=Response,
    responses=_PDF,
)
def paper(number: PaperNumber, caller: Caller, secret: Secret, key: str = "") -> Response:
    """An invoice or a credit note by its number."""
    return _answer(number, caller, secret or key or None)


def _answer(number: str, caller: Caller, secret: str | None) -> Response:
    found, body = process.pdf(number, actor=caller, access_token=secret)
    return Response(
        body,
        media_type="application/pdf",
        headers={
            "content-disposition": f'inline; filename="{found.number}.pdf"',
            "cache-control": "private, no-store",
        },
    )
