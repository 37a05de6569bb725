"""Browsers for tests of the served Agora: one Chromium per module, a fresh profile per visitor.

Waiting is always for something on the page: `expect` waits by itself, `open_page` until the page listens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from app import routes
from app.demo.people import PASSWORD
from tests import chromium
from tests.served import Served

Visit = Callable[..., Page]

_LIMIT_MS = 30_000
# What the browser's console may not say, whatever else it logs.
_ALARMS = ("Content Security Policy", "Minified React error", "Uncaught", "Hydration")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium. Ends with the module: a live Playwright keeps other tests of this process off asyncio."""
    path = chromium.find()
    if path is None:
        pytest.skip("no Chromium on this machine: install one, or name it in AGORA_CHROMIUM")
    expect.set_options(timeout=_LIMIT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Visit]:
    """`visit(width=390, …)` is a page of a new visitor. Fails the test when a page fell over meanwhile."""
    faults: list[str] = []
    contexts = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and any(alarm in message.text for alarm in _ALARMS):
            faults.append(message.text)

    def new(*, width: int = 1440, **options: Any) -> Page:
        height = 844 if width < 600 else 1000
        context = browser.new_context(
            base_url=served.address, viewport={"width": width, "height": height}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(_LIMIT_MS)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", note)
        return page

    yield new
    for context in contexts:
        context.close()
    assert faults == []


def open_page(page: Page, address: str) -> None:
    """Load an address and wait until the page listens."""
    page.goto(address)
    be_ready(page)


def be_ready(page: Page) -> None:
    """Until the page listens."""
    expect(page.locator("html[data-ready]")).to_be_attached()


def sign_in(page: Page, email: str, *, then: str = "/") -> None:
    """Sign in by the form and arrive at `then`."""
    open_page(page, routes.sign_in(then=then))
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda address: "/sign-in" not in address)
    be_ready(page)


def scan(page: Page, code: str) -> None:
    """What a scanner types: all of it within milliseconds, then Enter, wherever the focus is.

    Dispatched in the page, because on a busy machine keys sent one by one come as slowly as a person's.
    """
    page.evaluate(
        """code => { for (const key of [...code, "Enter"])
            (document.activeElement ?? document.body).dispatchEvent(
              new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })) }""",
        code,
    )
