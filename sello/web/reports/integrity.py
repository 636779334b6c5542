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
    rows = queries.checkpoints(queries.SHOWN)
    return render_template(
        "reports/integrity.html",
        size=queries.size(),
        rows=rows,
        witnessed=queries.cosignatures(rows[-1].size) if rows else {},
    )


@bp.get("/integridad/puntos-de-control.txt")
@permits(Action.REPORT_VIEW)
def checkpoints() -> ResponseReturnValue:
    """All signed heads as one text, the oldest first, with the witnesses' signatures."""
    notes = "".join(f"{note}\n" for note in reversed(queries.witnessed_notes()))
    return give_made(notes.encode(), "puntos-de-control.txt", TEXT.media_type)
