"""The Celery application. Workers: `celery -A jobs.celery_app worker`; the clock: add `-B` to exactly one."""

from celery import Celery
from celery.signals import setup_logging, worker_process_init

from backend.kit import db, log
from backend.kit.config import settings

app = Celery("agora", broker=settings().broker_url or "memory://")
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    task_default_queue="agora",
    worker_prefetch_multiplier=1,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    broker_connection_retry_on_startup=True,
    broker_transport_options={"visibility_timeout": 600},
    timezone="UTC",
    imports=("jobs.subscriptions", "jobs.schedule"),
    beat_schedule_filename=str(settings().agora_data_dir / "beat-schedule"),
)


@setup_logging.connect  # type: ignore[untyped-decorator] # celery has no types
def _own_logs(**_: object) -> None:
    log.configure()


@worker_process_init.connect  # type: ignore[untyped-decorator] # celery has no types
def _own_connections(**_: object) -> None:
    db.dispose()
