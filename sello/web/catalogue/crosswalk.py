"""Crosswalks: what the work done for one edition brings to another."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.catalogue.crosswalk import Coverage
from sello.catalogue.queries import crosswalk, editions
from sello.cycles.queries.requirement import find_answer
from sello.evidence.queries.by_crosswalk import accepted_now, offered
from sello.evidence.service.links import link
from sello.web.catalogue import bp
from sello.web.catalogue.reader import reading_language
from sello.web.guard import current_actor, permits
from sello.web.moment import moment


@bp.get("/correspondencias")
@permits(Action.CATALOGUE_VIEW)
def crosswalks() -> ResponseReturnValue:
    """List the pairs of editions with links between them."""
    return render_template("catalogue/crosswalks.html", pairs=crosswalk.pairs(editions.editions()))


@bp.get("/correspondencias/<int:origin_id>/<int:target_id>")
@permits(Action.CATALOGUE_VIEW)
def coverage(origin_id: int, target_id: int) -> ResponseReturnValue:
    """Show how far what meets one edition serves for another, with the evidence there is."""
    return render_template(
        "catalogue/coverage.html",
        page=crosswalk.coverage_page(origin_id, target_id),
        kinds=tuple(Coverage),
        accepted=accepted_now(origin_id, current_actor().visibility),
        language=reading_language(),
    )


@bp.get("/ofrecidas/<int:cycle_id>/<int:requirement_id>")
@permits(Action.EVIDENCE_SUBMIT)
def offers(cycle_id: int, requirement_id: int) -> ResponseReturnValue:
    """Show the evidence accepted in other frameworks that may serve a requirement."""
    visibility, today = current_actor().visibility, moment().today
    cycle, detail = find_answer(requirement_id, cycle_id, visibility)
    return render_template(
        "catalogue/offers.html",
        cycle=cycle,
        row=detail.row,
        offers=offered(cycle_id, requirement_id, visibility, today=today),
    )


@bp.post("/ofrecidas/<int:cycle_id>/<int:requirement_id>/<int:evidence_id>")
@permits(Action.EVIDENCE_SUBMIT)
def use(cycle_id: int, requirement_id: int, evidence_id: int) -> ResponseReturnValue:
    """Let an offered piece serve the requirement too."""
    actor = current_actor()
    find_answer(requirement_id, cycle_id, actor.visibility)
    link(actor, evidence_id, cycle_id, (requirement_id,), now=moment().now)
    flash(gettext("La evidencia sirve ahora también a este requerimiento."), "success")
    return redirect(url_for("catalogue.offers", cycle_id=cycle_id, requirement_id=requirement_id), 303)
