"""The improvement plan in words: for paper, and as the sheets of a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sello.core.dates import written
from sello.core.labels import N_
from sello.core.workbook import Sheet, Value
from sello.improvement.domain.plan import Action, Objective, Plan
from sello.register.parts.domain.money import in_thousands, write_pesos
from sello.reports.document.values import (
    Cell,
    Column,
    Cover,
    Document,
    Group,
    LevelMark,
    Section,
    Table,
    text,
)
from sello.reports.document.wording import Translate, long_day
from sello.reports.improvement.gantt import States
from sello.reports.lists import MANY, NAMES

TITLES = (
    N_("N° objetivo"),
    N_("Objetivo"),
    N_("Requerimientos"),
    NAMES,
    N_("N° acción"),
    N_("Acción"),
    N_("Unidad responsable"),
    N_("Persona responsable"),
    N_("Inicio"),
    N_("Término"),
    N_("Presupuesto (pesos)"),
    N_("Indicador"),
    N_("Medio de verificación"),
    N_("Estado"),
)
MISSING = N_("Falta")
"""What is said where nobody said anything."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A plan as it is handed in: what it says, which version it is, and how its actions stand."""

    plan: Plan
    institution: str
    cycle: str
    level: str
    states: States
    today: date
    number: int | None = None
    """Which version the committee approved; None for what it has not approved."""
    act_number: str = ""
    act_on: date | None = None


def version_words(handed: Handed, _: Translate = str) -> str:
    """Which version it is and by which act, or that nobody has approved it."""
    if handed.number is None or handed.act_on is None:
        return _("Borrador: el comité todavía no lo aprueba.")
    return _("Versión %(number)s, aprobada por el comité en el acta %(act)s del %(day)s.") % {
        "number": handed.number,
        "act": handed.act_number,
        "day": written(handed.act_on),
    }


def budget_words(plan: Plan, _: Translate = str) -> str:
    """What the plan costs, in pesos and in thousands of them, and whether that is all of it."""
    unsaid = sum(action.budget is None for action in plan.actions)
    if unsaid == len(plan.actions):
        return _("Falta: el presupuesto de sus acciones.")
    said = _("Presupuesto: %(pesos)s (%(thousands)s).") % {
        "pesos": write_pesos(plan.budget),
        "thousands": in_thousands(plan.budget),
    }
    return f"{said} {_('Acciones sin presupuesto: %(count)s.') % {'count': unsaid}}" if unsaid else said


def document(handed: Handed, _: Translate = str) -> Document:
    """The plan as a document of a few pages."""
    title = _("Plan de mejora: %(cycle)s") % {"cycle": handed.cycle}
    cover = Cover(
        institution=handed.institution,
        title=title,
        subtitle="",
        standard="",
        facts=(),
        notice="",
        headline="",
        headline_percent="",
        headline_level=LevelMark("", 0),
    )
    opening = (
        _("%(institution)s, %(day)s. Nivel que se busca: %(level)s.")
        % {"institution": handed.institution, "day": long_day(handed.today, _), "level": handed.level},
        version_words(handed, _),
        budget_words(handed.plan, _),
    )
    sections = (
        Section("plan", title, "receipt", opening, ()),
        Section("gantt", _("Carta Gantt"), "gantt", (), ()),
        *(_section(one, handed, _) for one in handed.plan.objectives),
    )
    return Document(cover=cover, cards=(), sections=sections)


def _section(objective: Objective, handed: Handed, _: Translate) -> Section:
    asked = "; ".join(f"{one.title} ({one.code})" for one in objective.requirements)
    lead = [
        _("Requerimientos: %(asked)s") % {"asked": asked or _("Falta")},
        *([_("Brecha: %(gap)s") % {"gap": objective.gap}] if objective.gap else []),
    ]
    title = f"{objective.number}. {objective.title}"
    return Section(
        f"objetivo-{objective.number}", title, "prose", tuple(lead), (_table(objective, handed, _),)
    )


def _table(objective: Objective, handed: Handed, _: Translate) -> Table:
    rows = tuple(_row(action, handed, _) for action in objective.actions)
    return Table(
        caption=_("Acciones del objetivo %(number)s") % {"number": objective.number},
        columns=(
            Column(_("Acción"), 4.4),
            Column(_("Responsable"), 3),
            Column(_("Cuándo"), 1.9),
            Column(_("Presupuesto"), 2.2, number=True),
            Column(_("Indicador y medio de verificación"), 3.6),
            Column(_("Estado"), 2.2),
        ),
        groups=(Group(None, rows),),
        empty=_("Falta: acciones."),
    )


def _row(action: Action, handed: Handed, _: Translate) -> tuple[Cell, ...]:
    state, missing = handed.states.get(action.id), _(MISSING)
    return (
        text(f"{action.number}. {action.title}"),
        text(action.unit, action.person),
        text(written(action.starts_on), written(action.ends_on)),
        text(missing if action.budget is None else write_pesos(action.budget)),
        text(action.indicator or missing, action.verification or missing),
        text("—") if state is None else text(_(state.label), light=state.light),
    )


def sheet(handed: Handed, _: Translate = str) -> Sheet:
    """The plan as a table: one row for each action, and one for an objective that has none yet."""
    rows: list[tuple[Value, ...]] = []
    for objective in handed.plan.objectives:
        codes = ", ".join(one.code for one in objective.requirements)
        names = MANY.join(one.title for one in objective.requirements)
        own: tuple[Value, ...] = (objective.number, objective.title, codes, names)
        rows += [(*own, *_cells(action, handed, _)) for action in objective.actions]
        if not objective.actions:
            rows.append((*own, *([None] * (len(TITLES) - len(own)))))
    return Sheet(_("Plan de mejora"), tuple(_(title) for title in TITLES), rows)


def _cells(action: Action, handed: Handed, _: Translate) -> tuple[Value, ...]:
    state = handed.states.get(action.id)
    return (
        action.number,
        action.title,
        action.unit,
        action.person,
        action.starts_on,
        action.ends_on,
        action.budget,
        action.indicator,
        action.verification,
        "" if state is None else _(state.label),
    )
