"""What was typed and not sent is there again, for whoever typed it, until it is sent or dropped."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

UNIT_HEAD = "personas@penalolen.example"
RECOVERED = "Se recuperó lo que había escrito aquí sin enviarlo."


def test_an_answer_survives_a_reload_until_it_is_dropped(open_as: Callable[..., Page]) -> None:
    page = open_as(UNIT_HEAD)
    page.goto("/requerimientos/21")
    narrative = page.locator("#respuesta textarea[name=narrative]")
    saved = narrative.input_value()
    narrative.fill("Falta la firma de la corporación")
    page.reload()
    expect(narrative).to_have_value("Falta la firma de la corporación")
    expect(page.get_by_text(RECOVERED)).to_be_visible()
    page.get_by_role("button", name="Descartarlo").click()
    expect(narrative).to_have_value(saved)
    page.reload()
    expect(narrative).to_have_value(saved)
    expect(page.get_by_text(RECOVERED)).to_have_count(0)


def test_a_folded_one_opens_and_nobody_else_finds_it(open_as: Callable[..., Page]) -> None:
    page = open_as(UNIT_HEAD, width=360)
    page.goto("/tareas/6")
    page.get_by_text("Comentar, sin pedir nada").click()
    comment = page.locator("form[action$='/comentar'] textarea")
    comment.fill("Esperamos a la corporación")
    page.goto("/tareas")
    page.goto("/tareas/6")
    expect(comment).to_be_visible()
    expect(comment).to_have_value("Esperamos a la corporación")
    page.goto("/mi-cuenta")
    kept = "Object.keys(sessionStorage).length"
    assert page.evaluate(kept) == 1
    page.evaluate("document.querySelector('form[action$=\"/salir\"]').requestSubmit()")
    page.wait_for_url("**/entrar*")
    assert page.evaluate(kept) == 0
