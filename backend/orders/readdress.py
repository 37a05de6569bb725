"""An order goes elsewhere where a tax service is set: it is asked between transactions, never inside one."""

from backend.identity.schemas import Actor, AddressInput
from backend.kit.unit_of_work import transact
from backend.orders import service
from backend.pricing import tax_process
from backend.pricing.errors import TaxUnknown

_ASKS = 2


def change_address(
    number: str, *, address: AddressInput, actor: Actor, access_token: str | None = None
) -> None:
    """`service.change_address`, which sees to it that the tax service was asked where one is set.

    Raises what that does, but TaxUnknown.
    """
    wish = {"address": address, "actor": actor, "access_token": access_token}
    for _ in range(_ASKS):
        try:
            return transact(service.change_address, number, **wish)
        except TaxUnknown as unknown:
            tax_process.calculate(unknown.requests)
    return transact(service.change_address, number, **wish)
