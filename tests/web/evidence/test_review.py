"""The desk: one piece after the other, accepted or returned; what a return opens; release to auditors."""

import pytest

from sello.core.db import db
from sello.evidence.domain.review import Part
from sello.evidence.models import Evidence, EvidenceLink, Review
from sello.evidence.queries import facts
from sello.evidence.service import links, releasing, submitting
from tests.builders import AT, NOW, TODAY
from tests.evidence import cast
from tests.files import samples
from tests.web.pages import form_of


@pytest.fixture
def waiting(app, town, cycle):
    """Three submitted pieces, the oldest first."""
    made = [
        cast.handed_in(app, town.people.head, cycle, title=title, content=samples.pdf(title))
        for title in ("Primera", "Segunda", "Tercera")
    ]
    db.session.commit()
    return made


def stored(evidence_id):
    return db.session.get_one(Evidence, evidence_id)


class TestDesk:
    def test_it_opens_at_the_one_that_waits_longest(self, town, client_for, waiting):
        answer = client_for(town.people.secretary).get("/revision")
        assert answer.location == f"/revision/{waiting[0]}"

    def test_an_empty_desk_says_so(self, town, client_for):
        assert "No hay evidencia por revisar" in client_for(town.people.secretary).get("/revision").text

    @pytest.mark.parametrize("who", ["head", "contributor", "authority", "auditor"])
    def test_only_the_secretariat_reviews(self, town, client_for, waiting, who):
        client = client_for(getattr(town.people, who))
        assert client.get("/revision").status_code == 403
        assert client.get(f"/revision/{waiting[0]}").status_code == 403
        assert client.post(f"/revision/{waiting[0]}/aceptar", data={"version": 1}).status_code == 403
        assert stored(waiting[0]).state == "submitted"

    def test_it_shows_the_piece_and_the_queue(self, town, client_for, waiting):
        page = client_for(town.people.secretary).get(f"/revision/{waiting[1]}").text
        assert "3 evidencias por revisar" in page
        assert page.index("Primera") < page.index("Tercera")

    def test_no_browser_demands_every_part(self, town, client_for, waiting):
        page = client_for(town.people.secretary).get(f"/revision/{waiting[1]}").text
        assert 'name="parts" type="checkbox"' in page

    def test_it_costs_a_constant_number_of_statements(self, town, client_for, waiting, statements):
        with statements() as seen:
            client_for(town.people.secretary).get(f"/revision/{waiting[1]}")
        # One more each for the criterion, the ready remarks, the tasks to ask in; seven note who reads it:
        # three that she did, four that enter the event into the trail's tree.
        assert len(seen) <= 22

    def test_deciding_is_never_a_get(self, town, client_for, waiting):
        client = client_for(town.people.secretary)
        assert client.get(f"/revision/{waiting[0]}/aceptar").status_code == 405
        assert client.get(f"/revision/{waiting[0]}/devolver").status_code == 405


class TestAccept:
    def test_the_next_one_comes_by_itself(self, town, client_for, waiting):
        client = client_for(town.people.secretary)
        answer = client.post(f"/revision/{waiting[1]}/aceptar", data={"version": 1})
        assert (answer.status_code, answer.location) == (303, f"/revision/{waiting[2]}")
        assert stored(waiting[1]).state == "accepted"
        review = db.session.query(Review).one()
        assert (review.decision, review.version_number) == ("accepted", 1)
        assert review.decided_by == town.people.secretary.id

    def test_after_the_last_one_the_desk_is_empty(self, town, client_for, waiting):
        client = client_for(town.people.secretary)
        address = "/revision"
        for _ in waiting:
            address = client.get("/revision").location
            client.post(f"{address}/aceptar", data={"version": 1})
        assert "No hay evidencia por revisar" in client.get("/revision").text

    def test_what_changed_meanwhile_is_not_accepted_unseen(self, town, client_for, waiting):
        stored(waiting[0]).version = 2
        answer = client_for(town.people.secretary).post(
            f"/revision/{waiting[0]}/aceptar", data={"version": 1}
        )
        assert answer.status_code == 422
        assert "Otra persona guardó cambios" in answer.text
        assert stored(waiting[0]).state == "submitted"

    def test_a_second_acceptance_is_refused(self, town, client_for, waiting):
        cast.accepted(town.people.secretary, waiting[0])
        answer = client_for(town.people.secretary).post(
            f"/revision/{waiting[0]}/aceptar", data={"version": 2}
        )
        assert answer.status_code == 422
        assert "ya no está en revisión" in answer.text


RETURN = {"version": 1, "remark": "Falta la firma.", "parts": ["file", "document"]}


class TestReturn:
    def test_the_unit_reads_the_remark_and_corrects_only_what_it_opened(self, town, client_for, waiting):
        answer = client_for(town.people.secretary).post(f"/revision/{waiting[0]}/devolver", data=RETURN)
        assert (answer.status_code, answer.location) == (303, f"/revision/{waiting[1]}")
        client = client_for(town.people.head)
        assert "Falta la firma." in client.get(f"/evidencia/{waiting[0]}").text
        form = client.get(f"/evidencia/{waiting[0]}/corregir").text
        assert 'name="document_number"' in form
        assert 'name="files"' in form
        for closed in ("title", "period_from", "classification", "requirements"):
            assert f'name="{closed}"' not in form

    @pytest.mark.parametrize(
        ("change", "says"),
        [({"remark": " "}, "Escriba"), ({"parts": []}, "Marque"), ({"parts": ["todo"]}, "parts")],
    )
    def test_what_is_missing_is_said_and_the_remark_is_kept(self, town, client_for, waiting, change, says):
        answer = client_for(town.people.secretary).post(
            f"/revision/{waiting[0]}/devolver", data=RETURN | change
        )
        assert answer.status_code == 422
        assert says in answer.text
        assert stored(waiting[0]).state == "submitted"
        if "remark" not in change:
            assert "Falta la firma." in answer.text

    def test_an_accepted_piece_can_be_returned_later(self, town, client_for, waiting):
        cast.accepted(town.people.secretary, waiting[0])
        releasing.release(town.people.secretary.actor(), waiting[0], now=NOW)
        form = RETURN | {"version": 2}
        client_for(town.people.secretary).post(f"/revision/{waiting[0]}/devolver", data=form)
        piece = stored(waiting[0])
        assert (piece.state, piece.accepted_at, piece.released_at) == ("returned", None, None)


class TestLinks:
    @pytest.fixture
    def offered(self, town, cycle, waiting):
        """An accepted piece that its unit offers for one more requirement."""
        cast.accepted(town.people.secretary, waiting[0])
        links.link(
            town.people.head.actor(), waiting[0], cycle.cycle_id, (cycle.requirements["1.2.2"],), now=NOW
        )
        for each in waiting[1:]:
            cast.accepted(town.people.secretary, each)
        db.session.commit()
        return db.session.query(EvidenceLink).filter_by(to_confirm=True).one().id

    def test_it_counts_only_when_confirmed(self, town, client_for, cycle, offered):
        (fact,) = facts.facts_for_cycle(cycle.cycle_id, at=AT)[cycle.requirements["1.2.2"]]
        assert not fact.counts_on(TODAY)
        client = client_for(town.people.secretary)
        assert "se ofrece para otro requerimiento" in client.get("/revision").text
        assert client.post(f"/revision/enlace/{offered}/confirmar").status_code == 303
        (fact,) = facts.facts_for_cycle(cycle.cycle_id, at=AT)[cycle.requirements["1.2.2"]]
        assert fact.counts_on(TODAY)

    def test_it_can_be_refused(self, town, client_for, cycle, offered):
        client_for(town.people.secretary).post(f"/revision/enlace/{offered}/rechazar")
        assert cycle.requirements["1.2.2"] not in facts.facts_for_cycle(cycle.cycle_id, at=AT)

    def test_not_by_its_unit(self, town, client_for, offered):
        assert client_for(town.people.head).post(f"/revision/enlace/{offered}/confirmar").status_code == 403


class TestRelease:
    def test_one_by_one_and_back(self, town, client_for, waiting):
        cast.accepted(town.people.secretary, waiting[0])
        client = client_for(town.people.secretary)
        client.post(f"/evidencia/{waiting[0]}/liberar")
        assert client_for(town.people.auditor).get(f"/evidencia/{waiting[0]}").status_code == 200
        client.post(f"/evidencia/{waiting[0]}/retirar")
        assert client_for(town.people.auditor).get(f"/evidencia/{waiting[0]}").status_code == 404

    def test_only_what_is_accepted(self, town, client_for, waiting):
        client_for(town.people.secretary).post(f"/evidencia/{waiting[0]}/liberar")
        assert stored(waiting[0]).released_at is None

    def test_all_accepted_at_once(self, town, client_for, waiting):
        for each in waiting[:2]:
            cast.accepted(town.people.secretary, each)
        client = client_for(town.people.secretary)
        preview = client.get("/evidencia/liberar-aceptadas").text
        assert "Liberar 2 evidencias" in preview
        assert "Tercera" not in preview
        page = "/evidencia/liberar-aceptadas"
        client.post(page, data=form_of(preview, page, page))
        assert "Nada por liberar" in client.get("/evidencia/liberar-aceptadas").text
        assert [bool(stored(each).released_at) for each in waiting] == [True, True, False]

    def test_only_what_was_shown(self, town, client_for, waiting):
        cast.accepted(town.people.secretary, waiting[0])
        client, page = client_for(town.people.secretary), "/evidencia/liberar-aceptadas"
        form = form_of(client.get(page).text, page, page)
        cast.accepted(town.people.secretary, waiting[1])
        assert client.post(page, data=form).status_code == 303
        client.post(page, data=form)
        assert [bool(stored(each).released_at) for each in waiting] == [True, False, False]

    @pytest.mark.parametrize("who", ["head", "authority", "auditor"])
    def test_only_by_the_secretariat(self, town, client_for, waiting, who):
        client = client_for(getattr(town.people, who))
        assert client.get("/evidencia/liberar-aceptadas").status_code == 403
        assert client.post("/evidencia/liberar-aceptadas").status_code == 403
        assert client.post(f"/evidencia/{waiting[0]}/liberar").status_code == 403


class TestCorrect:
    @pytest.fixture
    def returned(self, town, waiting):
        """The first piece, returned with its file and its document data open."""
        cast.returned(town.people.secretary, waiting[0], Part.FILE, Part.DOCUMENT)
        db.session.commit()
        return waiting[0]

    def form(self, evidence_id, **values):
        return {
            "version": cast.version_of(evidence_id),
            "document_number": "77",
            "document_date": "2026-01-02",
            "reply": "",
            **values,
        }

    def test_a_corrected_piece_goes_back_to_the_queue(self, town, client_for, returned):
        client = client_for(town.people.head)
        answer = client.post(f"/evidencia/{returned}/corregir", data=self.form(returned))
        assert answer.status_code == 303
        piece = stored(returned)
        assert (piece.state, piece.document_number, piece.unlocked) == ("submitted", "77", [])
        assert db.session.query(Review).one().remedied_at is not None

    def test_a_new_file_keeps_the_old_one(self, town, client_for, returned):
        client = client_for(town.people.head)
        form = self.form(returned, files=(samples.opened(samples.pdf("firmado")), "firmado.pdf"))
        assert client.post(f"/evidencia/{returned}/corregir", data=form).status_code == 303
        assert stored(returned).current == 2
        for number in (1, 2):
            assert client.get(f"/evidencia/{returned}/v/{number}/archivo").status_code == 200

    def test_a_locked_part_sent_by_hand_stays_as_it_was(self, town, client_for, returned):
        client = client_for(town.people.head)
        client.post(f"/evidencia/{returned}/corregir", data=self.form(returned, title="Otro", unit_id=1))
        assert stored(returned).title == "Primera"

    def test_nothing_changed_is_no_answer(self, town, client_for, returned):
        form = self.form(returned, document_number="", document_date="")
        answer = client_for(town.people.head).post(f"/evidencia/{returned}/corregir", data=form)
        assert answer.status_code == 422
        assert "No cambió nada de lo observado" in answer.text

    def test_words_can_be_the_answer(self, town, client_for, returned):
        form = self.form(returned, document_number="", document_date="", reply="El acta no lleva número.")
        assert (
            client_for(town.people.head).post(f"/evidencia/{returned}/corregir", data=form).status_code == 303
        )
        assert (
            "El acta no lleva número." in client_for(town.people.secretary).get(f"/revision/{returned}").text
        )

    def test_an_older_page_is_refused_with_both_texts(self, town, client_for, returned):
        form = self.form(returned, document_number="MI NÚMERO")
        submitting.correct(
            town.people.secretary.actor(),
            returned,
            cast.said("Primera", document_number="SU NÚMERO"),
            None,
            version=cast.version_of(returned),
            store=None,
            at=AT,
        )
        answer = client_for(town.people.head).post(f"/evidencia/{returned}/corregir", data=form)
        assert answer.status_code == 409
        assert "MI NÚMERO" in answer.text
        assert "SU NÚMERO" in answer.text
        assert stored(returned).document_number == "SU NÚMERO"

    @pytest.mark.parametrize(("who", "status"), [("other_head", 404), ("authority", 403), ("auditor", 403)])
    def test_others_correct_nothing(self, town, client_for, returned, who, status):
        client = client_for(getattr(town.people, who))
        assert client.get(f"/evidencia/{returned}/corregir").status_code == status
        assert client.post(f"/evidencia/{returned}/corregir", data=self.form(returned)).status_code == status

    def test_an_accepted_piece_is_closed_for_its_unit(self, town, client_for, waiting):
        cast.accepted(town.people.secretary, waiting[0])
        answer = client_for(town.people.head).get(f"/evidencia/{waiting[0]}/corregir")
        assert (answer.status_code, answer.location) == (303, f"/evidencia/{waiting[0]}")
        client_for(town.people.head).post(
            f"/evidencia/{waiting[0]}/corregir", data={"version": 2, "title": "x"}
        )
        assert stored(waiting[0]).title == "Primera"


class TestReplacement:
    def test_the_old_piece_stops_counting_the_day_the_new_one_is_accepted(self, app, town, cycle, waiting):
        old = cast.accepted(town.people.secretary, waiting[0])
        new = cast.handed_in(app, town.people.head, cycle, title="Renovada", replaces_id=old)
        assert stored(old).superseded_on is None
        cast.accepted(town.people.secretary, new)
        assert stored(old).superseded_on == TODAY
        cast.returned(town.people.secretary, new)
        assert stored(old).superseded_on is None


def test_a_returned_piece_waits_in_its_units_queue(app, town, cycle, client_for):
    piece = cast.handed_in(app, town.people.head, cycle, title="Acta sin firma")
    cast.returned(town.people.secretary, piece)
    db.session.commit()
    head, other = client_for(town.people.head), client_for(town.people.other_head)
    assert f"/evidencia/{piece}/corregir" in head.get("/mi-cola").text
    assert "Acta sin firma" in head.get("/evidencia?estado=returned").text
    assert "Acta sin firma" not in other.get("/mi-cola").text
    assert "Qué puede hacer" not in head.get(f"/evidencia/{piece}").text
