"""The receipt of what was handed in: its page and its paper, for whoever handed in and the secretariat."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.accounts.queries import face
from sello.files.kinds import PDF
from sello.files.queries import checked
from sello.reports.receipt.document import next_steps, promptness
from sello.tasks.queries import queue, receipts
from sello.web.downloads import give_made
from sello.web.evidence import bp
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.told import told


@bp.get("/recibos/<int:receipt_id>")
@permits(Action.EVIDENCE_SUBMIT)
def receipt(receipt_id: int) -> ResponseReturnValue:
    """Show a receipt, with what happens next and what is asked for next."""
    actor, at = current_actor(), moment()
    found = receipts.receipt_for(receipt_id, actor, at=at)
    return render_template(
        "evidence/receipt.html",
        receipt=found,
        steps=next_steps(found, gettext),
        promptness=promptness(found, gettext),
        told=told(checked(each.sha256 for each in found.files)),
        next=queue.next_asked(actor, at=at) if found.person_id == actor.person_id else None,
    )


@bp.get("/recibos/<int:receipt_id>/recibo.pdf")
@permits(Action.EVIDENCE_SUBMIT)
def receipt_pdf(receipt_id: int) -> ResponseReturnValue:
    """A receipt as a PDF, to be kept."""
    from sello.reports.receipt.paper import as_pdf, file_name

    found = receipts.receipt_for(receipt_id, current_actor(), at=moment())
    data = as_pdf(found, moment(), gettext, logo=face.shown_logo())
    return give_made(data, file_name(found), PDF.media_type)
