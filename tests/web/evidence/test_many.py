"""Hundreds of files in one form, as the photos of an activity come: all of them, or as one album."""

import io
import re
import resource
import zipfile
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sello.evidence.models import Evidence
from sello.files import queries
from sello.files.album import Album
from sello.files.store.scratch import Scratch
from sello.web.evidence import upload
from tests.evidence import cast
from tests.files import samples
from tests.web.evidence.test_hand_in import described, pieces


def photo(number: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (number % 256, number // 256, 0)).save(out, "PNG")
    return out.getvalue()


def sent(client, count: int, path: str = "/evidencia/subir?requerimiento=1"):
    files = [(io.BytesIO(photo(number)), f"foto {number}.png") for number in range(count)]
    return client.post(path, data={"files": files})


@contextmanager
def few_open_files():
    """Fewer than there are files in the form; a shell of Debian gives 1,024."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("count", [400, 1050])
def test_hundreds_arrive_and_the_address_stays_short(town, client_for, cycle, count):
    client = client_for(town.people.head)
    with few_open_files():
        answer = sent(client, count)
    assert answer.status_code == 303
    assert len(answer.location) < 100
    assert len(queries.pending(town.people.head.id)) == count
    page = client.get(answer.location)
    assert page.status_code == 200
    assert page.text.count('-upload_id"') == count


def test_all_of_them_are_handed_in_with_one_form(town, client_for, cycle):
    client = client_for(town.people.head)
    page = client.get(sent(client, 120).location).text
    ids = re.findall(r'name="files-(\d+)-upload_id" value="(\d+)"', page)
    form = {"unit_id": town.units.personas}
    for at, upload_id in ids:
        fields = described(upload_id, cycle, town.units.personas, **{"files-0-title": f"Foto {at}"})
        form |= {name.replace("files-0", f"files-{at}"): value for name, value in fields.items()}
    assert client.post("/evidencia/entregar", data=form).status_code == 303
    assert len(pieces()) == 120


def test_what_waits_from_before_is_not_part_of_the_batch(app, town, client_for, cycle):
    cast.received(app, town.people.head, name="antes.pdf")
    client = client_for(town.people.head)
    page = client.get(sent(client, 2).location).text
    assert page.count('-upload_id"') == 2
    assert "antes.pdf" not in page
    assert client.get("/evidencia/entregar").text.count('-upload_id"') == 3


@pytest.mark.parametrize("batch", ["1-99999999999", "x", "-", "9-1", "1-1-1", "٣-٤"])
def test_a_batch_that_is_none_breaks_nothing(town, client_for, batch):
    assert client_for(town.people.head).get(f"/evidencia/entregar?lote={batch}").status_code in {200, 303}


def test_nobody_reaches_the_files_of_another_person(app, town, client_for, cycle):
    theirs = cast.received(app, town.people.other_head)
    client = client_for(town.people.head)
    assert client.get(f"/evidencia/entregar?lote={theirs}").status_code == 303
    assert client.post(f"/evidencia/juntar?lote={theirs}").status_code == 404
    assert len(queries.pending(town.people.other_head.id)) == 1


def test_more_than_a_page_can_show_is_said_in_words(town, client_for, monkeypatch):
    monkeypatch.setattr(upload, "MOST_FILES", 3)
    answer = sent(client_for(town.people.head), 4)
    assert answer.status_code == 422
    assert "Eligió 4 archivos y se reciben hasta 3" in answer.text
    assert queries.pending(town.people.head.id) == ()


def test_many_refusals_are_all_said_and_the_good_files_wait(town, client_for):
    files = [(io.BytesIO(b"MZ\x90"), f"malo {number}.pdf") for number in range(60)]
    files.append((io.BytesIO(samples.pdf()), "bueno.pdf"))
    answer = client_for(town.people.head).post("/evidencia/subir", data={"files": files})
    assert answer.status_code == 200
    assert answer.text.count("es o contiene un programa") == 60
    assert "bueno.pdf" in answer.text
    assert [each.filename for each in queries.pending(town.people.head.id)] == ["bueno.pdf"]
    assert all(len(value) < 4000 for name, value in answer.headers if name == "Set-Cookie")


class TestAlbum:
    def test_the_files_of_a_batch_become_one_document(self, app, town, client_for, cycle):
        client = client_for(town.people.head)
        page = sent(client, 30)
        assert "Juntarlos en un álbum" in client.get(page.location).text
        answer = client.post(page.location.replace("/entregar", "/juntar"))
        assert answer.status_code == 303
        assert "requerimiento=1" in answer.location
        (album,) = queries.pending(town.people.head.id)
        assert (album.filename, album.media_type) == ("Álbum de 30 archivos.zip", "application/zip")
        with cast.store(app).peek(album.received, name="a") as content, zipfile.ZipFile(content) as package:
            assert package.testzip() is None
            assert [entry.filename for entry in package.infolist()] == [f"foto {n}.png" for n in range(30)]
        assert len(list((cast.store(app).root / "incoming").glob("*"))) == 1
        form = described(album.id, cycle, town.units.personas, **{"files-0-title": "Fotos del 8M"})
        assert client.post("/evidencia/entregar", data=form).status_code == 303
        (piece,) = pieces()
        assert isinstance(piece, Evidence)
        assert piece.title == "Fotos del 8M"

    def test_what_cannot_be_an_album_waits_as_before(self, town, client_for):
        client = client_for(town.people.head)
        files = [(io.BytesIO(samples.MAKERS["zip"]()), "z.zip"), (io.BytesIO(samples.pdf()), "a.pdf")]
        page = client.post("/evidencia/subir", data={"files": files})
        answer = client.post(
            page.location.replace("/entregar", "/juntar"),
            headers={"Referer": "http://localhost/evidencia/subir"},
        )
        assert answer.status_code == 303
        assert "contiene otro archivo comprimido" in client.get(answer.location).text
        assert len(queries.pending(town.people.head.id)) == 2

    @pytest.mark.parametrize("who", ["authority", "auditor"])
    def test_readers_make_none(self, town, client_for, who):
        assert client_for(getattr(town.people, who)).post("/evidencia/juntar").status_code == 403


@given(st.lists(st.tuples(st.sampled_from(["a.pdf", "A.PDF", "a (2).pdf", "sin"]), st.binary(min_size=1))))
def test_an_album_holds_every_file_once_whatever_their_names(files):
    stream = Album((name, io.BytesIO(content)) for name, content in files)
    whole = b"".join(iter(lambda: stream.read(7), b""))
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        assert [package.read(entry) for entry in package.infolist()] == [content for _, content in files]
        assert len({entry.filename.casefold() for entry in package.infolist()}) == len(files)


@given(
    st.lists(st.lists(st.binary(max_size=20), max_size=4), max_size=5),
    st.integers(-5, 30),
    st.integers(0, 30),
)
def test_the_parts_of_a_form_do_not_touch_each_other(tmp_path_factory, parts, place, size):
    scratch = Scratch(tmp_path_factory.getbasetemp() / "scratch")
    made = []
    for chunks in parts:
        part = scratch.part()
        for chunk in chunks:
            part.write(chunk)
        made.append((part, b"".join(chunks)))
    for part, content in made:
        model = io.BytesIO(content)
        assert part.seek(0) == 0
        assert part.read() == content
        at = part.seek(max(0, min(place, len(content))))
        model.seek(at)
        assert part.read(size) == model.read(size)
        assert part.tell() == model.tell()
    scratch.close()


class TestMixed:
    """Good files among others: each of the others has its sentence, the good ones wait."""

    @pytest.mark.parametrize("good", [1, 300])
    @pytest.mark.parametrize("bad", [1, 5])
    def test_empty_and_repeated_ones_are_named_and_the_rest_waits(self, town, client_for, good, bad):
        files = [(io.BytesIO(photo(number)), f"foto {number}.png") for number in range(good)]
        files += [(io.BytesIO(b""), f"vacía {number}.png") for number in range(bad)]
        files += [(io.BytesIO(photo(0)), f"copia {number}.png") for number in range(bad)]
        client = client_for(town.people.head)
        answer = client.post("/evidencia/subir", data={"files": files})
        page = (client.get(answer.location) if answer.status_code == 303 else answer).text
        for number in range(bad):
            assert f"No se recibió «vacía {number}.png»: el archivo está vacío." in page
            assert f"«copia {number}.png» es el mismo archivo que «foto 0.png»" in page
        waiting = [each.filename for each in queries.pending(town.people.head.id)]
        assert sorted(waiting) == sorted(f"foto {number}.png" for number in range(good))
        if answer.status_code == 200:
            assert f"Se recibieron {good} archivos" in page or f"Se recibió {good} archivo" in page

    def test_nothing_of_what_was_refused_stays_in_the_store(self, app, town, client_for):
        files = [(io.BytesIO(photo(0)), "a.png"), (io.BytesIO(photo(0)), "b.png"), (io.BytesIO(b""), "c.png")]
        client_for(town.people.head).post("/evidencia/subir", data={"files": files})
        assert len(list((cast.store(app).root / "incoming").glob("*"))) == 1

    def test_the_same_bytes_sent_apart_are_told_on_the_page(self, app, town, client_for):
        for name in ("una.pdf", "dos.pdf", "tres.pdf"):
            cast.received(app, town.people.head, samples.pdf("igual"), name=name)
        cast.received(app, town.people.head, samples.pdf("otra"), name="otra.pdf")
        page = client_for(town.people.head).get("/evidencia/entregar").text
        assert page.count("Es el mismo archivo que «una.pdf», más arriba") == 2
