"""The ready-made remarks of the institution: added, changed, put in order, retired."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.evidence.domain.ready import Whereto
from sello.evidence.queries.ready import every
from sello.evidence.service import ready as service
from sello.web import once
from sello.web.answers import accepted
from sello.web.evidence import bp
from sello.web.evidence.forms import ReadyForm
from sello.web.guard import current_actor, permits
from sello.web.moment import moment


@bp.get("/revision/observaciones")
@permits(Action.EVIDENCE_REVIEW)
def remarks() -> ResponseReturnValue:
    """List the remarks, each with its form, and one for a new one."""
    return _page(None, ReadyForm(formdata=None))


@bp.post("/revision/observaciones")
@permits(Action.EVIDENCE_REVIEW)
def add_remark() -> ResponseReturnValue:
    """Add a remark at the end."""
    form, actor = ReadyForm(), current_actor()
    return _kept(
        None,
        form,
        lambda: service.add(actor, form.text.data or "", form.kinds.data or (), now=moment().now),
    )


@bp.post("/revision/observaciones/<int:remark_id>")
@permits(Action.EVIDENCE_REVIEW)
def change_remark(remark_id: int) -> ResponseReturnValue:
    """Keep other words or kinds of a remark."""
    form, actor = ReadyForm(), current_actor()
    return _kept(
        remark_id,
        form,
        lambda: service.change(
            actor,
            remark_id,
            form.text.data or "",
            form.kinds.data or (),
            version=form.version.data or 0,
            now=moment().now,
        ),
    )


@bp.post("/revision/observaciones/<int:remark_id>/mover")
@permits(Action.EVIDENCE_REVIEW)
def move_remark(remark_id: int) -> ResponseReturnValue:
    """Put a remark a place further up, where nothing else is said, or further down, or first."""
    asked = request.form.get("adonde")
    whereto = Whereto(asked) if asked in set(Whereto) else Whereto.UP
    service.move(current_actor(), remark_id, whereto, now=moment().now)
    return _back(gettext("La observación cambió de lugar."))


@bp.post("/revision/observaciones/<int:remark_id>/retirar")
@permits(Action.EVIDENCE_REVIEW)
@once.takes_back
def retire_remark(remark_id: int) -> ResponseReturnValue:
    """Offer a remark no more."""
    service.retire(current_actor(), remark_id, now=moment().now)
    return _back(gettext("La observación ya no se ofrece; lo que se dijo con ella queda como está."))


@bp.post("/revision/observaciones/<int:remark_id>/reponer")
@permits(Action.EVIDENCE_REVIEW)
def put_back_remark(remark_id: int) -> ResponseReturnValue:
    """Offer a retired remark again."""
    service.put_back(current_actor(), remark_id, now=moment().now)
    return _back(gettext("La observación se ofrece otra vez."))


def _kept(remark_id: int | None, form: ReadyForm, keep: Callable[[], None]) -> ResponseReturnValue:
    def act() -> bool:
        keep()
        return True

    if accepted(form, act):
        return _back(gettext("La observación quedó guardada."))
    saved = {row.id: row.version for row in every()}
    stale = remark_id is not None and form.version.data != saved.get(remark_id)
    return _page(remark_id, form), 409 if stale else 422


def _page(sent: int | None, form: ReadyForm) -> str:
    """All of them with their forms; the one that was sent as it was sent, on what is saved by now."""
    rows = every()
    forms = {row.id: _form(row.text, list(row.for_kinds), row.version) for row in rows}
    new = form if sent is None else ReadyForm(formdata=None)
    if sent is not None and sent in forms:
        form.version.data = forms[sent].version.data
        forms[sent] = form
    return render_template(
        "evidence/remarks.html", rows=rows, forms=forms, new=new, sent=sent, whereto=list(Whereto)
    )


def _form(text: str, kinds: list[object], version: int) -> ReadyForm:
    return ReadyForm(formdata=None, text=text, kinds=kinds, version=version)


def _back(said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("evidence.remarks"), 303)
