"""Which seller somebody works for; most people work for one."""

from uuid import UUID

import reflex as rx
from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.kit.errors import NotFound
from backend.sellers import service as sellers
from backend.sellers.schemas import SellerView
from state import gateway
from state.permission import allow, current_actor

SELLING = (Role.SELLER, Role.OPERATOR)


class SellerState(rx.State):
    """`load` stands before the page's own in every ON_LOAD of seller central."""

    name: str = ""
    sellers: list[tuple[str, str]] = []
    chosen: str = ""
    refusal: str = ""

    @allow(*SELLING)
    async def load(self):
        """The sellers of the person, and which of them is worked for."""
        mine = await gateway.read(_mine, current_actor())
        if not mine:
            raise NotFound("Your account sells for nobody yet. Ask an operator to give it a seller.")
        ids = [str(one.id) for one in mine]
        self.sellers = [(str(one.id), one.name) for one in mine]
        if self.chosen not in ids:
            self.chosen = ids[0]
        self.name = dict(self.sellers)[self.chosen]

    @allow(*SELLING)
    async def choose(self, seller_id: str):
        """Work for another of the person's sellers; the page is loaded again for it."""
        mine = {str(one.id): one for one in await gateway.read(_mine, current_actor())}
        if seller_id not in mine:
            raise NotFound("There is no such seller.")
        self.chosen, self.name = seller_id, mine[seller_id].name
        return rx.redirect(self.router.url.path)


def _mine(session: Session, actor: Actor) -> tuple[SellerView, ...]:
    if Role.OPERATOR in actor.roles:
        return sellers.list_sellers(session)
    found = sellers.sellers_by_ids(session, actor.seller_ids)
    return tuple(sorted(found.values(), key=lambda one: one.name))


async def seller_of(state: rx.State) -> UUID:
    """The seller that the tab works for; services check that the person may. Raises NotFound for none."""
    chosen = (await state.get_state(SellerState)).chosen
    actor = current_actor()
    if chosen:
        return UUID(chosen)
    if not actor.seller_ids:
        raise NotFound("Your account sells for nobody yet. Ask an operator to give it a seller.")
    return min(actor.seller_ids)
