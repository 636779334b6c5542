"""The register of what is done with personal data: on screen, and as PDF."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.accounts.queries import face
from sello.evidence.queries.closed import by_class
from sello.files.kinds import PDF
from sello.reports.document.values import Document
from sello.reports.processing.document import document
from sello.web.downloads import give_made
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.reports import bp


@bp.get("/tratamiento")
@permits(Action.REPORT_VIEW)
def processing() -> ResponseReturnValue:
    """Show the register, with how many pieces of each class the reader knows of."""
    return render_template("reports/processing.html", words=_words())


@bp.get("/tratamiento.pdf")
@permits(Action.REPORT_VIEW)
def processing_pdf() -> ResponseReturnValue:
    """The register as PDF."""
    from sello.reports.processing.paper import FILE_NAME, as_pdf

    paper = as_pdf(_words(), moment(), gettext, logo=face.shown_logo())
    return give_made(paper, FILE_NAME, PDF.media_type)


def _words() -> Document:
    actor = current_actor()
    contact = face.face().data_contact
    return document(actor.institution_name, by_class(actor.visibility), moment(), gettext, contact=contact)
