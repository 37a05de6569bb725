"""Every page is for everybody: axe finds nothing on a phone and on a desk, in the light and in the dark."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from app import routes
from app.demo.people import DemoPerson
from tests.browsing import open_page, sign_in
from tests.house.addresses import EVERY_PAGE, Visited
from tests.journeys.paying import fill_address
from tests.journeys.shelf import in_stock, put_in_cart
from tests.served import Served

pytestmark = pytest.mark.journey

WIDTHS = (390, 1440)
_ALL: dict[str, Any] = {"resultTypes": ["violations"]}
# Of the rules, this one alone depends on the colours.
_COLOURS: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}


class Readers:
    """A signed-in page per person and width, kept over the module: signing in is not what is tested."""

    def __init__(self, browser: Browser, served: Served) -> None:
        self._browser, self._served = browser, served
        self._pages: dict[tuple[str, int], Page] = {}

    def page(self, person: DemoPerson | None, width: int) -> Page:
        """The person's page at this width, in the light."""
        key = (person.email if person else "", width)
        if key not in self._pages:
            context = self._browser.new_context(
                base_url=self._served.address,
                viewport={"width": width, "height": 900},
                reduced_motion="reduce",
                color_scheme="light",
            )
            self._pages[key] = context.new_page()
            if person is not None:
                sign_in(self._pages[key], person.email, then=person.opens)
        page = self._pages[key]
        page.emulate_media(color_scheme="light")
        return page


@pytest.fixture(scope="module")
def readers(browser: Browser, _served_process: Served) -> Readers:
    return Readers(browser, _served_process)


def complaints(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe has to say, a line per element."""
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']} ({one['help']}): {' '.join(node['target'][0].split())} {node['html'][:200]}"
        for one in found
        for node in one["nodes"]
    ]


def be_still(page: Page) -> None:
    """Until nothing fades: colours that still change have a contrast that nobody is meant to read."""
    page.evaluate(
        """() => Promise.all(document.getAnimations()
            .filter((one) => one.effect.getTiming().iterations !== Infinity)
            .map((one) => one.finished.catch(() => {})))"""
    )


def look_at(page: Page) -> list[str]:
    be_still(page)
    in_the_light = complaints(page, _ALL)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html.dark")).to_be_attached()
    be_still(page)
    return [*in_the_light, *(f"dark: {line}" for line in complaints(page, _COLOURS))]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("visited", EVERY_PAGE, ids=lambda visited: visited.route.path)
def test_a_page_is_for_everybody(served: Served, readers: Readers, visited: Visited, width: int):
    page = readers.page(visited.person, width)
    open_page(page, visited.address(served))
    expect(page.locator("h1").first).to_be_attached()
    assert look_at(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_filled_cart_and_the_steps_of_paying_are_for_everybody(
    served: Served, readers: Readers, width: int
):
    page = readers.page(None, width)
    put_in_cart(page, in_stock(served))
    open_page(page, routes.cart())
    expect(page.get_by_role("link", name="Go to checkout")).to_be_visible()
    assert look_at(page) == []
    page.emulate_media(color_scheme="light")
    open_page(page, routes.checkout())
    page.get_by_role("button", name="Continue to delivery and payment").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    assert complaints(page, _ALL) == []
    fill_address(page, email="reader@example.com")
    assert look_at(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_finding_nothing_is_for_everybody(served: Served, readers: Readers, width: int):
    page = readers.page(None, width)
    open_page(page, routes.search("zzzzqqqq xxyyzz"))
    expect(page.get_by_text("Nothing fits all of this")).to_be_visible()
    assert look_at(page) == []
