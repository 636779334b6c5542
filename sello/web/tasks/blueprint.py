"""The blueprint on which the screens of tasks hang, and the addresses that they lead to."""

from datetime import date

from flask import Blueprint, url_for

bp = Blueprint("tasks", __name__)


@bp.app_template_global()
def requirement_href(requirement_id: int) -> str:
    """The page of a requirement in the current cycle."""
    return url_for("cycles.requirement", requirement_id=requirement_id)


@bp.app_template_global()
def evidence_href(evidence_id: int) -> str:
    """The page of a piece of evidence."""
    return url_for("evidence.piece", evidence_id=evidence_id)


@bp.app_template_global()
def upload_href(task_id: int) -> str:
    """The upload that answers a task."""
    return url_for("evidence.upload", tarea=task_id)


@bp.app_template_global()
def day_of(iso: str) -> date:
    """The day that the history of a task keeps as text."""
    return date.fromisoformat(iso)
