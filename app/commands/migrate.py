"""`agora migrate`."""

from __future__ import annotations

from pathlib import Path

from app.commands.terminal import DEFAULT_DATA_DIR, DataDir, console, note, refusals
from app.local import migrations
from app.local.run import reachable_services


def command(data_dir: DataDir = DEFAULT_DATA_DIR) -> None:
    """Apply the missing migrations, naming each."""
    with refusals(), reachable_services(Path(data_dir), note):
        missing = migrations.pending()
        for migration in missing:
            console.print(f"applying {migration}", markup=False)
        migrations.upgrade()
        console.print("The database has the schema of this checkout.")
