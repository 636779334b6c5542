"""What persons ask of their data: registered, looked for, decided place by place, answered on paper."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from sello.accounts.permissions import Action
from sello.accounts.queries import face
from sello.core.trail.acts import Act
from sello.core.trail.recording import record_apart
from sello.files.kinds import PDF
from sello.privacy.domain import requests as rules
from sello.privacy.domain.requests import Decision
from sello.privacy.queries import requests as queries
from sello.privacy.service import requests as service
from sello.web.answers import accepted
from sello.web.downloads import give_made
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.privacy import bp
from sello.web.privacy.forms import AnswerForm, ExtensionForm, HitForm, RequestForm


@bp.get("/solicitudes-de-datos")
@permits(Action.PERSON_REQUEST_MANAGE)
def requests() -> ResponseReturnValue:
    """List the requests, the most urgent first."""
    rows = queries.requests()
    today = moment().today
    terms = {row.id: rules.term_light(row.state, row.due_on, today=today) for row in rows}
    return render_template("privacy/requests.html", rows=rows, terms=terms)


@bp.get("/solicitudes-de-datos/nueva")
@permits(Action.PERSON_REQUEST_MANAGE)
def new_request() -> ResponseReturnValue:
    """Show the form of a request."""
    return render_template("privacy/new_request.html", form=RequestForm(formdata=None))


@bp.post("/solicitudes-de-datos/nueva")
@permits(Action.PERSON_REQUEST_MANAGE)
def register() -> ResponseReturnValue:
    """Write a request down."""
    actor, form = current_actor(), RequestForm()

    def act() -> int:
        subject = rules.checked_subject(form.name.data or "", form.run.data or "", form.email.data or "")
        asked = service.Registered(
            form.right.data, form.channel.data, subject, form.received_on.data or moment().today
        )
        return service.register(actor, asked, at=moment())

    made = accepted(form, act)
    if made is None:
        return render_template("privacy/new_request.html", form=form), 422
    flash(gettext("La solicitud quedó registrada. Busque ahora dónde aparece la persona."), "success")
    return _back(made)


@bp.get("/solicitudes-de-datos/<int:request_id>")
@permits(Action.PERSON_REQUEST_MANAGE)
def one_request(request_id: int) -> ResponseReturnValue:
    """Show a request: its term, where the person stands, what was decided."""
    return _page(request_id)


@bp.post("/solicitudes-de-datos/<int:request_id>/prorroga")
@permits(Action.PERSON_REQUEST_MANAGE)
def extend(request_id: int) -> ResponseReturnValue:
    """Extend the term, once."""
    actor, form = current_actor(), ExtensionForm()
    day = accepted(form, lambda: service.extend(actor, request_id, form.reason.data or "", at=moment()))
    if day is None:
        return _page(request_id, extension=form), 422
    flash(gettext("El plazo quedó prorrogado. Avísele a la persona y diga por qué."), "success")
    return _back(request_id)


@bp.post("/solicitudes-de-datos/<int:request_id>/buscar")
@permits(Action.PERSON_REQUEST_MANAGE)
def look(request_id: int) -> ResponseReturnValue:
    """Look for the person in everything."""
    count = service.look(current_actor(), request_id, now=moment().now)
    flash(gettext("Lugares en que puede aparecer: %(count)s.", count=count), "success")
    return _back(request_id)


@bp.post("/solicitudes-de-datos/<int:request_id>/lugares/<int:hit_id>")
@permits(Action.PERSON_REQUEST_MANAGE)
def decide(request_id: int, hit_id: int) -> ResponseReturnValue:
    """Decide of one place, and do it."""
    actor, form = current_actor(), HitForm()

    def act() -> Decision:
        chosen: Decision = form.decision.data
        said = service.Chosen(chosen, form.reason.data or "")
        service.decide(actor, request_id, hit_id, said, seen=form.seen.data or "", at=moment())
        return chosen

    decision = accepted(form, act)
    if decision is None:
        return _page(request_id, hit=(hit_id, form)), 422
    flash(gettext("Decidido: %(word)s.", word=gettext(decision.label)), "success")
    return _back(request_id)


@bp.post("/solicitudes-de-datos/<int:request_id>/lugares/<int:hit_id>/desbloquear")
@permits(Action.PERSON_REQUEST_MANAGE)
def unblock(request_id: int, hit_id: int) -> ResponseReturnValue:
    """Open again what was blocked."""
    service.unblock(current_actor(), request_id, hit_id, now=moment().now)
    flash(gettext("La evidencia se abre de nuevo a quienes podían verla."), "success")
    return _back(request_id)


@bp.post("/solicitudes-de-datos/<int:request_id>/responder")
@permits(Action.PERSON_REQUEST_MANAGE)
def answer(request_id: int) -> ResponseReturnValue:
    """Answer a request."""
    actor, form = current_actor(), AnswerForm()

    def act() -> bool:
        service.answer(actor, request_id, form.outcome.data, form.text.data or "", now=moment().now)
        return True

    if accepted(form, act) is None:
        return _page(request_id, answer=form), 422
    flash(gettext("La solicitud quedó respondida. Descargue la carta y envíela a la persona."), "success")
    return _back(request_id)


@bp.get("/solicitudes-de-datos/<int:request_id>/carta.pdf")
@permits(Action.PERSON_REQUEST_MANAGE)
def letter(request_id: int) -> ResponseReturnValue:
    """The answer as a letter."""
    from sello.reports.reply.paper import as_pdf, file_name

    actor, found = current_actor(), queries.find(request_id)
    paper = as_pdf(
        found,
        queries.hits(request_id),
        actor.institution_name,
        moment(),
        gettext,
        contact=face.face().data_contact,
        logo=face.shown_logo(),
    )
    record_apart(actor, Act.PERSON_REQUEST_EXPORTED, request_id, now=moment().now, form="pdf")
    return give_made(paper, file_name(request_id), PDF.media_type)


@bp.get("/solicitudes-de-datos/<int:request_id>/datos.zip")
@permits(Action.PERSON_REQUEST_MANAGE)
def export(request_id: int) -> ResponseReturnValue:
    """What is kept of the person, for another machine to read."""
    from sello.reports.reply.bundle import as_zip

    actor, found = current_actor(), queries.find(request_id)
    content = as_zip(found, queries.hits(request_id), queries.accounts_of(request_id))
    record_apart(actor, Act.PERSON_REQUEST_EXPORTED, request_id, now=moment().now, form="zip")
    return give_made(content, f"datos-solicitud-{request_id}.zip", "application/zip")


def _page(
    request_id: int,
    *,
    extension: ExtensionForm | None = None,
    answer: AnswerForm | None = None,
    hit: tuple[int, HitForm] | None = None,
) -> str:
    found, hits = queries.find(request_id), queries.hits(request_id)
    forms = {row.id: HitForm(formdata=None, decision=row.decision, reason=row.reason) for row in hits}
    if hit is not None and hit[0] in forms:
        forms[hit[0]] = hit[1]
    return render_template(
        "privacy/one_request.html",
        row=found,
        hits=hits,
        forms=forms,
        sent=hit[0] if hit else None,
        term=rules.term_light(found.state, found.due_on, today=moment().today),
        extension=extension or ExtensionForm(formdata=None),
        answer=answer or AnswerForm(formdata=None),
        blocks=Decision.BLOCK,
    )


def _back(request_id: int) -> ResponseReturnValue:
    return redirect(url_for("privacy.one_request", request_id=request_id), 303)
