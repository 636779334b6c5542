"""The reading room: a piece's file in place, leaf by leaf, with what its requirements ask beside it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.evidence.domain.pins import Third
from sello.evidence.queries import piece as queries
from sello.evidence.queries.pins import pins
from sello.evidence.service import pinning
from sello.files.places import place_of
from sello.files.reading.room import PERCENT, THUMBNAIL
from sello.progress.desk import criterion
from sello.web import once
from sello.web import reader as reading
from sello.web.answers import accepted
from sello.web.downloads import give_made
from sello.web.evidence import bp
from sello.web.evidence.forms import PinForm
from sello.web.evidence.listing import load
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import asked_id, asked_text, read_id


@bp.get("/evidencia/<int:evidence_id>/leer")
@permits(Action.EVIDENCE_VIEW)
def read(evidence_id: int) -> ResponseReturnValue:
    """Show one leaf of a version; who reads is noted."""
    place, page = place_of(asked_id("pagina") or 1)
    if place:
        return redirect(_of_attachment(evidence_id, place, page), 303)
    return _page(evidence_id, asked_id("version"), PinForm(formdata=None))


def _of_attachment(evidence_id: int, place: str, page: int) -> str:
    """Where a page is read whose number says that it is of a file that came along with the mail."""
    found = load(current_actor(), evidence_id)
    values: dict[str, Any] = {
        "evidence_id": evidence_id,
        "number": asked_id("version") or found.versions[0].number,
    }
    asked = asked_text("q", 200) or None
    return url_for("evidence.attached", place=place, pagina=page, q=asked, _anchor="lector", **values)


@bp.post("/evidencia/<int:evidence_id>/v/<int:number>/observar")
@permits(Action.EVIDENCE_REVIEW)
def pin(evidence_id: int, number: int) -> ResponseReturnValue:
    """Pin a remark to a place on the page that the address names."""
    actor, form, page = current_actor(), PinForm(), asked_id("pagina") or 1
    load(actor, evidence_id)

    def act() -> bool:
        pointed = (read_id(form.across.data) or 0, read_id(form.down.data) or 0)
        across, down = pointed if any(pointed) else (form.third.data or Third.WHOLE).place
        pinning.pin(
            actor,
            evidence_id,
            number,
            form.text.data or "",
            page=page,
            across=across,
            down=down,
            now=moment().now,
        )
        return True

    if accepted(form, act) is None:
        return _page(evidence_id, number, form), 422
    flash(gettext("La observación quedó en la página; la unidad la ve ahí."), "success")
    return redirect(url_for("evidence.read", evidence_id=evidence_id, version=number, pagina=page), 303)


@bp.post("/evidencia/<int:evidence_id>/observacion/<int:pin_id>/quitar")
@permits(Action.EVIDENCE_REVIEW)
@once.takes_back
def unpin(evidence_id: int, pin_id: int) -> ResponseReturnValue:
    """Take a remark from its page."""
    pinning.unpin(current_actor(), evidence_id, pin_id, now=moment().now)
    flash(gettext("La observación se quitó de la página."), "success")
    return redirect(url_for("evidence.read", evidence_id=evidence_id), 303)


def _page(evidence_id: int, number: int | None, form: PinForm) -> str:
    actor = current_actor()
    found = load(actor, evidence_id)
    file = found.file(number)
    if file is None:
        raise NotFound
    beside = {"asked": criterion(found.links), "pins": pins(evidence_id, file.number, actor.visibility)}
    shown = reading.reader(actor, file, "evidence.read", evidence_id=evidence_id, version=file.number)
    return render_template("evidence/read.html", piece=found, reader=shown, pin_form=form, **beside)


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
