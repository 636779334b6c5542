"""Whatever an address says, the answer is a page in words; queries and forms have their `contract`."""

from tests.web.test_routes import methods_of, rules

HUGE = "9" * 20


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
