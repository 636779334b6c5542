"""Addresses that a request may be sent on to: always a path of ours."""

from urllib.parse import urlsplit

from flask import request, url_for


def came_from() -> str:
    """The page of ours from which a form was sent, or the dashboard."""
    back = urlsplit(request.referrer or "")
    if back.netloc == request.host and _is_path_of_ours(back.path):
        return back.path + (f"?{back.query}" if back.query else "")
    return url_for("dashboard.home")


def next_target(raw: str | None) -> str:
    """A safe place to go on to after signing in: a path of ours, or the dashboard."""
    parts = urlsplit(raw or "")
    if raw and not parts.scheme and not parts.netloc and _is_path_of_ours(raw):
        return raw
    return url_for("dashboard.home")


def _is_path_of_ours(path: str) -> bool:
    """A browser reads two strokes (or a stroke and a backslash) as the beginning of somebody else's host."""
    return path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
