"""A task as the tablet's screen takes it: the same shape as the API's answers."""

from typing import Any

from backend.fulfillment.schemas import TaskView


def task_of(task: TaskView, *, version: str) -> dict[str, Any]:
    """The task; another `version` of it replaces what the screen shows."""
    return {
        "id": str(task.id),
        "order_number": task.order_number,
        "status": task.status,
        "step": task.step.value,
        "tote": task.tote,
        "ship_by": task.ship_by.isoformat().replace("+00:00", "Z"),
        "lines": [
            {
                "id": str(line.id),
                "title": line.title,
                "options": line.options_text,
                "picture": line.picture_key,
                "barcode": line.barcode,
                "bin": line.bin,
                "quantity": line.quantity,
                "picked": line.picked,
                "packed": line.packed,
            }
            for line in task.lines
        ],
        "units": task.units,
        "weight_grams": task.weight_grams,
        "version": version,
    }
