"""The screens of an arrival: sent, looked at, confirmed or discarded; only then the cycle changes."""

import io
import re
import zipfile

import pytest
from markupsafe import escape
from sqlalchemy import func, select, update

from sello.core.db import db
from sello.cycles.queries.answers import answers, narratives
from sello.evidence.models import Evidence, EvidenceLink
from sello.files.sniff.reasons import BrokenFile
from sello.tasks.models import Receipt
from sello.transfers.import_answers import archives
from sello.transfers.import_answers.models import Arrival
from tests.cycles import builders as cycle_builders
from tests.files.corpus import CASES
from tests.transfers.import_answers.corpus import Page, excel
from tests.web.pages import form_of

SHEET = (
    "Código;Unidad;Respuesta;Relato;Por qué no aplica\n"
    "1.1.1;Personas;Sí;Hay decreto;\n"
    "2.1.1;;quizás;;\n"
    "7.7.7;;Sí;;\n"
).encode()

SPOILT = [case for case in CASES if case.right is BrokenFile and case.name.endswith((".zip", ".doc", ".jpg"))]
"""Of the files that are spoilt inside: every way of packing, and one kind of each family."""


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for path, data in files.items():
            package.writestr(path, data)
    return out.getvalue()


ARCHIVE = packed(
    {
        "1.1.1 Política/decreto 12.txt": b"Decreto ficticio de prueba.\n",
        "1.1.2/informe.txt": b"Informe ficticio de prueba.\n",
        "1.1.1/programa.exe": b"MZ\x90\x00" + b"\0" * 64,
        "suelto.txt": b"Sin carpeta.\n",
    }
)


@pytest.fixture
def cycle(town):
    return cycle_builders.cycle(town.people.secretary.actor())


@pytest.fixture
def secretary(town, client_for):
    return client_for(town.people.secretary)


def send(client, cycle, **parts):
    unit_id = parts.pop("unit_id", "")
    data = {name: (io.BytesIO(content), file) for name, (content, file) in parts.items()}
    data["unit_id"] = str(unit_id)
    return client.post(f"/ciclos/{cycle.id}/importar", data=data, content_type="multipart/form-data")


def begin(client, cycle, **more) -> str:
    answer = send(
        client, cycle, answers=(SHEET, "respuestas.csv"), archive=(ARCHIVE, "evidencias.zip"), **more
    )
    assert answer.status_code == 303, answer.text
    return answer.location


def confirm(client, address, **more):
    """Confirm what the page shows, read as `more` says."""
    shown = client.get(address, query_string=more)
    return client.post(address, data=form_of(shown.text, address, address))


def pieces() -> int:
    return db.session.scalar(select(func.count()).select_from(Evidence)) or 0


def test_the_template_names_every_requirement(secretary, cycle):
    assert secretary.get(f"/ciclos/{cycle.id}/importar").status_code == 200
    answer = secretary.get(f"/ciclos/{cycle.id}/importar/plantilla.xlsx")
    assert answer.status_code == 200
    assert answer.data.startswith(b"PK")


def test_the_preview_says_what_would_come_in_and_writes_nothing(secretary, cycle):
    page = secretary.get(begin(secretary, cycle)).text
    assert "no es una respuesta de la escala" in page
    assert "no tiene un requerimiento «7.7.7»" in page
    assert "no está dentro de una carpeta" in page
    assert "elija arriba la unidad" in page
    assert pieces() == 0
    assert all(row.declared is None for row in answers(cycle.id))


def test_what_is_confirmed_comes_in_with_its_report(town, secretary, cycle):
    address = begin(secretary, cycle, unit_id=town.units.dideco)
    assert confirm(secretary, address).status_code == 303
    by_code = {row.code: row for row in answers(cycle.id)}
    assert (by_code["1.1.1"].declared, by_code["1.1.1"].unit_id) == ("yes", town.units.personas)
    assert by_code["2.1.1"].declared is None
    found = db.session.execute(
        select(Evidence.title, Evidence.unit_id, EvidenceLink.requirement_id)
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .order_by(Evidence.title)
    ).all()
    assert [tuple(row) for row in found] == [
        ("Decreto 12", town.units.personas, by_code["1.1.1"].requirement_id),
        ("Informe", town.units.dideco, by_code["1.1.2"].requirement_id),
    ]
    (receipt,) = db.session.scalars(select(Receipt)).all()
    assert receipt.unit_id == town.people.secretary.actor().home_unit_id, "of whoever brought it in, once"
    assert f"/recibos/{receipt.id}" in secretary.get(address).text
    told = secretary.get(f"/recibos/{receipt.id}").text
    assert "decreto 12.txt" in told
    assert "informe.txt" in told
    report = secretary.get(address).text
    assert "Importación terminada" in report
    assert "programa.exe" in report
    assert "suelto.txt" in report


@pytest.mark.parametrize("typed", ["90 % avance", "<b id=x>hola</b>", "%(nada)s", "{{ 7 * 7 }}"])
def test_what_people_wrote_is_shown_as_they_wrote_it(secretary, cycle, typed):
    sheet = f"Código;Respuesta\n1.1.1;Sí\n2.1.1;{typed}\n".encode()
    address = send(secretary, cycle, answers=(sheet, "respuestas.csv")).location
    preview = secretary.get(address)
    assert confirm(secretary, address).status_code == 303
    report = secretary.get(address)
    for page in (preview, report):
        assert page.status_code == 200
        assert str(escape(typed)) in page.text
        assert "<b id=x>" not in page.text


def test_it_comes_in_once(secretary, cycle):
    address = begin(secretary, cycle)
    confirm(secretary, address)
    before = pieces()
    again = secretary.post(address)
    assert again.status_code == 422
    assert pieces() == before


def test_what_changed_since_the_look_is_looked_at_again(secretary, cycle):
    address = begin(secretary, cycle)
    fields = form_of(secretary.get(address).text, address, address)
    confirm(secretary, send(secretary, cycle, answers=(b"Codigo;Respuesta\n1.1.1;No\n", "otra.csv")).location)
    late = secretary.post(address, data=fields)
    assert late.status_code == 422
    assert "Esto ya no es lo que usted vio" in late.text
    assert 'Respuesta: <span class="muted">No</span>' in late.text
    assert pieces() == 0
    assert secretary.post(address, data=form_of(late.text, address, address)).status_code == 303


def test_it_is_discarded_without_a_trace(secretary, cycle):
    address = begin(secretary, cycle)
    assert secretary.post(address + "/descartar").status_code == 303
    assert secretary.get(address).status_code == 404
    assert pieces() == 0


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"answers": (b"PK\x03\x04nada", "a.xlsx")},
        {"answers": (b"hola;que tal\n", "a.csv")},
        {"archive": (b"no es un zip", "e.zip")},
    ],
    ids=["nothing", "broken sheet", "no header", "no archive"],
)
def test_what_cannot_be_read_is_refused_and_kept_nowhere(secretary, cycle, parts):
    answer = send(secretary, cycle, **parts)
    assert answer.status_code == 422
    assert "No se guardó todavía" in answer.text
    assert db.session.scalar(select(func.count()).select_from(Arrival)) == 0


def test_nothing_without_error_is_nothing_to_confirm(secretary, cycle):
    answer = send(secretary, cycle, archive=(packed({"suelto.txt": b"x\n"}), "e.zip"))
    assert secretary.post(answer.location).status_code == 422


def test_wrong_method(secretary, cycle):
    assert secretary.put(f"/ciclos/{cycle.id}/importar").status_code == 405


@pytest.mark.parametrize("who", ["head", "contributor", "authority", "auditor"])
def test_wrong_role(town, client_for, cycle, who):
    client = client_for(getattr(town.people, who))
    assert client.get(f"/ciclos/{cycle.id}/importar").status_code == 403
    assert send(client, cycle, answers=(SHEET, "respuestas.csv")).status_code == 403


def test_an_arrival_is_its_senders(town, client_for, secretary, cycle):
    from sello.accounts.domain.actor import Role
    from tests import builders

    address = begin(secretary, cycle)
    other = builders.person(town.institution.id, "Otra Secretaria", Role.SECRETARIAT, town.units.secretaria)
    db.session.commit()
    assert client_for(other).get(address).status_code == 404
    assert client_for(other).post(address).status_code == 404


def test_a_row_that_tells_nothing_leaves_the_story_that_is_there(secretary, cycle):
    """The template can be filled in again without copying every text."""
    confirm(secretary, begin(secretary, cycle))
    silent = "Código;Respuesta;Relato\n1.1.1;No;\n".encode()
    answer = send(secretary, cycle, answers=(silent, "otra.csv"))
    assert confirm(secretary, answer.location).status_code == 303
    changed = next(row for row in answers(cycle.id) if row.code == "1.1.1")
    assert (changed.declared, narratives(cycle.id)["1.1.1"]) == ("no", "Hay decreto")


def test_a_damaged_file_of_a_zip_is_named_and_the_others_come_in(town, secretary, cycle):
    """One byte turned over: the file no longer is what the archive says."""
    whole = packed({"1.1.1/acta.txt": b"Acta ficticia de prueba.", "1.1.2/informe.txt": b"Informe."})
    spoilt = whole.replace(b"Acta ficticia", b"Bcta ficticia")
    answer = send(secretary, cycle, archive=(spoilt, "evidencias.zip"), unit_id=town.units.personas)
    page = secretary.get(answer.location)
    assert page.status_code == 200
    assert "está dañado dentro del ZIP" in page.text
    assert confirm(secretary, answer.location).status_code == 303
    assert db.session.scalars(select(Evidence.title)).all() == ["Informe"]


def test_the_preview_says_old_and_new_and_empty_cells_leave_what_stands(secretary, cycle):
    confirm(secretary, begin(secretary, cycle))
    told = "Código;Respuesta;Relato\n1.1.1;;Otro relato\n".encode()
    address = send(secretary, cycle, answers=(told, "otra.csv")).location
    page = secretary.get(address).text
    assert re.search(r"Relato: <span[^>]*>Hay decreto</span> → Otro relato", page)
    assert "Respuesta: <span" not in page
    confirm(secretary, address)
    changed = next(row for row in answers(cycle.id) if row.code == "1.1.1")
    assert (changed.declared, narratives(cycle.id)["1.1.1"]) == ("yes", "Otro relato")
    again = send(secretary, cycle, answers=(told, "otra.csv")).location
    assert "Sin cambios" in secretary.get(again).text
    assert secretary.post(again).status_code == 422


def test_one_archive_sent_twice_comes_in_once(town, secretary, cycle):
    twice = packed({"1.1.1/acta.txt": b"Acta ficticia.\n", "1.1.1/copia.txt": b"Acta ficticia.\n"})
    first = send(secretary, cycle, archive=(twice, "e.zip"), unit_id=town.units.personas)
    assert "es igual a «1.1.1/acta.txt»" in secretary.get(first.location).text
    confirm(secretary, first.location)
    assert pieces() == 1
    second = send(secretary, cycle, archive=(twice, "e.zip"), unit_id=town.units.personas)
    assert "ya está en este requerimiento, como «Acta»" in secretary.get(second.location).text
    assert secretary.post(second.location).status_code == 422
    assert pieces() == 1


def test_the_reading_is_shown_and_corrected_for_the_confirmation_too(secretary, cycle):
    told = "Código;Estado;Final\n1.1.1;No;Sí\n".encode()
    address = send(secretary, cycle, answers=(told, "r.csv")).location
    first = " ".join(secretary.get(address).text.split())
    assert "Se leen los títulos en la fila 1." in first
    assert "No se usan: «Final» (C). Si alguna hace falta" in first
    choice = {"hoja": "0", "fila": "1", "antes": "0.1", "c0": "codigo", "c2": "respuesta"}
    page = secretary.get(address, query_string=choice).text
    assert re.search(r"Respuesta: <span[^>]*>sin respuesta</span> → S", page)
    assert '<input type="hidden" name="c2" value="respuesta">' in page
    assert confirm(secretary, address, **choice).status_code == 303
    assert next(row for row in answers(cycle.id) if row.code == "1.1.1").declared == "yes"


@pytest.mark.parametrize(
    "query",
    ["hoja=9&fila=1", "hoja=x&fila=1", "hoja=0&fila=0", "hoja=0&fila=19999", "hoja=0&fila=1&antes=0.1",
     "hoja=0&fila=1&antes=0.1&c0=codigo&c1=codigo&c99=respuesta", "hoja=" + "9" * 30 + "&fila=1"],
)  # fmt: skip
def test_no_address_breaks_the_preview(secretary, cycle, query):
    address = send(secretary, cycle, answers=(SHEET, "r.csv")).location
    assert secretary.get(f"{address}?{query}").status_code == 200


def test_the_sheet_that_is_read_and_the_others_are_named(secretary, cycle):
    table = [["Código", "Respuesta"], ["1.1.1", "Sí"]]
    book = excel(Page(table, "Base", hidden="hidden"), Page(table, "Respuestas"))
    page = secretary.get(send(secretary, cycle, answers=(book, "r.xlsx")).location).text
    assert "Se lee la hoja «Respuestas», con los títulos en la fila 1." in page
    assert re.search(r"No se leen:\s*«Base» \(oculta\)\.", page)


@pytest.mark.parametrize("case", SPOILT, ids=lambda case: case.name)
def test_a_spoilt_file_in_a_zip_is_named_and_the_import_can_be_left(app, town, secretary, cycle, case):
    """Whatever is wrong inside a file, the page opens, says it, and the arrival can be discarded."""
    waiting = app.extensions["sello.store"].root / "incoming"
    before = set(waiting.glob("*"))
    package = packed({f"1.1.1/{case.name}": case.make(), "1.1.2/informe.txt": b"Informe."})
    answer = send(secretary, cycle, archive=(package, "evidencias.zip"), unit_id=town.units.personas)
    page = secretary.get(answer.location)
    assert page.status_code == 200
    assert "dañado o incompleto" in page.text
    assert secretary.post(f"{answer.location}/descartar").status_code == 303
    assert set(waiting.glob("*")) <= before


def test_the_archive_is_read_through_once(secretary, cycle, monkeypatch):
    address = begin(secretary, cycle)
    before = secretary.get(address).text
    assert "es o contiene un programa" in before

    def unpacked(*_args, **_more):
        raise AssertionError("read again")

    for name in ("unpackable", "contents"):
        monkeypatch.setattr(archives, name, unpacked)
    assert normal(secretary.get(address).text) == normal(before)


def test_one_that_came_before_that_was_kept_says_the_same(secretary, cycle):
    address = begin(secretary, cycle)
    before = secretary.get(address).text
    db.session.execute(update(Arrival).values(seen=None))
    assert normal(secretary.get(address).text) == normal(before)
    assert confirm(secretary, address).status_code == 303


def normal(page: str) -> str:
    return re.sub(r'value="[^"]{60,}"', "", page)
