"""Every public method of a state says who may call it.

In Reflex each public method of each state is a remote endpoint: a forged frame calls it, whatever page the
browser shows, with or without a decorator. A helper that forgot its underscore is an open door.
"""

import importlib
import inspect

import reflex as rx
from pydantic import TypeAdapter
from reflex.state import BaseState

import app.app  # noqa: F401 -- registers the pages and what they bring along
from state.permission import is_reachable, permission_of
from tests.house.sources import sources


def our_states() -> list[type[BaseState]]:
    for source in sources("state", "pages", "components"):
        importlib.import_module(source.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    found, queue = [], [rx.State]
    while queue:
        state = queue.pop()
        queue += state.__subclasses__()
        # A mixin is no state: each state that takes it is asked for what it brought.
        if state.__module__.startswith(("state.", "pages.", "components.", "app.")) and not state._mixin:
            found.append(state)
    return found


def unstated(state: type[BaseState]) -> list[str]:
    return [
        f"{state.__module__}.{state.__name__}.{name}"
        for name, handler in state.event_handlers.items()
        if name != "setvar" and permission_of(handler) is None
    ]


def test_every_public_method_states_a_permission():
    states = our_states()
    assert states
    assert [name for state in states for name in unstated(state)] == []


def test_every_argument_of_a_handler_has_a_type_that_can_be_checked():
    for state in our_states():
        for name, handler in state.event_handlers.items():
            if name == "setvar":
                continue
            function = inspect.unwrap(handler.fn)
            for argument, hint in inspect.get_annotations(function, eval_str=True).items():
                if argument != "return":
                    TypeAdapter(hint)


def test_setvar_of_our_states_is_out_of_reach():
    for state in our_states():
        assert not is_reachable(state.event_handlers["setvar"], state)


def test_the_rule_sees_a_method_without_one():
    class Forgetful(rx.State):
        def helper(self):
            """Anybody could call this."""

    assert [name.rpartition(".")[2] for name in unstated(Forgetful)] == ["helper"]
