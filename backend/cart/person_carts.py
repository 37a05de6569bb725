"""People's carts in the database; every change holds the lock of the cart's row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from backend.cart import locks, repository
from backend.cart.policy import Change, Content, Line, Outcome, applied


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
            repository.remember(self._session, content.id, operation_id)
            line = after.line(change.offer_id)
            if line is None:
                repository.remove_line(self._session, content.id, change.offer_id)
            else:
                repository.put_lines(self._session, content.id, [line])
            if after.currency != content.currency:
                repository.set_currency(self._session, content.id, after.currency)
            self._locked = after
        return outcome, after

    def apply_all(
        self, changes: Sequence[Change], *, operation_id: str
    ) -> tuple[tuple[Outcome, ...], Content]:
        """Change lines of the locked cart, once per operation id."""
        outcomes, content = [], self._locked or self.read_for_change()
        for number, change in enumerate(changes):
            outcome, content = self.apply(change, operation_id=f"{operation_id}:{number}")
            outcomes.append(outcome)
        return tuple(outcomes), content

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
