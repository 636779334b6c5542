"""Entering with OAuth 2 as Microsoft 365 does it: a recorded shape of its answers, on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from sello.core.mail.oauth import Grant, NoToken, bearer, is_protected, token

GIVEN = {"token_type": "Bearer", "expires_in": 3599, "ext_expires_in": 3599, "access_token": "eyJ0eXAi.x-y_z"}
REFUSED = {
    "error": "invalid_client",
    "error_description": "AADSTS7000215: Invalid client secret provided for app 'ana@comuna.example'.",
    "error_codes": [7000215],
    "timestamp": "2026-11-23 12:00:00Z",
    "trace_id": "0000",
}


class Server(HTTPServer):
    answer: tuple[int, bytes] = (200, json.dumps(GIVEN).encode())
    asked: dict[str, list[str]]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked = parse_qs(body)
        self.send_response(self.server.answer[0])
        self.end_headers()
        self.wfile.write(self.server.answer[1])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def grant(server: Server, **values: str) -> Grant:
    url = f"http://127.0.0.1:{server.server_port}/t/oauth2/v2.0/token"
    return Grant(url, "app", "https://outlook.office365.com/.default", secret="secreto", **values)


def test_an_application_enters_by_itself(server: Server) -> None:
    assert token(grant(server), timeout=5) == "eyJ0eXAi.x-y_z"
    assert server.asked == {
        "client_id": ["app"],
        "scope": ["https://outlook.office365.com/.default"],
        "grant_type": ["client_credentials"],
        "client_secret": ["secreto"],
    }
    assert bearer("a@b.example", "t") == b"user=a@b.example\x01auth=Bearer t\x01\x01"


def test_or_by_a_permission_that_is_renewed(server: Server) -> None:
    assert token(grant(server, refresh="renovable"), timeout=5) == "eyJ0eXAi.x-y_z"
    assert server.asked["grant_type"] == ["refresh_token"]
    assert server.asked["refresh_token"] == ["renovable"]


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (401, json.dumps(REFUSED).encode(), "401 invalid_client"),
        (500, b"<html>", "500"),
        (200, b"[]", "no access_token"),
        (200, b'{"access_token": "a\\u0001b"}', "no access_token"),
        (200, b"\xff", "UnicodeDecodeError"),
    ],
)
def test_a_refusal_is_said_in_its_word_alone(server: Server, status: int, body: bytes, said: str) -> None:
    server.answer = (status, body)
    with pytest.raises(NoToken) as refused:
        token(grant(server), timeout=5)
    assert str(refused.value) == said
    assert "secreto" not in repr(grant(server))


def test_a_secret_travels_under_tls_or_not_at_all() -> None:
    assert not is_protected("http://login.example/token")
    assert not is_protected("ftp://127.0.0.1/")
    with pytest.raises(NoToken):
        token(Grant("http://login.example/token", "app", "s", secret="x"), timeout=5)
