"""One id from the request's header to its answer, its log line and what it wrote down."""

import logging
from dataclasses import replace

import pytest
from flask import Flask

from sello.app import create_app
from sello.core.context import request_id
from sello.web.instance import config

OFFERED = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
def behind_a_proxy(app: Flask) -> Flask:
    """The same instance, told that one proxy stands before it."""
    return create_app(replace(config(), proxies=1))


def test_each_request_has_an_id_of_its_own(app: Flask) -> None:
    one, other = (app.test_client().get("/healthz").headers["X-Request-ID"] for _ in range(2))
    assert len(one) == 32
    assert one != other


def test_the_id_of_anybody_is_not_believed(app: Flask) -> None:
    answer = app.test_client().get("/healthz", headers={"X-Request-ID": OFFERED})
    assert answer.headers["X-Request-ID"] != OFFERED


def test_the_id_of_a_configured_proxy_is(behind_a_proxy: Flask) -> None:
    answer = behind_a_proxy.test_client().get("/healthz", headers={"X-Request-ID": OFFERED})
    assert answer.headers["X-Request-ID"] == OFFERED


def test_even_a_proxy_cannot_hand_in_nonsense(behind_a_proxy: Flask) -> None:
    answer = behind_a_proxy.test_client().get("/healthz", headers={"X-Request-ID": "x" * 400})
    assert len(answer.headers["X-Request-ID"]) == 32


def test_the_id_ends_with_its_request(app: Flask) -> None:
    app.test_client().get("/entrar")
    assert request_id.get() is None


def test_a_request_leaves_one_line_without_what_was_searched(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "sello.request"):
        app.test_client().get("/entrar?next=/personas?q=Paula")
    (line,) = [record for record in caplog.records if record.name == "sello.request"]
    assert line.getMessage() == "GET accounts.sign_in"
    assert line.status == 200
    assert "Paula" not in str(vars(line))


def test_a_refused_request_leaves_a_line_too(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "sello.request"):
        answer = app.test_client().get("/no-existe")
    assert answer.status_code == 404
    assert "X-Request-ID" in answer.headers
    assert [record.status for record in caplog.records if record.name == "sello.request"] == [404]


def test_probes_and_files_leave_none(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "sello.request"):
        app.test_client().get("/healthz")
        app.test_client().get("/static/sello.css")
    assert [record for record in caplog.records if record.name == "sello.request"] == []
