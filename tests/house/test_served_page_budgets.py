"""What a page may cost on the wire after its HTML: one answer never above 20 KB, one event per navigation.

A list shows one page of itself, a chart its points and no more. The load of a page comes with the handshake
of the socket, so a page that is opened sends no event at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect

from app import routes
from app.demo.people import DemoPerson
from tests.browsing import Visit, be_ready, open_page, sign_in
from tests.house.addresses import EVERY_PAGE, Visited
from tests.served import Served

pytestmark = pytest.mark.journey

LARGEST_ANSWER = 20_000
LARGEST_LOAD = 32_000
# It looks at the payment and goes on to the cart or to the order.
_SENDS_ON = {routes.CHECKOUT_RETURN.path}
_EVENT = "42"


@dataclass
class Wire:
    """What goes over the sockets of a page."""

    sent: list[str] = field(default_factory=list)
    received: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page) -> Wire:
        """Listen to every socket that the page will open."""
        wire = cls()

        def opened(socket: WebSocket) -> None:
            socket.on("framesent", lambda frame: wire.sent.append(str(frame)))
            socket.on("framereceived", lambda frame: wire.received.append(str(frame)))

        page.on("websocket", opened)
        return wire

    def forget(self) -> None:
        """Begin anew."""
        self.sent.clear()
        self.received.clear()

    @property
    def events(self) -> int:
        """How many events the page sent."""
        return sum(frame.startswith(_EVENT) for frame in self.sent)

    def settle(self, page: Page) -> None:
        """Until an event was sent and answered, and nothing more came for a moment."""
        for _ in range(300):
            page.wait_for_timeout(100)
            if self.events and self.answers:
                break
        page.wait_for_timeout(300)

    @property
    def answers(self) -> list[int]:
        """The bytes of each answer."""
        return [len(frame.encode()) for frame in self.received if frame.startswith(_EVENT)]


class Tabs:
    """New tabs of signed-in people: signing in is not what is measured."""

    def __init__(self, browser: Browser, served: Served) -> None:
        self._browser, self._served = browser, served
        self._people: dict[str, BrowserContext] = {}

    def new(self, person: DemoPerson | None) -> Page:
        """A tab that has seen nothing yet."""
        email = person.email if person else ""
        if email not in self._people:
            self._people[email] = self._browser.new_context(base_url=self._served.address)
            if person is not None:
                sign_in(self._people[email].new_page(), person.email)
        return self._people[email].new_page()


@pytest.fixture(scope="module")
def tabs(browser: Browser, _served_process: Served) -> Tabs:
    return Tabs(browser, _served_process)


@pytest.mark.parametrize("visited", EVERY_PAGE, ids=lambda visited: visited.route.path)
def test_a_page_that_is_opened_asks_nothing_and_is_answered_briefly(
    served: Served, tabs: Tabs, visited: Visited
):
    page = tabs.new(visited.person)
    wire = Wire.of(page)
    open_page(page, visited.address(served))
    expect(page.locator("h1").first).to_be_attached()
    answers, events = wire.answers, wire.events
    page.close()
    assert answers, "the page has listened"
    assert max(answers) <= LARGEST_ANSWER, answers
    assert sum(answers) <= LARGEST_LOAD, answers
    assert events <= (visited.route.path in _SENDS_ON)


def test_a_step_inside_the_shop_is_one_event(served: Served, visit: Visit):
    page = visit()
    wire = Wire.of(page)
    open_page(page, routes.home())
    heading = page.locator("h1")

    def stepped() -> None:
        be_ready(page)
        wire.settle(page)
        assert wire.events == 1, wire.sent
        assert max(wire.answers) <= LARGEST_ANSWER
        wire.forget()

    wire.forget()
    category = page.get_by_role("navigation", name="Categories").get_by_role("link").first
    name = category.inner_text()
    category.click()
    expect(heading).to_have_text(name)
    stepped()
    page.get_by_role("complementary").locator('a[href*="brand="]').first.click()
    page.wait_for_url(re.compile("brand="))
    expect(page.get_by_role("link", name="Clear all")).to_be_visible()
    stepped()
    product = page.get_by_role("article").get_by_role("link").first
    title = product.inner_text()
    product.click()
    expect(heading).to_have_text(title)
    stepped()
    page.get_by_role("link", name="Cart").first.click()
    expect(heading).to_have_text("Your cart")
    stepped()
