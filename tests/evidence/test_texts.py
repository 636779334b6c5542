"""The text of what was handed in is read in the background: once, file by file, and it goes with its file."""

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, select, update

from sello.cli import doctor, main
from sello.core.db import db, everywhere
from sello.core.jobs import Work
from sello.evidence.jobs import read_texts
from sello.evidence.models import EvidenceLink, EvidenceVersion
from sello.evidence.service import texts as service
from sello.files.jail import warden
from sello.files.models import TextPage, TextRead, TextWord
from sello.files.reading import room
from tests.builders import AT
from tests.evidence.cast import handed_in, store
from tests.files.reading import papers
from tests.machine import needs


@pytest.fixture
def three(app, town, cycle, monkeypatch):
    """A document of two pages, the same bytes again, and another one, in a store of their own."""
    monkeypatch.setattr("sello.evidence.jobs.store_of", lambda _config: store(app))
    for title, content in (
        ("Protocolo", papers.paper("Protocolo de acoso", "Anexo de contactos")),
        ("Copia", papers.paper("Protocolo de acoso", "Anexo de contactos")),
        ("Acta", papers.paper("Acta del comité")),
    ):
        handed_in(app, town.people.head, cycle, title=title, content=content)
    db.session.commit()


def run(settings, **said):
    done = read_texts(Work(settings, AT.now, **said))
    db.session.rollback()
    return done


def said():
    rows = db.session.execute(select(TextPage.page, TextPage.text).order_by(TextPage.text)).all()
    return [(row.page, row.text.strip()) for row in rows]


def test_every_page_is_read_once(settings, three):
    assert run(settings) == {"read": 2, "recognised": 0, "looked": 0, "marked": 0, "forgotten": 0}
    assert said() == [(1, "Acta del comité"), (2, "Anexo de contactos"), (1, "Protocolo de acoso")]
    assert run(settings) == {"read": 0, "recognised": 0, "looked": 0, "marked": 0, "forgotten": 0}
    assert len(said()) == 3


def test_whoever_is_stopped_goes_on_there(settings, three, monkeypatch):
    stops = iter([False, True])
    assert run(settings, stop=lambda: next(stops))["read"] == 1
    assert said() == [(1, "Acta del comité")], "the newest first"
    with monkeypatch.context() as breaks:
        breaks.setattr("sello.files.texts._count", broken)
        with pytest.raises(OSError, match="gone"):
            run(settings)
    db.session.rollback()
    assert len(said()) == 1, "nothing of a file that was not kept whole"
    assert run(settings)["read"] == 1
    assert len(said()) == 3


def broken(*_):
    raise OSError("gone")


def test_what_says_nothing_says_why(app, settings, three, monkeypatch):
    def refuses(_document):
        raise room.SlowHere

    with monkeypatch.context() as slow:
        slow.setattr(room.Document, "texts", refuses)
        run(settings)
    assert reasons() == {"slow"}
    assert run(settings)["read"] == 0
    later = Work(settings, AT.now + service.AGAIN)
    assert read_texts(later)["read"] == 2
    assert reasons() == {""}


def test_a_lost_file_is_looked_for_again_the_next_day(app, settings, three, monkeypatch):
    with monkeypatch.context() as lost:
        lost.setattr(type(store(app)), "exists", lambda *_: False)
        run(settings)
    assert reasons() == {"lost"}
    assert read_texts(Work(settings, AT.now + service.AGAIN))["read"] == 2


def reasons():
    return set(db.session.scalars(select(TextRead.reason)))


SAID = ("Decreto alcaldicio 915", "Protocolo de acoso laboral")


@pytest.fixture
def scanned(app, town, cycle, monkeypatch):
    """A scan of two pages with letters, and between them a page with none."""
    monkeypatch.setattr("sello.evidence.jobs.store_of", lambda _config: store(app))
    content = papers.scanned(SAID[0], "", SAID[1])
    piece = handed_in(app, town.people.head, cycle, title="Escaneo", content=content)
    db.session.commit()
    return piece


@needs("tesseract")
def test_letters_of_a_scan_are_recognised_page_by_page(settings, scanned, monkeypatch):
    monkeypatch.setattr("sello.evidence.jobs.PAGES", 1)
    for done in (1, 1, 1, 0):
        assert run(settings)["recognised"] == done
    assert said() == [(1, SAID[0]), (3, SAID[1])]
    assert set(db.session.scalars(select(TextPage.recognised))) == {True}


def test_without_the_program_scans_wait_for_it(settings, scanned, monkeypatch):
    with monkeypatch.context() as machine:
        machine.setattr(warden, "recogniser", lambda: None)
        assert run(settings) == {"read": 1, "recognised": 0, "looked": 0, "marked": 0, "forgotten": 0}
    assert said() == []
    with monkeypatch.context() as machine:
        machine.setattr(warden, "recogniser", lambda: "/usr/bin/tesseract")
        machine.setattr(warden, "recognise", lambda *_: "Acta")
        assert run(settings)["recognised"] == 3
    assert said() == [(1, "Acta"), (2, "Acta"), (3, "Acta")]


def test_a_text_goes_with_the_last_piece_that_names_its_file(app, settings, three):
    run(settings)
    drawn = store(app).root / "pages"
    assert len([*drawn.glob("*/*")]) == 2
    with everywhere():
        db.session.execute(delete(EvidenceLink))
        kept = select(EvidenceVersion.id).order_by(EvidenceVersion.id).limit(1).scalar_subquery()
        db.session.execute(delete(EvidenceVersion).where(EvidenceVersion.id != kept))
    db.session.commit()
    assert run(settings) == {"read": 0, "recognised": 0, "looked": 0, "marked": 0, "forgotten": 1}
    assert said() == [(2, "Anexo de contactos"), (1, "Protocolo de acoso")]
    assert len([*drawn.glob("*/*")]) == 1, "and what was drawn of it"
    words = set(db.session.scalars(select(TextWord.word)))
    assert words == {"anexo", "contactos", "protocolo", "acoso"}


def test_doctor_and_the_command_compare_the_index_and_make_it_anew(app, settings, three, monkeypatch):
    run(settings)
    monkeypatch.setattr("sello.cli.context.application", lambda **_: app)
    runner = CliRunner()
    assert runner.invoke(main, ["evidence", "texts"]).exit_code == 0
    assert not doctor.texts(db.engine).is_problem
    db.session.execute(update(TextPage).values(stems=" otra "))
    db.session.commit()
    assert doctor.texts(db.engine).is_problem
    assert runner.invoke(main, ["evidence", "texts"]).exit_code == 1
    assert "3" in runner.invoke(main, ["evidence", "texts", "--rebuild"]).output
    assert not doctor.texts(db.engine).is_problem
    assert runner.invoke(main, ["evidence", "texts", "--again"]).exit_code == 0
    assert run(settings)["read"] == 2
    assert len(said()) == 3
