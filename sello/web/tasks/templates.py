"""The templates of tasks: what the institution asks again and again."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.register.domain import InitiativeKind
from sello.tasks.queries import options
from sello.tasks.queries import templates as queries
from sello.tasks.service import templates as service
from sello.web import once
from sello.web.answers import accepted
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.stale_form import caught_up
from sello.web.tasks import bp
from sello.web.tasks.side_forms import TemplateForm

COMPARED = ("title", "description", "days", "checks", "checks_first", "code", "initiative_kind")


@bp.get("/tareas/plantillas")
@permits(Action.TASK_MANAGE)
def templates() -> ResponseReturnValue:
    """Show all templates."""
    kinds = {kind.value: kind.label for kind in InitiativeKind}
    return render_template("tasks/templates.html", rows=queries.templates(), kinds=kinds)


@bp.get("/tareas/plantillas/nueva")
@permits(Action.TASK_MANAGE)
def new_template() -> ResponseReturnValue:
    """Show the form of a new template."""
    form = TemplateForm(formdata=None, days=10)
    form.offer(options.requirements())
    return render_template("tasks/template.html", form=form, saved=None, compared=())


@bp.post("/tareas/plantillas/nueva")
@permits(Action.TASK_MANAGE)
def create_template() -> ResponseReturnValue:
    """Keep a new template."""
    form = TemplateForm()
    form.offer(options.requirements())
    made = accepted(form, lambda: service.create(current_actor(), form.wording(), now=moment().now))
    if made is None:
        return render_template("tasks/template.html", form=form, saved=None, compared=()), 422
    flash(gettext("La plantilla quedó guardada."), "success")
    return redirect(url_for("tasks.templates"), 303)


@bp.get("/tareas/plantillas/<int:template_id>/editar")
@permits(Action.TASK_MANAGE)
def edit_template(template_id: int) -> ResponseReturnValue:
    """Show a template as it is saved."""
    saved = queries.template(template_id)
    return render_template("tasks/template.html", form=_saved_form(saved), saved=saved, compared=())


@bp.post("/tareas/plantillas/<int:template_id>/editar")
@permits(Action.TASK_MANAGE)
@once.sets
def save_template(template_id: int) -> ResponseReturnValue:
    """Change a template; over another person's change, show both versions."""
    saved = queries.template(template_id)
    form = TemplateForm()
    form.offer(options.requirements(), keep=saved.wording.code)
    changed = accepted(
        form,
        lambda: service.edit(
            current_actor(), template_id, form.wording(), version=form.number(), now=moment().now
        ),
    )
    if changed is None:
        compared = caught_up(form, _saved_form(saved), COMPARED)
        page = render_template("tasks/template.html", form=form, saved=saved, compared=compared)
        return page, 409 if compared else 422
    flash(gettext("La plantilla quedó guardada."), "success")
    return redirect(url_for("tasks.templates"), 303)


@bp.post("/tareas/plantillas/<int:template_id>/quitar")
@permits(Action.TASK_MANAGE)
@once.takes_back
def drop_template(template_id: int) -> ResponseReturnValue:
    """Remove a template."""
    service.drop(current_actor(), template_id, now=moment().now)
    flash(gettext("La plantilla se quitó. Lo que se pidió con ella queda como estaba."), "success")
    return redirect(url_for("tasks.templates"), 303)


def _saved_form(saved: queries.TemplateRow) -> TemplateForm:
    form = TemplateForm(formdata=None)
    form.offer(options.requirements(), keep=saved.wording.code)
    form.show(saved)
    return form
