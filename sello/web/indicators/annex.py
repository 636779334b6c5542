"""The annex of an indicator: made here, then handed in and reviewed as any other file."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.accounts.queries import face
from sello.indicators.queries import rows as queries
from sello.indicators.queries import tables
from sello.indicators.queries.rules import rules
from sello.register.queries.rows import feeds_of
from sello.web.annexes import bring
from sello.web.guard import current_actor, permits
from sello.web.indicators import bp
from sello.web.moment import moment


@bp.post("/<int:indicator_id>/anexo")
@permits(Action.EVIDENCE_SUBMIT)
def make_annex(indicator_id: int) -> ResponseReturnValue:
    """Write the annex of today as a file that waits, and lead to where its sender says what it proves.

    It shows what whoever may see no small figure sees, whoever makes it: evidence goes to external eyes.
    """
    from sello.reports.annex.paper import as_pdf, file_name

    actor, at = current_actor(), moment()
    row, held = queries.indicator(indicator_id, actor.visibility), rules()
    fed = feeds_of(row.initiative_id)
    periods = tables.for_strangers(row, held)
    logo = face.shown_logo()
    paper = as_pdf(row, periods, actor.institution_name, held.threshold, at, translate=gettext, logo=logo)
    return bring(actor, paper, file_name(row, at), [one.requirement_id for one in fed], at=at)
