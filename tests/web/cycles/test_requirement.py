"""A requirement's page: read, answer, validate, decide; and two people on one page."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from sello.catalogue.domain.rules import NotApplicableRule, ScaleKind
from sello.core.db import db
from sello.cycles.service.answers import assign
from sello.cycles.service.cycles import release
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives
from tests.builders import AT, NOW, Town
from tests.conftest import Statements
from tests.cycles import builders
from tests.web.cycles.conftest import ClientFor, Ground, follow


def test_it_shows_what_is_asked_and_what_there_is(ground: Ground, client_for: ClientFor) -> None:
    page = client_for(ground.town.people.secretary).get(ground.page("1.1.1"))
    assert page.status_code == 200
    for piece in (
        "Que exista lo que pide 1.1.1.",
        "Un decreto firmado.",
        "Un borrador.",
        "Hay un decreto.",
        "Decreto 12",
        "Siguiente: 1.1.2",
        "Por validar",
        "en manos de la Secretaría Ejecutiva",
        "Cambió la respuesta de «Sin respuesta» a «Sí».",
        "Asignó el requerimiento a Personas.",
        "Qué dicen la unidad, la Secretaría y la evaluación",
    ):
        assert piece in page.text, piece


@pytest.mark.parametrize(
    ("who", "status", "answers", "validates"),
    [
        ("secretary", 200, True, True),
        ("head", 200, True, False),
        ("authority", 200, False, False),
        ("other_head", 404, False, False),
        ("contributor", 404, False, False),
        ("auditor", 404, False, False),
    ],
)
def test_who_reads_and_who_writes(
    ground: Ground, client_for: ClientFor, who: str, status: int, answers: bool, validates: bool
) -> None:
    page = client_for(getattr(ground.town.people, who)).get(ground.page("1.1.1"))
    assert page.status_code == status
    assert ("/respuesta" in page.text) is answers
    assert ("/validacion" in page.text) is validates


def test_a_unit_answers(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.other_head)
    answer = follow(
        client,
        client.post(
            ground.page("1.1.2") + "/respuesta",
            data={"version": 1, "declared": "yes", "narrative": "Se hizo."},
        ),
    )
    assert "Se guardó la respuesta." in answer.text
    assert ground.detail("1.1.2").row.declared == "yes"


def test_what_does_not_apply_needs_its_reason_and_keeps_what_was_typed(
    ground: Ground, client_for: ClientFor
) -> None:
    client = client_for(ground.town.people.other_head)
    data = {
        "version": 1,
        "declared": "not_applicable",
        "narrative": "Mi relato.",
        "not_applicable_reason": "",
    }
    answer = client.post(ground.page("1.1.2") + "/respuesta", data=data)
    assert answer.status_code == 422
    assert "Escriba por qué no aplica" in answer.text
    assert "Mi relato." in answer.text
    assert ground.detail("1.1.2").narrative == ""
    data["not_applicable_reason"] = "No hay piscina."
    assert client.post(ground.page("1.1.2") + "/respuesta", data=data).status_code == 303
    assert ground.detail("1.1.2").row.not_applicable


def test_an_answer_off_the_scale_is_refused(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.other_head)
    answer = client.post(ground.page("1.1.2") + "/respuesta", data={"version": 1, "declared": "tal vez"})
    assert answer.status_code == 422
    assert "no es una respuesta de esta escala" in answer.text


def test_the_second_to_save_sees_both_texts_and_may_insist(ground: Ground, client_for: ClientFor) -> None:
    first, second = client_for(ground.town.people.secretary), client_for(ground.town.people.head)
    url = ground.page("1.1.1") + "/respuesta"
    kept = {"version": 2, "declared": "no", "narrative": "Lo que escribió la primera."}
    assert first.post(url, data=kept).status_code == 303
    typed = {"version": 2, "declared": "yes", "narrative": "Lo que escribí yo."}
    answer = second.post(url, data=typed)
    assert answer.status_code == 409
    assert "Lo que escribió la primera." in answer.text
    assert "Lo que escribí yo." in answer.text
    assert "Sara Secretaria" in answer.text
    assert re.findall(r'name="version"[^>]*value="(\d+)"', answer.text) == ["3"]
    assert ground.detail("1.1.1").narrative == "Lo que escribió la primera."
    assert second.post(url, data=typed | {"version": 3}).status_code == 303
    assert ground.detail("1.1.1").narrative == "Lo que escribí yo."


def test_the_secretariat_validates_and_the_unit_reads_why(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.secretary)
    data = {"v-version": 2, "v-decision": "yes", "v-note": "El decreto está firmado."}
    answer = follow(client, client.post(ground.page("1.1.1") + "/validacion", data=data))
    assert "Se guardó la validación." in answer.text
    assert ground.detail("1.1.1").row.validated == "yes"
    page = client_for(ground.town.people.head).get(ground.page("1.1.1")).text
    assert "El decreto está firmado." in page
    assert "Validado" in page
    assert "la validación queda sin efecto" in page


def test_nothing_is_validated_without_evidence_in_force(ground: Ground, client_for: ClientFor) -> None:
    client_for(ground.town.people.other_head).post(
        ground.page("1.1.2") + "/respuesta", data={"version": 1, "declared": "yes"}
    )
    answer = client_for(ground.town.people.secretary).post(
        ground.page("1.1.2") + "/validacion", data={"v-version": 2, "v-decision": "yes", "v-note": "Mi nota."}
    )
    assert answer.status_code == 422
    assert "al menos una evidencia aceptada y vigente" in answer.text
    assert "Mi nota." in answer.text


def test_a_validation_on_an_old_page_is_refused(ground: Ground, client_for: ClientFor) -> None:
    answer = client_for(ground.town.people.secretary).post(
        ground.page("1.1.1") + "/validacion", data={"v-version": 1, "v-decision": "yes", "v-note": ""}
    )
    assert answer.status_code == 409
    assert ground.detail("1.1.1").row.validated is None


def test_an_auditor_reads_and_decides_what_is_released(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.auditor)
    data = {"d-version": 2, "d-decision": "no", "d-note": "Falta el acta."}
    assert client.post(ground.page("1.1.1") + "/decision", data=data).status_code == 404
    release(ground.town.people.secretary.actor(), ground.cycle.id, now=NOW)
    db.session.commit()
    page = client.get(ground.page("1.1.1"))
    assert page.status_code == 200
    assert "Decreto 12" not in page.text
    assert "Historia" not in page.text
    assert client.post(ground.page("1.1.1") + "/decision", data=data).status_code == 303
    assert ground.detail("1.1.1").row.external == "no"
    assert "Falta el acta." in client_for(ground.town.people.head).get(ground.page("1.1.1")).text


@pytest.mark.parametrize(
    ("who", "act", "status"),
    [
        ("authority", "respuesta", 403),
        ("auditor", "respuesta", 403),
        ("other_head", "respuesta", 404),
        ("head", "validacion", 403),
        ("auditor", "validacion", 403),
        ("head", "decision", 403),
        ("authority", "decision", 403),
    ],
)
def test_what_each_may_not_do(ground: Ground, client_for: ClientFor, who: str, act: str, status: int) -> None:
    client = client_for(getattr(ground.town.people, who))
    assert client.post(f"{ground.page('1.1.1')}/{act}", data={}).status_code == status
    assert client_for(ground.town.people.secretary).get(f"{ground.page('1.1.1')}/{act}").status_code == 405


def test_a_number_is_answered_on_a_numeric_scale(town: Town, client_for: ClientFor) -> None:
    from fractions import Fraction

    actor = town.people.secretary.actor()
    held = builders.edition(
        kind=ScaleKind.POINTS, maximum=Fraction(5), not_applicable=NotApplicableRule(False)
    )
    cycle = builders.cycle(actor, held)
    requirement_id = builders.ids(cycle)["1.1.1"]
    assign(actor, cycle.id, [requirement_id], town.units.personas, now=NOW)
    db.session.commit()
    client, url = client_for(town.people.head), f"/requerimientos/{requirement_id}"
    assert "Un número de 0 a 5." in client.get(url).text
    assert "not_applicable" not in client.get(url).text
    answer = client.post(f"{url}/respuesta", data={"version": 1, "declared": "6"})
    assert answer.status_code == 422
    assert client.post(f"{url}/respuesta", data={"version": 1, "declared": "3,5"}).status_code == 303
    assert 'value="3,5"' in client.get(url).text


def test_what_does_not_exist_is_not_found(ground: Ground, client_for: ClientFor) -> None:
    client = client_for(ground.town.people.secretary)
    assert client.get("/requerimientos/999999").status_code == 404
    assert client.get(ground.page("1.1.1") + "?ciclo=999999").status_code == 404


@pytest.mark.parametrize("who", ["secretary", "head"])
@pytest.mark.parametrize("pieces", [1, 40])
def test_the_page_costs_few_statements_however_much_it_shows(
    ground: Ground,
    client_for: ClientFor,
    statements: Callable[[], AbstractContextManager[Statements]],
    who: str,
    pieces: int,
) -> None:
    for n in range(pieces):
        builders.evidence(ground.cycle, ground.ids["1.1.1"], ground.town.units.personas, title=f"Acta {n}")
    client = client_for(getattr(ground.town.people, who))
    page = ground.page("1.1.1")
    client.get(page)
    for path, shown in ((page, min(pieces, 20)), (f"{page}?evidencias=1", pieces)):
        with statements() as seen:
            answer = client.get(path)
        assert answer.text.count("Acta ") >= shown
        assert len(seen) <= 13, "\n".join(seen)
        assert ("Ver las 41" in answer.text) is (shown < pieces)


def test_it_names_the_initiatives_that_feed_it_to_whom_may_read_them(
    ground: Ground, client_for: ClientFor
) -> None:
    people, units = ground.town.people, ground.town.units
    for name, unit in (("Plan de Personas", units.personas), ("Mesa de DIDECO", units.dideco)):
        feeds = ((ground.ids["1.1.1"], "Aporta su decreto."),)
        said = initiatives.InitiativeDraft(
            name=name, kind=InitiativeKind.PLAN, unit_ids=frozenset({unit}), feeds=feeds
        )
        initiatives.create(people.secretary.actor(), said, at=AT)
    release(people.secretary.actor(), ground.cycle.id, now=NOW)
    db.session.commit()
    seen = {
        who: client_for(getattr(people, who)).get(ground.page("1.1.1")).text
        for who in ("secretary", "head", "auditor")
    }
    assert [name in seen["secretary"] for name in ("Plan de Personas", "Mesa de DIDECO")] == [True, True]
    assert "Aporta su decreto." in seen["head"]
    assert [name in seen["head"] for name in ("Plan de Personas", "Mesa de DIDECO")] == [True, False]
    assert "Iniciativas del registro" not in seen["auditor"]
