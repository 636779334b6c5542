"""What came along with an e-mail: each file in place, under all that holds for its mail."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.evidence import access_log
from sello.evidence.queries import piece as queries
from sello.evidence.queries.piece import StoredFile
from sello.files.reading.room import PERCENT
from sello.web import opening
from sello.web import reader as reading
from sello.web.downloads import give_made
from sello.web.evidence import bp
from sello.web.evidence.listing import load
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import asked_id
from sello.web.uploads import let_go_of_the_database


@bp.get("/evidencia/<int:evidence_id>/v/<int:number>/adjunto/<place>")
@permits(Action.EVIDENCE_VIEW)
def attached(evidence_id: int, number: int, place: str) -> ResponseReturnValue:
    """Show one leaf of a file that came along with a mail; who reads is noted as reading the mail."""
    actor = current_actor()
    found, file = load(actor, evidence_id), _mail(evidence_id, number)
    values = {"evidence_id": evidence_id, "number": number, "place": place}
    shown = reading.reader(actor, file, "evidence.attached", **values)
    return render_template("evidence/attached.html", piece=found, mail=file, reader=shown)


@bp.get("/evidencia/<int:evidence_id>/v/<int:number>/adjunto/<place>/pagina/<int:page>")
@permits(Action.EVIDENCE_VIEW)
def attached_picture(evidence_id: int, number: int, place: str, page: int) -> ResponseReturnValue:
    """A page of such a file as a picture."""
    file, percent = _mail(evidence_id, number), asked_id("zoom") or PERCENT[0]
    if page < 1 or percent not in PERCENT:
        raise NotFound
    content = reading.picture(current_actor(), file, page, percent, noted=True, place=place)
    return give_made(content, f"pagina-{page}.jpg", "image/jpeg")


@bp.get("/evidencia/<int:evidence_id>/v/<int:number>/adjunto/<place>/archivo")
@permits(Action.EVIDENCE_VIEW)
def attached_file(evidence_id: int, number: int, place: str) -> ResponseReturnValue:
    """Hand out such a file, always as a download; it is noted as a download of its mail."""
    actor, file = current_actor(), _mail(evidence_id, number)
    opening.require(actor, file)
    let_go_of_the_database()
    document = reading.attached(file, place)
    document.require()
    answer = give_made(document.content, document.known.name, document.known.media_type)
    if request.method == "GET" and answer.status_code in {200, 206}:
        begins = not answer.content_range.start
        access_log.log_download(actor, evidence_id, number, from_start=begins, now=moment().now)
    return answer


def _mail(evidence_id: int, number: int) -> StoredFile:
    file = queries.stored_file(evidence_id, number, current_actor().visibility)
    if file is None:
        raise NotFound
    return file
