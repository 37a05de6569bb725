"""People's carts in the database; every change holds the lock of the cart's row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from backend.cart import locks, repository
from backend.cart.policy import Change, Content, Line, Outcome, Verb, applied
from backend.cart.schemas import MOST_SAVED, CartChange


class PersonCarts:
    """The open cart of one person, within one transaction."""

    def __init__(self, session: Session, person_id: UUID):
        self._session = session
        self._person_id = person_id
        self._locked: Content | None = None

    def read(self) -> Content:
        """The open cart as it is; empty when there is none."""
        return repository.open_cart(self._session, self._person_id)

    def read_for_change(self) -> Content:
        """The open cart, locked; opened when there is none."""
        cart_id, currency, codes = locks.open_cart(self._session, self._person_id)
        lines = repository.lines(self._session, cart_id)
        self._locked = Content(cart_id, currency, lines, codes=tuple(codes))
        return self._locked

    def apply(self, change: Change, *, operation_id: str) -> tuple[Outcome, Content]:
        """Change a line of the locked cart, once per operation id."""
        content = self._locked or self.read_for_change()
        assert content.id is not None, "a locked cart exists"
        if repository.is_applied(self._session, content.id, operation_id):
            return Outcome.REPEATED, content
        outcome, after = applied(content, change)
        if outcome is Outcome.APPLIED:
            outcome = self._move_saved(change, content)
        if outcome is not Outcome.APPLIED:
            return outcome, content
        repository.remember(self._session, content.id, operation_id)
        line = after.line(change.offer_id)
        if change.verb is Verb.DROP:
            return outcome, after
        if line is None:
            repository.remove_line(self._session, content.id, change.offer_id)
        else:
            repository.put_lines(self._session, content.id, [line])
        if after.currency != content.currency:
            repository.set_currency(self._session, content.id, after.currency)
        self._locked = after
        return outcome, after

    def _move_saved(self, change: Change, content: Content) -> Outcome:
        """What the change does to the lines saved for later."""
        if change.verb is Verb.SAVE:
            line = content.line(change.offer_id)
            assert line is not None, "a missing line is no applied change"
            saved = self.saved()
            is_there = any(one.offer_id == change.offer_id for one in saved)
            if len(saved) >= MOST_SAVED and not is_there:
                return Outcome.FULL
            repository.put_saved(self._session, self._person_id, [line])
        elif change.verb in {Verb.BACK, Verb.DROP}:
            was_there = repository.remove_saved(self._session, self._person_id, change.offer_id)
            if change.verb is Verb.BACK and not was_there:
                return Outcome.MISSING
        return Outcome.APPLIED

    def saved(self) -> tuple[Line, ...]:
        """What was put aside for later, in the order of saving."""
        return repository.saved(self._session, self._person_id)

    def take_in_saved(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Put aside what a guest had put aside, as far as there is room; answers what is new."""
        mine = {line.offer_id for line in self.saved()}
        new = [line for line in lines if line.offer_id not in mine][: MOST_SAVED - len(mine)]
        repository.put_saved(self._session, self._person_id, new)
        return tuple(new)

    def apply_all(
        self, changes: Sequence[Change], *, operation_id: str
    ) -> tuple[tuple[Outcome, ...], Content]:
        """Change lines of the locked cart, once per operation id."""
        outcomes, content = [], self._locked or self.read_for_change()
        for number, change in enumerate(changes):
            outcome, content = self.apply(change, operation_id=f"{operation_id}:{number}")
            outcomes.append(outcome)
        return tuple(outcomes), content

    def notice(self, changes: Sequence[CartChange]) -> None:
        """Keep what happened to the locked cart until its person has been shown it."""
        content = self._locked
        assert content is not None, "read_for_change comes first"
        assert content.id is not None, "a locked cart exists"
        repository.add_notices(self._session, content.id, changes)

    def take_notices(self) -> tuple[CartChange, ...]:
        """What the person has not been shown yet; it counts as shown from now on."""
        return repository.take_notices(self._session, self._person_id)

    def take_in(self, lines: Sequence[Line], *, currency: str, operation_id: str) -> None:
        """Write `lines` in `currency` into the locked cart, over those of the same offers."""
        content = self._locked
        assert content is not None, "read_for_change comes first"
        assert content.id is not None, "a locked cart exists"
        repository.remember(self._session, content.id, operation_id)
        repository.put_lines(self._session, content.id, lines)
        if not content.lines and currency != content.currency:
            repository.set_currency(self._session, content.id, currency)

    def keep_codes(self, codes: Sequence[str]) -> None:
        """Replace the codes of the locked cart."""
        content = self._locked or self.read_for_change()
        assert content.id is not None, "a locked cart exists"
        repository.set_codes(self._session, content.id, codes)
        self._locked = replace(content, codes=tuple(codes))

    def see_prices(self, prices: Mapping[UUID, int]) -> None:
        """Remember prices on lines that are still there."""
        content = self.read()
        if prices and content.id:
            repository.see_prices(self._session, content.id, prices)

    def see_saved(self, prices: Mapping[UUID, int]) -> None:
        """Remember prices on what was put aside."""
        lines = [line for line in self.saved() if line.offer_id in prices]
        seen = [replace(line, seen_price_minor=prices[line.offer_id]) for line in lines]
        repository.put_saved(self._session, self._person_id, seen)

    def change_currency(self, currency: str, prices: Mapping[UUID, int]) -> None:
        """The locked cart is in `currency` now, its lines at `prices` by offer."""
        content = self._locked or self.read_for_change()
        assert content.id is not None, "a locked cart exists"
        repository.set_currency(self._session, content.id, currency)
        repository.see_prices(self._session, content.id, prices)

    def settle(self, cart_id: UUID, bought: Sequence[Line] | None) -> None:
        """Close the cart; what was not bought goes into a new one."""
        if not locks.close_cart(self._session, cart_id, person_id=self._person_id) or bought is None:
            return
        taken = {line.offer_id: line.quantity for line in bought}
        content_lines = repository.lines(self._session, cart_id)
        rest = [
            replace(line, quantity=line.quantity - taken.get(line.offer_id, 0))
            for line in content_lines
            if line.quantity > taken.get(line.offer_id, 0)
        ]
        if rest:
            currency = repository.currency(self._session, cart_id)
            new_id, _, _ = locks.open_cart(self._session, self._person_id, currency=currency)
            repository.put_lines(self._session, new_id, rest)
