"""Probes for whoever watches over the instance."""

import logging

from flask.typing import ResponseReturnValue

from sello.core import bucket_address, health
from sello.core.db import db
from sello.core.labels import N_
from sello.web.guard import without_actor
from sello.web.health import bp
from sello.web.instance import config
from sello.web.uploads import store

log = logging.getLogger("sello.ready")

SILENT = N_("la base de datos no responde")
READ_ONLY = N_("la base de datos no admite escritura")
NO_STORE = N_("no se puede escribir en la carpeta de evidencias")
NO_SERVICE = N_("no se puede guardar en el servicio de archivos")


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
    """Why people cannot work now, in words that anybody may read; places and causes are for the log."""
    unreachable = health.reachable(db.engine)
    seen: list[tuple[str | None, str | None]] = [(SILENT, unreachable)]
    if not unreachable:
        schema = health.schema(db.engine)
        seen = [(schema, schema), (READ_ONLY, health.writable(db.engine))]
    seen.append((NO_STORE, health.store(config().evidence)))
    if bucket_address.is_bucket(config().evidence_dir):
        seen.append((NO_SERVICE, store().trouble()))
    reasons = []
    for told, reason in seen:
        if told and reason:
            log.warning("not ready: %s", reason, extra={"folder": str(config().evidence)})
            reasons.append(told)
    return reasons
