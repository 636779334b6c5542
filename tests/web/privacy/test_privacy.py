"""The pages of keeping and of requests: who may, the whole way, the papers read by a reader."""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from sqlalchemy import select

from sello.accounts.domain.actor import Role
from sello.accounts.models import Institution
from sello.core.db import db
from sello.core.mail.outbox import OutboxMail
from sello.core.trail.acts import Act
from sello.core.trail.events import Event
from sello.evidence.domain.details import Classification
from sello.evidence.models import Evidence, EvidenceVersion
from sello.evidence.service import releasing
from sello.files import texts
from sello.privacy.domain.purging import NotProposed, PurgeState
from sello.privacy.domain.retention import seal
from sello.privacy.models import PersonRequest, Purge, RequestHit, RetentionRule
from sello.privacy.queries import due
from sello.privacy.service import purging, removing
from sello.tasks.domain.states import TaskState
from sello.tasks.models import Task, TaskComment, TaskEvidence
from sello.tasks.service import steps
from tests.builders import NOW, TODAY, on, person
from tests.evidence import cast
from tests.files import samples
from tests.privacy.conftest import config_of, ended
from tests.tasks import cast as tasks

ASKED = {
    "right": "acceso",
    "channel": "carta",
    "received_on": TODAY.isoformat(),
    "name": "Juana Pérez Soto",
    "run": "12.345.678-5",
    "email": "",
}


def words(answer):
    assert answer.status_code == 200
    paper = pypdfium2.PdfDocument(io.BytesIO(answer.data))
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in paper).split())


@pytest.fixture
def piece(app, town, cycle):
    made = cast.handed_in(
        app,
        town.people.head,
        cycle,
        content=samples.pdf("Nómina"),
        title="Nómina del taller",
        classification=Classification.RESERVED,
    )
    cast.accepted(town.people.secretary, made)
    releasing.release(town.people.secretary.actor(), made, now=NOW)
    texts.keep(hash_of(made), ["Asiste Juana Pérez Soto, 12.345.678-5."], now=NOW)
    db.session.commit()
    return made


def hash_of(made):
    return db.session.scalars(select(EvidenceVersion.sha256).where(EvidenceVersion.evidence_id == made)).one()


@pytest.fixture
def purge(town, cycle, piece):
    ended(cycle, until=date(2020, 1, 1))
    made = purging.propose(town.people.secretary.actor(), [piece], "Plazo", at=on(date(2040, 1, 2)))
    db.session.commit()
    return made


@pytest.mark.parametrize(
    ("path", "roles"),
    [
        ("/conservacion", {Role.SECRETARIAT, Role.AUTHORITY}),
        ("/conservacion/plazos", {Role.SECRETARIAT}),
        ("/solicitudes-de-datos", {Role.SECRETARIAT}),
        ("/solicitudes-de-datos/nueva", {Role.SECRETARIAT}),
    ],
)
def test_who_may_look(town, client_for, path, roles):
    for who in vars(town.people).values():
        assert client_for(who).get(path).status_code == (200 if who.role in roles else 403)


def test_one_proposes_another_confirms_and_what_is_gone_is_told(
    app, town, client_for, cycle, piece, own_store
):
    client, authority = client_for(town.people.secretary), client_for(town.people.authority)
    ended(cycle, until=date(2020, 1, 1))
    early = client.post("/conservacion/proponer", data={"piece": piece, "reason": "Plazo"})
    assert (early.status_code, "no ha terminado" in early.text) == (422, True)
    made = purging.propose(town.people.secretary.actor(), [piece], "Plazo", at=on(date(2040, 1, 2)))
    db.session.commit()
    page = client.get(f"/conservacion/actas/{made}").text
    assert "Por confirmar" in page
    assert hash_of(piece) in page
    own = client.post(f"/conservacion/actas/{made}/confirmar", data={"allowed_by": ""})
    assert (own.status_code, "la confirma otra persona" in own.text) == (409, True)
    sent = authority.post(f"/conservacion/actas/{made}/confirmar", data={"allowed_by": "Decreto 77"})
    assert sent.status_code == 303
    going = client.get(f"/evidencia/{piece}/v/1/archivo")
    assert (going.status_code, "acta N° 1" in going.text) == (410, True)
    removing.remove(town.institution.id, made, own_store, config_of(app), now=NOW)
    auditor = client_for(town.people.auditor)
    told = auditor.get(f"/evidencia/{piece}").text
    assert "se eliminaron según el acta N° 1" in told
    assert hash_of(piece) in told
    assert auditor.get(f"/evidencia/{piece}/v/1/archivo").status_code == 410
    assert auditor.get(f"/evidencia/{piece}/leer").status_code == 200
    said = words(client.get(f"/conservacion/actas/{made}.pdf"))
    for word in (
        "Acta de eliminación N° 1",
        "Decreto 77",
        "Alma Alcaldesa",
        "Nómina del taller",
        "Ley 19.628",
    ):
        assert word in said
    assert hash_of(piece)[:32] in said
    assert "No se conoce ningún respaldo anterior" in said


def test_an_acta_can_be_withdrawn_and_then_nothing_is_confirmed(town, client_for, purge):
    client = client_for(town.people.secretary)
    assert client.post(f"/conservacion/actas/{purge}/desistir").status_code == 303
    assert client_for(town.people.authority).post(f"/conservacion/actas/{purge}/confirmar").status_code == 409
    client.post(f"/conservacion/actas/{purge}/desistir")
    with pytest.raises(NotProposed):
        purging.withdraw(town.people.secretary.actor(), purge, now=NOW)
    assert db.session.get_one(Purge, purge).state is PurgeState.WITHDRAWN


def test_a_rule_is_set_with_its_basis(town, client_for):
    client = client_for(town.people.secretary)
    said = {"classification": "reservada", "kind": "acta", "anchor": "entrega", "years": "3", "basis": ""}
    said["seen"] = seal(due.rules())
    refused = client.post("/conservacion/plazos", data=said)
    assert refused.status_code == 422
    for years, held in (("3", 3), ("", None)):
        assert (
            client.post(
                "/conservacion/plazos",
                data=said | {"seen": seal(due.rules()), "basis": "D 1", "years": years},
            ).status_code
            == 303
        )
        assert db.session.scalars(select(RetentionRule.years)).one() == held
    assert client.post("/conservacion/plazos", data=said | {"basis": "D"}).status_code == 409
    last = said | {"seen": seal(due.rules()), "basis": "D", "years": "101"}
    assert client.post("/conservacion/plazos", data=last).status_code == 422


def test_an_order_to_keep_is_given_and_lifted(town, client_for, piece):
    client = client_for(town.people.secretary)
    assert client.post(f"/conservacion/evidencia/{piece}", data={"reason": "Causa ROL 3"}).status_code == 303
    assert "Causa ROL 3" in client.get(f"/conservacion/evidencia/{piece}").text
    assert client.post(f"/conservacion/evidencia/{piece}", data={"reason": "Otra"}).status_code == 422
    assert client.post(f"/conservacion/evidencia/{piece}/levantar").status_code == 303
    assert client.post(f"/conservacion/evidencia/{piece}/levantar").status_code == 404
    assert client.get("/conservacion/evidencia/999999").status_code == 404


def test_a_request_from_its_entry_to_its_letter(town, client_for, piece):
    client = client_for(town.people.secretary)
    assert client.post("/solicitudes-de-datos/nueva", data=ASKED | {"run": "1-1"}).status_code == 422
    at = client.post("/solicitudes-de-datos/nueva", data=ASKED).location
    assert "Juana" not in at
    assert "BORRADOR" in words(client.get(f"{at}/carta.pdf"))
    assert client.post(f"{at}/responder", data={"outcome": "acogida", "text": "Sí"}).status_code == 422
    assert client.post(f"{at}/buscar").status_code == 303
    hit = db.session.scalars(select(RequestHit)).one()
    refused = client.post(
        f"{at}/lugares/{hit.id}", data={"seen": "", "decision": "seudonimo", "reason": "Se queda"}
    )
    assert (refused.status_code, "Se queda" in refused.text) == (422, True)
    sent = {"decision": "informar", "reason": "Consta en la nómina"}
    assert client.post(f"{at}/lugares/{hit.id}", data=sent).status_code == 303
    assert client.post(f"{at}/prorroga", data={"reason": "Hay muchos documentos"}).status_code == 303
    assert client.post(f"{at}/prorroga", data={"reason": "Otra vez"}).status_code == 422
    done = client.post(f"{at}/responder", data={"outcome": "acogida", "text": "Se informa lo que hay."})
    assert done.status_code == 303
    db.session.get_one(Institution, town.institution.id).data_contact = "Delegada, datos@sello.example"
    db.session.commit()
    said = words(client.get(f"{at}/carta.pdf"))
    assert "puede escribir a: Delegada, datos@sello.example" in said
    for word in (
        "Juana Pérez Soto",
        "Consta en la nómina",
        "Se informa lo que hay.",
        "Hay muchos documentos",
    ):
        assert word in said
    with zipfile.ZipFile(io.BytesIO(client.get(f"{at}/datos.zip").data)) as bundle:
        assert json.loads(bundle.read("datos.json"))["lugares"][0]["lugar"] == "documento"
    taken = db.session.scalars(
        select(Event.detail).where(Event.act == Act.PERSON_REQUEST_EXPORTED).order_by(Event.id)
    ).all()
    assert [one["form"] for one in taken] == ["pdf", "pdf", "zip"]
    assert db.session.scalars(select(PersonRequest.name)).one() == ASKED["name"]


def test_nobody_comes_to_the_request_of_another_town(town, client_for, piece):
    from sello.core.db import everywhere, scope_to
    from tests.builders import town as another

    client = client_for(town.people.secretary)
    at = client.post("/solicitudes-de-datos/nueva", data=ASKED).location
    with everywhere():
        other = another("Otra municipalidad")
        db.session.commit()
    scope_to(db.session, None)
    stranger = client_for(other.people.secretary)
    for path in (at, f"{at}/carta.pdf", f"{at}/datos.zip", f"/conservacion/evidencia/{piece}"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"{at}/buscar").status_code == 404


def test_hostile_words_are_only_words(town, client_for):
    client = client_for(town.people.secretary)
    name = "<script>alert(1)</script> %_' \" Ñ"
    at = client.post("/solicitudes-de-datos/nueva", data=ASKED | {"name": name}).location
    page = client.get(at).text
    assert "<script>alert" not in page
    assert client.post(f"{at}/buscar").status_code == 303
    assert client.get(f"{at}/carta.pdf").status_code == 200


def test_a_blocked_piece_is_attested_to_an_auditor_and_is_no_page(town, client_for, piece):
    db.session.get_one(Evidence, piece).blocked_at = NOW
    db.session.commit()
    for who in ("secretary", "head", "authority", "auditor"):
        assert client_for(getattr(town.people, who)).get(f"/evidencia/{piece}").status_code in {303, 404}
    told = client_for(town.people.auditor).get("/evidencia/acreditadas").text
    assert hash_of(piece) in told
    assert "Nómina del taller" not in told


def test_two_of_the_secretariat_are_two_persons(town, client_for, purge):
    second = person(town.institution.id, "Segunda Secretaria", Role.SECRETARIAT, town.units.secretaria)
    db.session.commit()
    assert client_for(second).post(f"/conservacion/actas/{purge}/confirmar").status_code == 303


def test_texts_that_name_her_are_chosen_on_the_acta_and_its_paper_tells_that_alone(
    town, client_for, piece, purge, own_store, app
):
    row = db.session.get_one(Evidence, piece)
    row.title = "Denuncia de Rosa Díaz"
    db.session.commit()
    authority, url = client_for(town.people.authority), f"/conservacion/actas/{purge}"
    page = authority.get(url).text
    offered = re.findall(r'name="text" value="(titulo-[^"]+)" checked', page)
    assert len(offered) == 1
    assert "Denuncia de R••• D•••" in page
    twisted = authority.post(f"{url}/confirmar", data={"text": "titulo-1-<b>"})
    assert (twisted.status_code, "cambió mientras tanto" in twisted.text) == (409, True)
    assert authority.post(f"{url}/confirmar", data={"text": offered}).status_code == 303
    assert "Se borran con ella: título." in authority.get(url).text
    removing.remove(town.institution.id, purge, own_store, config_of(app), now=NOW)
    said = words(authority.get(f"{url}.pdf"))
    assert "Textos borrados alrededor: título." in said
    for told in (said, authority.get(url).text):
        assert "Rosa" not in told
        assert f"Evidencia N° {piece} (título borrado)" in told


@pytest.mark.parametrize("keys", ["", "llaves"])
def test_the_page_says_what_is_sealed_and_what_is_not(app, town, client_for, monkeypatch, keys):
    monkeypatch.setitem(app.extensions, "sello", replace(config_of(app), evidence_keys_file=keys))
    page = client_for(town.people.authority).get("/conservacion").text
    assert ("Se cifran al guardarse" in page) == bool(keys)
    assert "También el de los documentos secretos: está en la base de datos" in page


def test_the_page_says_what_stays_and_it_does(app, town, client_for, cycle, piece, purge, own_store):
    secretary = town.people.secretary.actor()
    task_id = tasks.ask(secretary, town.units.personas, cycle_id=cycle.cycle_id)
    said = steps.comment(secretary, task_id, "Falta la nómina de Juana Pérez", now=NOW)
    db.session.get_one(Task, task_id).state = TaskState.CLOSED
    db.session.add(TaskEvidence(task_id=task_id, evidence_id=piece, at=NOW))
    before = [(mail.id, mail.text) for mail in db.session.scalars(select(OutboxMail).order_by(OutboxMail.id))]
    db.session.commit()
    url = f"/conservacion/actas/{purge}"
    for who in (town.people.secretary, town.people.authority):
        page = client_for(who).get(url).text
        assert "Qué queda, y por qué" in page
        assert f'<a href="/tareas/{task_id}">' in page
        assert ("/solicitudes-de-datos" in page.split("Qué queda")[1]) == (who is town.people.secretary)
    client_for(town.people.authority).post(f"{url}/confirmar", data={"allowed_by": "Decreto 77"})
    removing.remove(town.institution.id, purge, own_store, config_of(app), now=NOW)
    db.session.expire_all()
    assert db.session.get_one(TaskComment, said).text == "Falta la nómina de Juana Pérez"
    kept = {mail.id: mail.text for mail in db.session.scalars(select(OutboxMail))}
    assert [(key, kept[key]) for key, _ in before] == before


def test_each_place_leads_to_where_it_is_looked_at(town, client_for, cycle, piece):
    secretary, client = town.people.secretary.actor(), client_for(town.people.secretary)
    task_id = tasks.ask(secretary, town.units.personas, cycle_id=cycle.cycle_id)
    steps.comment(secretary, task_id, "Lo pidió Juana Pérez Soto", now=NOW)
    account = person(town.institution.id, "Juana Pérez Soto", Role.CONTRIBUTOR, town.units.personas)
    db.session.commit()
    at = client.post("/solicitudes-de-datos/nueva", data=ASKED | {"email": account.email}).location
    client.post(f"{at}/buscar")
    page = client.get(at).text
    for path in (f"/evidencia/{piece}", f"/tareas/{task_id}", f"/personas/{account.id}"):
        (href,) = set(re.findall(rf'<a href="({path}(?:/[a-z]+)?)">', page))
        assert client.get(href).status_code == 200
