"""One step of an order in a process of its own, to be killed while at it."""

import sys
from uuid import UUID

from backend.checkout import process
from backend.identity.schemas import ANONYMOUS
from backend.orders import settlement
from tests.factories import shopping as shop


def main(step: str, subject: str, secret: str = "") -> None:
    """`complete CHECKOUT TOKEN`, `prepare VISITOR` or `settle ORDER`."""
    if step == "complete":
        process.complete(
            UUID(subject), access_token=secret, actor=ANONYMOUS, payment_method_token=shop.GOOD_CARD
        )
    elif step == "prepare":
        shop.prepare(shop.CartOwner(visitor_id=UUID(subject)))
    else:
        settlement.settle(UUID(subject))


if __name__ == "__main__":
    main(*sys.argv[1:])
