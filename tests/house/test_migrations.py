"""Models and migrations say the same, and there is one way to the newest schema."""

from alembic.config import Config
from alembic.script import ScriptDirectory

from alembic import command
from tests.house.sources import ROOT


def _config() -> Config:
    return Config(ROOT / "alembic.ini")


def test_there_is_one_newest_migration():
    assert len(ScriptDirectory.from_config(_config()).get_heads()) == 1


def test_what_the_migrations_build_is_what_the_models_say(database):
    command.check(_config())


def test_the_folder_of_migrations_shadows_no_package():
    assert not (ROOT / "alembic" / "__init__.py").exists()
