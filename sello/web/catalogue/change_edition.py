"""Taking another edition in a cycle: its effect first, then all at once, and back again."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.cycles.queries import cycles
from sello.transfers.change_edition import queries, service
from sello.web import once
from sello.web.catalogue import bp
from sello.web.catalogue.reader import reading_language
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import asked_id


@bp.get("/adopciones")
@permits(Action.CYCLE_MANAGE)
def adoptions() -> ResponseReturnValue:
    """List the editions that a cycle took: the current one, or the one that the address names."""
    cycle = cycles.choose(asked_id("ciclo"))
    rows = queries.adoptions(cycle.id) if cycle else ()
    return render_template("catalogue/adoptions.html", cycle=cycle, rows=rows)


@bp.get("/adoptar/<int:cycle_id>/<int:edition_id>")
@permits(Action.CYCLE_MANAGE)
def preview(cycle_id: int, edition_id: int) -> ResponseReturnValue:
    """Show what taking an edition would do to a cycle; nothing is written."""
    page = queries.adoption_page(cycle_id, edition_id, current_actor().visibility, at=moment())
    return render_template("catalogue/adopt.html", page=page, language=reading_language())


@bp.post("/adoptar/<int:cycle_id>/<int:edition_id>")
@permits(Action.CYCLE_MANAGE)
def adopt(cycle_id: int, edition_id: int) -> ResponseReturnValue:
    """Take the edition in the cycle."""
    service.adopt(cycle_id, edition_id, current_actor(), now=moment().now)
    flash(gettext("El ciclo adoptó la edición. Puede deshacerlo hasta el próximo corte."), "success")
    return redirect(url_for("catalogue.adoptions", ciclo=cycle_id), 303)


@bp.post("/adopciones/<int:adoption_id>/deshacer")
@permits(Action.CYCLE_MANAGE)
@once.takes_back
def undo(adoption_id: int) -> ResponseReturnValue:
    """Go back to the edition before."""
    cycle_id = service.undo(adoption_id, current_actor(), now=moment().now)
    flash(gettext("El ciclo volvió a su edición anterior, con sus respuestas."), "success")
    return redirect(url_for("catalogue.adoptions", ciclo=cycle_id), 303)
