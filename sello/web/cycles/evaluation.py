"""Where an evaluator begins: the requirements by her own decision, those that she has not decided first."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.cycles.domain.words import answer_label
from sello.progress import evaluation as queries
from sello.web.cycles import bp
from sello.web.cycles.which_cycle import NoCycleYet, asked_cycle
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.revisits import revisited


@bp.get("/evaluacion")
@permits(Action.EVALUATION_WORK)
@revisited
def evaluation() -> ResponseReturnValue:
    """Show what was released for the evaluation, all of it or what has one decision."""
    cycle = asked_cycle()
    if cycle is None:
        return render_template("cycles/no_cycle.html", text=NoCycleYet.message)
    decision = request.args.get("decision")
    page = queries.evaluation(cycle, current_actor().visibility, decision, at=moment())
    return render_template(
        "cycles/evaluation.html",
        page=page,
        undecided=queries.UNDECIDED,
        label=lambda said: gettext(answer_label(cycle.known.rules.scale, said)),
    )
