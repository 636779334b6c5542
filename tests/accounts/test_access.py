"""Passwords, blocks of addresses, devices."""

import pytest

from sello.accounts.domain.access import device_name, digest, new_token
from sello.accounts.domain.guesses import address_block
from sello.accounts.domain.passwords import (
    PasswordTooEasy,
    PasswordTooLong,
    PasswordTooShort,
    check_new_password,
)

OWN = {"email": "marta.rojas@town.example", "name": "Marta Rojas Díaz"}


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("corta", PasswordTooShort),
        ("once letras", PasswordTooShort),
        ("x" * 201, PasswordTooLong),
        ("aaaaaaaaaaaaaa", PasswordTooEasy),
        ("Contraseña2026", PasswordTooEasy),
        ("municipalidad123", PasswordTooEasy),
        ("MartaRojas1234", PasswordTooEasy),
        ("marta.rojas.2026", PasswordTooEasy),
        ("qwerty123456!!", PasswordTooEasy),
    ],
)
def test_a_password_is_refused(password: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check_new_password(password, **OWN)


@pytest.mark.parametrize(
    "password",
    ["la cordillera amanece nevada", "Xk7!pQ2w9Zr4", "marta sale a caminar temprano", "8391-5520-7746"],
)
def test_a_phrase_or_a_random_word_is_accepted(password: str) -> None:
    check_new_password(password, **OWN)


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        (None, "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_a_guesser_is_known_by_the_block_she_holds(address: str | None, block: str) -> None:
    assert address_block(address) == block


def test_tokens_are_long_distinct_and_stored_as_digests() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) == 43 for token in tokens)
    assert digest("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604", "Safari, iOS"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/140 Safari/537.36 Edg/140", "Edge, Windows"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_for_its_owner(agent: str, name: str) -> None:
    assert device_name(agent) == name
