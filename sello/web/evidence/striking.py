"""A struck-out copy (versión tarjada): what the detector would cover is ticked, the rest said by numbers."""

import io
from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.cycles.queries import cycles
from sello.evidence.domain.details import Classification
from sello.evidence.queries.piece import Piece, StoredFile
from sello.files import service
from sello.files.reading.room import Document, NotShown
from sello.files.redacting import boxes, copies
from sello.files.scanning.clamd import scanner_of
from sello.files.scanning.states import Unsafe
from sello.files.service import FileIn
from sello.tasks.service.striking import hand_in_copy
from sello.web import opening, undoing
from sello.web.answers import accepted, spoken
from sello.web.downloads import FileGone
from sello.web.evidence import bp
from sello.web.evidence.closed_forms import StrikingForm
from sello.web.evidence.destination import NoCycle
from sello.web.evidence.listing import load
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.reader import note
from sello.web.uploads import accepted_kinds, let_go_of_the_database, store


@dataclass(frozen=True)
class _Asked:
    """The piece and the version of it of which a copy is made."""

    piece: Piece
    file: StoredFile

    @property
    def document(self) -> Document:
        return Document(store(), self.file.sha256, self.file.media_type)

    @property
    def title(self) -> str:
        """What the copy is called, if nobody says more: the title of what is secret stays with it."""
        details = self.piece.details
        secret = details.classification is Classification.SECRET
        said = gettext(details.type.label) if secret else details.title
        return str(gettext("%(title)s (versión tarjada)", title=said))


@bp.get("/evidencia/<int:evidence_id>/v/<int:number>/tarjar")
@permits(Action.EVIDENCE_SUBMIT)
def striking(evidence_id: int, number: int) -> ResponseReturnValue:
    """Show the pages with what would be struck out of them."""
    actor = current_actor()
    asked = _asked(actor, evidence_id, number)
    note(actor, asked.file)
    form = StrikingForm(formdata=None, title=asked.title)
    return _page(asked, form, ticked=True)


@bp.post("/evidencia/<int:evidence_id>/v/<int:number>/tarjar")
@permits(Action.EVIDENCE_SUBMIT)
def strike(evidence_id: int, number: int) -> ResponseReturnValue:
    """Make the copy and hand it in."""
    actor, form = current_actor(), StrikingForm()
    asked = _asked(actor, evidence_id, number)
    copy_id = accepted(form, lambda: _kept_file(lambda: _strike(actor, asked, form)))
    if copy_id is None:
        return _page(asked, form, ticked=False), 422
    flash(
        gettext("La versión tarjada quedó entregada para revisión. Revísela antes de liberarla."), "success"
    )
    return redirect(url_for("evidence.piece", evidence_id=copy_id), 303)


def _asked(actor: Actor, evidence_id: int, number: int) -> _Asked:
    piece = load(actor, evidence_id)
    file = piece.file(number)
    if file is None:
        raise NotFound
    opening.require(actor, file)
    return _Asked(piece, file)


def _kept_file(act: Callable[[], int]) -> int:
    try:
        return act()
    except FileNotFoundError:
        raise FileGone from None


def _strike(actor: Actor, asked: _Asked, form: StrikingForm) -> int:
    cycle_id = cycles.current_id()
    if cycle_id is None:
        raise NoCycle
    let_go_of_the_database()
    lines = [*request.form.getlist("box"), *(form.boxes.data or "").splitlines()]
    found = boxes.read(
        [line for each in lines for line in each.split(";")], pages=copies.pages_of(asked.document)
    )
    file = _received(copies.struck(asked.document, found))
    copy_id, done = hand_in_copy(
        actor,
        asked.piece,
        asked.file.number,
        file,
        title=form.title.data or asked.title,
        places=len(found),
        cycle_id=cycle_id,
        store=store(),
        at=moment(),
    )
    undoing.offer(done.id)
    return copy_id


def _received(content: bytes) -> FileIn:
    return service.take_in(
        store(),
        io.BytesIO(content),
        name="version-tarjada.pdf",
        limit=config().upload_limit,
        allowed=accepted_kinds(),
        scanner=scanner_of(config()),
    )


def _page(asked: _Asked, form: StrikingForm, *, ticked: bool) -> str:
    let_go_of_the_database()
    pages, found, sorry = 0, tuple[copies.Proposed, ...](), ""
    try:
        pages = copies.pages_of(asked.document)
        found = copies.proposed(asked.document)
    except (NotShown, Unsafe) as refusal:
        sorry = spoken(refusal)
    except FileNotFoundError:
        sorry = spoken(FileGone())
    chosen = None if ticked else frozenset(request.form.getlist("box"))
    return render_template(
        "evidence/striking.html",
        piece=asked.piece,
        file=asked.file,
        form=form,
        pages=pages,
        found=found,
        chosen=chosen,
        sorry=sorry,
    )
