"""Compressed pages are the same pages, give nothing of the forms' token away, and send what they send."""

import gzip
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.web.form_token import MARK, masked, unmasked

ASKS = {"Accept-Encoding": "gzip, deflate, br"}
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')


@pytest.fixture
def client(town, client_for):
    return client_for(town.people.secretary)


def opened(answer) -> str:
    return gzip.decompress(answer.data).decode()


@given(st.text(st.characters(codec="ascii"), max_size=300))
def test_a_mask_comes_off(token: str) -> None:
    assert unmasked(masked(token)) == token


@given(st.text(max_size=300))
def test_whatever_is_sent_as_a_token_is_looked_at(sent: str) -> None:
    assert isinstance(unmasked(sent), str)
    assert isinstance(unmasked(MARK + sent), str)


def test_a_token_is_another_text_each_time() -> None:
    token = "IjQyLjE3Ig.aSZk9Q.mJ3pUkMZ0rJw2i7Yt4k2Z1sQfQk"
    seen = {masked(token) for _ in range(50)}
    assert len(seen) == 50
    assert not any(token[at : at + 4] in text for text in seen for at in range(len(token) - 4))


@pytest.mark.parametrize("page", ["/", "/mi-cola", "/mis-avisos"])
def test_a_compressed_page_is_the_page(client, page: str) -> None:
    plain, small = client.get(page), client.get(page, headers=ASKS)
    assert plain.status_code == small.status_code == 200
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain.vary
    assert "Accept-Encoding" in small.vary
    assert int(small.headers["Content-Length"]) == len(small.data)
    assert len(small.data) < len(plain.data)
    assert TOKEN.sub("", opened(small)) == TOKEN.sub("", plain.text)


def test_the_token_of_a_compressed_page_is_under_a_mask_and_works(client) -> None:
    pages = [opened(client.get("/mis-avisos", headers=ASKS)) for _ in range(3)]
    tokens = [set(TOKEN.findall(page)) for page in pages]
    assert all(len(found) == 1 for found in tokens), "one mask for all forms of a page"
    assert len(set.union(*tokens)) == 3
    (token,) = tokens[0]
    assert token.startswith(MARK)
    sent = client.post("/salir", data={"csrf_token": token}, headers={"Referer": "http://localhost/"})
    assert sent.status_code == 303


def test_a_mask_that_was_tampered_with_is_refused(client) -> None:
    (token,) = set(TOKEN.findall(opened(client.get("/mis-avisos", headers=ASKS))))
    for wrong in (MARK, MARK + "x", token[:-4], token + "AAAA", "~ñ", MARK + token):
        assert client.post("/salir", data={"csrf_token": wrong}).status_code == 400, wrong


def test_the_length_of_the_same_page_is_not_the_same(client) -> None:
    lengths = {len(client.get("/mi-cola", headers=ASKS).data) for _ in range(12)}
    assert len(lengths) > 3


def test_what_is_short_or_not_asked_for_goes_as_it_is(client) -> None:
    assert "Content-Encoding" not in client.get("/mi-cola", headers={"Accept-Encoding": "gzip;q=0"}).headers
    assert "Content-Encoding" not in client.get("/healthz", headers=ASKS).headers
    assert "Content-Encoding" not in client.get("/no-existe", headers=ASKS).headers


def test_static_texts_are_compressed_once(app, client) -> None:
    page = client.get("/").text
    for address in re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg)\?[^"]+)"', page):
        plain, small = client.get(address), client.get(address, headers=ASKS)
        assert small.headers["Content-Encoding"] == "gzip", address
        assert opened(small) == plain.text
        assert small.mimetype == plain.mimetype
        assert small.headers["ETag"] != plain.headers["ETag"]
        assert "Accept-Encoding" in plain.vary
        assert client.get(address, headers=ASKS | {"If-None-Match": small.headers["ETag"]}).status_code == 304
        assert client.get(address, headers=ASKS).data == small.data
