"""Mass acts on evidence: auditors see it, or no longer, it becomes reserved, or serves more; looked at first.

Judging many pieces, and asking for their renewal, have previews of their own.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField

from sello.accounts.permissions import Action
from sello.core.counting import ngettext
from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import NotFound
from sello.cycles.queries import cycles
from sello.evidence.domain.details import Classification
from sello.evidence.domain.review import EvidenceState
from sello.evidence.queries import choices, listing
from sello.evidence.queries.rows import Row
from sello.progress import service_many as batches
from sello.progress.service_many import Batch
from sello.web import undoing
from sello.web.addresses import came_from, next_target
from sello.web.answers import accepted
from sello.web.evidence import bp
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.request_values import asked_ids, read_id, read_versions


class Deed(LabelledEnum):
    """What is done to many pieces; its values stand in addresses."""

    RELEASE = "liberar", N_("Liberar a auditoría")
    WITHDRAW = "retirar", N_("Retirar de auditoría")
    RESERVE = "reservar", N_("Clasificar como reservada")
    ACCEPT = "aceptar", N_("Aceptar")
    RETURN = "devolver", N_("Devolver con una observación")
    RENEW = "renovar", N_("Pedir la renovación")
    LINK = "vincular", N_("Vincular a un requerimiento")


ELSEWHERE = {
    Deed.ACCEPT: "evidence.accept_many",
    Deed.RETURN: "evidence.return_many",
    Deed.RENEW: "evidence.renew_many",
}
"""Where the preview of an act is that has one of its own."""


class ManyForm(FlaskForm):
    """Which pieces a preview showed, with their versions; where one came from."""

    seen = HiddenField()
    back = HiddenField()


ACTS = {Deed.RELEASE: batches.release, Deed.WITHDRAW: batches.withdraw, Deed.RESERVE: batches.reserve}


@bp.get("/evidencia/varias")
@permits(Action.EVIDENCE_RELEASE)
def many() -> ResponseReturnValue:
    """Show what would become of the marked pieces; nothing changes yet."""
    deed = _deed(request.args.get("acto"))
    if deed in ELSEWHERE:
        return redirect(url_for(ELSEWHERE[deed], id=asked_ids("id")), 303)
    ids = asked_ids("id")
    if not listing.of_ids(ids, current_actor().visibility, today=moment().today):
        flash(gettext("Marque al menos una evidencia. No cambió nada."), "error")
        return redirect(url_for("evidence.index"), 303)
    return _page(deed, ManyForm(formdata=None, back=came_from()), ids)


@bp.post("/evidencia/varias")
@permits(Action.EVIDENCE_RELEASE)
def do_many() -> ResponseReturnValue:
    """Do it to all of them as they were shown, or to none."""
    form, deed = ManyForm(), _deed(request.form.get("acto"))
    seen = read_versions(form.seen.data)
    batch = accepted(form, lambda: _done(deed, seen))
    if batch is None:
        return _page(deed, form, list(seen)), 409
    undoing.offer(batch.undo_id)
    flash(
        ngettext(
            "%(act)s: %(num)s evidencia.",
            "%(act)s: %(num)s evidencias.",
            batch.count,
            act=gettext(deed.label),
            none=gettext("No cambió ninguna evidencia."),
        ),
        "success",
    )
    return redirect(next_target(form.back.data), 303)


def _page(deed: Deed, form: ManyForm, ids: list[int]) -> str:
    visibility = current_actor().visibility
    rows = listing.of_ids(ids, visibility, today=moment().today)
    changing = [row for row in rows if _changes(deed, row)]
    versions = listing.versions([row.id for row in changing], visibility)
    form.seen.data = " ".join(f"{one}:{version}" for one, version in versions.items())
    return render_template(
        "evidence/many.html",
        form=form,
        deed=deed,
        rows=changing,
        others=[row for row in rows if not _changes(deed, row)],
        requirements=_requirements() if deed is Deed.LINK else (),
        back=next_target(form.back.data),
    )


def _done(deed: Deed, seen: Mapping[int, int]) -> Batch:
    if deed is not Deed.LINK:
        return ACTS.get(deed, batches.release)(current_actor(), seen, at=moment())
    requirement_id, cycle_id = read_id(request.form.get("requerimiento")), cycles.current_id()
    if cycle_id is None:
        raise NotFound
    return batches.link(current_actor(), seen, cycle_id, requirement_id, at=moment())


def _requirements() -> tuple[choices.RequirementChoice, ...]:
    """The requirements of the current cycle; none without one."""
    cycle_id = cycles.current_id()
    return () if cycle_id is None else choices.requirement_choices(cycle_id)


def _deed(raw: str | None) -> Deed:
    return Deed(raw) if raw in set(Deed) else Deed.RELEASE


def _changes(deed: Deed, row: Row) -> bool:
    """Whether the act changes a piece: accepted ones are released, released taken back, public reserved.

    Any may serve another requirement.
    """
    if deed is Deed.LINK:
        return True
    if deed is Deed.WITHDRAW:
        return row.released
    if deed is Deed.RESERVE:
        return row.details.classification is Classification.PUBLIC
    return row.state is EvidenceState.ACCEPTED and not row.released
