"""The form of each kind, its parts, what is missing, and the one button that asks for it."""

from collections.abc import Iterator
from html import unescape

import pytest
import time_machine

from sello.core.db import db
from sello.register.domain import FormerName, InitiativeKind, PartialDate, read_partial
from sello.register.parts import queries
from sello.register.parts.domain.columns import Part
from sello.register.parts.domain.kinds import KINDS
from sello.register.service import initiatives
from tests.builders import AT, NOW, TODAY
from tests.tasks import cast
from tests.web.pages import form_of


@pytest.fixture(autouse=True)
def _a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def secretary(town, client_for):
    cast.course()
    db.session.commit()
    return client_for(town.people.secretary)


@pytest.fixture
def make(town, secretary):
    def added(kind, **values):
        units = frozenset({town.units.migrantes, town.units.personas})
        said = initiatives.InitiativeDraft(name=kind.label, kind=kind, unit_ids=units, **values)
        made = initiatives.create(town.people.secretary.actor(), said, at=AT)
        db.session.commit()
        return made

    return added


ASKED = 'Pedido el <span class="nowrap">23-11-2026</span>'


def text(answer):
    return unescape(answer.text)


@pytest.mark.parametrize("kind", InitiativeKind)
def test_each_kind_has_its_form_its_page_and_its_parts(make, secretary, kind):
    form = form_of(secretary.get(f"/registro/nueva?tipo={kind}").text, "/registro/nueva", "/registro/nueva")
    assert form["kind"] == [kind.value]
    assert not KINDS[kind].hides & form.keys()
    made = make(kind)
    shown = text(secretary.get(f"/registro/{made}"))
    assert "Sin información" not in shown
    for part in Part:
        answer = secretary.get(f"/registro/{made}/{part}/editar")
        assert answer.status_code == (200 if part in KINDS[kind].parts else 404)
    for part in set(KINDS[kind].parts) - {Part.SHARES}:
        assert part.label in shown


def rows_sent(secretary, path, **values):
    """The form of a part with some values, written as `rows_0_year`."""
    fields = form_of(secretary.get(path).text, path, path)
    typed = {"-".join(name.split("_", 2)): [value] for name, value in values.items()}
    return secretary.post(path, data=fields | typed)


def test_a_year_of_money_is_written_read_and_shown_in_pesos_and_thousands(make, secretary):
    made = make(InitiativeKind.PROJECT)
    path = f"/registro/{made}/presupuesto/editar"
    answer = rows_sent(
        secretary,
        path,
        rows_0_year="2026",
        rows_0_funder="Propio",
        rows_0_own="M$ 70.000",
        rows_0_transferred="0",
    )
    assert answer.status_code == 303
    shown = text(secretary.get(f"/registro/{made}"))
    assert "$70.000.000" in shown
    assert "(M$\u00a070.000)" in shown
    assert "$0" in shown
    assert 'value="$70.000.000"' in secretary.get(path).text
    assert rows_sent(secretary, path, rows_0_year="", rows_0_funder="", rows_0_own="", rows_0_transferred="")
    assert queries.rows_of(made, Part.BUDGET) == ()


def test_the_money_of_a_year_stands_beside_the_name_of_that_year(make, secretary):
    made = make(
        InitiativeKind.AGREEMENT_PROGRAMME, former=(FormerName("Casa de la Mujer", read_partial("2024")),)
    )
    path = f"/registro/{made}/presupuesto/editar"
    rows_sent(secretary, path, rows_0_year="2024", rows_1_year="2025")
    shown = text(secretary.get(f"/registro/{made}"))
    assert '<td data-label="Cómo se llamaba">Casa de la Mujer</td>' in shown
    assert '<td data-label="Cómo se llamaba">Programa en convenio</td>' in shown


@pytest.mark.parametrize(
    ("part", "values", "says"),
    [
        ("presupuesto", {"rows_0_year": "2026", "rows_0_own": "1.000.000,00"}, "¿Quiso decir 1.000.000?"),
        ("presupuesto", {"rows_0_year": "2026", "rows_0_own": "-5"}, "no puede ser negativo"),
        ("presupuesto", {"rows_0_year": "", "rows_0_funder": "SernamEG"}, "Complete este dato"),
        ("presupuesto", {"rows_0_year": "26"}, "Escriba un número entre 1980 y 2100"),
        ("reparto", {"rows_0_share": "120"}, "entre 0 y 100"),
        ("reparto", {"rows_0_share": "50", "rows_1_share": "20"}, "suman 70 %"),
        (
            "ejecutores",
            {"rows_0_body": "A", "rows_0_from_year": "2020", "rows_1_body": "B", "rows_1_from_year": "2024"},
            "se traslapan en 2024",
        ),
    ],
)
def test_what_cannot_be_comes_back_with_a_sentence_and_nothing_lost(make, secretary, part, values, says):
    made = make(InitiativeKind.PROJECT)
    answer = rows_sent(secretary, f"/registro/{made}/{part}/editar", **values)
    assert answer.status_code == 422
    assert says in text(answer).replace("\u00a0", " ")
    for value in values.values():
        assert not value or f'value="{value}"' in answer.text
    kept = queries.rows_of(made, Part(part))
    assert part == "reparto" or kept == ()
    assert all(row.values.get("share") is None for row in kept)


def test_a_network_without_an_end_is_asked_for_it(make, secretary):
    made = make(InitiativeKind.NETWORK)
    path = f"/registro/{made}/editar"
    fields = form_of(secretary.get(path).text, path, path) | {"starts": ["2024"]}
    answer = secretary.post(path, data=fields)
    assert answer.status_code == 422
    assert "Escriba hasta cuándo rige" in text(answer)
    assert 'value="2024"' in answer.text
    assert secretary.post(path, data=fields | {"open_ended": ["y"]}).status_code == 303
    assert "Rige sin plazo" in text(secretary.get(f"/registro/{made}"))


def test_one_button_asks_the_unit_for_what_is_missing_and_says_since_when(town, make, secretary, client_for):
    made = make(InitiativeKind.OFFICE)
    page = text(secretary.get(f"/registro/{made}"))
    assert page.count("Pedirlo a la unidad") == 1
    assert secretary.post(f"/registro/{made}/pedir", data={"purpose": "missing"}).status_code == 303
    page = text(secretary.get(f"/registro/{made}"))
    assert f"{ASKED} a" in page
    assert "Pedirlo a la unidad" not in page
    assert secretary.post(f"/registro/{made}/pedir", data={"purpose": "missing"}).status_code == 303
    page = text(secretary.get(f"/registro/{made}"))
    assert "Ya se pidió a la unidad" in page
    assert page.count("Completar la ficha: Oficina</a>") == 1
    head = client_for(town.people.other_head)
    assert ASKED in text(head.get(f"/registro/{made}"))
    assert head.post(f"/registro/{made}/pedir", data={"purpose": "missing"}).status_code == 403
    assert secretary.post(f"/registro/{made}/pedir", data={"purpose": "nave"}).status_code == 404


def test_the_unit_answers_in_the_form_and_what_it_says_is_missed_no_more(town, make, secretary, client_for):
    made = make(InitiativeKind.OFFICE)
    head = client_for(town.people.other_head)
    path = f"/registro/{made}/editar"
    fields = form_of(head.get(path).text, path, path)
    assert head.post(path, data=fields | {"territory": ["Toda la comuna"]}).status_code == 303
    page = text(secretary.get(f"/registro/{made}"))
    assert "Toda la comuna" in page
    assert "territorio" not in page.split("Falta:", 1)[1].split("</p>", 1)[0]


def test_a_renewal_is_offered_in_time_and_asked_with_one_button(make, secretary):
    ends = PartialDate(TODAY.replace(month=12, day=31))
    made = make(InitiativeKind.AGREEMENT, starts=PartialDate(TODAY.replace(month=1, day=2)), ends=ends)
    assert "es tiempo de pedir su renovación" in text(secretary.get(f"/registro/{made}"))
    secretary.post(f"/registro/{made}/pedir", data={"purpose": "renewal"})
    page = text(secretary.get(f"/registro/{made}"))
    assert "Renovar: Convenio" in page
    assert ASKED in page


def test_what_a_form_does_not_ask_stays_as_it_was(make, secretary):
    made = make(InitiativeKind.OFFICE, territory="Toda la comuna")
    path = f"/registro/{made}/editar"
    fields = form_of(secretary.get(path).text, path, path)
    assert secretary.post(path, data=fields | {"kind": ["capacity"]}).status_code == 303
    again = form_of(secretary.get(path).text, path, path)
    assert "territory" not in again
    assert secretary.post(path, data=again | {"kind": ["office"]}).status_code == 303
    assert form_of(secretary.get(path).text, path, path)["territory"] == ["Toda la comuna"]
