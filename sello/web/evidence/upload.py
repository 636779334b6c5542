"""Choosing files: what of them is received waits to be described, what is refused is said."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action
from sello.core.counting import ngettext
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.files import begun, queries, service
from sello.web.answers import refused, spoken
from sello.web.evidence import batch, bp
from sello.web.evidence.batch import SAID_ON_THE_WAY, context
from sello.web.evidence.destination import Destination, destination
from sello.web.evidence.what_for import what_for
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.receiving import file_rules, take
from sello.web.uploads import let_go_of_the_database, store

MOST_FILES = 2_000
"""So many files are described on one page."""


class TooManyFiles(Refusal):
    """More than one page can show."""

    message = N_(
        "Eligió %(count)s archivos y se reciben hasta %(most)s por vez. No se guardó ninguno; "
        "envíelos por partes, o comprímalos en un ZIP."
    )
    field = "files"


class ChosenTwice(Refusal):
    """The same bytes twice in one form."""

    message = N_("«%(name)s» es el mismo archivo que «%(first)s»: se recibió una sola vez.")
    field = "files"


class NoFileChosen(Refusal):
    """A form without files."""

    message = N_("Elija al menos un archivo. No se perdió nada de lo que ya había entregado.")
    field = "files"


@bp.get("/evidencia/subir")
@permits(Action.EVIDENCE_SUBMIT)
def upload() -> ResponseReturnValue:
    """Show where files are dropped or chosen, unless what the address names takes none."""
    going = destination(current_actor(), context())
    return upload_page([], going), going.status


@bp.post("/evidencia/subir")
@permits(Action.EVIDENCE_SUBMIT)
def upload_post() -> ResponseReturnValue:
    """Receive the files of a plain form; what is refused is said, what was received goes on."""
    actor = current_actor()
    going = destination(actor, context())
    let_go_of_the_database()
    chosen = [file for file in request.files.getlist("files") if file.filename]
    if len(chosen) > MOST_FILES:
        return upload_page([spoken(TooManyFiles(count=len(chosen), most=MOST_FILES))], going), 422
    received, errors = _receive_all(actor, chosen)
    if not received:
        page = upload_page(errors or [gettext(NoFileChosen.message)], going)
        return page, going.status if going.refusals else 422
    if going.refusals or len(errors) > SAID_ON_THE_WAY:
        _say_what_waits(len(received))
        return upload_page(errors, going), 200  # what was received is kept: the request is no refused one
    for error in errors:
        flash(error, "error")
    return redirect(url_for("evidence.describe", lote=batch.told(received), **context()), 303)


def upload_page(errors: list[str], going: Destination) -> str:
    """The page where files are chosen, with what was refused of the last ones and what waits."""
    actor = current_actor()
    return render_template(
        "evidence/upload.html",
        rules=file_rules(),
        refused=[spoken(each) for each in going.refusals],
        goes_on=going.goes_on,
        errors=errors,
        waiting=queries.pending(actor.person_id),
        half_sent=begun.half_sent(actor, store=store(), now=moment().now),
        what_for=what_for(actor, going.asked, at=moment()),
        context=going.asked,
    )


def _receive_all(actor: Actor, chosen: list[FileStorage]) -> tuple[list[int], list[str]]:
    taken: dict[str, service.FileIn] = {}
    errors: list[str] = []
    for file in chosen:
        try:
            _add(taken, take(actor, file, tuple(taken.values())))
        except Refusal as refusal:
            errors.append(refused(refusal))
    return [service.remember(actor, each, now=moment().now) for each in taken.values()], errors


def _add(taken: dict[str, service.FileIn], file: service.FileIn) -> None:
    """Add a file to those that came with one form, by their bytes; refuses with ChosenTwice."""
    first = taken.setdefault(file.received.sha256, file)
    if first is not file:
        store().discard(file.received)
        raise ChosenTwice(name=file.filename, first=first.filename)


def _say_what_waits(count: int) -> None:
    text = ngettext(
        "Se recibió %(num)s archivo; espera que diga qué es.",
        "Se recibieron %(num)s archivos; esperan que diga qué son.",
        count,
    )
    flash(text, "success")
