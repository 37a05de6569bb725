"""Tests start from what the migrations left, whatever the test before did."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import Engine

from tests import services
from tests.cleaning import Cleaner

_TABLES = """
    CREATE TABLE country (code text PRIMARY KEY, name text);
    INSERT INTO country VALUES ('DE', 'Germany'), ('US', 'United States');
    CREATE TABLE parcel (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, country text REFERENCES country);
"""


@pytest.fixture
def cleaned(database: Engine, worker_name: str) -> Iterator[tuple[Cleaner, psycopg.Connection]]:
    name = f"cleaning_{worker_name}"
    url = services.postgres_url(name)
    with psycopg.connect(services.postgres_url("postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(_TABLES)
            cleaner = Cleaner(url)
            yield cleaner, connection
            cleaner.close()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_rows_of_a_test_go_and_rows_of_the_migrations_return(
    cleaned: tuple[Cleaner, psycopg.Connection],
) -> None:
    cleaner, connection = cleaned
    connection.execute("INSERT INTO parcel (country) VALUES ('DE'), ('US')")
    connection.execute("UPDATE country SET name = 'Deutschland' WHERE code = 'DE'")
    connection.execute("INSERT INTO country VALUES ('FR', 'France')")

    cleaner.clean()

    assert connection.execute("SELECT count(*) FROM parcel").fetchone() == (0,)
    assert connection.execute("TABLE country ORDER BY code").fetchall() == [
        ("DE", "Germany"),
        ("US", "United States"),
    ]


def test_numbering_starts_again(cleaned: tuple[Cleaner, psycopg.Connection]) -> None:
    cleaner, connection = cleaned
    for _ in range(2):
        cleaner.clean()
        inserted = connection.execute("INSERT INTO parcel (country) VALUES ('DE') RETURNING id")
        assert inserted.fetchone() == (1,)
