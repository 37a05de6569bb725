"""Refusals of the floor."""

from backend.kit.errors import Conflict, NotFound


class TaskNotFound(NotFound):
    """No such task in the person's warehouses."""

    code = "task_not_found"


class WrongStep(Conflict):
    """The task is not where the tablet thinks it is; the message says where."""

    code = "wrong_step"


class NothingThere(Conflict):
    """Nothing of an order could be sent."""

    code = "nothing_there"


class OperationReused(Conflict):
    """An operation id stands for another scan already."""

    code = "operation_reused"


class TaskTaken(Conflict):
    """Another person is picking this order; `facts.picker_id` is who."""

    code = "task_taken"
