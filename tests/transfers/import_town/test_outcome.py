"""What the preview of a table of the town says is what keeping it does, on tables made by chance."""

from collections.abc import Mapping, Sequence
from random import Random

import pytest

from sello.accounts import email_address
from sello.accounts.queries import people as people_queries
from sello.accounts.queries import units as unit_queries
from sello.core.db import db
from sello.core.labels import LabelledEnum
from sello.transfers.import_town import service, table
from sello.transfers.import_town.outcome import Effect, Line
from sello.transfers.import_town.refusals import HasErrors
from sello.transfers.import_town.service import Kind
from sello.transfers.import_town.table import PersonColumn, UnitColumn
from tests.builders import AT

Held = Mapping[str, Mapping[LabelledEnum, str]]

SAID = {
    Kind.UNITS: {
        UnitColumn.NAME: ("Aseo", "Ornato", "Tránsito", "ASEO", "DAF", "Obras"),
        UnitColumn.SHORT_NAME: ("", "AS", "OR", "s/i", "AS"),
        UnitColumn.PARENT: ("", "DAF", "Aseo", "Ornato.", "N/A", "Ninguna"),
        UnitColumn.CORPORATION: ("", "no", "Sí"),
        UnitColumn.DAY: ("", "01-01-2024", "1 de marzo de 2025"),
    },
    Kind.PEOPLE: {
        PersonColumn.NAME: ("Ana Rojas", "ROJAS SOTO, ANA", "Eva Paz", "Eva Ruz"),
        PersonColumn.EMAIL: (
            "ana@x.example",
            "<EVA@x.example>",
            "mailto:eva.ruz@x.example",
            "otra@x.example",
        ),
        PersonColumn.POST: ("", "Jefa", "—", "Encargada (S)"),
        PersonColumn.ROLE: ("", "Jefatura", "colaboradora", "quizás"),
        PersonColumn.UNIT: ("DAF", "DAF.", "Personas", "", "Ninguna"),
    },
}
FIRST = {Kind.UNITS: 1, Kind.PEOPLE: 2}
"""How many of the columns every table has."""


def written(kind: Kind, chance: Random) -> str:
    """Some columns in any order, rows in any order, some of them wrong or twice."""
    columns = list(SAID[kind])
    columns = columns[: FIRST[kind]] + [each for each in columns[FIRST[kind] :] if chance.random() < 0.7]
    chance.shuffle(columns)
    rows = [[chance.choice(SAID[kind][column]) for column in columns] for _ in range(chance.randint(1, 3))]
    return "\n".join("\t".join(row) for row in [[column.label for column in columns], *rows])


def held(kind: Kind) -> dict[str, dict[LabelledEnum, str]]:
    """What the database holds, in the words of the preview."""
    db.session.expire_all()
    if kind is Kind.PEOPLE:
        return {
            row.email: {
                PersonColumn.NAME: row.name,
                PersonColumn.EMAIL: row.email,
                PersonColumn.POST: row.post,
                PersonColumn.ROLE: row.role.label,
                PersonColumn.UNIT: row.unit_name or "",
            }
            for row in people_queries.people(now=AT.now, active=None)
        }
    names = unit_queries.unit_names()
    return {
        span.name: {
            UnitColumn.SHORT_NAME: span.short_name,
            UnitColumn.PARENT: names.get(span.parent_id or 0, ""),
            UnitColumn.CORPORATION: "sí" if span.is_corporation else "",
        }
        for span in unit_queries.tree().in_force(AT.today).values()
    }


def promised(
    lines: Sequence[Line], meant: Mapping[int, str], before: Held
) -> dict[str, dict[LabelledEnum, str]]:
    """What will be held if all that the preview shows is done, and nothing else."""
    after = {key: dict(values) for key, values in before.items()}
    for line in lines:
        told = {change.column: change.after for change in line.changes}
        if line.effect is Effect.NEW:
            key = told.get(PersonColumn.EMAIL, line.name)
            told.pop(UnitColumn.DAY, None)
            empty = dict.fromkeys(next(iter(before.values())), "")
            after[key] = empty | told
        elif line.effect is Effect.CHANGED:
            there = before[meant[line.number]]
            assert {each.column: each.before for each in line.changes}.items() <= there.items()
            after[meant[line.number]] |= told
        else:
            assert not told
    return after


def whom(kind: Kind, text: str, before: Held) -> dict[int, str]:
    """Of each row who or what it means, if that is there already: by address, or by name and short name."""
    if kind is Kind.PEOPLE:
        rows = table.rows(text, PersonColumn)
        return {row.number: email_address.bare(row.said(PersonColumn.EMAIL)) for row in rows}
    short = {row[UnitColumn.SHORT_NAME].casefold(): name for name, row in before.items()}
    names = short | {name.casefold(): name for name in before}
    rows = table.rows(text, UnitColumn)
    return {row.number: names.get(row.said(UnitColumn.NAME).casefold(), "") for row in rows}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("seed", range(3))
def test_keeping_does_what_the_preview_says(town, kind, seed) -> None:
    actor, chance, done = town.people.secretary.actor(), Random(seed), 0
    for _ in range(12):
        text, before = written(kind, chance), held(kind)
        lines = service.look(actor, kind, text, at=AT)
        assert held(kind) == before, "looking keeps nothing"
        seal = service.seal(text, lines)
        if any(line.effect is Effect.REFUSED for line in lines):
            with pytest.raises(HasErrors):
                service.bring(actor, kind, text, seen=seal, at=AT)
            db.session.rollback()
            continue
        kept = service.bring(actor, kind, text, seen=seal, at=AT)
        db.session.commit()
        assert len(kept) == sum(line.effect in {Effect.NEW, Effect.CHANGED} for line in lines)
        assert held(kind) == promised(lines, whom(kind, text, before), before), text
        done += len(kept)
    assert done
