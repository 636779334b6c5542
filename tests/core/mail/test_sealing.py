"""An address is signed while its mail leaves: for its reader, of its mark, by a key of the instance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.core.mail import sealing

KEY, OLD = "a-key-of-this-instance", "the-key-of-before"
MARK = "AbCd-fGhIjKlMnOpQrSt_v"
PLACE = "https://sello.comuna.example/responder/"


def test_a_mail_that_leaves_has_signed_addresses_for_its_reader():
    text = f"A: {PLACE}{sealing.unsigned(MARK)}\n(otra: {PLACE}{sealing.unsigned(MARK[::-1])})."
    whole = sealing.sealed(text, 7, KEY)
    assert f"{PLACE}{sealing.token(KEY, 7, MARK)}\n" in whole
    assert f"{PLACE}{sealing.token(KEY, 7, MARK[::-1])})." in whole
    assert sealing.UNSIGNED not in whole


def test_whoever_is_signed_in_reads_no_address_that_opens_nothing():
    text = f"Vence hoy:\n{PLACE}3\n  Sin contraseña: {PLACE}{sealing.unsigned(MARK)}\n\nHola"
    assert sealing.readable(text) == f"Vence hoy:\n{PLACE}3\n\nHola"
    assert sealing.readable("uno.sin-firma\ndos\n") == "uno.sin-firma\ndos\n"


@pytest.mark.parametrize(("person_id", "key"), [(None, KEY), (7, "")])
def test_a_mail_for_nobody_or_without_a_key_opens_nothing(person_id, key):
    text = PLACE + sealing.unsigned(MARK)
    assert sealing.sealed(text, person_id, key) == text
    assert sealing.opened([KEY], sealing.unsigned(MARK)) is None


def test_what_merely_looks_like_a_mark_stays():
    text = "corto.sin-firma demasiado-largo-para-ser-una-marca.sin-firma AbCd.sin-firmas"
    assert sealing.sealed(text, 7, KEY) == text


def test_a_key_of_before_opens_and_another_does_not():
    token = sealing.token(OLD, 7, MARK)
    assert sealing.opened([KEY, OLD], token) == (7, MARK)
    assert sealing.opened([KEY], token) is None
    assert sealing.opened(["", KEY], sealing.token(KEY, 7, MARK)) == (7, MARK)
    assert sealing.opened([""], sealing.token("", 7, MARK)) is None


@given(st.integers(1, 10**9), st.text(), st.integers(0, 200))
def test_nothing_but_the_whole_token_opens(person_id, said, at):
    mark = sealing.new_mark()
    token = sealing.token(KEY, person_id, mark)
    assert sealing.opened([KEY], token) == (person_id, mark)
    assert sealing.opened([KEY], said) is None
    at %= len(token)
    bent = token[:at] + ("x" if token[at] != "x" else "y") + token[at + 1 :]
    assert sealing.opened([KEY], bent) is None
    assert sealing.opened([KEY], token + "\n") is None
