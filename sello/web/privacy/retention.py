"""How long evidence is kept: the rules, what is due and what needs it, orders to keep."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.core.refusal import NotFound
from sello.evidence.domain.details import EvidenceType
from sello.evidence.queries.piece import is_known
from sello.privacy.domain.retention import Rule, seal
from sello.privacy.queries import due, purges
from sello.privacy.service import purging, rules
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.instance import config
from sello.web.moment import moment
from sello.web.privacy import bp
from sello.web.privacy.forms import OrderForm, ProposalForm, RuleForm
from sello.web.request_values import asked_id, read_ids


@bp.get("/conservacion")
@permits(Action.RETENTION_VIEW)
def retention() -> ResponseReturnValue:
    """Show the rules, what is due, and the actas."""
    return _page(ProposalForm(formdata=None))


@bp.post("/conservacion/proponer")
@permits(Action.RETENTION_MANAGE)
def propose() -> ResponseReturnValue:
    """Propose what is marked for destruction."""
    actor, form = current_actor(), ProposalForm()

    def act() -> int:
        return purging.propose(
            actor,
            read_ids(request.form.getlist("piece")),
            form.reason.data or "",
            at=moment(),
            with_copies=bool(form.with_copies.data),
        )

    made = accepted(form, act)
    if made is None:
        return _page(form), 422
    flash(gettext("El acta quedó propuesta: la confirma otra persona. Nada se eliminó todavía."), "success")
    return redirect(url_for("privacy.acta", purge_id=made), 303)


@bp.get("/conservacion/plazos")
@permits(Action.RETENTION_MANAGE)
def rule() -> ResponseReturnValue:
    """Show the form of a rule."""
    return _rule_page(RuleForm(formdata=None))


@bp.post("/conservacion/plazos")
@permits(Action.RETENTION_MANAGE)
def set_rule() -> ResponseReturnValue:
    """Keep a rule; what actas already say is not changed by it."""
    actor, form = current_actor(), RuleForm()

    def act() -> bool:
        kind = EvidenceType(form.kind.data) if form.kind.data else None
        said = Rule(form.classification.data, kind, form.anchor.data, form.years.data, form.basis.data or "")
        rules.set_rule(actor, said, seen=form.seen.data or "", now=moment().now)
        return True

    if accepted(form, act) is None:
        stale = form.seen.data != seal(due.rules())
        return _rule_page(form), 409 if stale else 422
    flash(gettext("El plazo quedó guardado."), "success")
    return redirect(url_for("privacy.retention"), 303)


@bp.get("/conservacion/evidencia/<int:evidence_id>")
@permits(Action.RETENTION_MANAGE)
def order(evidence_id: int) -> ResponseReturnValue:
    """Show whether there is an order to keep a piece, and let it be given."""
    return _order_page(evidence_id, OrderForm(formdata=None))


@bp.post("/conservacion/evidencia/<int:evidence_id>")
@permits(Action.RETENTION_MANAGE)
def give_order(evidence_id: int) -> ResponseReturnValue:
    """Order that a piece be kept."""
    actor, form = current_actor(), OrderForm()

    def act() -> bool:
        rules.hold(actor, evidence_id, form.reason.data or "", now=moment().now)
        return True

    if accepted(form, act) is None:
        return _order_page(evidence_id, form), 422
    flash(gettext("La evidencia se conserva, cualquiera sea su plazo."), "success")
    return redirect(url_for("privacy.order", evidence_id=evidence_id), 303)


@bp.post("/conservacion/evidencia/<int:evidence_id>/levantar")
@permits(Action.RETENTION_MANAGE)
def lift_order(evidence_id: int) -> ResponseReturnValue:
    """End the order to keep a piece."""
    rules.let_go(current_actor(), evidence_id, now=moment().now)
    flash(gettext("La orden de conservar terminó; vale de nuevo el plazo de su clase."), "success")
    return redirect(url_for("privacy.order", evidence_id=evidence_id), 303)


def _page(form: ProposalForm) -> str:
    at = moment()
    over = due.over(at, after=asked_id("desde") or 0)
    return render_template(
        "privacy/retention.html",
        form=form,
        rules=due.rules(),
        over=over,
        chosen=set(request.form.getlist("piece")),
        actas=purges.actas(),
        sealed=config().evidence_keys is not None,
    )


def _rule_page(form: RuleForm) -> str:
    form.seen.data = seal(due.rules())
    return render_template("privacy/rule.html", form=form)


def _order_page(evidence_id: int, form: OrderForm) -> str:
    if not is_known(evidence_id, current_actor().visibility):
        raise NotFound
    (piece,) = due.weigh([evidence_id], due.rules(), moment()) or (None,)
    return render_template(
        "privacy/order.html", evidence_id=evidence_id, piece=piece, form=form, held=purges.held(evidence_id)
    )
