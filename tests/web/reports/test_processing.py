"""The register of processing: the same words on the page and on paper, with what the reader knows of."""

import io

import pikepdf
import pytest

from sello.accounts.models import Institution
from sello.core.db import db
from sello.evidence.domain.details import Classification
from sello.evidence.models import Evidence
from sello.reports.processing.activities import ACTIVITIES
from tests.cycles import builders
from tests.reports.rows import busy_cycle


@pytest.mark.parametrize("who", ["secretary", "authority", "auditor"])
def test_every_activity_is_told_to_whoever_reads_reports(town, client_for, who):
    shown = client_for(getattr(town.people, who)).get("/informes/tratamiento").text
    for each in ACTIVITIES:
        for said in (each.name, each.purpose, each.persons, each.data, each.readers, each.kept):
            assert said in shown


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        (
            "Delegada de Protección de Datos, datos@sello.example",
            "se escribe a: Delegada de Protección de Datos",
        ),
        ("", "Todavía no se indica a quién se escribe"),
    ],
)
def test_who_answers_for_the_data_is_told(town, client_for, contact, said):
    db.session.get_one(Institution, town.institution.id).data_contact = contact
    db.session.commit()
    auditor = client_for(town.people.auditor)
    assert said in auditor.get("/informes/tratamiento").text
    with pikepdf.open(io.BytesIO(auditor.get("/informes/tratamiento.pdf").data)) as opened:
        assert len(opened.pages) >= 1


def test_workers_read_no_reports(town, client_for):
    assert client_for(town.people.contributor).get("/informes/tratamiento").status_code == 403


def test_classes_are_counted_also_the_secret_ones(town, client_for):
    cycle = busy_cycle(town)
    piece = builders.evidence(cycle, builders.ids(cycle)["1.1.1"], town.units.personas)
    row = db.session.get_one(Evidence, piece)
    row.classification, row.personal_data = Classification.SECRET, True
    db.session.commit()
    shown = client_for(town.people.authority).get("/informes/tratamiento").text
    words = "".join(shown[shown.index("Secreta o sensible</div>") :].split())
    assert words.startswith("Secretaosensible</div></td>")
    assert "<div>1</div>" in words[:200]


def test_the_paper_is_a_pdf_with_its_title(town, client_for):
    answer = client_for(town.people.secretary).get("/informes/tratamiento.pdf")
    assert answer.mimetype == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.data)) as opened:
        assert "tratamiento" in str(opened.docinfo["/Title"])
