"""Whatever an address, its query or a form says, the answer is a page in words, on both databases."""

import ast
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from werkzeug.datastructures import MultiDict

from sello.accounts.domain.actor import Role
from tests.house.source import modules
from tests.web.test_routes import CAST, address, methods_of, rules
from tests.web.test_whole_town import Visitor, pages, visitors  # noqa: F401 - a fixture

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
    known = {"ciclo", "unidad", "requerimiento", "antes", "archivo", "fecha", "al", "a_al", "texto", "pagina"}
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


class Forms(HTMLParser):
    """The forms of a page: where each is sent, and the names of its fields with what they hold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, MultiDict[str, str], dict[str, str]]] = []
        self._kinds: dict[str, str] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in one element."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._kinds = {}
            if given.get("method") == "post":
                self.found.append((given.get("action", ""), MultiDict(), self._kinds))
            return
        name = given.get("name")
        if not self.found or self._kinds is not self.found[-1][2]:
            return
        if tag == "option" and self._select and "selected" in given:
            self.found[-1][1].add(self._select, given.get("value", ""))
        if not name or tag not in {"input", "select", "textarea"}:
            return
        kind = given.get("type", "text") if tag == "input" else tag
        self._select = name if tag == "select" else ""
        if kind in {"radio", "checkbox"} and "checked" not in given:
            self._kinds.setdefault(name, kind)
            return
        self._kinds[name] = kind
        if kind != "select":
            self.found[-1][1].add(name, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave a form."""
        if tag == "form":
            self._kinds = None


LEAVES = ("/salir", "/mi-cuenta/sesiones")
"""Forms that end the visit itself."""

TYPED = {"text", "textarea", "search", "email", "number", "date", "time", "hidden", "select", "radio"}


def forms_of(app, visitor) -> Iterator[tuple[str, MultiDict[str, str], dict[str, str]]]:
    """Every form of the town's pages, once for each address without its numbers."""
    seen: set[str] = set()
    for _, path in pages(app):
        status, text = _page(visitor, path)
        if status != 200:
            continue
        parser = Forms()
        parser.feed(text)
        for action, values, kinds in parser.found:
            target = action or path
            key = "".join(char for char in target.partition("?")[0] if not char.isdigit()) + ",".join(kinds)
            if key not in seen and not target.startswith(LEAVES):
                seen.add(key)
                yield target, values, kinds


def _page(visitor, path: str) -> tuple[int, str]:
    answer = visitor.browser.get(path)
    text = answer.text if answer.mimetype == "text/html" else ""
    answer.close()
    return answer.status_code, text


HOSTILE = {name: VALUES[name] for name in ("id of 20 digits", "control", "year 26", "year 9999", "word")}


def test_every_form_stands_whatever_is_sent(app, visitors):  # noqa: F811 - the fixture
    """One load of the town serves all forms: each is sent filled with each hostile text, and twice."""
    visitor = visitors[Role.SECRETARIAT]
    found = list(forms_of(app, visitor))
    assert len(found) > 30
    for target, values, kinds in found:
        for name, value in HOSTILE.items():
            typed = {each for each in kinds if kinds[each] != "hidden"}
            for one in (typed, set(kinds)) if value == HUGE else (typed,):
                sent = MultiDict(values)
                for field in one:
                    if kinds[field] in TYPED and field != "csrf_token":
                        sent[field] = value
                _send(visitor, target, sent, name)
        _send(visitor, target, values, "as it stands")
        _send(visitor, target, values, "as it stood: a stale page, a second send")


def _send(visitor, target: str, sent: MultiDict[str, str], what: str) -> None:
    sent.pop("csrf_token", None)  # the browser sends it beside the form: an act may have renewed it
    answer = visitor.browser.post(target, data=sent)
    answer.close()
    assert answer.status_code < 500, (what, target)
    assert answer.status_code != 400, (what, target)
    if answer.status_code >= 400 and answer.mimetype == "text/html":
        assert not any(word in answer.text for word in ("Not a valid", "Invalid", "This field")), (
            what,
            target,
        )
