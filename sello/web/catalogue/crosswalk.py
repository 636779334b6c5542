"""Crosswalks: what the work done for one edition brings to another."""

from collections import Counter

from flask import render_template
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.catalogue import queries
from sello.catalogue.crosswalk import Coverage
from sello.core import clock
from sello.cycles.queries import cycles
from sello.evidence.queries import facts
from sello.web.base import config, current_actor, permits
from sello.web.catalogue.blueprint import bp, reading_language


@bp.get("/correspondencias")
@permits(Action.CATALOGUE_VIEW)
def crosswalks() -> ResponseReturnValue:
    """List the pairs of editions with links between them."""
    return render_template("catalogue/crosswalks.html", pairs=queries.pairs(queries.editions()))


@bp.get("/correspondencias/<int:origin_id>/<int:target_id>")
@permits(Action.CATALOGUE_VIEW)
def coverage(origin_id: int, target_id: int) -> ResponseReturnValue:
    """Show how far what meets one edition serves for another, with the evidence there is."""
    return render_template(
        "catalogue/coverage.html",
        page=queries.coverage_page(origin_id, target_id),
        kinds=tuple(Coverage),
        accepted=_accepted(origin_id),
        language=reading_language(),
    )


def _accepted(edition_id: int) -> Counter[str] | None:
    """How many accepted pieces each requirement has in the current cycle, if that works on the edition."""
    visibility = current_actor().visibility
    cycle = cycles.current(visibility)
    if cycle is None or cycle.edition_id != edition_id:
        return None
    counts = facts.counts_by_requirement(cycle.id, visibility, today=clock.today(config().zone))
    ids = queries.requirement_ids(edition_id)
    return Counter({code: counts[number].accepted for code, number in ids.items() if number in counts})
