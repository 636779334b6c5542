"""What can be done from the box: a verb leads to its form, filled in with what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sello.accounts.permissions import Action
from sello.core.labels import N_, LabelledEnum
from sello.core.text import fold
from sello.level.phrase import Phrase
from sello.search.domain.question import Question, is_code

SHORTEST = 3
"""So many letters of a verb offer what it does."""
MOST = 4


class Deed(LabelledEnum):
    """Something that a person does, and as what it is offered."""

    ASSIGN = "assign", N_("Asignar un requerimiento a una unidad")
    ASK = "ask", N_("Pedir algo a una unidad")
    NEW_TASK = "new-task", N_("Crear una tarea")
    ASK_DIMENSION = "ask-dimension", N_("Pedir evidencia de una dimensión")
    UPLOAD = "upload", N_("Subir evidencia")
    ANSWER = "answer", N_("Responder un requerimiento")
    VALIDATE = "validate", N_("Validar requerimientos")
    REVIEW = "review", N_("Revisar la evidencia que espera")
    REPORT = "report", N_("Ver el informe de preparación")
    COMPARE = "compare", N_("Comparar cortes y ciclos")
    REGISTER = "register", N_("Agregar una iniciativa al registro")
    INVITE = "invite", N_("Invitar a una persona")
    NEW_UNIT = "new-unit", N_("Agregar una unidad")


VERBS: dict[Deed, tuple[Action, tuple[str, ...]]] = {
    Deed.ASSIGN: (Action.CHECKLIST_ASSIGN, ("asignar", "asigna", "asignacion")),
    Deed.ASK: (Action.TASK_MANAGE, ("pedir", "pide", "solicitar", "encargar")),
    Deed.NEW_TASK: (
        Action.TASK_MANAGE,
        ("nueva tarea", "crear tarea", "agregar tarea", "tarea nueva", "nuevo encargo"),
    ),
    Deed.ASK_DIMENSION: (Action.TASK_MANAGE, ("pedir una dimension", "pedir dimension")),
    Deed.UPLOAD: (
        Action.EVIDENCE_SUBMIT,
        ("subir evidencia", "subir", "entregar evidencia", "entregar", "adjuntar", "cargar evidencia"),
    ),
    Deed.ANSWER: (Action.ANSWER_EDIT, ("responder", "contestar", "declarar")),
    Deed.VALIDATE: (Action.ANSWER_VALIDATE, ("validar", "valida")),
    Deed.REVIEW: (Action.EVIDENCE_REVIEW, ("revisar", "revisar evidencia", "aceptar", "devolver")),
    Deed.REPORT: (Action.REPORT_VIEW, ("informe", "informe de preparacion", "ver informe", "hacer informe")),
    Deed.COMPARE: (
        Action.CYCLE_VIEW,
        ("comparar cortes", "comparar ciclos", "comparar", "comparacion", "diferencias"),
    ),
    Deed.REGISTER: (
        Action.REGISTER_MANAGE,
        ("nueva iniciativa", "agregar iniciativa", "registrar iniciativa", "registrar"),
    ),
    Deed.INVITE: (Action.PERSON_MANAGE, ("invitar", "invitar a", "nueva persona", "agregar persona")),
    Deed.NEW_UNIT: (Action.UNIT_MANAGE, ("nueva unidad", "agregar unidad", "crear unidad")),
}
"""Each deed with its permission, and the words, without case and accents, that somebody may begin with."""

OF_ONE_REQUIREMENT = frozenset({Deed.ANSWER})
"""Nothing without a requirement that was named."""

TO_A_UNIT = frozenset({Deed.ASSIGN, Deed.ASK, Deed.NEW_TASK})
NAMED = frozenset({Deed.ASK, Deed.NEW_TASK})
"""What else is said names the task that is made."""
WITH_A_REQUIREMENT = TO_A_UNIT | {Deed.UPLOAD, Deed.ANSWER, Deed.VALIDATE}

_TO = re.compile(r"(?:^|\s)(?:a|al|para)\s+(?:(?:la|el|los|las)\s+)?(\S.*)$", re.IGNORECASE)
_FILLERS = frozenset({"el", "la", "los", "las", "un", "una", "de", "del", "requerimiento", "requisito"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement that may be named behind a verb, and whose it is."""

    id: int
    code: str
    title: str
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class Office:
    """A unit that may be named behind a verb, by either of its names."""

    id: int
    name: str
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed with what its form is filled in with."""

    deed: Deed
    requirement: Asked | None = None
    unit: Office | None = None
    words: str = ""
    """What else was said, as it was typed: the name of what is made."""


SAID: dict[tuple[Deed, bool, bool], str] = {
    (Deed.ASSIGN, True, True): N_("Asignar %(code)s a %(unit)s"),
    (Deed.ASSIGN, True, False): N_("Asignar %(code)s a una unidad"),
    (Deed.ASK, True, True): N_("Pedir %(code)s a %(unit)s"),
    (Deed.ASK, True, False): N_("Pedir %(code)s a su unidad"),
    (Deed.NEW_TASK, True, True): N_("Crear una tarea de %(code)s para %(unit)s"),
    (Deed.NEW_TASK, True, False): N_("Crear una tarea de %(code)s"),
    (Deed.UPLOAD, True, False): N_("Subir evidencia de %(code)s"),
    (Deed.ANSWER, True, False): N_("Responder %(code)s"),
    (Deed.VALIDATE, True, False): N_("Validar %(code)s"),
}
"""How a deed is offered, by whether a requirement and a unit were named."""


def said(offer: Offer) -> Phrase:
    """What a deed would do with what was named: «Pedir 2.3.1 a SECPLA»."""
    code = offer.requirement.code if offer.requirement else ""
    unit = (offer.unit.short_name or offer.unit.name) if offer.unit else ""
    if offer.words and not code and offer.deed in NAMED:
        return Phrase(N_("Crear la tarea «%(words)s»"), {"words": offer.words})
    template = SAID.get((offer.deed, bool(code), bool(unit)))
    return Phrase(template, {"code": code, "unit": unit}) if template else Phrase(offer.deed.label)


def offers(
    question: Question,
    permitted: Collection[Action],
    requirements: Sequence[Asked],
    units: Sequence[Office],
) -> tuple[Offer, ...]:
    """What the words ask to be done, of what the reader may do; the one said most exactly comes first."""
    found = [
        (length, Offer(deed) if rest is None else _filled(deed, rest, requirements, units))
        for deed, (action, verbs) in VERBS.items()
        if action in permitted
        for length, rest in _said(question, verbs)
    ]
    found.sort(key=lambda one: -one[0])
    useful = [offer for _, offer in found if offer.requirement or offer.deed not in OF_ONE_REQUIREMENT]
    return tuple(useful[:MOST])


def _said(question: Question, verbs: tuple[str, ...]) -> Iterator[tuple[int, str | None]]:
    """How much of a verb was said and what stands behind it; None behind a verb that is only begun."""
    spoken = [verb for verb in verbs if f"{question.folded} ".startswith(f"{verb} ")]
    if spoken:
        verb = max(spoken, key=len)
        yield 1000 + len(verb), " ".join(question.typed.split()[len(verb.split()) :])
    elif len(question.folded) >= SHORTEST and any(_begun(question, verb) for verb in verbs):
        yield len(question.folded), None


def _begun(question: Question, verb: str) -> bool:
    """Whether each word begins one of the verb's: «comp», «cortes comparar»."""
    return all(any(part.startswith(word) for part in verb.split()) for word in question.words)


def _filled(deed: Deed, rest: str, requirements: Sequence[Asked], units: Sequence[Office]) -> Offer:
    """The deed with the requirement, the unit and the words that are named behind the verb."""
    unit, rest = _unit(rest, units) if deed in TO_A_UNIT else (None, rest)
    words = rest.split()
    asked = _requirement(words, requirements) if deed in WITH_A_REQUIREMENT else None
    if asked:
        words = [word for word in words if not is_code(word, asked.code)]
    return Offer(deed, asked, unit, "" if _says_nothing(words) else " ".join(words))


def _requirement(words: Sequence[str], requirements: Sequence[Asked]) -> Asked | None:
    return next((one for word in words for one in requirements if is_code(word, one.code)), None)


def _says_nothing(words: Sequence[str]) -> bool:
    return all(fold(word) in _FILLERS for word in words)


def _unit(rest: str, units: Sequence[Office]) -> tuple[Office | None, str]:
    """The unit behind «a» or «para», and what stands before; all of it where no unit is called so."""
    found = _TO.search(rest)
    said = fold(found[1]) if found else ""
    if not found or not said:
        return None, rest
    for same in (_is, _begins, _holds):
        unit = next((one for one in units if same(said, one)), None)
        if unit:
            return unit, rest[: found.start()].strip()
    return None, rest


def _names(unit: Office) -> list[str]:
    return [fold(name) for name in (unit.name, unit.short_name) if name]


def _is(said: str, unit: Office) -> bool:
    return said in _names(unit)


def _begins(said: str, unit: Office) -> bool:
    return any(name.startswith(said) for name in _names(unit))


def _holds(said: str, unit: Office) -> bool:
    return all(word in fold(unit.name).split() for word in said.split())


def spoken(permitted: Collection[Action]) -> Iterator[str]:
    """The verbs that the reader may use, for whoever types one wrongly."""
    for action, verbs in VERBS.values():
        if action in permitted:
            yield from verbs
