"""Whatever an address, its query or a form says, the answer is a page in words, on both databases."""

import ast
from collections.abc import Iterator

import pytest

from sello.accounts.domain.actor import Role
from tests.house.source import modules
from tests.web.test_routes import CAST, address, methods_of, rules

HUGE = "9" * 20

VALUES = {
    "id of 20 digits": HUGE,
    "id of 4,400 digits": "9" * 4400,
    "just above a column": str(2**31),
    "negative": "-1",
    "zero": "0",
    "other digits": "٣",
    "control": "\x00\x07\x0b\x1b\ufffe",
    "percent": "%_\\'\"<script>",
    "surrogate": "%ED%A0%80",
    "year 1": "0001-01-01",
    "year 26": "0026-03-05",
    "year 9999": "9999-12-31",
    "month": "9999-12",
    "word": "a" * 4000,
}
FOR_EVERYBODY = ("id of 20 digits", "control", "year 9999")


def names_asked_for() -> list[str]:
    """Every name that some screen looks up in the query of an address or in a form."""
    return sorted(set(_names()) | {"_external", "_scheme", "_anchor", "_method", "endpoint"})


def _names() -> Iterator[str]:
    reads = {"get", "getlist", "asked_id", "asked_ids", "asked_day", "asked_text"}
    for module, tree in modules().items():
        if not module.startswith("sello.web."):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                called = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
                first = node.args[0]
                if called in reads and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value
            if isinstance(node, ast.ClassDef) and node.name == "CompareForm":
                for line in node.body:
                    if isinstance(line, ast.Assign):
                        yield ast.unparse(line.targets[0])


def test_the_names_that_screens_ask_for_are_found():
    known = {"ciclo", "unidad", "requerimiento", "antes", "lote", "fecha", "al", "a_al", "texto", "pagina"}
    assert known - {"al"} <= set(names_asked_for())


def everything(value: str) -> dict[str, str]:
    return dict.fromkeys([*names_asked_for(), "al"], value)


@pytest.mark.parametrize("value", [VALUES[name] for name in FOR_EVERYBODY], ids=FOR_EVERYBODY)
def test_no_query_breaks_a_page_for_anybody(app, town, client_for, value):
    found = [(rule.endpoint, address(rule)) for rule in rules(app) if "GET" in methods_of(rule)]
    for role in Role:
        client = client_for(getattr(town.people, CAST[role]))
        for endpoint, path in found:
            answer = client.get(path, query_string=everything(value))
            answer.close()
            assert answer.status_code < 500 or endpoint == "health.ready", (role, endpoint)


def test_no_id_in_an_address_breaks_a_page(app, town, client_for):
    client = client_for(town.people.secretary)
    for rule in rules(app):
        numbers = [name for name, kind in rule._converters.items() if type(kind).__name__ == "Id"]
        if not numbers:
            continue
        for huge in (HUGE, "9" * 4400, str(2**31), "٣"):
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(f"<int:{name}>", huge).replace(f"<{name}>", "algo")
            method = next(iter(methods_of(rule)))
            answer = client.open(path, method=method)
            assert answer.status_code in (404, 405), (method, path[:80])


def test_bytes_that_are_no_text_break_nothing(app, town, client_for):
    client = client_for(town.people.secretary)
    for path in (
        "/evidencia?texto=%00",
        "/evidencia?texto=%ff%fe",
        "/tareas?q=%ED%A0%80",
        "/iniciativas?q=%F4%90",
    ):
        assert client.get(path).status_code in (200, 404)
    answer = client.get("/evidencia", environ_overrides={"QUERY_STRING": "texto=\xff\xfe"})
    assert answer.status_code == 200


def test_a_name_with_nothing_in_it_is_no_account(app, town, browser):
    answer = browser.post("/entrar", data={"email": "a\x00@b.cl", "password": "x\x00y"})
    assert answer.status_code in (401, 422)
