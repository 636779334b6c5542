"""What the preview says of a sheet is what confirming it does, on sheets made by chance."""

import csv
import io
from contextlib import suppress
from random import Random
from typing import cast

import pytest

from sello.accounts.domain.actor import Actor
from sello.core.db import db
from sello.core.moment import Moment
from sello.cycles.domain.answers import Declaration
from sello.cycles.queries.answers import answers, narratives
from sello.files.store.disk import Store
from sello.transfers.import_answers import service
from sello.transfers.import_answers.inspection import Limits
from sello.transfers.import_answers.preview import Preview
from sello.transfers.import_answers.service import LookFirst, NothingToBring, SentSheet
from tests.builders import AT
from tests.cycles import builders as cycle_builders

LIMITS = Limits(cast(Store, None), (), 0)
CODES = ("1.1.1", "1.1.2", "1.1.3", "1.2.1", "9.9.9")
SAID = {
    "Unidad": ("", "", "Personas", "DIDECO", "Aseo"),
    "Respuesta": ("", "Sí", "No", "no aplica", "no aplica", "quizás"),
    "Relato": ("", "Hay decreto.", "Hay acta; firmada."),
    "Por qué no aplica": ("", "", "No hay escuelas."),
}


def sheet(chance: Random) -> SentSheet:
    """Rows in any order, some of them twice, some of them wrong."""
    rows = [[chance.choice(CODES), *map(chance.choice, SAID.values())] for _ in range(6)]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([["Código", *SAID], *rows])
    return SentSheet("r.csv", out.getvalue().encode())


def standing(cycle_id: int) -> dict[str, tuple[Declaration, int | None, bool]]:
    """What the cycle holds: answer, unit, and whether it is validated."""
    stories = narratives(cycle_id)
    return {
        row.code: (
            Declaration(row.declared, stories[row.code], row.not_applicable, row.not_applicable_reason),
            row.unit_id,
            row.validated is not None,
        )
        for row in answers(cycle_id)
    }


def promised(found: Preview, before: dict[str, tuple[Declaration, int | None, bool]]) -> dict[str, object]:
    """The cycle as the preview says that it will be."""
    changed = {
        line.code: (line.declaration, line.unit_id, before[line.code][2] and not line.withdraws)
        for line in found.good_lines
    }
    return {**before, **changed}


@pytest.mark.parametrize("seed", range(4))
def test_confirming_does_what_the_preview_says(town, seed):
    actor = town.people.secretary.actor()
    cycle = cycle_builders.cycle(actor)
    chance, at = Random(seed), cast(Moment, AT)
    for _ in range(3):
        made = service.begin(actor, cycle.id, sheet(chance), None, unit_id=None, at=at)
        found = service.preview(actor, made, LIMITS, today=at.today)
        before = standing(cycle.id)
        if found.good_lines:
            service.confirm(actor, made, LIMITS, seen=found.seal, at=at)
        else:
            with pytest.raises(NothingToBring):
                service.confirm(actor, made, LIMITS, seen=found.seal, at=at)
        db.session.expire_all()
        assert standing(cycle.id) == promised(found, before)


@pytest.mark.parametrize("seed", range(3))
def test_what_changes_between_the_look_and_the_word_is_looked_at_again(town, seed):
    """Another sheet is confirmed meanwhile: what was shown is done as it was shown, or nothing is."""
    actor = town.people.secretary.actor()
    cycle = cycle_builders.cycle(actor)
    chance, at = Random(100 + seed), cast(Moment, AT)
    for _ in range(4):
        looked = service.preview(actor, begun(actor, cycle.id, chance), LIMITS, today=at.today)
        other = service.preview(actor, begun(actor, cycle.id, chance), LIMITS, today=at.today)
        if other.good_lines:
            service.confirm(actor, other.id, LIMITS, seen=other.seal, at=at)
        before = standing(cycle.id)
        now = service.preview(actor, looked.id, LIMITS, today=at.today)
        expected = promised(looked, before) if now.seal == looked.seal and looked.good_lines else before
        with suppress(LookFirst, NothingToBring):
            service.confirm(actor, looked.id, LIMITS, seen=looked.seal, at=at)
        db.session.expire_all()
        assert standing(cycle.id) == expected


def begun(actor: Actor, cycle_id: int, chance: Random) -> int:
    return service.begin(actor, cycle_id, sheet(chance), None, unit_id=None, at=cast(Moment, AT))
