"""Files come in by stream or by form, are described, and become pieces in review."""

import io
import re
from urllib.parse import quote

import pytest

from sello.core.db import db, everywhere
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion
from sello.files import queries, service
from sello.files.models import Upload
from sello.tasks.models import Receipt
from sello.web.instance import config
from tests.evidence import cast
from tests.files import samples
from tests.files.corpus import CASES
from tests.files.corpus.documents import with_action


def put(client, content=None, name="Decreto 12.pdf", length=None):
    body = samples.pdf() if content is None else content
    return client.put(
        "/evidencia/archivo",
        data=body,
        headers={"X-File-Name": name, "Accept": "application/json"},
        content_type="application/octet-stream",
        environ_overrides={"CONTENT_LENGTH": str(len(body) if length is None else length)},
    )


def described(upload_id, cycle, unit_id, **values):
    return {
        "files-0-upload_id": upload_id,
        "files-0-title": "Decreto que aprueba la política",
        "files-0-type": "decreto",
        "files-0-document_number": "1200/46",
        "files-0-document_date": "2026-03-02",
        "unit_id": unit_id,
        "requirements": [cycle.requirements["1.1.1"], cycle.requirements["1.1.2"]],
        "personal_data": "no",
        "classification": "publica",
        **values,
    }


def pieces():
    return db.session.query(Evidence).order_by(Evidence.id).all()


class TestPut:
    def test_a_file_waits_for_its_description(self, town, client_for):
        answer = put(client_for(town.people.head), name="Decreto%20N%C2%B0%2012.pdf")
        assert answer.status_code == 201
        assert answer.json["name"] == "Decreto N° 12.pdf"
        (waiting,) = queries.pending(town.people.head.id)
        assert (waiting.id, waiting.media_type) == (answer.json["id"], "application/pdf")

    @pytest.mark.parametrize(
        ("content", "status", "says"),
        [
            (b"<html>hola</html>", 415, "página web"),
            (b"", 422, "está vacío"),
            (bytes(range(256)), 415, "no es de ningún tipo conocido"),
        ],
    )
    def test_what_is_refused_says_why_and_leaves_nothing(self, app, town, client_for, content, status, says):
        answer = put(client_for(town.people.head), content)
        assert answer.status_code == status
        assert says in answer.json["error"]
        assert "No se perdió nada" in answer.json["error"]
        assert queries.pending(town.people.head.id) == ()
        assert not list((cast.store(app).root / "incoming").glob("*"))

    def test_a_file_over_the_limit_is_refused_before_it_is_read(self, town, client_for):
        answer = put(client_for(town.people.head), b"x", length=3 * 1024**3)
        assert answer.status_code == 413
        assert "supera el máximo de 2 GB" in answer.json["error"]

    @pytest.mark.parametrize("who", ["authority", "auditor"])
    def test_readers_send_nothing(self, town, client_for, who):
        assert put(client_for(getattr(town.people, who))).status_code == 403

    def test_only_put(self, town, client_for):
        assert client_for(town.people.head).get("/evidencia/archivo").status_code in (404, 405)

    def test_nobody_sends_without_signing_in(self, app):
        assert put(app.test_client()).status_code == 401
        with everywhere():
            assert db.session.query(Upload).count() == 0


class TestQuota:
    @pytest.fixture(params=["count", "bytes"], autouse=True)
    def _full(self, request, monkeypatch):
        """Two small files fill a person's share, by their number or by their bytes."""
        if request.param == "count":
            monkeypatch.setattr(service, "MOST_WAITING", 2)
        else:
            share = 2 * len(samples.pdf()) / config().upload_limit
            monkeypatch.setattr(service, "LARGEST_WAITING", share)

    def test_what_nobody_describes_takes_no_more_than_a_share(self, app, town, client_for):
        client, other = client_for(town.people.head), client_for(town.people.secretary)
        first, second = put(client).json["id"], put(client).json["id"]
        refused = put(client)
        assert refused.status_code == 409
        assert "ya esperan 2 archivos suyos" in refused.json["error"]
        assert len(list((cast.store(app).root / "incoming").glob("*"))) == 2
        assert put(other).status_code == 201, "each has a share of her own"
        client.post(f"/evidencia/archivo/{first}/descartar")
        assert put(client).status_code == 201
        assert queries.pending(town.people.head.id)[0].id == second

    def test_a_plain_form_is_told_too(self, town, client_for):
        client = client_for(town.people.head)
        text = "Decreto alcaldici"
        sent = {"files": [(io.BytesIO(samples.pdf(text + name)), f"{name}.pdf") for name in "oabc"]}
        answer = client.post("/evidencia/subir", data=sent)
        assert answer.status_code == 303
        assert "No se recibió «c.pdf»: ya esperan 2 archivos" in client.get(answer.location).text
        one_more = {"files": (io.BytesIO(samples.pdf()), "e.pdf")}
        assert client.post("/evidencia/subir", data=one_more).status_code == 422


class TestUploadPage:
    def test_it_says_what_is_accepted(self, town, client_for):
        page = client_for(town.people.contributor).get("/evidencia/subir")
        assert page.status_code == 200
        assert "Hasta 2 GB cada uno" in page.text
        assert "PDF, DOCX" in page.text

    def test_a_plain_form_takes_several_files(self, town, client_for):
        client = client_for(town.people.head)
        sent = {"files": [(io.BytesIO(samples.pdf()), "a.pdf"), (io.BytesIO(samples.xlsx()), "b.xlsx")]}
        answer = client.post("/evidencia/subir?requerimiento=1", data=sent)
        assert answer.status_code == 303
        assert "requerimiento=1" in answer.location
        page = client.get(answer.location)
        assert page.text.count("upload_id") == 2

    def test_a_refused_file_does_not_lose_the_others(self, town, client_for):
        client = client_for(town.people.head)
        sent = {"files": [(io.BytesIO(b"MZ\x90"), "malo.pdf"), (io.BytesIO(samples.pdf()), "bueno.pdf")]}
        page = client.get(client.post("/evidencia/subir", data=sent).location)
        assert "malo.pdf»: es o contiene un programa" in page.text
        assert "bueno.pdf" in page.text

    def test_a_form_without_files_is_shown_again(self, town, client_for):
        answer = client_for(town.people.head).post("/evidencia/subir", data={})
        assert answer.status_code == 422
        assert "Elija al menos un archivo" in answer.text

    def test_what_waits_can_be_discarded(self, app, town, client_for):
        client = client_for(town.people.head)
        upload_id = put(client).json["id"]
        assert "Decreto 12.pdf" in client.get("/evidencia/subir").text
        assert client.post(f"/evidencia/archivo/{upload_id}/descartar").status_code == 303
        assert queries.pending(town.people.head.id) == ()
        assert not list((cast.store(app).root / "incoming").glob("*"))

    def test_nobody_discards_another_persons_file(self, town, client_for):
        upload_id = put(client_for(town.people.head)).json["id"]
        assert (
            client_for(town.people.other_head).post(f"/evidencia/archivo/{upload_id}/descartar").status_code
            == 404
        )
        assert len(queries.pending(town.people.head.id)) == 1

    @pytest.mark.parametrize("who", ["authority", "auditor"])
    def test_readers_have_no_upload_page(self, town, client_for, who):
        assert client_for(getattr(town.people, who)).get("/evidencia/subir").status_code == 403


class TestDescribe:
    def test_it_guesses_from_name_requirement_and_unit(self, town, client_for, cycle):
        client = client_for(town.people.head)
        upload_id = put(client, name="acta_comite.pdf").json["id"]
        asked = cycle.requirements["1.2.2"]
        page = client.get(f"/evidencia/entregar?lote={upload_id}&requerimiento={asked}").text
        assert 'value="Acta comite"' in page
        assert '<option selected value="acta">' in page
        assert re.search(rf'<input checked [^>]*name="requirements"[^>]* value="{asked}">', page)

    def test_without_files_it_goes_to_the_upload(self, town, client_for):
        answer = client_for(town.people.head).get("/evidencia/entregar")
        assert (answer.status_code, answer.location) == (303, "/evidencia/subir")

    def test_a_described_file_becomes_a_piece_in_review(self, app, town, client_for, cycle):
        client = client_for(town.people.head)
        upload_id = put(client).json["id"]
        answer = client.post("/evidencia/entregar", data=described(upload_id, cycle, town.units.personas))
        (piece,) = pieces()
        (receipt,) = db.session.query(Receipt)
        assert (answer.status_code, answer.location) == (303, f"/recibos/{receipt.id}")
        assert (piece.state, piece.unit_id, piece.document_number) == (
            "submitted",
            town.units.personas,
            "1200/46",
        )
        version = db.session.query(EvidenceVersion).one()
        assert version.author_post == "Jefatura de unidad"
        assert cast.store(app).verify(version.sha256)
        assert db.session.query(EvidenceLink).count() == 2
        assert queries.pending(town.people.head.id) == ()
        assert f'href="/evidencia/{piece.id}"' in client.get(answer.location).text

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"files-0-title": ""}, "Complete este dato"),
            ({"requirements": []}, "Elija al menos uno"),
            ({"personal_data": ""}, "Complete este dato"),
            ({"period_from": "2026-02-01", "period_until": "2026-01-01"}, "termina antes de comenzar"),
            ({"valid_until": "2026-01-01"}, "La vigencia termina antes"),
            ({"valid_until": "mañana"}, "dd-mm-aaaa"),
        ],
    )
    def test_what_is_missing_is_said_and_nothing_is_lost(self, town, client_for, cycle, change, says):
        client = client_for(town.people.head)
        upload_id = put(client).json["id"]
        answer = client.post(
            "/evidencia/entregar", data=described(upload_id, cycle, town.units.personas, **change)
        )
        assert answer.status_code == 422
        assert says in answer.text
        assert "{&#39;" not in answer.text, "errors are sentences, not Python"
        assert "siguen aquí" in answer.text
        assert pieces() == []
        assert len(queries.pending(town.people.head.id)) == 1

    def test_nobody_hands_in_for_another_branch(self, town, client_for, cycle):
        client = client_for(town.people.head)
        upload_id = put(client).json["id"]
        answer = client.post("/evidencia/entregar", data=described(upload_id, cycle, town.units.dideco))
        assert answer.status_code == 422
        assert pieces() == []

    def test_nobody_hands_in_another_persons_file(self, town, client_for, cycle):
        upload_id = put(client_for(town.people.head)).json["id"]
        other = client_for(town.people.other_head)
        answer = other.post("/evidencia/entregar", data=described(upload_id, cycle, town.units.dideco))
        assert answer.status_code == 422
        assert "No hay archivos por entregar" in answer.text

    def test_the_same_form_twice_makes_one_piece(self, town, client_for, cycle):
        client = client_for(town.people.head)
        form = described(put(client).json["id"], cycle, town.units.personas)
        assert client.post("/evidencia/entregar", data=form).status_code == 303
        again = client.post("/evidencia/entregar", data=form)
        assert again.status_code == 422
        assert len(pieces()) == 1
        assert "Ninguno de estos documentos espera ya" in again.text
        assert "0 documentos" not in again.text
        assert "Entregar a revisión" not in again.text
        assert 'href="/evidencia">Ver la evidencia entregada' in again.text


class TestSameBytesAgain:
    def test_the_existing_piece_is_offered_and_used(self, app, town, client_for, cycle):
        first = cast.handed_in(app, town.people.head, cycle, content=samples.pdf("igual"), title="El primero")
        db.session.commit()
        client = client_for(town.people.head)
        upload_id = put(client, samples.pdf("igual")).json["id"]
        page = client.get(f"/evidencia/entregar?lote={upload_id}").text
        assert "«El primero»" in page
        form = described(upload_id, cycle, town.units.personas, **{"files-0-use_existing": "y"})
        answer = client.post("/evidencia/entregar", data=form)
        assert f'href="/evidencia/{first}"' in client.get(answer.location).text
        assert len(pieces()) == 1
        assert db.session.query(EvidenceLink).count() == 2

    def test_what_another_branch_holds_is_never_told(self, app, town, client_for, cycle):
        cast.handed_in(app, town.people.head, cycle, content=samples.pdf("igual"), title="El secreto")
        db.session.commit()
        client = client_for(town.people.other_head)
        upload_id = put(client, samples.pdf("igual")).json["id"]
        page = client.get(f"/evidencia/entregar?lote={upload_id}").text
        assert "El secreto" not in page
        assert "mismos bytes" not in page
        form = described(upload_id, cycle, town.units.dideco, **{"files-0-use_existing": "y"})
        assert client.post("/evidencia/entregar", data=form).status_code == 303
        assert [piece.unit_id for piece in pieces()] == [town.units.personas, town.units.dideco]
        assert len(list(cast.store(app).digests())) >= 1


class TestPersonalData:
    def test_a_list_of_people_is_warned_of_and_proposed_as_reserved(self, town, client_for):
        client = client_for(town.people.head)
        content = b"nombre;rut\nPersona Ficticia;12.531.909-2\nOtra;69.072.400-6\n"
        upload_id = put(client, content, name="asistencia.csv").json["id"]
        page = client.get(f"/evidencia/entregar?lote={upload_id}").text
        assert "parece contener RUT" in page
        assert 'value="reservada" checked' in page or 'checked id="classification-1"' in page

    def test_a_table_of_totals_is_not(self, town, client_for):
        client = client_for(town.people.head)
        upload_id = put(client, samples.MAKERS["csv"](), name="totales.csv").json["id"]
        assert "parece contener RUT" not in client.get(f"/evidencia/entregar?lote={upload_id}").text


class TestWhatAFileDoesOrSays:
    @pytest.mark.parametrize(
        ("action", "said"),
        [
            (b"/S /JavaScript /JS (app.alert(1))", "ejecuta código (JavaScript)"),
            (b"/S /Launch /F (calc.exe)", "pide abrir otro programa"),
        ],
    )
    def test_a_pdf_that_acts_is_taken_and_said(self, town, client_for, action, said):
        client = client_for(town.people.head)
        upload_id = put(client, with_action(action)).json["id"]
        assert said in client.get(f"/evidencia/entregar?lote={upload_id}").text

    def test_a_quiet_pdf_is_said_nothing_of(self, town, client_for):
        client = client_for(town.people.head)
        upload_id = put(client).json["id"]
        assert "Este PDF" not in client.get(f"/evidencia/entregar?lote={upload_id}").text

    @pytest.mark.parametrize(("name", "make"), [("acta.eml", samples.eml), ("acta.msg", samples.msg)])
    def test_a_mail_shows_who_wrote_it_about_what(self, town, client_for, name, make):
        client = client_for(town.people.head)
        upload_id = put(client, make(), name=name).json["id"]
        page = client.get(f"/evidencia/entregar?lote={upload_id}").text
        assert "Ana Soto" in page
        assert "Acta del comité" in page

    def test_a_look_that_fails_leaves_no_file_behind(self, app, town, monkeypatch):
        def fail(*_args: object, **_names: object) -> None:
            raise MemoryError

        monkeypatch.setattr(service.inspect, "inspect", fail)
        before = self.waiting(app)
        with pytest.raises(MemoryError):
            cast.received(app, town.people.head, samples.pdf())
        assert self.waiting(app) <= before

    @pytest.mark.parametrize("case", ["lzma dañado.zip", "bzip2 dañado.zip", "con clave.pdf", "Informe.gdoc"])
    def test_what_is_refused_leaves_no_file_behind(self, app, town, client_for, case):
        before = self.waiting(app)
        (found,) = [each for each in CASES if each.name == case]
        assert put(client_for(town.people.head), found.make(), name=quote(found.name)).status_code == 415
        assert self.waiting(app) <= before

    @staticmethod
    def waiting(app):
        return set((cast.store(app).root / "incoming").glob("*"))
