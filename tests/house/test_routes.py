"""An address leads to one page, and the page can be drawn.

Two pages under one address shadow each other silently; one page that cannot be drawn fails the whole build.
"""

import re
from collections import Counter
from importlib import import_module

import reflex as rx

import app.app  # noqa: F401 -- states and components are complete once the app is
from app import routes
from app.api.application import served


def test_every_page_has_an_address_of_its_own():
    shapes = [re.sub(r"\[[^\]]*\]", "[]", route.path) for route in routes.PAGES]
    assert [shape for shape, count in Counter(shapes).items() if count > 1] == []


def test_every_operation_of_the_api_has_an_address_and_a_name_of_its_own():
    operations = [
        (method, re.sub(r"\{[^}]*\}", "{}", path)) for path, route in served() for method in route.methods
    ]
    assert [one for one, count in Counter(operations).items() if count > 1] == []
    names = Counter(route.name for _, route in served())
    assert [name for name, count in names.items() if count > 1] == []


def test_every_page_can_be_drawn():
    for route in routes.PAGES:
        assert isinstance(import_module(route.module).page(), rx.Component), route.path
