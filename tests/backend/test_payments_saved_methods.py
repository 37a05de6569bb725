"""Saved cards: kept only when asked, shown without their token, owned by one person, charged when away."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from backend.checkout import process as checkout_process
from backend.checkout.errors import CheckoutNotFound
from backend.identity.schemas import ANONYMOUS, Actor
from backend.kit.errors import SignInRequired
from backend.kit.unit_of_work import transact, unit_of_work
from backend.payments import card_saving, saved_methods, service
from backend.payments.errors import MethodNotConfirmed, PaymentNotFound, PaymentState, SavedMethodNotFound
from backend.payments.providers import card_gateway
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.shopping import CartOwner
from tests.stand_in import StandIn

pytestmark = pytest.mark.usefixtures("database", "redis_db")


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=9, price_minor=5000)


def somebody() -> Actor:
    with unit_of_work() as session:
        row = shop.person(session)
        return Actor(person_id=row.id, email=row.email)


def bought(actor: Actor, lamp, card: str | None, **wanted):
    checkout = shop.prepared((lamp, 1), owner=CartOwner(person_id=actor.person_id))
    return shop.complete(checkout, card, actor=actor, access_token=None, **wanted)


def saved(actor: Actor, card: str = "pm_card_visa"):
    """A card saved without paying, confirmed as a browser would."""
    setup = card_saving.begin_setup(actor=actor, attempt_id=uuid4())
    confirm(setup.reference, card)
    return card_saving.finish_setup(setup.reference, actor=actor)


def confirm(reference: str, card: str) -> None:
    card_gateway().client.v1.setup_intents.confirm(reference, {"payment_method": card})


def rows(engine: Engine, query: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def cards(actor: Actor) -> list[tuple[str, str, bool]]:
    return [(m.brand, m.last4, m.is_default) for m in transact(saved_methods.list_methods, actor=actor)]


def test_a_card_is_kept_only_when_the_shopper_asks(database: Engine, lamp, stand_in: StandIn):
    ada = somebody()
    assert bought(ada, lamp, "pm_card_visa").status == "completed"
    assert cards(ada) == []
    assert rows(database, "SELECT count(*) FROM payment_customer") == [(0,)]
    assert bought(ada, lamp, "pm_card_mastercard", saves_method=True).status == "completed"
    assert cards(ada) == [("mastercard", "4444", True)]
    (row,) = rows(database, "SELECT token, consented_at IS NOT NULL, person_id FROM saved_method")
    assert (row[0].startswith("pm_"), row[1:]) == (True, (True, ada.person_id))


def test_a_saved_card_pays_the_next_order_without_its_token_leaving_the_server(lamp, stand_in: StandIn):
    ada = somebody()
    bought(ada, lamp, "pm_card_visa", saves_method=True)
    (method,) = transact(saved_methods.list_methods, actor=ada)
    done = bought(ada, lamp, None, saved_method_id=method.id)
    assert done.status == "completed"
    assert set(method.__dataclass_fields__) == {"id", "brand", "last4", "exp_month", "exp_year", "is_default"}
    assert len(cards(ada)) == 1


def test_a_guest_who_ticks_save_pays_and_nothing_is_kept(database: Engine, lamp, stand_in: StandIn):
    checkout = shop.prepared((lamp, 1))
    assert shop.complete(checkout, saves_method=True).status == "completed"
    assert rows(database, "SELECT count(*) FROM saved_method") == [(0,)]


def test_one_customer_per_person_and_one_entry_per_card(database: Engine, stand_in: StandIn):
    ada = somebody()
    first, again = saved(ada), saved(ada)
    assert card_saving.customer_of(ada) == card_saving.customer_of(ada)
    assert cards(ada) == [("visa", "4242", True)]
    assert first.id != again.id
    assert rows(database, "SELECT count(*) FROM payment_customer") == [(1,)]
    assert card_saving.forget_removed() == 1
    assert rows(database, "SELECT count(*) FROM saved_method WHERE forgotten_at IS NOT NULL") == [(1,)]
    assert card_saving.forget_removed() == 0


def test_saving_the_same_setup_again_changes_nothing(stand_in: StandIn):
    ada = somebody()
    setup = card_saving.begin_setup(actor=ada, attempt_id=uuid4())
    with pytest.raises(MethodNotConfirmed):
        card_saving.finish_setup(setup.reference, actor=ada)
    confirm(setup.reference, "pm_card_visa")
    ids = {card_saving.finish_setup(setup.reference, actor=ada).id for _ in range(3)}
    assert len(ids) == 1
    with pytest.raises(MethodNotConfirmed):
        card_saving.finish_setup(setup.reference, actor=somebody())


def test_the_default_moves_and_is_handed_on_when_it_is_removed(stand_in: StandIn):
    ada = somebody()
    visa, amex = saved(ada), saved(ada, "pm_card_amex")
    assert cards(ada) == [("visa", "4242", True), ("amex", "0005", False)]
    assert transact(saved_methods.set_default, amex.id, actor=ada).is_default is True
    assert cards(ada) == [("amex", "0005", True), ("visa", "4242", False)]
    card_saving.remove(amex.id, actor=ada)
    assert cards(ada) == [("visa", "4242", True)]
    with pytest.raises(SavedMethodNotFound):
        card_saving.remove(amex.id, actor=ada)
    assert [one.id for one in transact(saved_methods.list_methods, actor=ada)] == [visa.id]


def test_somebody_elses_card_is_not_found_and_nothing_is_charged(database: Engine, lamp, stand_in: StandIn):
    ada, eve = somebody(), somebody()
    card = saved(ada)
    for verb in (saved_methods.set_default, saved_methods.remove, saved_methods.method_to_pay_with):
        with pytest.raises(SavedMethodNotFound):
            transact(verb, card.id, actor=eve)
        with pytest.raises(SignInRequired):
            transact(verb, card.id, actor=ANONYMOUS)
    checkout = shop.prepared((lamp, 1), owner=CartOwner(person_id=eve.person_id))
    with pytest.raises(SavedMethodNotFound):
        shop.complete(checkout, None, actor=eve, access_token=None, saved_method_id=card.id)
    assert stand_in.intents_of(checkout.id) == []
    assert rows(database, "SELECT count(*) FROM payment") == [(0,)]
    with pytest.raises(CheckoutNotFound):
        shop.complete(checkout, None, actor=ada, access_token=None, saved_method_id=card.id)
    assert cards(ada) == [("visa", "4242", True)]


def off_session(actor: Actor, card_id: UUID, subject: UUID):
    return card_saving.charge_off_session(
        subject, person=actor, saved_method_id=card_id, amount_minor=1500, currency="USD"
    )


def test_an_absent_shopper_is_charged_once(stand_in: StandIn):
    ada, subject = somebody(), uuid4()
    card = saved(ada)
    first, again = off_session(ada, card.id, subject), off_session(ada, card.id, subject)
    assert (first.status, again.id, again.status) == ("authorised", first.id, "authorised")
    assert stand_in.journal(first.reference) == {"charges": 1, "captures": 0, "held": 1500, "kept": 0}


def test_a_bank_that_wants_the_shopper_makes_them_be_asked_and_then_it_goes_on(
    database: Engine, stand_in: StandIn
):
    ada, subject = somebody(), uuid4()
    card = saved_with_challenge(ada, stand_in)
    waiting = off_session(ada, card.id, subject)
    assert waiting.status == "requires_action"
    assert stand_in.journal(waiting.reference)["held"] == 0
    assert off_session(ada, card.id, subject).status == "requires_action"
    asked = rows(
        database, "SELECT payload->>'person_id' FROM outbox_event WHERE name = 'PaymentNeedsShopper'"
    )
    assert asked == [(str(ada.person_id),)]
    for verb in (card_saving.authenticate, card_saving.look):
        with pytest.raises(PaymentNotFound):
            verb(waiting.id, actor=somebody())
    assert card_saving.returned_to(waiting.reference) == waiting.id
    assert card_saving.returned_to("pi_of_nobody") is None
    assert card_saving.look(waiting.id, actor=ada).status == "requires_action"
    view = card_saving.authenticate(waiting.id, actor=ada)
    assert (view.status, view.next_action["type"]) == ("requires_action", "redirect_to_url")
    stand_in.pass_challenge(view.reference, view.client_secret)
    assert card_saving.look(waiting.id, actor=ada).status == "authorised"
    assert stand_in.journal(waiting.reference)["held"] == 1500
    with pytest.raises(PaymentState):
        card_saving.authenticate(waiting.id, actor=ada)
    assert transact(service.check) == []


def saved_with_challenge(actor: Actor, stand_in: StandIn):
    setup = card_saving.begin_setup(actor=actor, attempt_id=uuid4())
    confirm(setup.reference, "pm_card_authenticationRequired")
    stand_in.pass_challenge(setup.reference, setup.client_secret)
    return card_saving.finish_setup(setup.reference, actor=actor)


def test_who_comes_back_from_the_bank_is_known_by_the_payment_and_only_its_owner_goes_on(
    lamp, stand_in: StandIn
):
    ada, eve = somebody(), somebody()
    checkout = shop.prepared((lamp, 1), owner=CartOwner(person_id=ada.person_id))
    waiting = shop.complete(checkout, "pm_card_authenticationRequired", actor=ada, access_token=None)
    assert waiting.status == "requires_action"
    (intent,) = stand_in.intents_of(checkout.id)
    # What the address says of success is not believed: nobody has passed the challenge yet.
    found = checkout_process.returned_to(checkout="", payment_reference=intent["id"])
    assert (
        found == checkout.id == checkout_process.returned_to(checkout=str(checkout.id), payment_reference="")
    )
    assert shop.complete(checkout, None, actor=ada, access_token=None).status == "requires_action"
    with pytest.raises(CheckoutNotFound):
        shop.complete(checkout, None, actor=eve, access_token=None)
    stand_in.pass_challenge(intent["id"], waiting.client_secret)
    assert shop.complete(checkout, None, actor=ada, access_token=None).status == "completed"
    assert checkout_process.returned_to(checkout="nonsense", payment_reference="pi_unknown") is None
    assert checkout_process.returned_to(checkout="", payment_reference="") is None
