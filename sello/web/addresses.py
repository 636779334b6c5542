"""Addresses that a request may be sent on to: always a path of ours; and the page where somebody begins."""

from urllib.parse import urlsplit

from flask import request, url_for

from sello.accounts.domain.actor import WITH_A_QUEUE, Actor, Role
from sello.accounts.permissions import Action, allows

FRONT_DOOR = "/"
"""The address of the whole place: whoever asked for nothing else is led to where she begins."""


def came_from() -> str:
    """The page of ours from which a form was sent, or the dashboard."""
    back = urlsplit(request.referrer or "")
    if back.netloc == request.host and _is_path_of_ours(back.path):
        return back.path + (f"?{back.query}" if back.query else "")
    return url_for("dashboard.home")


def start_of(actor: Actor | None) -> str:
    """Where somebody begins: with her queue, her evaluation or her page; else at the dashboard."""
    if actor is None:
        return url_for("dashboard.home")
    if actor.role in WITH_A_QUEUE:
        return url_for("tasks.queue")
    if allows(actor, Action.EVALUATION_WORK):
        return url_for("cycles.evaluation")
    return url_for("reports.authority" if actor.role is Role.AUTHORITY else "dashboard.home")


def next_target(raw: str | None, actor: Actor | None = None) -> str:
    """A safe place to go on to after signing in: the path of ours that was asked for, or where she begins."""
    path = path_of_ours(raw)
    return path if path and path != FRONT_DOOR else start_of(actor)


def path_of_ours(raw: str | None) -> str:
    """A path of ours that a form names, or nothing."""
    parts = urlsplit(raw or "")
    return raw if raw and not parts.scheme and not parts.netloc and _is_path_of_ours(raw) else ""


def _is_path_of_ours(path: str) -> bool:
    """A browser reads two strokes (or a stroke and a backslash) as the beginning of somebody else's host."""
    return path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
