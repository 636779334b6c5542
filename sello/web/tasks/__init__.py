"""Screens of tasks: my queue, lists, one task, giving and doing."""

from flask import Blueprint

bp = Blueprint("tasks", __name__)

from sello.web.tasks import (
    asking,
    assign,
    by_link,
    calendar,
    consulting,
    keeping,
    links,
    lists,
    many,
    moving,
    reminding,
    steps,
    task,
    templates,
)
