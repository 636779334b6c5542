"""The integrity of the trail: what was signed, with which key, and how a stranger checks it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.core.trail.ledger import queries
from sello.files.kinds import TEXT
from sello.web.downloads import give_made
from sello.web.guard import permits
from sello.web.reports import bp


@bp.get("/integridad")
@permits(Action.REPORT_VIEW)
def integrity() -> ResponseReturnValue:
    """Show the state of the trail's tree, its last signed heads and the key that checks them."""
    return render_template(
        "reports/integrity.html",
        size=queries.size(),
        rows=queries.checkpoints(queries.SHOWN),
    )


@bp.get("/integridad/puntos-de-control.txt")
@permits(Action.REPORT_VIEW)
def checkpoints() -> ResponseReturnValue:
    """All signed heads as one text, the oldest first, as they lie outside the database."""
    notes = "".join(f"{row.note}\n" for row in reversed(queries.checkpoints()))
    return give_made(notes.encode(), "puntos-de-control.txt", TEXT.media_type)
