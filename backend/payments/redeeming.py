"""A gift card's money becomes store credit of whoever holds its code: nothing is lost when the code is."""

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit.idempotency import KeyReused
from backend.payments import gift_cards, ledger, locks, repository, service, store_credit, stored_value
from backend.payments.schemas import RedeemedGiftCard


def redeem(
    session: Session, code: str, *, actor: Actor, idempotency_key: str, currency: str | None = None
) -> RedeemedGiftCard:
    """Put what can be spent on the card with this code onto the person's credit, in the card's currency.

    What checkouts under way hold of the card stays on it. A repeat under the same key answers what the first
    one did. With `currency` a card in another one is refused. Raises SignInRequired, GiftCardRefused (the
    same for every wrong code), TooManyRequests for a guesser, KeyReused when the key was for another card.
    """
    person_id = actor.require_person()
    key = f"gift_card:{person_id}:{idempotency_key}"
    # Before it is asked what was done: whoever comes second waits here for the first.
    locks.lock_gift_cards(session, [gift_cards.code_hash(code)])
    earlier = repository.gift_card_entry_under(session, key)
    if earlier is None:
        card = gift_cards.find(session, [code], currency=currency, caller=str(person_id))[0]
        amount = stored_value.free_minor(card)
        left = stored_value.change(session, card, -amount, kind="to_credit", idempotency_key=key)
        gained = store_credit.add(
            session, person_id, amount, card.currency,
            kind="gift_card", key=key, reason=f"Gift card ending in {card.last_four}",
        )  # fmt: skip
        assert gained is not None, "both balances know the same keys"
        service.post_journal(
            session,
            kind="gift_card_redeemed",
            reference=f"gift_card:{card.id}",
            idempotency_key=f"gift_card_redeemed:{key}",
            entries=ledger.value_moved(left, gained),
        )
    else:
        card, amount = earlier[0], -earlier[1].amount_minor
        if card.code_hash != gift_cards.code_hash(code):
            raise KeyReused("This key was used for another gift card. Use a new key for each card.")
    return RedeemedGiftCard(
        card=gift_cards.view_of(card),
        amount_minor=amount,
        credit=store_credit.view_of(session, person_id, card.currency),
    )
