"""A decision of the authority becomes an Ordinario: pure, from who signs, who is addressed and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from sello.reports.document.wording import Translate, day, long_day
from sello.reports.mayor.decisions import Decision
from sello.reports.mayor.words import title_of, what
from sello.reports.ordinario.contents import Ordinario

_BODY = re.compile(r"^(?:ilustre\s+)?municipalidad\s+de\s+(.+?)(?:\s*\(.*\))?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody with her post, as she signs or is addressed."""

    name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """What the letter rests on besides the decision: house, cycle, who signs, who heads the unit."""

    institution: str
    cycle: str
    signs: Hand
    head: Hand | None
    copies: tuple[str, ...]


def compose(
    decision: Decision,
    office: Office,
    *,
    until: date,
    today: date,
    note: str = "",
    _: Translate = str,
) -> Ordinario:
    """Write the letter of an instruction to a unit; `note` is a paragraph of the authority's own."""
    assert decision.unit is not None  # only a unit is instructed
    unit = decision.unit.name
    order = what(decision, today=today, _=_)
    return Ordinario(
        institution=office.institution,
        antecedents=tuple(_antecedents(decision, office, today, _)),
        subject=_("Instruye a %(unit)s %(order)s.") % {"unit": unit, "order": order},
        place_and_day=dated(office.institution, today, _),
        addressee=addressee(office.head, unit, _),
        paragraphs=tuple(_paragraphs(decision, office, order, until, note, _)),
        distribution=(unit, *office.copies, _("Oficina de Partes y archivo")),
        **signing(office.signs, office.institution),
    )


def addressee(head: Hand | None, unit: str, _: Translate = str) -> str:
    """To whom a letter goes: whoever heads the unit, or its post while nobody does."""
    if head is None:
        return _("Jefatura de %(unit)s") % {"unit": unit}
    return _("%(head)s, %(unit)s") % {"head": _signed(head), "unit": unit}


class Signing(TypedDict):
    """The parts of a letter that say who signs it."""

    sender: str
    signature: tuple[str, ...]


def signing(signs: Hand, institution: str) -> Signing:
    """Who signs, where the letter begins and at its foot."""
    foot = tuple(part for part in (signs.name, signs.post, institution) if part)
    return Signing(sender=_signed(signs), signature=foot)


def dated(institution: str, today: date, _: Translate = str) -> str:
    """Place and day, as a letter bears them."""
    return _("%(place)s, %(day)s") % {"place": place_of(institution), "day": long_day(today, _)}


def place_of(institution: str) -> str:
    """Where it is signed: the commune that gives a municipality its name, else the institution itself."""
    found = _BODY.match(" ".join(institution.split()))
    return found.group(1) if found else institution


def _signed(hand: Hand) -> str:
    return f"{hand.name}, {hand.post}" if hand.post else hand.name


def _antecedents(decision: Decision, office: Office, today: date, _: Translate) -> Iterator[str]:
    matter = decision.matter
    if matter.asked is not None:
        yield _("Requerimiento «%(title)s» (%(code)s), ciclo «%(cycle)s».") % {
            "title": matter.asked.title,
            "code": matter.asked.code,
            "cycle": office.cycle,
        }
    if matter.ending is not None:
        values = {"paper": matter.ending.title, "on": day(matter.ending.valid_until)}
        if matter.ending.valid_until < today:
            yield _("«%(paper)s», vencido el %(on)s.") % values
        else:
            yield _("«%(paper)s», vigente hasta el %(on)s.") % values
    if matter.thread is not None:
        yield _("Tarea «%(task)s», con plazo hasta el %(on)s.") % {
            "task": matter.thread.title,
            "on": day(matter.thread.due_on),
        }


def _paragraphs(
    decision: Decision, office: Office, order: str, until: date, note: str, _: Translate
) -> Iterator[str]:
    matter, values = decision.matter, {"cycle": office.cycle, "title": title_of(decision.matter)}
    yield (
        _(
            "En el marco del Sello de Igualdad de Género para Instituciones Públicas y del ciclo "
            "«%(cycle)s», se ha revisado lo señalado en los antecedentes."
        )
        % values
    )
    if matter.falls_on is not None:
        yield _(
            "De no mediar acción, el nivel de la institución %(falls)s el %(on)s, por lo que la "
            "materia es prioritaria."
        ) % {"falls": matter.falls, "on": day(matter.falls_on)}
    yield _("Instruyo a su unidad %(order)s, a más tardar el %(until)s.") % {
        "order": order,
        "until": long_day(until, _),
    }
    if note.strip():
        yield " ".join(note.split())
    yield _(
        "La entrega se hace en el sistema Sello, en la tarea abierta para ello, donde la Secretaría "
        "Ejecutiva la revisará. Las dificultades para cumplir el plazo deben informarse allí mismo."
    )


def default_until(decision: Decision, *, today: date, usual: date) -> date:
    """Until when it is asked if nothing else is said: the usual term, but before what ends does."""
    matter = decision.matter
    ends = [matter.falls_on, matter.ending.valid_until if matter.ending else None]
    if matter.thread is not None:
        ends.append(matter.thread.due_on)
    return min([usual, *(each for each in ends if each is not None and each > today)])
