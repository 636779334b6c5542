"""Probes for whoever watches over the instance."""

from flask.typing import ResponseReturnValue

from sello.core import readiness
from sello.core.db import db
from sello.web.guard import without_actor
from sello.web.health import bp
from sello.web.instance import config


@bp.get("/healthz")
@without_actor
def alive() -> ResponseReturnValue:
    """Tell that the process answers."""
    return {"status": "alive"}


@bp.get("/readyz")
@without_actor
def ready() -> ResponseReturnValue:
    """Tell whether people can work: schema current, database and store writable (if not: 503 and why)."""
    reasons = unready()
    if reasons:
        return {"status": "not ready", "reasons": reasons}, 503
    return {"status": "ready"}


def unready() -> list[str]:
    """Why people cannot work now; empty when they can."""
    store = readiness.store(config().evidence)
    unreachable = readiness.reachable(db.engine)
    if unreachable:
        return [reason for reason in (unreachable, store) if reason]
    return [
        reason for reason in (readiness.schema(db.engine), readiness.writable(db.engine), store) if reason
    ]
