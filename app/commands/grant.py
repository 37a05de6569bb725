"""`agora grant`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, console, note, refusals
from app.local.run import reachable_services
from backend.identity import service as identity
from backend.identity.schemas import Role, system_actor
from backend.inventory import service as inventory
from backend.kit.errors import InvalidInput, NotFound
from backend.kit.unit_of_work import transact
from backend.sellers import service as sellers


def command(
    email: Annotated[str, typer.Argument(help="Whose account.")],
    role: Annotated[Role, typer.Argument(help="What it may do.")],
    seller: Annotated[str, typer.Option(help="The seller's slug; needed for the role seller.")] = "",
    warehouse: Annotated[str, typer.Option(help="A warehouse's code, for the floor; all when empty.")] = "",
    data_dir: DataDir = DEFAULT_DATA_DIR,
) -> None:
    """Give an account a role. The first operator of a new marketplace is made this way."""
    with refusals(), reachable_services(Path(data_dir), note):
        transact(_grant, email, role, seller, warehouse)
    console.print(f"{email} is now {role.value}.", markup=False)


def _grant(session: Session, email: str, role: Role, seller: str, warehouse: str) -> None:
    person = identity.person_by_email(session, email)
    if person is None:
        raise NotFound(f"Nobody has an account with {email}. Sign up at /sign-up first.", field="email")
    scope_id = None
    if role is Role.SELLER:
        if not seller:
            raise InvalidInput("Say for which seller: --seller SLUG.", field="seller")
        scope_id = sellers.seller_by_slug(session, seller).id
    elif role is Role.FLOOR and warehouse:
        places = {one.code: one.id for one in inventory.warehouses(session)}
        if warehouse not in places:
            raise NotFound(f"There is no warehouse {warehouse}.", field="warehouse")
        scope_id = places[warehouse]
    identity.grant_role(session, person.id, role, scope_id=scope_id, actor=system_actor("agora grant"))
