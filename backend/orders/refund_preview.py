"""What a refund would be, to the cent: the refund itself, in a transaction that is undone."""

from collections.abc import Mapping
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit import ids
from backend.kit.unit_of_work import transact
from backend.orders import refunds
from backend.orders.schemas import RefundView


class _Undone(Exception):
    def __init__(self, view: RefundView):
        super().__init__()
        self.view = view


def preview(
    order_id: UUID,
    *,
    lines: Mapping[UUID, int],
    line_amounts: Mapping[UUID, int] | None = None,
    shipping: bool = False,
    amount_minor: int = 0,
    to: str = refunds.TO_ORIGIN,
    actor: Actor,
) -> RefundView:
    """The refund that `refunds.request` would grant, split over what the order was paid with.

    Nothing is written. Raises what `refunds.request` raises, but for a missing reason.
    """

    def undone(session: Session) -> None:
        raise _Undone(
            refunds.request(
                session,
                order_id,
                lines=lines,
                line_amounts=line_amounts,
                shipping=shipping,
                amount_minor=amount_minor,
                reason="preview",
                to=to,
                actor=actor,
                idempotency_key=f"preview:{ids.new_id()}",
            )
        )

    try:
        transact(undone)
    except _Undone as answer:
        return answer.view
    raise AssertionError("a preview always ends in its answer")
