"""The reading room: a piece's file in place, leaf by leaf, with what its requirements ask beside it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.evidence.queries import piece as queries
from sello.files import kinds
from sello.files.reading.room import PERCENT, THUMBNAIL
from sello.progress.desk import criterion
from sello.web import reader as reading
from sello.web.downloads import give_made
from sello.web.evidence import bp
from sello.web.evidence.listing import load
from sello.web.guard import current_actor, permits
from sello.web.request_values import asked_id


@bp.get("/evidencia/<int:evidence_id>/leer")
@permits(Action.EVIDENCE_VIEW)
def read(evidence_id: int) -> ResponseReturnValue:
    """Show one leaf of a version; who reads is noted."""
    actor = current_actor()
    found = load(actor, evidence_id)
    file = found.file(asked_id("version"))
    if file is None:
        raise NotFound
    asked = criterion(found.links)
    shown = reading.reader(actor, file, "evidence.read", evidence_id=evidence_id, version=file.number)
    return render_template(
        "evidence/read.html", piece=found, reader=shown, asked=asked, kinds=kinds.BY_MEDIA_TYPE
    )


@bp.get("/evidencia/<int:evidence_id>/v/<int:number>/pagina/<int:page>")
@permits(Action.EVIDENCE_VIEW)
def page_picture(evidence_id: int, number: int, page: int) -> ResponseReturnValue:
    """A page as a picture; whoever may download its file may see it, and is noted alike.

    The small first page, on which no letter can be read, is noted only of what is opened on purpose.
    """
    actor = current_actor()
    file = queries.stored_file(evidence_id, number, actor.visibility)
    percent = asked_id("zoom") or PERCENT[0]
    if file is None or page < 1 or percent not in {*PERCENT, THUMBNAIL}:
        raise NotFound
    noted = percent != THUMBNAIL or page > 1 or file.restricted
    content = reading.picture(actor, file, page, percent, noted=noted)
    return give_made(content, f"pagina-{page}.jpg", "image/jpeg")
