"""The plan on somebody's disk: on paper, and as a spreadsheet."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.accounts.queries import face
from sello.files.kinds import PDF
from sello.reports.improvement.document import sheet
from sello.web.downloads import give_made
from sello.web.guard import permits
from sello.web.improvement import bp
from sello.web.improvement.shown import asked_cycle, handed
from sello.web.list_files import FORMS, give_list
from sello.web.moment import moment
from sello.web.request_values import asked_id


@bp.get(f"/lista.{FORMS}")
@permits(Action.PLAN_VIEW)
def file(form: str) -> ResponseReturnValue:
    """A version of the plan, or what it says now, as a spreadsheet."""
    return give_list(sheet(handed(asked_cycle(), asked_id("version")), gettext), "plan-de-mejora", form)


@bp.get("/plan.pdf")
@permits(Action.PLAN_VIEW)
def pdf() -> ResponseReturnValue:
    """The same on paper, with its carta Gantt."""
    from sello.reports.improvement.paper import as_pdf

    data = as_pdf(handed(asked_cycle(), asked_id("version")), gettext, logo=face.shown_logo())
    return give_made(data, f"plan-de-mejora-{moment().today.isoformat()}.pdf", PDF.media_type)
