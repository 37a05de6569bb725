"""What a page may load follows from whose card form stands on it."""

import pytest

from app.edge import content_security_policy, permissions_policy
from backend.kit.config import Settings, settings

STAND_IN = "http://localhost:3010"


@pytest.fixture
def configured(monkeypatch):
    def configure(**values: str) -> Settings:
        for name in ("STRIPE_PUBLISHABLE_KEY", "STRIPE_JS_URL", "STRIPE_API_BASE"):
            monkeypatch.setenv(name, values.get(name.lower(), ""))
        settings.cache_clear()
        return settings()

    yield configure
    monkeypatch.undo()
    settings.cache_clear()


def sources(name: str) -> list[str]:
    rules = dict(rule.split(" ", 1) for rule in content_security_policy().split("; "))
    return rules[name].split()


def test_with_real_stripe_its_script_and_frames_may_be_loaded_and_a_wallet_opened(configured):
    assert configured(stripe_publishable_key="pk_live_x").is_real_stripe
    assert "https://js.stripe.com" in sources("script-src")
    assert {"https://api.stripe.com", "https://js.stripe.com"} <= set(sources("connect-src"))
    assert {"https://js.stripe.com", "https://hooks.stripe.com"} <= set(sources("frame-src"))
    assert "'unsafe-eval'" not in sources("script-src")
    assert 'payment=(self "https://js.stripe.com")' in permissions_policy()


def test_a_stand_in_is_reached_alone(configured):
    chosen = configured(
        stripe_publishable_key="pk_test_x", stripe_js_url=f"{STAND_IN}/v3/", stripe_api_base=STAND_IN
    )
    assert not chosen.is_real_stripe
    for name in ("script-src", "connect-src", "frame-src"):
        assert sources(name)[-1] == STAND_IN
    assert "stripe.com" not in content_security_policy() + permissions_policy()


@pytest.mark.parametrize("script", ["", "http://js.stripe.com/v3/", "https://js.stripe.com.evil.example/v3/"])
def test_without_a_key_or_by_another_address_it_is_not_stripe(configured, script):
    key = "pk_live_x" if script else ""
    assert not configured(stripe_publishable_key=key, stripe_js_url=script).is_real_stripe
    assert "https://api.stripe.com" not in content_security_policy()


def test_without_cards_nobody_elses_script_is_loaded(configured):
    configured()
    assert sources("script-src") == ["'self'", "'unsafe-inline'"]
    assert sources("frame-src") == ["'self'"]
