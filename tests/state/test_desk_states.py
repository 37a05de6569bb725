"""The service desk's pages: what each shows and does, in exact words; nobody else's click does it."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.identity.schemas import Role
from backend.kit import clock
from backend.kit.unit_of_work import transact, unit_of_work
from backend.orders import service as orders
from backend.orders.schemas import ReturnLine
from backend.payments import dispute_handling, reconciliation
from backend.payments.schemas import Finding
from state.desk.balances_state import BalancesState, GiftCardState
from state.desk.credit_state import CreditState
from state.desk.disputes_state import DisputesState, DisputeState
from state.desk.issue_card_state import IssueCardState
from state.desk.order_state import DeskCancelState, DeskOrderState
from state.desk.orders_state import DeskOrdersState
from state.desk.reconciliation_state import CaseState, ReconciliationState
from state.desk.refund_state import DeskRefundState
from state.desk.returns_state import DeskReturnState, ReturnsState
from tests.backend.test_payments_disputes import captured, opened_dispute
from tests.factories import floor
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.sessions import cookie_of
from tests.stand_in import StandIn
from tests.state.processor import tab

pytestmark = pytest.mark.usefixtures("database", "redis_db")


def on(path: str, *events: Any, cookie: str, states: tuple[type, ...]) -> tuple[Any, ...]:
    """Fire events on a page; the states afterwards and then the tab. An event may be made from the tab."""

    async def run():
        async with tab() as one:
            one.cookie, one.path = cookie, path
            for event in events:
                await one.fire(await event(one) if callable(event) else event)
            return *[await one.state(state) for state in states], one

    return asyncio.run(run())


def rows(database: Engine, query: str) -> list[tuple]:
    with database.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


@pytest.fixture
def desk(database: Engine, redis_db: object) -> str:
    return cookie_of(Role.DESK, name="Dora")


@pytest.fixture
def strangers(database: Engine, redis_db: object) -> tuple[str, ...]:
    return "", cookie_of(), cookie_of(Role.SELLER)


@pytest.fixture
def mixed(stand_in: StandIn) -> tuple[str, UUID, UUID]:
    """A paid order of two lamps at 50.00, 30.00 of it from a gift card: its number, its part, its line."""
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=5, price_minor=5000)
    checkout = shop.prepared((lamp, 2), gift_card_codes=[shop.gift_card(3000)])
    shop.complete(checkout)
    purchase = transact(orders.purchase_by_checkout, checkout.id)
    return purchase.number, purchase.orders[0].id, purchase.orders[0].items[0].id


def test_an_agent_finds_an_order_by_what_the_shopper_knows(mixed, desk, strangers):
    number, *_ = mixed
    for words in (number[-4:], "ada%40example.com", "Byron"):
        table, _ = on(
            f"/desk/orders?q={words}", DeskOrdersState.load(), cookie=desk, states=(DeskOrdersState,)
        )
        (row,) = table.rows
        assert (row.number, row.buyer, row.word, row.method, row.href, table.count_words) == (
            number,
            "Ada Byron",
            "To ship",
            "Card",
            f"/desk/orders/{number}",
            "1 order",
        )
    table, _ = on(
        "/desk/orders?status=cancelled", DeskOrdersState.load(), cookie=desk, states=(DeskOrdersState,)
    )
    assert (list(table.rows), table.count_words) == ([], "0 orders")
    assert [chip[0] for chip in table.chips if chip[2]] == ["Cancelled"]
    for stranger in strangers:
        table, _ = on("/desk/orders", DeskOrdersState.load(), cookie=stranger, states=(DeskOrdersState,))
        assert (table.ready, list(table.rows)) == (False, [])


def test_an_order_shows_its_money_per_means_its_books_and_who_did_what(
    database: Engine, mixed, desk, strangers
):
    number, *_ = mixed
    page, _ = on(f"/desk/orders/{number}", DeskOrderState.load(), cookie=desk, states=(DeskOrderState,))
    promised = rows(database, "SELECT amount_minor FROM payment")[0][0]
    bank = page.tenders[0]
    assert (bank.name, bank.state, bank.authorised, bank.captured, bank.refunded) == (
        "Card",
        "promised by the bank",
        f"${promised / 100:.2f}",
        "–",
        "–",
    )
    card = page.tenders[1]
    assert (card.name.startswith("Gift card ending "), card.captured, card.refunded) == (True, "$30.00", "–")
    assert {one.title for one in page.journals} == {
        "The order was placed: nothing is earned yet",
        "A gift card or store credit paid its part",
    }
    assert [step[1] for step in page.steps] == [f"To ship · {number}-1"]
    assert page.parts[0].contents[0].quantity == "2 × $50.00"
    missing, _ = on("/desk/orders/A-0000-0000", DeskOrderState.load(), cookie=desk, states=(DeskOrderState,))
    assert (missing.ready, missing.missing) == (True, True)
    for stranger in strangers:
        page, _ = on(
            f"/desk/orders/{number}", DeskOrderState.load(), cookie=stranger, states=(DeskOrderState,)
        )
        assert (page.ready, list(page.parts), list(page.journals)) == (False, [], [])


def test_a_refund_is_foreseen_granted_as_shown_and_once(database: Engine, mixed, desk):
    number, part, line = mixed
    form = {f"units-{line}": "1", "reason": "Scratched", "to": "origin"}
    page, panel, one = on(
        f"/desk/orders/{number}",
        DeskOrderState.load(),
        DeskRefundState.show(part),
        DeskRefundState.foresee(form),
        cookie=desk,
        states=(DeskOrderState, DeskRefundState),
    )
    assert (panel.is_foreseen, panel.reason, panel.split[0][0]) == (True, "Scratched", "Card")
    assert panel.split[1][0].startswith("Gift card ending ")
    assert rows(database, "SELECT count(*) FROM refund") == [(0,)]
    foreseen = panel.total
    page, panel, one = on(
        f"/desk/orders/{number}",
        DeskOrderState.load(),
        DeskRefundState.show(part),
        DeskRefundState.foresee(form),
        DeskRefundState.grant(),
        DeskRefundState.grant(),
        cookie=desk,
        states=(DeskOrderState, DeskRefundState),
    )
    ((total, reason),) = rows(database, "SELECT total_minor, reason FROM refund")
    assert (f"${total / 100:.2f}", reason, panel.open) == (foreseen, "Scratched", False)
    assert panel.refusal == "Please look at how it splits first."
    assert one.toasts() == [f"{foreseen} goes back"]
    assert page.parts[0].refunds[0][1] == foreseen
    assert [step[0] for step in page.steps][-1] == "current"
    assert {" Dora (" in step[2] for step in page.steps if step[1].startswith("Refund")} == {True}


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"units": "3", "reason": "x"}, "units"),
        ({"units": "one", "reason": "x"}, "units"),
        ({"amount": "1.234", "reason": "x"}, "amount"),
        ({"units": "1", "reason": "x", "to": "pocket"}, "to"),
    ],
)
def test_a_refund_that_is_typed_wrong_is_refused_at_its_field(database: Engine, mixed, desk, form, field):
    number, part, line = mixed
    typed = {f"{name}-{line}" if name in {"units", "amount"} else name: text for name, text in form.items()}
    _, panel, _ = on(
        f"/desk/orders/{number}",
        DeskOrderState.load(),
        DeskRefundState.show(part),
        DeskRefundState.foresee(typed),
        cookie=desk,
        states=(DeskOrderState, DeskRefundState),
    )
    wanted = f"{field}-{line}" if field in {"units", "amount"} else field
    assert (panel.refusal_field, panel.is_foreseen) == (wanted, False)
    assert rows(database, "SELECT count(*) FROM refund") == [(0,)]


def test_nobody_else_refunds_cancels_or_resends(database: Engine, mixed, strangers):
    number, part, line = mixed
    for stranger in strangers:
        _, panel, cancel, _ = on(
            f"/desk/orders/{number}",
            DeskOrderState.load(),
            DeskRefundState.show(part),
            DeskRefundState.foresee({f"units-{line}": "1", "reason": "mine"}),
            DeskRefundState.grant(),
            DeskRefundState.change(),
            DeskRefundState.close(),
            DeskCancelState.show(part),
            DeskCancelState.cancel({f"units-{line}": "1", "reason": "mine"}),
            DeskCancelState.close(),
            DeskOrderState.resend(),
            cookie=stranger,
            states=(DeskOrderState, DeskRefundState, DeskCancelState),
        )
        assert (panel.open, panel.part_id, cancel.open) == (False, "", False)
    assert rows(database, "SELECT count(*) FROM refund") == [(0,)]
    assert rows(database, "SELECT count(*) FROM order_change") == [(0,)]
    assert rows(database, "SELECT status FROM customer_order") == [("processing",)]


def test_units_are_cancelled_with_a_reason_and_a_confirmation_is_sent_again(database: Engine, mixed, desk):
    number, part, line = mixed
    path, states = f"/desk/orders/{number}", (DeskOrderState, DeskCancelState)
    begin = (DeskOrderState.load(), DeskCancelState.show(part))
    _, panel, _ = on(path, *begin, DeskCancelState.cancel({"reason": "asked"}), cookie=desk, states=states)
    assert panel.refusal == "Say how many units are cancelled."
    one_unit = {f"units-{line}": "1"}
    _, panel, _ = on(path, *begin, DeskCancelState.cancel(one_unit), cookie=desk, states=states)
    assert (panel.refusal_field, rows(database, "SELECT count(*) FROM order_change")) == ("reason", [(0,)])
    page, panel, one = on(
        path, *begin, DeskCancelState.cancel({**one_unit, "reason": "asked"}), DeskOrderState.resend(),
        cookie=desk, states=states,
    )  # fmt: skip
    assert one.toasts() == ["The units are cancelled", "The confirmation is sent again"]
    assert page.parts[0].contents[0].quantity == "1 × $50.00"
    assert [step[1] for step in page.steps][-2:] == [
        f"Units cancelled · {number}-1",
        f"Confirmation sent again · {number}-1",
    ]
    page, panel, one = on(
        path, *begin, DeskCancelState.cancel({**one_unit, "reason": "all of it"}), cookie=desk, states=states
    )
    assert (page.parts[0].word, page.parts[0].may_cancel) == ("Cancelled", False)


@pytest.fixture
def returned(database: Engine) -> str:
    """The number of a return that waits for a decision, of a delivered order."""
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=9)
    (order_id,) = floor.released((lamp, 2))
    transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=floor.SYSTEM)
    transact(orders.mark_delivered, order_id, actor=floor.SYSTEM)
    order = transact(orders.order_by_id, order_id, actor=floor.SYSTEM)
    found = transact(
        orders.request_return,
        order_id,
        lines=[ReturnLine(order.items[0].id, 1, "damaged")],
        note="It rattles.",
        actor=floor.SYSTEM,
    )
    return found.number


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Returns wait for somebody to agree."""
    from backend.kit.config import settings
    from backend.orders.service import returns

    changed = settings().model_copy(update={"returns_approved_by_hand": True})
    monkeypatch.setattr(returns, "settings", lambda: changed)


def test_a_return_is_agreed_to_or_refused_with_a_reason(by_hand, returned, desk, strangers, database: Engine):
    states = (ReturnsState, DeskReturnState)
    for stranger in strangers:
        table, panel, _ = on(
            "/desk/returns",
            ReturnsState.load(),
            DeskReturnState.show(returned),
            DeskReturnState.approve(),
            DeskReturnState.decline({"reason": "no"}),
            DeskReturnState.pay_back(),
            DeskReturnState.close(),
            cookie=stranger,
            states=states,
        )
        assert (table.ready, panel.return_number) == (False, "")
    assert rows(database, "SELECT status FROM return_request") == [("requested",)]
    begin = (ReturnsState.load(), DeskReturnState.show(returned))
    table, panel, _ = on("/desk/returns", *begin, cookie=desk, states=states)
    assert [(row.number, row.word, row.reason) for row in table.rows] == [
        (returned, "To be decided", "Damaged")
    ]
    assert table.chips[0][0] == "All 1"
    assert (panel.may_decide, panel.may_refund, dict(panel.facts)["The shopper writes"]) == (
        True,
        False,
        "It rattles.",
    )
    _, panel, _ = on("/desk/returns", *begin, DeskReturnState.decline({}), cookie=desk, states=states)
    assert (panel.refusal_field, panel.word) == ("reason", "To be decided")
    _, panel, one = on("/desk/returns", *begin, DeskReturnState.approve(), cookie=desk, states=states)
    assert (panel.word, panel.may_decide, one.toasts()) == (
        "Label sent",
        False,
        [f"Return {returned} is agreed to"],
    )
    _, panel, _ = on(
        "/desk/returns", *begin, DeskReturnState.decline({"reason": "no"}), cookie=desk, states=states
    )
    assert (panel.word, bool(panel.refusal)) == ("Label sent", True)


def test_a_dispute_shows_what_is_known_and_is_answered_once(stand_in: StandIn, desk, strangers, database):
    payment = captured("pm_card_createDispute")
    view = dispute_handling.refresh("stripe", opened_dispute(payment, stand_in))
    states = (DisputesState, DisputeState)
    for stranger in strangers:
        table, panel, _ = on(
            "/desk/disputes",
            DisputesState.load(),
            DisputeState.show(view.id),
            DisputeState.submit({"text": "ours"}),
            DisputeState.give_up(),
            DisputeState.close(),
            cookie=stranger,
            states=states,
        )
        assert (table.ready, panel.dispute_id) == (False, "")
    assert rows(database, "SELECT status, evidence, given_up_by FROM dispute") == [("evidence_due", "", "")]
    begin = (DisputesState.load(), DisputeState.show(view.id))
    table, panel, _ = on("/desk/disputes", *begin, DisputeState.submit({}), cookie=desk, states=states)
    assert [(row.amount, row.reason, row.word, row.is_late) for row in table.rows] == [
        ("$100.00", "Fraudulent", "Evidence due", False)
    ]
    assert (panel.refusal_field, panel.may_answer) == ("text", True)
    table, panel, _ = on(
        "/desk/disputes",
        *begin,
        DisputeState.submit({"text": "winning_evidence"}),
        DisputesState.load(),
        DisputeState.give_up(),
        cookie=desk,
        states=states,
    )
    assert (panel.word, panel.may_answer, panel.said) == ("Won", False, "winning_evidence")
    assert panel.refusal == "The bank has this dispute's evidence already, or has decided."
    assert [row.word for row in table.rows] == ["Won"]


def test_a_card_is_issued_found_by_its_end_and_blocked(database: Engine, desk, strangers):
    wish = {"amount_minor": "25", "currency": "USD", "reason": "Late parcel", "expires_at": ""}
    for stranger in strangers:
        on(
            "/desk/balances", BalancesState.load(), IssueCardState.begin(), IssueCardState.issue(wish),
            BalancesState.search({"q": "x"}), GiftCardState.close(),
            cookie=stranger, states=(IssueCardState,),
        )  # fmt: skip
    assert rows(database, "SELECT count(*) FROM gift_card") == [(0,)]
    for wrong, field in (
        ({**wish, "amount_minor": "1.234"}, "amount_minor"),
        ({**wish, "currency": "XXX"}, "currency"),
        ({**wish, "reason": " "}, "reason"),
        ({**wish, "expires_at": "2020-01-01"}, "expires_at"),
    ):
        issue, _ = on(
            "/desk/balances", IssueCardState.begin(), IssueCardState.issue(wrong),
            cookie=desk, states=(IssueCardState,),
        )  # fmt: skip
        assert (issue.refusal_field, issue.code) == (field, "")
    assert rows(database, "SELECT count(*) FROM gift_card") == [(0,)]
    issue, _ = on(
        "/desk/balances", IssueCardState.begin(), IssueCardState.issue(wish), IssueCardState.issue(wish),
        cookie=desk, states=(IssueCardState,),
    )  # fmt: skip
    assert issue.refusal == "This card was issued already. Its code was shown then."
    other = {**wish, "currency": "EUR"}
    shown, forgotten = (
        on("/desk/balances", IssueCardState.begin(), *steps, cookie=desk, states=(IssueCardState,))[0].code
        for steps in ((IssueCardState.issue(other),), (IssueCardState.issue(other), IssueCardState.forget()))
    )
    assert (shown.startswith("G-"), forgotten) == (True, "")
    ((card_id, ending, balance),) = rows(
        database, "SELECT id, last_four, balance_minor FROM gift_card WHERE currency = 'USD'"
    )
    assert balance == 2500
    states = (BalancesState, GiftCardState)
    begin = (BalancesState.load(), GiftCardState.show(card_id))
    table, panel, _ = on(f"/desk/balances?q={ending}", *begin, cookie=desk, states=states)
    assert [(row.ending, row.left, row.word) for row in table.rows] == [(f"…{ending}", "$25.00", "In use")]
    assert dict(panel.facts)["Issued by"].startswith("Dora (")
    assert panel.entries[0][1] == "$25.00"
    for stranger in strangers:
        on("/desk/balances", *begin, GiftCardState.block({"reason": "x"}), cookie=stranger, states=states)
    _, panel, _ = on("/desk/balances", *begin, GiftCardState.block({}), cookie=desk, states=states)
    assert panel.refusal_field == "reason"
    assert rows(database, "SELECT DISTINCT status FROM gift_card") == [("active",)]
    _, panel, _ = on(
        "/desk/balances", *begin, GiftCardState.block({"reason": "stolen"}), cookie=desk, states=states
    )
    assert (panel.word, panel.is_blocked, panel.steps[0].endswith(": stolen")) == ("Blocked", True, True)


def test_credit_is_granted_to_a_person_with_a_reason(database: Engine, desk, strangers):
    with unit_of_work() as session:
        ada = shop.person(session, email="ada@example.com")
    path, wish = "/desk/credit?q=ada@example.com", {
        "amount_minor": "15,50", "currency": "USD", "reason": "Scratched lamp",
    }  # fmt: skip
    for stranger in strangers:
        page, _ = on(
            path, CreditState.load(), CreditState.grant(wish), CreditState.search({"q": "x"}),
            cookie=stranger, states=(CreditState,),
        )  # fmt: skip
        assert page.person == ""
    for wrong, field in (({**wish, "amount_minor": "0"}, "amount_minor"), ({**wish, "reason": ""}, "reason")):
        page, _ = on(path, CreditState.load(), CreditState.grant(wrong), cookie=desk, states=(CreditState,))
        assert (page.refusal_field, page.person) == (field, f"Ada ({ada.email})")
    assert rows(database, "SELECT count(*) FROM store_credit_entry") == [(0,)]
    page, _ = on(path, CreditState.load(), CreditState.grant(wish), cookie=desk, states=(CreditState,))
    assert list(page.balances) == [("USD", "$15.50")]
    assert [(row.what, row.amount, row.why) for row in page.rows] == [("Granted", "$15.50", "Scratched lamp")]
    assert page.rows[0].who.startswith("Dora (")
    nobody, _ = on("/desk/credit?q=eve@example.com", CreditState.load(), cookie=desk, states=(CreditState,))
    assert (nobody.is_unknown, nobody.person) == (True, "")


def test_the_books_are_compared_at_a_click_and_a_case_is_closed_with_a_note(
    stand_in: StandIn, desk, strangers, database: Engine
):
    now = clock.now()
    window = (now - timedelta(days=30), now - timedelta(days=29))
    finding = Finding("amount_differs", f"payment:{uuid4()}:capture", None, 5000, 4500, "USD", window[0], {})
    transact(reconciliation.settle_window, "stripe", *window, [finding])
    ((case_id,),) = rows(database, "SELECT id FROM reconciliation_case")
    states = (ReconciliationState, CaseState)
    begin = (ReconciliationState.load(), CaseState.show(case_id))
    for stranger in strangers:
        table, panel, _ = on(
            "/desk/reconciliation", *begin, CaseState.explain({"note": "x"}), CaseState.close(),
            ReconciliationState.compare(), cookie=stranger, states=states,
        )  # fmt: skip
        assert (table.ready, panel.case_id) == (False, "")
    assert rows(database, "SELECT status FROM reconciliation_case") == [("open",)]
    assert rows(database, "SELECT count(*) FROM reconciliation_run") == [(0,)]
    table, panel, _ = on(
        "/desk/reconciliation", *begin, CaseState.explain({"note": " "}), cookie=desk, states=states
    )
    assert [(row.what, row.here, row.there, row.word) for row in table.rows] == [
        ("The amounts differ", "$50.00", "$45.00", "Open")
    ]
    assert (panel.refusal_field, dict(panel.facts)["Difference"]) == ("note", "-$5.00")
    table, panel, one = on(
        "/desk/reconciliation",
        *begin,
        CaseState.explain({"note": "A fee in between"}),
        ReconciliationState.compare(),
        ReconciliationState.load(),
        cookie=desk,
        states=states,
    )
    assert (panel.word, panel.note, dict(panel.facts)["Explained by"].startswith("Dora (")) == (
        "Explained",
        "A fee in between",
        True,
    )
    assert one.toasts() == ["The case is explained", "The books are compared"]
    (run,) = table.runs
    assert (run.word, run.result, run.who.startswith("Dora (")) == (
        "Done",
        "0 movements, 0 opened, 0 closed",
        True,
    )
