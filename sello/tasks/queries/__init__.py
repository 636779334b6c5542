"""Every read of tasks, by who asks: lists, one's own queue, a task's page, forms, and the other features."""

from sello.tasks.queries.others import (
    DueTask,
    RequirementTasks,
    TaskCounts,
    UnitOverdue,
    counts_by_requirement,
    counts_for_dashboard,
    due,
    for_requirement,
    overdue,
    overdue_by_unit,
)
from sello.tasks.queries.page import TaskValues, values
from sello.tasks.queries.rows import TaskRow

__all__ = [
    "DueTask",
    "RequirementTasks",
    "TaskCounts",
    "TaskRow",
    "TaskValues",
    "UnitOverdue",
    "counts_by_requirement",
    "counts_for_dashboard",
    "due",
    "for_requirement",
    "overdue",
    "overdue_by_unit",
    "values",
]
