"""One step of an order in a process of its own, to be killed while at it."""

import sys
from uuid import UUID

from backend.checkout import process
from backend.identity.schemas import ANONYMOUS
from backend.orders import refund_sending, settlement
from tests.factories import shopping as shop


def main(step: str, subject: str, secret: str = "") -> None:
    """`complete CHECKOUT TOKEN`, `prepare VISITOR [GIFT CARD]`, `settle ORDER`, …"""
    if step == "complete":
        process.complete(
            UUID(subject), access_token=secret, actor=ANONYMOUS, payment_method_token=shop.GOOD_CARD
        )
    elif step == "prepare":
        shop.prepare(shop.CartOwner(visitor_id=UUID(subject)), gift_card_codes=[secret] if secret else [])
    elif step == "refund":
        refund_sending.send(UUID(subject))
    elif step == "give_back":
        settlement.give_back(UUID(subject))
    else:
        settlement.settle(UUID(subject))


if __name__ == "__main__":
    main(*sys.argv[1:])
