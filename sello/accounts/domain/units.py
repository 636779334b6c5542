"""The dated tree of units: who depended on whom on a day, and what an ended unit left to whom."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from sello.core.dates import written
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.text import fold

Held = TypeVar("Held")

_WITH_SHORT_NAME: Final = re.compile(r"(?P<name>.+?) ?\((?P<short>[^()]+)\)")


class UnitInsideItself(Refusal):
    """A unit cannot depend on itself, nor on a unit of its own branch."""

    message = N_("Una unidad no puede depender de sí misma ni de una unidad que depende de ella.")
    field = "parent_id"


class CorporationStandsAlone(Refusal):
    """A corporation hangs from the municipality, not from one of its units."""

    message = N_("Una corporación depende directamente de la municipalidad: deje vacía la unidad superior.")
    field = "parent_id"


class UnitNameTaken(Refusal):
    """Two units of one day cannot have the same name at the same place."""

    message = N_("Ya existe una unidad vigente llamada «%(name)s» en ese lugar.")
    field = "name"


class UnitHasEnded(Refusal):
    """What a unit was until its end is not changed any more."""

    message = N_("La unidad terminó el %(day)s y ya no se modifica.")


class ParentNotInForce(Refusal):
    """A unit can only depend on, or be continued by, a unit that exists on that day."""

    message = N_("La unidad elegida no está vigente en esa fecha.")
    field = "parent_id"


class SuccessorNotInForce(ParentNotInForce):
    """The unit that takes over must exist on that day."""

    field = "successor_id"


class UnitBeginsLater(Refusal):
    """The organisation chart holds what is, not what is planned."""

    message = N_("La fecha no puede ser futura.")
    field = "day"


class UnitTooYoung(Refusal):
    """A unit ends at least a day after it got its present name and place."""

    message = N_("La unidad solo puede terminar después del %(first)s, cuando tomó su forma actual.")
    field = "day"


class DayOutOfOrder(Refusal):
    """A change is dated after the beginning of what it changes, and not in the future."""

    message = N_("La fecha debe estar entre el %(first)s y hoy.")
    field = "day"


class UnitStillHolds(Refusal):
    """Before a unit ends without successor, its people and sub-units need another place."""

    message = N_(
        "La unidad no está vacía (personas: %(people)s; unidades que dependen de ella: %(units)s). "
        "Elija la unidad que la continúa o trasládelas antes."
    )
    field = "successor_id"


@dataclass(frozen=True)
class UnitSpan:
    """One name and place of a unit, from its first day until the day before `valid_until`."""

    unit_id: int
    parent_id: int | None
    name: str
    short_name: str
    is_corporation: bool
    valid_from: date
    valid_until: date | None = None
    successor_id: int | None = None

    def stands(self, day: date) -> bool:
        """Tell whether the span covers the day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


class UnitTree:
    """Every span of every unit of an institution, and the questions that are asked of them."""

    def __init__(self, spans: Iterable[UnitSpan]) -> None:
        self._spans = sorted(spans, key=lambda span: (span.unit_id, span.valid_from))

    def last_known(self, day: date) -> dict[int, UnitSpan]:
        """Give each unit begun by the day with its latest name and place of then, ended ones too."""
        return {span.unit_id: span for span in self._spans if span.valid_from <= day}

    def in_force(self, day: date) -> dict[int, UnitSpan]:
        """Give the units that exist on the day."""
        return {unit_id: span for unit_id, span in self.last_known(day).items() if span.stands(day)}

    def continues(self, unit_id: int, day: date) -> int | None:
        """Give the unit itself while it exists, else whichever continues it on a day, if any does."""
        spans, seen = self.last_known(day), set[int]()
        current: int | None = unit_id
        while current is not None and current in spans and current not in seen:
            if spans[current].stands(day):
                return current
            seen.add(current)
            current = spans[current].successor_id
        return None

    def past(self, unit_id: int) -> list[UnitSpan]:
        """Give the earlier names and places of a unit, the latest first."""
        return [span for span in reversed(self._spans) if span.unit_id == unit_id][1:]

    def branch(self, unit_id: int, day: date) -> frozenset[int]:
        """Give a unit and all that hangs from it on a day.

        An ended unit hangs from the unit that continues it, or else from the one it depended on: what
        belonged to it never becomes nobody's.
        """
        children = defaultdict(list)
        for span in self.last_known(day).values():
            children[_hangs_from(span, day)].append(span.unit_id)
        found: set[int] = set()
        waiting = [unit_id]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting.extend(children[current])
        return frozenset(found)

    def outline(self, day: date) -> list[tuple[int, UnitSpan]]:
        """Give the units of a day in reading order with their depth; corporations after the units."""
        in_force = self.in_force(day)
        children = defaultdict(list)
        for span in in_force.values():
            children[span.parent_id if span.parent_id in in_force else None].append(span)
        lines: list[tuple[int, UnitSpan]] = []

        def read(parent_id: int | None, depth: int) -> None:
            for span in sorted(children[parent_id], key=_reading_order):
                lines.append((depth, span))
                read(span.unit_id, depth + 1)

        read(None, 0)
        return lines

    def check_place(
        self, unit_id: int | None, *, parent_id: int | None, name: str, is_corporation: bool, day: date
    ) -> None:
        """Refuse a name or place that a unit (None: a new one) cannot have from a day on."""
        if parent_id is not None:
            if is_corporation:
                raise CorporationStandsAlone
            self._check_parent(unit_id, parent_id, day)
        self._check_name(unit_id, parent_id, name, day)

    def _check_parent(self, unit_id: int | None, parent_id: int, day: date) -> None:
        if unit_id is not None and parent_id in self.branch(unit_id, day):
            raise UnitInsideItself
        if parent_id not in self.in_force(day):
            raise ParentNotInForce

    def _check_name(self, unit_id: int | None, parent_id: int | None, name: str, day: date) -> None:
        """Two units of the same parent are not called alike; capitals and accents do not tell them apart."""
        for span in self.in_force(day).values():
            beside = span.parent_id == parent_id and span.unit_id != unit_id
            if beside and fold(span.name) == fold(name):
                raise UnitNameTaken(name=name)

    def check_end(
        self, unit_id: int, *, successor_id: int | None, day: date, today: date, people: int
    ) -> None:
        """Refuse to end a unit that leaves people or units behind, or to one that cannot take them."""
        if successor_id is None:
            units = sum(1 for span in self.in_force(today).values() if span.parent_id == unit_id)
            if people or units:
                raise UnitStillHolds(people=people, units=units)
        elif successor_id in self.branch(unit_id, day) or successor_id not in self.in_force(day):
            raise SuccessorNotInForce


def check_first_day(day: date, *, today: date) -> None:
    """Refuse a unit that begins in the future."""
    if day > today:
        raise UnitBeginsLater


def check_end_day(span: UnitSpan, *, day: date, today: date) -> None:
    """Refuse an end of an ended unit, on or before the first day of its present form, or in the future."""
    check_change_day(span, day=day, today=today)
    if day == span.valid_from:
        raise UnitTooYoung(first=spanish(span.valid_from))


def check_change_day(span: UnitSpan, *, day: date, today: date) -> None:
    """Refuse a change of an ended unit, before the span began, or in the future."""
    if span.valid_until is not None:
        raise UnitHasEnded(day=spanish(span.valid_until))
    if not span.valid_from <= day <= today:
        raise DayOutOfOrder(first=spanish(span.valid_from))


def spanish(day: date) -> str:
    """Write a date as it is written in Chile."""
    return written(day)


def _hangs_from(span: UnitSpan, day: date) -> int | None:
    if span.valid_until is not None and span.valid_until <= day and span.successor_id is not None:
        return span.successor_id
    return span.parent_id


def _reading_order(span: UnitSpan) -> tuple[bool, str]:
    return (span.is_corporation, fold(span.name))


def called(units: Mapping[str, Held], written: str) -> Held | None:
    """What a folded name stands for as people write it: «DAF.», or «Administración y Finanzas (DAF)».

    A name with something in brackets means what both mean, or the one of them that is known at all.
    """
    name = fold(written)
    plain = name.rstrip(" .")
    if (found := units.get(name, units.get(plain))) is not None:
        return found
    parts = _WITH_SHORT_NAME.fullmatch(plain)
    known = [units[part] for part in (parts["name"], parts["short"]) if part in units] if parts else []
    return known[0] if known and all(each == known[0] for each in known) else None
