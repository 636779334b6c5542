"""How two versions of a plan differ: what came, what went, and each field that says something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sello.core.dates import written
from sello.core.labels import N_, LabelledEnum
from sello.improvement.domain.plan import Action, Objective, Plan
from sello.register.parts.domain.money import write_pesos


class ChangeKind(LabelledEnum):
    """What became of a row between two versions."""

    ADDED = "added", N_("Se agregó")
    DROPPED = "dropped", N_("Se quitó")
    CHANGED = "changed", N_("Cambió")


class Of(LabelledEnum):
    """Of what a row is."""

    OBJECTIVE = "objective", N_("Objetivo")
    ACTION = "action", N_("Acción")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field and what it said before and after, in words; nothing said is empty."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A row that differs, by its number, which never is another's."""

    kind: ChangeKind
    of: Of
    number: int
    title: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """An action and the number of the objective that it leads to."""

    objective: int
    action: Action


OBJECTIVE: Mapping[str, Callable[[Objective], Any]] = {
    N_("Objetivo"): lambda one: one.title,
    N_("Brecha de la que viene"): lambda one: one.gap,
    N_("Requerimientos"): lambda one: "; ".join(f"{each.title} ({each.code})" for each in one.requirements),
}
ACTION: Mapping[str, Callable[[_Placed], Any]] = {
    N_("Acción"): lambda one: one.action.title,
    N_("Objetivo al que lleva"): lambda one: one.objective,
    N_("Unidad responsable"): lambda one: one.action.unit,
    N_("Persona responsable"): lambda one: one.action.person,
    N_("Inicio"): lambda one: one.action.starts_on,
    N_("Término"): lambda one: one.action.ends_on,
    N_("Presupuesto"): lambda one: None if one.action.budget is None else write_pesos(one.action.budget),
    N_("Indicador"): lambda one: one.action.indicator,
    N_("Medio de verificación"): lambda one: one.action.verification,
}
"""The fields that are compared, in the words in which they are asked."""


def differences(before: Plan, after: Plan) -> tuple[Change, ...]:
    """What differs from one version to another: objectives first, each kind by its number."""
    objectives = _compared(
        Of.OBJECTIVE,
        {one.number: one for one in before.objectives},
        {one.number: one for one in after.objectives},
        OBJECTIVE,
        lambda one: one.title,
    )
    actions = _compared(Of.ACTION, _placed(before), _placed(after), ACTION, lambda one: one.action.title)
    return (*objectives, *actions)


def _placed(plan: Plan) -> dict[int, _Placed]:
    return {
        action.number: _Placed(objective.number, action)
        for objective in plan.objectives
        for action in objective.actions
    }


def _compared(
    of: Of,
    before: Mapping[int, Any],
    after: Mapping[int, Any],
    fields: Mapping[str, Callable[[Any], Any]],
    title: Callable[[Any], str],
) -> tuple[Change, ...]:
    found = []
    for number in sorted({*before, *after}):
        old, new = before.get(number), after.get(number)
        if old is None:
            found.append(Change(ChangeKind.ADDED, of, number, title(new)))
        elif new is None:
            found.append(Change(ChangeKind.DROPPED, of, number, title(old)))
        else:
            said = [
                FieldChange(label, before=_words(read(old)), after=_words(read(new)))
                for label, read in fields.items()
            ]
            changed = tuple(one for one in said if one.before != one.after)
            if changed:
                found.append(Change(ChangeKind.CHANGED, of, number, title(new), changed))
    return tuple(found)


def _words(value: object) -> str:
    if value is None:
        return ""
    return written(value) if isinstance(value, date) else str(value)
