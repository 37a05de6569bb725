"""`agora migrate`."""

from __future__ import annotations

from pathlib import Path

from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, console, note, refusals
from app.local import migrations
from app.local.run import reachable_services
from backend.kit.unit_of_work import transact
from backend.pricing import currencies
from backend.pricing import service as pricing


def command(data_dir: DataDir = DEFAULT_DATA_DIR) -> None:
    """Apply the missing migrations, naming each."""
    with refusals(), reachable_services(Path(data_dir), note):
        missing = migrations.pending()
        for migration in missing:
            console.print(f"applying {migration}", markup=False)
        migrations.upgrade()
        rates = transact(pricing.seed_tax_rates)
        exchange_rates = transact(currencies.seed_rates)
        console.print(
            f"The database has the schema of this checkout, {rates} tax rates and "
            f"{exchange_rates} exchange rates."
        )
