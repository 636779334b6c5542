"""Probes for whoever watches over the instance."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from sello.web.base import without_actor

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@without_actor
def alive() -> ResponseReturnValue:
    """Tell that the process answers."""
    return {"status": "alive"}
