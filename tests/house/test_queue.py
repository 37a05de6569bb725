"""Work goes onto the queue by way of the outbox.

A `.delay()` inside a verb is sent even when the transaction rolls back, and is lost when the process dies
after the commit. An event in the outbox is neither. Only the relay and the schedule send.
"""

import ast

from tests.house.sources import Source, sources

_SENDS = {"delay", "apply_async", "send_task"}
_MAY_SEND = ("jobs/job.py",)


def sends(source: Source) -> list[str]:
    return [
        source.at(node)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _SENDS
    ]


def test_nobody_puts_work_on_the_queue_past_the_outbox():
    assert [place for source in sources(without=_MAY_SEND) for place in sends(source)] == []


def test_the_rule_sees_a_send():
    assert sends(Source("x.py", "send_mail.delay(order_id)\n")) == ["x.py:1"]
