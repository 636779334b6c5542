"""The release to auditors: one piece, or all that is accepted, looked at first."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField

from sello.accounts.permissions import Action
from sello.core.counting import ngettext
from sello.core.refusal import NotFound
from sello.cycles.queries import cycles
from sello.evidence.queries import facts, listing
from sello.evidence.service import releasing as releasing_service
from sello.web import once
from sello.web.answers import accepted
from sello.web.evidence import bp
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import read_versions


class ReleaseForm(FlaskForm):
    """Which pieces the page showed, with their versions."""

    seen = HiddenField()


@bp.post("/evidencia/<int:evidence_id>/liberar")
@permits(Action.EVIDENCE_RELEASE)
def release(evidence_id: int) -> ResponseReturnValue:
    """Let external auditors see a piece."""
    actor = current_actor()
    said = gettext("Liberada: la auditoría externa puede verla.")
    back = url_for("evidence.piece", evidence_id=evidence_id)
    releasing_service.release(actor, evidence_id, now=moment().now)
    flash(said, "success")
    return redirect(back, 303)


@bp.post("/evidencia/<int:evidence_id>/retirar")
@permits(Action.EVIDENCE_RELEASE)
@once.takes_back
def withdraw(evidence_id: int) -> ResponseReturnValue:
    """Take a piece back from the auditors' sight."""
    actor = current_actor()
    said = gettext("Retirada: la auditoría externa ya no la ve.")
    back = url_for("evidence.piece", evidence_id=evidence_id)
    releasing_service.withdraw(actor, evidence_id, now=moment().now)
    flash(said, "success")
    return redirect(back, 303)


@bp.get("/evidencia/liberar-aceptadas")
@permits(Action.EVIDENCE_RELEASE)
def releasing() -> ResponseReturnValue:
    """Show what external auditors would see in addition, before it is released."""
    return _page(ReleaseForm(formdata=None))


@bp.post("/evidencia/liberar-aceptadas")
@permits(Action.EVIDENCE_RELEASE)
def release_accepted() -> ResponseReturnValue:
    """Release the accepted pieces of the current cycle that the page showed."""
    actor, cycle_id, form = current_actor(), cycles.current_id(), ReleaseForm()
    if cycle_id is None:
        raise NotFound
    seen = read_versions(form.seen.data)
    count = accepted(
        form, lambda: releasing_service.release_accepted(actor, cycle_id, seen=seen, now=moment().now)
    )
    if count is None:
        return _page(form), 409
    text = ngettext(
        "Se liberó %(num)s evidencia aceptada.",
        "Se liberaron %(num)s evidencias aceptadas.",
        count,
        none=gettext("No quedaban evidencias aceptadas por liberar."),
    )
    flash(text, "success")
    return redirect(url_for("evidence.index", estado="accepted"), 303)


def _page(form: ReleaseForm) -> str:
    cycle_id = cycles.current_id()
    rows = facts.releasable(cycle_id, today=moment().today) if cycle_id else ()
    versions = listing.versions([row.id for row in rows], current_actor().visibility)
    form.seen.data = " ".join(f"{one}:{version}" for one, version in versions.items())
    return render_template("evidence/releasing.html", rows=rows, form=form, most=facts.MOST_RELEASABLE)
