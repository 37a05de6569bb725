"""What a served Agora stands on goes away for a moment: a clear refusal meanwhile, then all works again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys

import httpx
import pytest

from app.local.migrations import ROOT
from tests.factories.served_goods import goods
from tests.rest_shopper import RestShopper
from tests.served import Served, eventually
from tests.truths import violated

pytestmark = pytest.mark.race


def test_redis_killed_while_carts_are_filled_refuses_clearly_and_keeps_what_was_in_them(served: Served):
    wanted = goods(served, on_hand=5)
    with RestShopper(served.api) as before, RestShopper(served.api) as meanwhile:
        before.put_in((wanted, 2)).raise_for_status()
        redis = served.service("redis").pid
        os.kill(redis, signal.SIGKILL)
        refusal = meanwhile.put_in((wanted, 1))
        assert (refusal.status_code, refusal.json()["error"]["code"]) == (503, "unavailable")
        assert "try again" in refusal.json()["error"]["message"].lower()

        eventually(
            lambda: served.service("redis").pid != redis and served.is_answering(), "Redis", within_s=60
        )
        eventually(lambda: meanwhile.put_in((wanted, 1)).is_success, "filling a cart again", within_s=30)
        before.prepare().raise_for_status()
        assert before.checkout["orders"][0]["items"][0]["quantity"] == 2
        assert before.pay().json()["status"] == "completed"
        eventually(lambda: served.mails(before.email), "the e-mail", within_s=60)
    assert violated(served) == []


def test_without_its_index_search_finds_nothing_yet_all_pages_answer_and_reindexing_mends_it(served: Served):
    slug, department = served.rows(
        "SELECT p.slug, split_part(c.path, '/', 1) FROM product p JOIN category c ON c.id = p.category_id "
        "WHERE p.status = 'active' AND p.slug NOT LIKE 'test-%%' ORDER BY p.slug LIMIT 1"
    )[0]
    before = found(served)
    assert before > 0
    wanted = goods(served, on_hand=1)
    shutil.rmtree(served.data_dir / "search")
    served.kill_workers(*served.web_workers())  # they have the files open still
    for path in ("/", f"/p/{slug}", f"/c/{department}", "/search?q=lamp", "/cart"):
        assert httpx.get(f"{served.address}{path}", timeout=20).status_code == 200, path
    assert found(served) == 0
    with RestShopper(served.api) as buyer:
        buyer.put_in((wanted, 1)).raise_for_status()
        buyer.prepare().raise_for_status()
        assert buyer.pay().json()["status"] == "completed"

    agora(served, "reindex")
    eventually(lambda: found(served) == before, "finding again", within_s=30)


def found(served: Served) -> int:
    answer = httpx.get(f"{served.api}/search", params={"q": "lamp"}, timeout=20)
    return int(answer.raise_for_status().json()["total"])


def agora(served: Served, *arguments: str) -> None:
    """Run a command of `agora` on the served data folder."""
    subprocess.run(
        [sys.executable, "-m", "app.cli", *arguments, "--data-dir", str(served.data_dir)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
