"""Where what was found leads: to its own page, to the list that shows the rest, to the form of a deed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, allows
from sello.core.labels import LabelledEnum
from sello.register.parts.domain.columns import Part
from sello.search.domain.deeds import Deed, Offer
from sello.search.domain.narrowing import Where
from sello.search.domain.question import Question
from sello.search.domain.ranking import Hit, Kind, Passage
from sello.search.domain.talked import ON_PIECES, Place
from sello.tasks.domain.drafts import TITLE_LIMIT

PAGES: dict[Kind, tuple[str, str]] = {
    Kind.REQUIREMENT: ("cycles.requirement", "requirement_id"),
    Kind.TASK: ("tasks.show", "task_id"),
    Kind.EVIDENCE: ("evidence.piece", "evidence_id"),
    Kind.INITIATIVE: ("register.show", "initiative_id"),
    Kind.UNIT: ("accounts.unit", "unit_id"),
    Kind.PERSON: ("accounts.person", "person_id"),
}
"""The page of each kind, and what its address calls the id."""

LISTS: dict[Kind, tuple[str, str]] = {
    Kind.REQUIREMENT: ("cycles.checklist", "q"),
    Kind.TASK: ("tasks.index", "q"),
    Kind.EVIDENCE: ("evidence.index", "texto"),
    Kind.INITIATIVE: ("register.index", "q"),
    Kind.PERSON: ("accounts.people", "q"),
}
"""The list of each kind, and what its address calls the words that are looked for."""

PLACES = {where.kind: where for where in (Where.DOCUMENTS, Where.TALK, Where.FILES)}
"""What no list of its own shows: the page of results does."""

ALL_TASKS: dict[str, Any] = {"estado": "todas"}
"""The list of tasks shows only the open ones unless it is asked."""


def lead(hit: Hit, actor: Actor, places: Sequence[tuple[str, str]]) -> str:
    """The page of something that was found; of a unit the chart, for whoever may not open its file."""
    if hit.kind is Kind.PAGE:
        return places[hit.id][1]
    if hit.kind is Kind.UNIT and not allows(actor, Action.UNIT_FILE):
        return url_for("accounts.units")
    if hit.passage:
        return _written(hit, hit.passage)
    endpoint, name = PAGES[hit.kind]
    values: dict[str, Any] = {name: hit.id}
    return url_for(endpoint, **values)


def _written(hit: Hit, passage: Passage) -> str:
    """Where words stand: on the page of a document, in a conversation, in the file of an initiative."""
    if hit.kind is Kind.DOCUMENT:
        return _read(hit.id, passage)
    if hit.kind is Kind.FILE:
        return url_for("register.show", initiative_id=hit.id, _anchor=_ANCHORS.get(hit.what))
    if hit.what is Place.PIN:
        version, page = passage.number, passage.page
        return url_for("evidence.read", evidence_id=hit.id, version=version, pagina=page, _anchor="pins")
    if hit.what in ON_PIECES:
        return url_for("evidence.piece", evidence_id=hit.id, _anchor="history")
    anchor = f"comentario-{passage.row}" if hit.what is Place.COMMENT else "conversacion"
    return url_for("tasks.show", task_id=hit.id, _anchor=anchor)


_ANCHORS: dict[LabelledEnum | None, str] = {
    Place.AIM: "que-es",
    Place.DESCRIPTION: "que-es",
    Place.CONTRIBUTION: "aporta",
    Place.BODY: Part.BODIES.value,
    Place.PARTY: Part.PARTIES.value,
    Place.ROLE: Part.PARTIES.value,
    Place.SESSION: Part.SESSIONS.value,
    Place.AGENDA: Part.MEETINGS.value,
    Place.RESOLUTION: Part.RESOLUTIONS.value,
    Place.CHAIN: Part.CHAIN.value,
}
"""Where on the page of an initiative something stands; at its head where it has no place of its own."""


def _read(evidence_id: int, passage: Passage) -> str:
    """The page of a document, with what was looked for marked on it."""
    return url_for(
        "evidence.read",
        evidence_id=evidence_id,
        pagina=passage.page,
        q=passage.words or None,
        _anchor="lector",
    )


def rest(kind: Kind, question: Question, actor: Actor) -> str | None:
    """The list of a kind, asked for the same; None where there is no list to be asked, or none for her."""
    if kind in PLACES:
        return url_for("search.within", q=question.typed, en=PLACES[kind].value)
    if kind not in LISTS or (kind is Kind.REQUIREMENT and not allows(actor, Action.CHECKLIST_VIEW)):
        return None
    endpoint, name = LISTS[kind]
    values: dict[str, Any] = {name: _words(kind, question)}
    return url_for(endpoint, **values, **(ALL_TASKS if kind is Kind.TASK else {}))


def _words(kind: Kind, question: Question) -> str:
    """The words as the list of a kind takes them: codes with their points, acts by their number alone."""
    if kind is Kind.REQUIREMENT and question.folded.isdecimal():
        return ".".join(question.folded)
    numbered = question.number if kind in (Kind.EVIDENCE, Kind.TASK) else ""
    return numbered or question.typed


def form_of(offer: Offer) -> str:
    """The form of a deed, filled in with what was named."""
    return _FORMS[offer.deed](offer)


def _requirement_id(offer: Offer) -> int | None:
    return offer.requirement.id if offer.requirement else None


def _unit_id(offer: Offer) -> int | None:
    """The unit that was named, else the one whose requirement it is."""
    if offer.unit:
        return offer.unit.id
    return offer.requirement.unit_id if offer.requirement else None


def _assign(offer: Offer) -> str:
    asked = offer.requirement
    return url_for(
        "cycles.checklist",
        q=asked.code if asked else None,
        marcar=_requirement_id(offer),
        para=offer.unit.id if offer.unit else None,
        _anchor="assign",
    )


def _task(offer: Offer) -> str:
    asked = offer.requirement
    title = offer.words
    if not title and asked:
        title = gettext("Reunir la evidencia de %(code)s %(title)s", code=asked.code, title=asked.title)
    return url_for(
        "tasks.new",
        titulo=title[:TITLE_LIMIT] or None,
        requerimiento=_requirement_id(offer),
        unidad=_unit_id(offer),
    )


def _validate(offer: Offer) -> str:
    if offer.requirement:
        return _requirement(offer)
    return url_for("cycles.checklist", estado="to_validate")


def _requirement(offer: Offer) -> str:
    return url_for("cycles.requirement", requirement_id=_requirement_id(offer))


_FORMS: dict[Deed, Callable[[Offer], str]] = {
    Deed.ASSIGN: _assign,
    Deed.ASK: _task,
    Deed.NEW_TASK: _task,
    Deed.ASK_DIMENSION: lambda _: url_for("tasks.dimension"),
    Deed.UPLOAD: lambda offer: url_for("evidence.upload", requerimiento=_requirement_id(offer)),
    Deed.ANSWER: _requirement,
    Deed.VALIDATE: _validate,
    Deed.REVIEW: lambda _: url_for("evidence.desk"),
    Deed.REPORT: lambda _: url_for("reports.readiness"),
    Deed.COMPARE: lambda _: url_for("cycles.compare"),
    Deed.REGISTER: lambda _: url_for("register.new"),
    Deed.INVITE: lambda _: url_for("accounts.new_person"),
    Deed.NEW_UNIT: lambda _: url_for("accounts.new_unit"),
}
