"""What can be done from the box: a table of sentences, and who is offered what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.accounts.domain.actor import Role
from sello.accounts.permissions import TABLE
from sello.search.domain.deeds import VERBS, Asked, Deed, Office, offers, said
from sello.search.domain.question import parse

REQUIREMENTS = (
    Asked(16, "2.3.1", "Plan anual de capacitación", 8),
    Asked(19, "3.1.1", "Diagnóstico de brechas", None),
)
UNITS = (
    Office(4, "Secretaría Comunal de Planificación", "SECPLA"),
    Office(8, "Gestión de Personas"),
    Office(9, "Dirección de Desarrollo Comunitario", "DIDECO"),
)


def offered(typed: str, role: Role = Role.SECRETARIAT):
    permitted = {action for action, roles in TABLE.items() if role in roles}
    return offers(parse(typed), permitted, REQUIREMENTS, UNITS)


@pytest.mark.parametrize(
    ("typed", "deed", "code", "unit", "words"),
    [
        ("asignar 3.1.1", Deed.ASSIGN, "3.1.1", None, ""),
        ("Asignar el requerimiento 311 a la SECPLA", Deed.ASSIGN, "3.1.1", 4, ""),
        ("asignar", Deed.ASSIGN, None, None, ""),
        ("pedir 2.3.1 a SECPLA", Deed.ASK, "2.3.1", 4, ""),
        ("pedir 2.3.1 a gestión de personas", Deed.ASK, "2.3.1", 8, ""),
        ("pedir 2.3.1 al desarrollo comunitario", Deed.ASK, "2.3.1", 9, ""),
        ("pedir 9.9.9 a secpla", Deed.ASK, None, 4, "9.9.9"),
        ("pedir el acta a DIDECO", Deed.ASK, None, 9, "el acta"),
        ("nueva tarea", Deed.NEW_TASK, None, None, ""),
        ("Nueva tarea Revisar el Plan", Deed.NEW_TASK, None, None, "Revisar el Plan"),
        ("nueva tarea llevar el informe a Roma", Deed.NEW_TASK, None, None, "llevar el informe a Roma"),
        ("subir evidencia 2.3.1", Deed.UPLOAD, "2.3.1", None, ""),
        ("subir 231", Deed.UPLOAD, "2.3.1", None, ""),
        ("responder 2.3.1", Deed.ANSWER, "2.3.1", None, ""),
        ("validar 2.3.1", Deed.VALIDATE, "2.3.1", None, ""),
        ("informe", Deed.REPORT, None, None, ""),
        ("comparar cortes", Deed.COMPARE, None, None, ""),
        ("cortes comparar", Deed.COMPARE, None, None, ""),
        ("compar", Deed.COMPARE, None, None, ""),
        ("pedir una dimensión", Deed.ASK_DIMENSION, None, None, ""),
        ("invitar", Deed.INVITE, None, None, ""),
    ],
)
def test_a_sentence_leads_to_its_form(typed, deed, code, unit, words):
    first = offered(typed)[0]
    asked = first.requirement.code if first.requirement else None
    assert (first.deed, asked, first.unit.id if first.unit else None) == (deed, code, unit)
    assert first.words == words


@pytest.mark.parametrize("typed", ["", "a", "responder", "responder 9.9.9", "plan anual", "in", "2.3.1"])
def test_what_asks_for_nothing_is_offered_nothing(typed):
    assert offered(typed) == ()


@pytest.mark.parametrize("role", Role)
def test_nobody_is_offered_what_she_may_not_do(role):
    for deed, (action, verbs) in VERBS.items():
        found = {one.deed for verb in verbs for one in offered(f"{verb} 2.3.1", role)}
        assert (deed in found) is (role in TABLE[action]), (role, deed)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("pedir 2.3.1 a secpla", "Pedir 2.3.1 a SECPLA"),
        ("pedir 2.3.1", "Pedir 2.3.1 a su unidad"),
        ("asignar 3.1.1", "Asignar 3.1.1 a una unidad"),
        ("nueva tarea Revisar 100 %", "Crear la tarea «Revisar 100 %»"),
        ("subir", "Subir evidencia"),
    ],
)
def test_what_it_would_do_is_said(typed, says):
    assert str(said(offered(typed)[0])) == says


@given(st.text(max_size=60), st.sampled_from([verb for _, verbs in VERBS.values() for verb in verbs]))
def test_whatever_stands_behind_a_verb_is_said_in_a_sentence(rest, verb):
    for offer in offered(f"{verb} {rest}"):
        assert str(said(offer))
