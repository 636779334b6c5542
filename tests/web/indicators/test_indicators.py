"""The screens of indicators: declared, written in a grid, shown to each as she may see them, exported."""

import io
import re
from datetime import date
from html import unescape

import pytest
import time_machine
from openpyxl import load_workbook
from sqlalchemy import func, select

from sello.core.db import db
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.files.models import Upload
from sello.indicators.domain.cuts import Axis
from sello.indicators.domain.indicators import IndicatorDraft
from sello.indicators.domain.numbers import Measure
from sello.indicators.domain.periods import Period, Periodicity
from sello.indicators.models import FigureRule, Indicator, Measurement
from sello.indicators.queries import rows, tables
from sello.indicators.queries.rules import rules
from sello.indicators.service import values, writing
from sello.register.domain import InitiativeKind
from sello.register.service import initiatives
from sello.reports.annex.document import document
from sello.web import phrases
from tests.builders import AT, NOW, TODAY
from tests.tasks import cast


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def office(town):
    cast.course()
    said = initiatives.InitiativeDraft(
        name="Oficina de Migrantes",
        kind=InitiativeKind.OFFICE,
        unit_ids=frozenset({town.units.migrantes}),
    )
    made = initiatives.create(town.people.secretary.actor(), said, at=AT)
    db.session.commit()
    return made


@pytest.fixture
def indicator(town, office):
    said = IndicatorDraft("Personas atendidas", Measure.PEOPLE, Periodicity.YEAR, first_axis=Axis.SEX)
    made = writing.create(town.people.secretary.actor(), office, said, at=AT)
    db.session.commit()
    return made


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


def filled(**changes):
    return {
        "name": "Personas atendidas",
        "measure": "people",
        "direction": "more",
        "periodicity": "year",
        "first_axis": "sex",
        "second_axis": "",
        "formula": "",
        "baseline": "1.000",
        "baseline_on": "2024-12-31",
        "target": "1.500",
        "target_on": "2027-12-31",
    } | changes


def cells(*typed, **changes):
    page = {f"cells-{place}": each for place, each in enumerate(typed)}
    return page | {"source": "Registro de la oficina", "cuts": "mujeres,;hombres,;otra-identidad,"} | changes


def write(client, indicator, *typed, year="2025", **changes):
    version = db.session.scalar(select(Indicator.version).where(Indicator.id == indicator))
    sent = cells(*typed, version=str(version)) | changes
    return client.post(f"/indicadores/{indicator}/valores?periodo={year}", data=sent)


def figures(client, indicator, **query):
    text = unescape(client.get(f"/indicadores/{indicator}", query_string=query).get_data(as_text=True))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_an_indicator_is_declared_and_edited(secretary, office):
    made = secretary.post(f"/indicadores/nuevo?iniciativa={office}", data=filled())
    assert made.status_code == 303
    row = db.session.scalars(select(Indicator)).one()
    assert (row.baseline, row.target, row.first_axis) == (1_000_000, 1_500_000, Axis.SEX)
    edited = secretary.post(
        f"/indicadores/{row.id}/editar", data=filled(target="12,5", measure="index", version="1")
    )
    assert edited.status_code == 422  # the target would be behind the baseline
    again = secretary.post(f"/indicadores/{row.id}/editar", data=filled(target="1.800", version="1"))
    assert again.status_code == 303
    db.session.expire_all()
    assert db.session.scalars(select(Indicator)).one().target == 1_800_000


def test_values_are_written_in_a_grid_and_shown_with_their_gap(secretary, indicator):
    assert write(secretary, indicator, "1.200", "s/i", "").status_code == 303
    assert write(secretary, indicator, "1.300", "700", "0", year="2024").status_code == 303
    page = figures(secretary, indicator)
    assert "Mujeres 65,0 %, hombres 35,0 %: ellas están 30,0 puntos por encima." in page.replace(
        "\u00a0", " "
    )
    assert "s/i" in page
    assert db.session.scalar(select(func.count()).select_from(Measurement)) == 5
    told = db.session.scalars(select(Event.detail).where(Event.act == "indicator.measured")).all()
    assert told == [{"period": "2025", "count": 2}, {"period": "2024", "count": 3}]  # never the values


def test_what_is_no_figure_is_marked_in_its_cell_and_nothing_is_lost(secretary, indicator):
    answer = write(secretary, indicator, "12.5", "-3", "7")
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "¿Quiso decir 12,5?" in page
    assert "«-3» es negativo" in page
    assert 'value="12.5"' in page
    assert db.session.scalar(select(Measurement.id)) is None


def test_a_period_that_overlaps_is_asked_again(secretary, indicator):
    page = secretary.get(f"/indicadores/{indicator}/valores?periodo=2025-03")
    assert page.status_code == 422
    assert "se sobrepone con otros períodos" in page.get_data(as_text=True)
    assert write(secretary, indicator, "1", "2", "3", year="2027").status_code == 303  # said, and led back
    assert db.session.scalar(select(Measurement.id)) is None


def test_two_who_write_the_same_period_see_both_versions(secretary, indicator):
    write(secretary, indicator, "10", "20", "30")
    answer = write(secretary, indicator, "11", "20", "30", version="1")
    assert answer.status_code == 409
    assert "Otra persona guardó cambios" in answer.get_data(as_text=True)
    assert db.session.scalar(select(func.min(Measurement.value))) == 10_000


@pytest.mark.parametrize("role", ["authority", "contributor"])
def test_small_figures_are_hidden_on_the_page_and_in_both_files(town, client_for, secretary, indicator, role):
    write(secretary, indicator, "41", "17", "3")
    assert " 17 " in figures(secretary, indicator)
    reader = client_for(getattr(town.people, role))
    page = figures(reader, indicator)
    assert "oculta" in page
    assert " 41 " in page
    assert " 17 " not in page
    assert " 3 " not in page.split("Qué se mide")[0].split("menores que")[-1]
    listed = reader.get("/indicadores/lista.csv").get_data(as_text=True)
    assert "oculta" in listed
    assert ";17;" not in listed
    book = load_workbook(io.BytesIO(reader.get("/indicadores/lista.xlsx").data))
    values = [row[13] for row in book.active.iter_rows(min_row=2, values_only=True)]
    assert values == [41, None, None]
    whole = load_workbook(io.BytesIO(secretary.get("/indicadores/lista.xlsx").data))
    assert [row[13] for row in whole.active.iter_rows(min_row=2, values_only=True)] == [41, 17, 3]


def test_the_table_of_an_indicator_with_values_stays(secretary, indicator):
    write(secretary, indicator, "41", "17", "3")
    answer = secretary.post(f"/indicadores/{indicator}/editar", data=filled(first_axis="age", version="2"))
    assert answer.status_code == 422
    assert "Ya hay valores anotados" in answer.get_data(as_text=True)


def rules_of(client):
    page = client.get("/indicadores/ajustes").get_data(as_text=True)
    texts = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)
    version = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert version
    return {name: unescape(text) for name, text in texts} | {"threshold": "5", "version": version[1]}


def test_cuts_and_threshold_are_the_institutions_own(town, client_for, secretary, indicator):
    write(secretary, indicator, "41", "17", "3")
    said = rules_of(secretary)
    kept = secretary.post("/indicadores/ajustes", data=said | {"threshold": "2", "territory": "La Faena"})
    assert kept.status_code == 303
    assert "oculta" not in figures(client_for(town.people.authority), indicator)
    stale = secretary.post("/indicadores/ajustes", data=said | {"threshold": "9"})
    assert stale.status_code == 409
    used = rules_of(secretary) | {"sex": "Mujeres\nHombres"}
    refused = secretary.post("/indicadores/ajustes", data=used)
    assert refused.status_code == 422
    assert "«Otra identidad» tiene valores" in unescape(refused.get_data(as_text=True))
    renamed = rules_of(secretary) | {"sex": "Mujeres\nHombres\nOtra identidad > Otras identidades"}
    assert secretary.post("/indicadores/ajustes", data=renamed).status_code == 303
    assert "Otras identidades" in figures(secretary, indicator)
    assert db.session.scalars(select(FigureRule)).one().threshold == 5


def test_another_units_indicators_are_not_found(town, client_for, indicator):
    head = client_for(town.people.head)
    assert head.get(f"/indicadores/{indicator}").status_code == 404
    assert head.get(f"/indicadores/{indicator}/valores").status_code == 404


TABLE = "Período\tSexo\tValor\tFuente\tEstado\n"


def bring(client, indicator, pasted, **more):
    return client.post(f"/indicadores/{indicator}/planilla", data={"pasted": pasted} | more)


def test_a_pasted_table_is_looked_at_then_kept_and_the_rest_stays(secretary, indicator):
    write(secretary, indicator, "10", "20", "30")
    pasted = TABLE + "2025\tMujeres\t1.234\tRegistro\tprovisorio\n2024\thombres\ts/i\tRegistro\t\n"
    seen = bring(secretary, indicator, pasted)
    assert seen.status_code == 200
    assert "1.234" in seen.get_data(as_text=True)
    assert db.session.scalar(select(func.max(Measurement.value))) == 30_000
    seal = re.search(r'name="seen"[^>]*value="(\w+)"', seen.get_data(as_text=True))
    assert seal
    assert bring(secretary, indicator, pasted, keep="1", seen="otra").status_code == 422
    assert bring(secretary, indicator, pasted, keep="1", seen=seal[1]).status_code == 303
    db.session.expire_all()
    held = db.session.scalars(select(Measurement).order_by(Measurement.period_on, Measurement.first_cut))
    kept = [(row.period_on.year, row.first_cut, row.value, row.provisional) for row in held]
    assert kept == [
        (2024, "hombres", None, False),
        (2025, "hombres", 20_000, False),
        (2025, "mujeres", 1_234_000, True),
        (2025, "otra-identidad", 30_000, False),
    ]


def test_each_cell_that_is_not_understood_is_named(secretary, indicator):
    lines = ["2025-03\tMujeres\t1\t\t", "2025\tMujere\t-1\t\tquizás", "2025\t\t7\t\t", "2025\tHombres\t\t\t"]
    answer = bring(secretary, indicator, TABLE + "\n".join(lines))
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    for words in ("se sobrepone", "¿Quiso decir «Mujeres»?", "es negativo", "Escriba «definitivo»"):
        assert words in page
    assert "los totales se suman solos" in page
    assert "Falta el valor" in page
    assert "Guardar lo que se ve" not in page


@pytest.mark.parametrize(
    "typed", ["1.000,5", "-5", "−5", "1,000,000", "1e6", "½", "100,1 %", "$ 1.000"], ids=ascii
)
def test_what_is_no_count_is_named_and_stays_in_the_table(secretary, indicator, typed):
    answer = bring(secretary, indicator, f"{TABLE}2025\tMujeres\t{typed}\tRegistro\t\n")
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert f"«{typed}»" in page, "the sentence names it"
    assert f"\t{typed}\t" in page, "the table that was pasted is there still"
    assert db.session.scalar(select(func.count()).select_from(Measurement)) == 0


def test_our_own_file_comes_in_again(secretary, indicator):
    write(secretary, indicator, "41", "17", "3")
    book = secretary.get("/indicadores/lista.xlsx").data
    seen = bring(secretary, indicator, "", sheet=(io.BytesIO(book), "indicadores.xlsx"))
    assert seen.status_code == 200
    text = unescape(seen.get_data(as_text=True))
    seal = re.search(r'name="seen"[^>]*value="(\w+)"', text)
    pasted = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", text, re.DOTALL)
    assert seal
    assert pasted
    assert bring(secretary, indicator, pasted[1], keep="1", seen=seal[1]).status_code == 303
    assert "No había nada que cambiar" in secretary.get(f"/indicadores/{indicator}").get_data(as_text=True)


def test_an_annex_waits_as_any_file_and_shows_no_small_figure_to_anybody(secretary, indicator):
    write(secretary, indicator, "41", "17", "3")
    made = secretary.post(f"/indicadores/{indicator}/anexo")
    assert made.status_code == 303
    assert "/evidencia/" in made.location
    page = secretary.get(made.location).get_data(as_text=True)
    assert f"anexo-indicador-{indicator}-{TODAY.isoformat()}.pdf" in page
    row = db.session.scalars(select(Upload)).one()
    assert row.media_type == "application/pdf"


def test_the_annex_says_what_is_shown_and_that_more_is_hidden(town, indicator):
    actor = town.people.secretary.actor()
    cells = {("mujeres", ""): 41_000, ("hombres", ""): 17_000, ("otra-identidad", ""): 3_000}
    grid = values.Grid(Period(date(2025, 1, 1), Periodicity.YEAR), cells, "Registro")
    values.write(actor, indicator, (grid,), version=1, at=AT)
    row = rows.indicator(indicator, actor.visibility)
    words = document(row, tables.for_strangers(row, rules()), "Municipalidad", 5, AT)
    (last,) = (each for each in words.sections if each.anchor == "cortes")
    said = {line[0].parts[0].text: line[1].parts[0].text for line in last.tables[0].groups[0].rows}
    assert said == {"Mujeres": "41", "Hombres": "oculta", "Otra identidad": "oculta", "Total": "61"}
    assert any("menores que 5" in each for each in words.sections[-1].lead)


def test_a_period_in_a_history_is_told_as_one_says_it(app):
    with app.test_request_context():
        said = phrases.told(Act.INDICATOR_MEASURED, {"period": "2025-T3", "count": 1})
    assert said == "Se anotaron valores del período trimestre 3 de 2025"
