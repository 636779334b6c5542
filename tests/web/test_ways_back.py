"""Where a form leads afterwards: never to somebody else's host."""

import pytest

from sello.web.addresses import came_from, next_target

ELSEWHERE = [
    "https://evil.example/x",
    "//evil.example/x",
    "/\\evil.example/x",
    "/\t/evil.example",
    "/\t\\evil.example",
    "evil.example",
    "",
    None,
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_leads_to_no_other_host(app, target):
    """What is no path of ours leads to the dashboard."""
    with app.test_request_context("/entrar"):
        assert next_target(target) == "/"


def test_signing_in_leads_on_to_the_page_that_was_asked(app):
    """With its query."""
    with app.test_request_context("/entrar"):
        assert next_target("/requerimientos?q=decreto") == "/requerimientos?q=decreto"


@pytest.mark.parametrize(
    ("referrer", "target"),
    [
        ("http://localhost/tareas?pagina=2", "/tareas?pagina=2"),
        ("http://localhost//evil.example/x", "/"),
        ("http://evil.example/tareas", "/"),
        ("", "/"),
    ],
)
def test_a_refused_form_leads_back_to_a_page_of_ours(app, referrer, target):
    """The address that the browser says it came from is believed only as far as it is ours."""
    with app.test_request_context("/x", method="POST", headers={"Referer": referrer}):
        assert came_from() == target
