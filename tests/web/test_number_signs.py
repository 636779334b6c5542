"""«N° 5», «Nº5», «N.º 5», «Nro. 5»: every field in which somebody looks for something takes them for one."""

from urllib.parse import quote

import pytest
from sqlalchemy import update

from sello.accounts.models import Person
from sello.catalogue.models import Requirement
from sello.core.db import db
from sello.core.text import fold, words_asked
from sello.evidence.models import Evidence
from sello.files.store.disk import Store
from sello.register.domain import ActKind, InitiativeKind
from sello.register.models import Initiative
from sello.register.service import initiatives
from sello.tasks.models import Task
from tests.builders import AT
from tests.evidence import cast
from tests.tasks.cast import ask, course
from tests.web.contract.words import visible

MARK = "Zutano"
WRITTEN = ("Acta N° 5 de {}", "Acta N.º 5 de {}", "ACTA NRO. 5 de {}", "acta nº5 de {}")
TYPED = ("acta N° 5", "acta nº5", "Acta N.º 5", "acta nro. 5", "acta núm 5")

FIELDS = {
    "/tareas?q=": (Task, "title"),
    "/evidencia?texto=": (Evidence, "title"),
    "/registro?q=": (Initiative, "name"),
    "/requerimientos?q=": (Requirement, "title"),
    "/personas?q=": (Person, "name"),
    "/buscar?q=": (Evidence, "title"),
}
"""Each field in which somebody looks for something, and a name that it reads."""


@pytest.fixture
def secretary(app, town, client_for, tmp_path, monkeypatch):
    monkeypatch.setitem(app.extensions, "sello.store", Store(tmp_path / "evidence"))
    made = course({"1.1.1": town.units.personas})
    actor = town.people.secretary.actor()
    ask(actor, town.units.personas)
    cast.handed_in(app, town.people.head, made, title="Acta", unit_id=town.people.head.unit_id)
    said = initiatives.InitiativeDraft(
        name="Plan", kind=InitiativeKind.PLAN, unit_ids=frozenset({town.units.personas})
    )
    initiatives.create(actor, said, at=AT)
    db.session.commit()
    return client_for(town.people.secretary)


@pytest.mark.parametrize(("field", "read"), FIELDS.items(), ids=FIELDS)
def test_each_way_finds_each_other(town, secretary, field: str, read) -> None:
    model, column = read
    row = town.people.head.id if model is Person else 1
    lost = []
    for written in WRITTEN:
        name = written.format(MARK)
        folded = {"folded": fold(name)} if hasattr(model, "folded") else {}
        db.session.execute(update(model).where(model.id == row).values({column: name, **folded}))
        db.session.commit()
        lost += [(typed, name) for typed in TYPED if MARK not in found(secretary, field, typed)]
        assert MARK not in found(secretary, field, "acta N° 6")
    assert lost == []


LETTERS = (
    "Convenio N°CD-8 de {}",
    "convenio nº CD-8 de {}",
    "Convenio CD-8 de {}",
    "CONVENIO NRO. CD\u20138 DE {}",
)
TYPED_LETTERS = (
    "N°CD-8",
    "n° cd-8",
    "Nº CD-8",
    "N.º CD-8",
    "Nro. CD-8",
    "nro.cd-8",
    "№CD-8",
    "CD-8",
    "cd\u20118",
)


@pytest.mark.parametrize(("field", "read"), FIELDS.items(), ids=FIELDS)
def test_a_sign_before_letters_is_a_sign_too(town, secretary, field: str, read) -> None:
    model, column = read
    row = town.people.head.id if model is Person else 1
    lost = []
    for written in LETTERS:
        name = written.format(MARK)
        folded = {"folded": fold(name)} if hasattr(model, "folded") else {}
        db.session.execute(update(model).where(model.id == row).values({column: name, **folded}))
        db.session.commit()
        lost += [(typed, name) for typed in TYPED_LETTERS if MARK not in found(secretary, field, typed)]
        assert MARK not in found(secretary, field, "N°CD-9")
    assert lost == []


@pytest.mark.parametrize("field", ["/registro?q=", "/buscar?q="])
def test_an_initiative_is_found_by_the_number_of_its_act(town, secretary, field: str) -> None:
    said = initiatives.InitiativeDraft(
        name=MARK,
        kind=InitiativeKind.PLAN,
        unit_ids=frozenset({town.units.personas}),
        act_kind=ActKind.DECREE,
        act_number="CD-8/2024",
    )
    initiatives.create(town.people.secretary.actor(), said, at=AT)
    db.session.commit()
    for typed in ("CD-8/2024", "cd-8", "N°CD-8", "Nº cd-8/2024", f"{MARK.lower()} cd-8"):
        assert MARK in found(secretary, field, typed), typed
    assert MARK not in found(secretary, field, "CD-9")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("norte", ["norte"]),
        ("plan norma", ["plan", "norma"]),
        ("nota 3", ["nota", "3"]),
        ("número de personas", ["numero", "de", "personas"]),
        ("no discriminación", ["no", "discriminacion"]),
        ("N°", ["no"]),
        ("acta N.° 5 y oficio nºCD-8", ["acta", "5", "y", "oficio", "cd-8"]),
    ],
)
def test_words_that_begin_like_a_sign_stay(typed: str, words: list[str]) -> None:
    assert words_asked(typed) == words


def found(client, field: str, typed: str) -> str:
    return visible(client.get(field + quote(typed)).text)
