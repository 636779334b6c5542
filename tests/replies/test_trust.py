"""Whose word it is that a sender is true: the uppermost result of the server that was named, and no other."""

from __future__ import annotations

import pytest

from sello.core.mail.letter import Letter
from sello.replies.domain.trust import is_proven

ANA = "ana@comuna.example"
MICROSOFT = (
    "spf=pass (sender IP is 192.0.2.7) smtp.mailfrom=comuna.example; dkim=pass (signature was verified) "
    "header.d=comuna.example;dmarc=pass action=none header.from=comuna.example;compauth=pass reason=100"
)


def letter(*results: str, **headers: str) -> Letter:
    said = {name.replace("_", "-"): [value] for name, value in headers.items()}
    return Letter({"authentication-results": list(results), **said}, (ANA,), "text/plain", "", ())


@pytest.mark.parametrize(
    ("result", "proven"),
    [
        ("mx.comuna.example; dmarc=pass header.from=comuna.example", True),
        ("mx.comuna.example; dkim=pass header.d=comuna.example header.s=a", True),
        ("mx.comuna.example; dkim=fail; dkim=pass header.i=@comuna.example", True),
        ("mx.comuna.example 1; spf=pass smtp.mailfrom=ana@comuna.example", True),
        ("MX.comuna.example; auth=pass smtp.auth=ana@comuna.example", True),
        ("mx.comuna.example (dmarc=pass header.from=comuna.example); none", False),
        ("mx.comuna.example; dmarc=pass header.from=comuna.example.malo.example", False),
        ("mx.comuna.example; dkim=pass header.d=example", False),
        ("mx.comuna.example; dkim=pass header.d=una.example", False),
        ("mx.comuna.example; spf=softfail smtp.mailfrom=ana@comuna.example", False),
        ("malo.example; dmarc=pass header.from=comuna.example", False),
        ("; dmarc=pass header.from=comuna.example", False),
        ("", False),
    ],
)
def test_results_of_the_named_server(result: str, proven: bool) -> None:
    assert is_proven(letter(result), ANA, "mx.comuna.example") is proven


def test_what_came_with_the_mail_is_not_read() -> None:
    forged = "mx.comuna.example; dmarc=pass header.from=comuna.example"
    true = "mx.comuna.example; dmarc=fail header.from=comuna.example"
    assert not is_proven(letter(true, forged), ANA, "mx.comuna.example")
    assert not is_proven(letter(), ANA, "mx.comuna.example")


def test_exchange_online_names_no_server() -> None:
    assert is_proven(letter(MICROSOFT), ANA, "microsoft365")
    assert not is_proven(letter(MICROSOFT), ANA, "mx.comuna.example")
    assert not is_proven(letter(MICROSOFT.replace("pass", "fail")), ANA, "microsoft365")
    inside = letter("dkim=none header.d=none;dmarc=none", x_ms_exchange_organization_authas="Internal")
    assert is_proven(inside, ANA, "microsoft365")
    assert not is_proven(inside, ANA, "mx.comuna.example")


def test_nobody_named_is_nobody_believed() -> None:
    assert not is_proven(letter(MICROSOFT), ANA, "")
    assert is_proven(letter(), ANA, "none")
