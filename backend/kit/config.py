"""Settings of one process, read from the environment (`.env.example` says what each does)."""

from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything that differs between a laptop and a data centre."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    agora_env: str = "local"
    agora_public_url: str = "http://localhost:3000"
    agora_data_dir: Path = Path(".agora")
    agora_secret_key: SecretStr = SecretStr("")
    agora_log_json: bool = False
    agora_log_level: str = "INFO"

    database_url: str = ""
    database_replica_url: str = ""
    database_pool_size: int = 16
    database_statement_timeout_ms: int = 15_000
    database_lock_timeout_ms: int = 5_000

    redis_url: str = ""
    reflex_redis_url: str = ""
    celery_broker_url: str = ""

    meilisearch_url: str = ""
    meilisearch_key: SecretStr = SecretStr("")

    stripe_secret_key: SecretStr = SecretStr("")
    stripe_publishable_key: str = ""
    stripe_webhook_secret: SecretStr = SecretStr("")
    stripe_api_base: str = ""
    stripe_js_url: str = "https://js.stripe.com/v3/"

    paypal_client_id: str = ""
    paypal_client_secret: SecretStr = SecretStr("")
    paypal_webhook_id: str = ""
    paypal_env: Literal["sandbox", "live"] = "sandbox"

    adyen_api_key: SecretStr = SecretStr("")
    adyen_merchant_account: str = ""
    adyen_hmac_key: SecretStr = SecretStr("")
    adyen_live_prefix: str = ""
    adyen_multiple_captures: bool = False

    s3_bucket: str = ""
    s3_endpoint_url: str = ""
    s3_access_key_id: str = ""
    s3_secret_access_key: SecretStr = SecretStr("")
    s3_region: str = "us-east-1"

    fx_rates_url: str = ""

    tax_engine: Literal["table", "stripe"] = "table"
    stripe_tax_codes: str = ""

    smtp_url: str = ""
    mail_from: str = "Agora <orders@agora.example>"

    twilio_account_sid: str = ""
    twilio_auth_token: SecretStr = SecretStr("")
    twilio_from: str = ""
    sms_sink_url: str = ""

    payout_delay_days: int = Field(default=7, ge=0)
    reservation_minutes: int = Field(default=15, ge=1)
    document_font_dir: Path = Path("/usr/share/fonts/truetype/dejavu")
    return_days: int = Field(default=30, ge=1)
    returns_approved_by_hand: bool = False
    reservation_minutes_guest: int = Field(default=10, ge=1)
    cart_reminder_hours: int = Field(default=4, ge=1)
    cart_second_reminder_hours: int = Field(default=192, ge=1)
    cart_reminder_days_apart: int = Field(default=7, ge=1)
    session_days: int = Field(default=30, ge=1)
    trusted_proxy_hops: int = Field(default=0, ge=0)
    fraud_mode: Literal["enforce", "observe"] = "enforce"

    @property
    def sqlalchemy_url(self) -> str:
        """`DATABASE_URL` with the driver that the kit uses (psycopg 3)."""
        return _with_driver(self.database_url)

    @property
    def sqlalchemy_replica_url(self) -> str:
        """`DATABASE_REPLICA_URL` likewise; the primary when none is set."""
        return _with_driver(self.database_replica_url or self.database_url)

    @property
    def broker_url(self) -> str:
        """Celery's broker: `CELERY_BROKER_URL`, else database 2 of `REDIS_URL`."""
        return self.celery_broker_url or redis_database(self.redis_url, 2)

    @property
    def is_real_stripe(self) -> bool:
        """Whether cards are typed into Stripe's own frames: its script, and not a stand-in's, takes them."""
        script = urlsplit(self.stripe_js_url)
        is_theirs = (script.scheme, script.netloc) == ("https", "js.stripe.com")
        return bool(self.stripe_publishable_key) and is_theirs

    @property
    def is_local(self) -> bool:
        """Whether this is the embedded default (demo logins shown, stand-ins allowed)."""
        return self.agora_env == "local"


def redis_database(url: str, number: int) -> str:
    """The same Redis server, database `number`."""
    if not url or url.startswith("unix://"):
        return url
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{number}"))


def _with_driver(url: str) -> str:
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once. Tests call `settings.cache_clear()` after changing them."""
    return Settings()
