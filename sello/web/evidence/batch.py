"""The files that somebody has just sent: a run of her uploads, told in the address by its first and last."""

from collections.abc import Iterable
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action
from sello.files import queries, service, unpacking
from sello.files.queries import Pending
from sello.files.scanning.clamd import scanner_of
from sello.web.answers import refused
from sello.web.evidence import bp
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.request_values import read_id
from sello.web.uploads import accepted_kinds, let_go_of_the_database, store

SAID_ON_THE_WAY = 3
"""So many refusals travel to the next page in the person's cookie, which holds no more."""

CONTEXT = ("requerimiento", "tarea", "reemplaza", "iniciativa")
"""What an address says of where the files come from: ids that travel through the steps."""


@bp.post("/evidencia/juntar")
@permits(Action.EVIDENCE_SUBMIT)
def gather() -> ResponseReturnValue:
    """Make one ZIP of the files of a batch, to be described as one document."""
    actor = current_actor()
    let_go_of_the_database()
    made = service.gather(
        actor,
        asked(),
        name=gettext("Álbum de %(count)s archivos.zip"),
        store=store(),
        limit=config().upload_limit,
        allowed=accepted_kinds(),
        now=moment().now,
    )
    return redirect(url_for("evidence.describe", lote=told([made]), **context()), 303)


@bp.post("/evidencia/archivo/<int:upload_id>/separar")
@permits(Action.EVIDENCE_SUBMIT)
def unpack(upload_id: int) -> ResponseReturnValue:
    """Take the files of a received ZIP one by one, in its place; what is refused of them is said."""
    actor = current_actor()
    beside = asked() or (upload_id, upload_id)  # what was sent with it is still to be described
    package = unpacking.find(actor, upload_id)
    limit = config().upload_limit
    size = unpacking.measure(package, store())
    service.check_room(actor, name=package.filename, size=size, limit=limit)
    let_go_of_the_database()
    found = unpacking.unpack(
        package,
        size=size,
        store=store(),
        limit=limit,
        allowed=accepted_kinds(),
        scanner=scanner_of(config()),
    )
    for refusal in found.refused[:SAID_ON_THE_WAY]:
        flash(refused(refusal), "error")
    if not found.files:
        return redirect(url_for("evidence.describe", lote=told(beside), **context()), 303)
    ids = unpacking.put_in_place(actor, package, found, store=store(), now=moment().now)
    return redirect(url_for("evidence.describe", lote=told([*beside, *ids]), **context()), 303)


def context() -> dict[str, Any]:
    """The ids of the address that travel on with the files."""
    found = {name: read_id(request.values.get(name)) for name in CONTEXT}
    return {name: value for name, value in found.items() if value is not None}


def told(ids: Iterable[int]) -> str:
    """How an address says which files are meant, however many they are."""
    found = sorted(ids)
    return f"{found[0]}-{found[-1]}"


def waiting(actor: Actor) -> tuple[Pending, ...]:
    """The files that the address means and that still wait; all of them if it means none in particular."""
    return queries.pending(actor.person_id, between=asked())


def asked() -> tuple[int, int] | None:
    """The ids from which and to which the address means; None if it means none in particular."""
    first, _, last = request.args.get("lote", "").partition("-")
    begins, ends = read_id(first), read_id(last or first)
    return None if begins is None or ends is None else (begins, ends)
