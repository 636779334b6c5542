"""What an upload finds in a file stands beside it: on form, receipt, desk and page."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from sello.core.db import db, scope_to
from sello.core.jobs import Work
from sello.evidence import jobs
from sello.evidence.domain.details import Classification
from sello.evidence.models import EvidenceVersion
from sello.files import service
from sello.files.examining import asking
from sello.files.examining.findings import Examination, Finding, Kind, read
from sello.files.models import FileCheck
from sello.files.queries import Checked
from sello.web import told as telling
from tests.builders import NOW
from tests.files import samples
from tests.files.corpus.documents import locked_pdf
from tests.files.examining import made
from tests.files.reading.letters import letter
from tests.web.evidence.test_hand_in import described, put

BLANK = "Está en blanco. Página 2."
WAITS = "Revisando el archivo"


@pytest.fixture
def patient(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(app.extensions, "sello", replace(app.extensions["sello"], examine_seconds=20))


@pytest.fixture
def impatient(app: Flask, monkeypatch: pytest.MonkeyPatch):
    """An upload for which nobody has the time; the job's store is the test's."""
    monkeypatch.setattr(jobs, "store_of", lambda _config: app.extensions["sello.store"])


def handed_in(client, cycle, unit_id, content, name="acta.pdf"):
    """The pages beside the file: its form, its receipt, and the id of its piece."""
    upload_id = put(client, content, name).json["id"]
    form = client.get("/evidencia/entregar").text
    receipt = client.post("/evidencia/entregar", data=described(upload_id, cycle, unit_id)).location
    return form, client.get(receipt).text, db.session.scalars(select(EvidenceVersion.evidence_id)).one()


@pytest.mark.usefixtures("patient")
def test_a_blank_page_is_told_wherever_the_file_is(town, client_for, cycle):
    content = made.written(made.prose(5), [])
    head, secretary = client_for(town.people.head), client_for(town.people.secretary)
    form, receipt, piece = handed_in(head, cycle, town.units.personas, content)
    desk, page = secretary.get(f"/revision/{piece}").text, head.get(f"/evidencia/{piece}").text
    for told in (form, receipt, desk, page):
        assert BLANK in told
        assert WAITS not in told


@pytest.mark.usefixtures("patient")
def test_nothing_is_told_of_a_file_with_nothing_to_tell(town, client_for, cycle):
    form, receipt, piece = handed_in(
        client_for(town.people.head), cycle, town.units.personas, made.written(made.prose(5))
    )
    page = client_for(town.people.secretary).get(f"/revision/{piece}").text
    assert not [each for each in (form, receipt, page) if "Lo que se vio en el archivo" in each]


@pytest.mark.usefixtures("patient")
def test_a_name_that_lies_is_told(town, client_for, cycle):
    form, *_ = handed_in(
        client_for(town.people.head), cycle, town.units.personas, samples.image("PNG"), "a.pdf"
    )
    assert "Su nombre terminaba en «.pdf»" in form


@pytest.mark.usefixtures("patient")
def test_what_is_older_than_the_cycle_is_told(town, client_for, cycle):
    content = made.written(["Acta de la mesa", "sesión de 2001"])
    form, *_ = handed_in(client_for(town.people.head), cycle, town.units.personas, content)
    assert "El año más reciente que nombra es 2001" in form


@pytest.mark.usefixtures("impatient")
def test_what_nobody_waited_for_is_told_once_the_job_was_there(app, town, client_for, cycle):
    head = client_for(town.people.head)
    form, receipt, piece = handed_in(head, cycle, town.units.personas, made.written(made.prose(5), []))
    assert WAITS in form
    assert WAITS in receipt
    work = Work(app.extensions["sello"], NOW)
    assert jobs.examine(work) == {"files": 1}
    assert jobs.examine(work) == {"files": 0}, "once is enough"
    assert BLANK in head.get(f"/evidencia/{piece}").text


@pytest.mark.usefixtures("impatient")
def test_a_mail_with_more_files_than_there_was_time_for_is_told_of_each_once_the_job_was_there(
    app, town, client_for, cycle
):
    files = [(f"acta {number}.pdf", made.written(made.prose(5), [])) for number in range(1, 7)]
    head = client_for(town.people.head)
    mail = letter("Las seis actas", *files).as_bytes()
    form, receipt, piece = handed_in(head, cycle, town.units.personas, mail, "actas.eml")
    for page in (form, receipt):
        assert f"{WAITS}: puede seguir." in page
        assert BLANK not in page
    assert jobs.examine(Work(app.extensions["sello"], NOW)) == {"files": 1}
    page = head.get(f"/evidencia/{piece}").text
    assert WAITS not in page
    for name, _content in files:
        assert f"Trae «{name}». {BLANK}" in page


@pytest.mark.usefixtures("impatient")
def test_a_file_that_waits_for_its_description_is_examined_as_well(app, town, client_for):
    head = client_for(town.people.head)
    put(head, made.written(made.prose(5), []), "acta.pdf")
    assert jobs.examine(Work(app.extensions["sello"], NOW)) == {"files": 1}
    assert BLANK in head.get("/evidencia/entregar").text


@pytest.mark.usefixtures("impatient")
def test_a_run_that_is_stopped_leaves_the_rest_to_the_next(app, town, client_for, monkeypatch):
    head = client_for(town.people.head)
    for text in "ab":
        put(head, made.written([text]), f"{text}.pdf")
    stops = iter((False, True))
    assert jobs.examine(Work(app.extensions["sello"], NOW, lambda: next(stops))) == {"files": 1}
    assert jobs.examine(Work(app.extensions["sello"], NOW)) == {"files": 1}


@pytest.mark.usefixtures("impatient")
def test_a_file_that_never_ends_is_told_and_left(app, town, client_for, monkeypatch):
    head = client_for(town.people.head)
    put(head, samples.pdf(), "acta.pdf")
    monkeypatch.setattr(asking, "examine", lambda *_said, **_how: None)
    work = Work(app.extensions["sello"], NOW)
    assert jobs.examine(work) == {"files": 1}
    assert jobs.examine(work) == {"files": 0}
    assert "no se miró por dentro" in head.get("/evidencia/entregar").text


def test_what_was_found_first_stays(app, town):
    scope_to(db.session(), town.institution.id)
    for kind in (Kind.BLANK, Kind.SCAN):
        service.note_examination("ab" * 32, Examination((Finding(kind),)), now=NOW)
    db.session.commit()
    found = db.session.scalars(select(FileCheck.found)).one()
    assert read(found) == Examination((Finding(Kind.BLANK),))


def test_personal_data_of_several_kinds_is_told_once_with_what_to_do(app, town):
    kinds = [("run", 1), ("salud", 3), ("run", 2)]
    personal = [Finding(Kind.PERSONAL, page, detail) for detail, page in kinds]
    known = {"a": Checked(Examination((personal[0], Finding(Kind.BLANK, 2), *personal[1:])), None)}
    with app.test_request_context():
        blank, whole = telling.told(known)["a"].lines
    assert blank.text.startswith(BLANK)
    assert "RUN; Salud, junto a un nombre. Páginas 1, 2, 3. Corresponde clasificarlo" in whole.text


@pytest.mark.usefixtures("patient")
def test_what_is_wrong_with_an_attachment_stands_beside_its_mail(town, client_for, cycle):
    content = letter(
        "Acta",
        ("clave.pdf", locked_pdf("clave")),
        ("inscritas.csv", b"RUN;Nombre\n12.345.678-5;Rosa P\xc3\xa9rez\n"),
    ).as_bytes()
    head = client_for(town.people.head)
    upload_id = put(head, content, "correo.eml").json["id"]
    form = head.get("/evidencia/entregar").text
    receipt = head.post("/evidencia/entregar", data=described(upload_id, cycle, town.units.personas)).location
    for page in (form, head.get(receipt).text):
        assert "Trae «clave.pdf». Pide una contraseña para abrirse" in page
        assert "Trae «inscritas.csv». Tiene datos de personas a la vista: RUN." in page
    marked = re.search(r"<input checked[^>]*name=\"classification\"[^>]*>", form)
    assert marked
    assert f'value="{Classification.RESERVED.value}"' in marked[0]
