"""A list that is too long for a select: words, those that they may mean, and the one that was shown."""

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired

from sello.core.choosing import MOST
from sello.web.fields import Chooser, nothing, offered, optional_int, row_id
from sello.web.picking import Choice, PickField, pick_of, settled

NAMES = ("Tránsito", "Obras", "Obras menores", "Migrantes", "Migrantes")
"""The first of the list; the rest of it is called «Otra» and a number."""


def every(count: int = MOST + 20) -> list[tuple[int, str]]:
    named = [*NAMES, *(f"Otra {n}" for n in range(count))][:count]
    return list(enumerate(named, 1))


class Asking(FlaskForm):
    class Meta:
        csrf = False

    unit_id = PickField("Unidad", [InputRequired("Elija una.")], coerce=optional_int)
    others = Chooser("Otras", coerce=row_id)

    def offer(self, pairs: list[tuple[int, str]]) -> "Asking":
        self.unit_id.choices = [nothing("Elija una unidad"), *offered(pairs)]
        self.others.choices = offered(pairs)
        return self


def asked(sent: dict[str, Any], **saved: Any) -> Asking:
    return Asking(formdata=MultiDict(sent), data=saved).offer(every())


@pytest.mark.parametrize(
    ("sent", "chosen"),
    [
        ({"unit_id": "2"}, 2),
        ({"unit_id-palabras": "transito"}, 1),
        ({"unit_id-palabras": "Obras"}, 2),
        ({"unit_id-palabras": "obras men"}, 3),
        ({"unit_id-palabras": "migrantes", "unit_id": "5"}, 5),
        ({"unit_id-palabras": "Migrantes", "unit_id-antes": "5"}, 5),
        ({"unit_id-palabras": "Obras", "unit_id-antes": "3"}, 2),
        ({"unit_id-palabras": "", "unit_id": "4"}, 4),
    ],
)
def test_what_a_form_is_told(app: Flask, sent: dict[str, str], chosen: int) -> None:
    with app.test_request_context("/"):
        form = asked(sent)
        assert form.validate(), form.errors
        assert form.unit_id.data == chosen


@pytest.mark.parametrize(
    ("sent", "said", "among"),
    [
        ({}, "Elija una.", []),
        ({"unit_id-palabras": " ", "unit_id-antes": "3"}, "Elija una.", []),
        ({"unit_id-palabras": "catastro"}, "Nada de la lista dice «catastro»", []),
        ({"unit_id-palabras": "migr"}, "2 de la lista dicen «migr»", ["4", "5"]),
        ({"unit_id-palabras": "migr", "unit_id": "1"}, "2 de la lista dicen «migr»", ["4", "5"]),
        ({"unit_id": "9999"}, "", []),
    ],
)
def test_what_is_asked_again(app: Flask, sent: dict[str, str], said: str, among: list[str]) -> None:
    with app.test_request_context("/"):
        form = asked(sent)
        assert not form.validate()
        assert said in " ".join(map(str, form.unit_id.errors))
        assert re.findall(r'<option value="(\d+)"', form.unit_id()) == among
        if among:
            assert f'value="{sent["unit_id-palabras"]}"' in form.unit_id()


def test_a_long_list_is_not_written_and_says_what_is_chosen(app: Flask) -> None:
    with app.test_request_context("/"):
        shown = unescape(asked({}, unit_id=3).unit_id(id="aqui", required=True))
        assert "<select" not in shown
        assert 'value="Obras menores"' in shown
        assert 'placeholder="Elija una unidad"' in shown
        assert 'name="unit_id-antes" value="3"' in shown
        assert 'id="aqui"' in shown
        assert 'aria-describedby="aqui-largo"' in shown
        assert f"Hay {MOST + 20}" in shown


def test_a_short_list_is_a_select_as_ever(app: Flask) -> None:
    with app.test_request_context("/"):
        form = Asking(formdata=None, data={"unit_id": 2}).offer(every(MOST))
        assert '<option selected value="2">Obras</option>' in form.unit_id()
        assert len(form.others.folded()[0][1]) == MOST


def test_some_of_a_long_list(app: Flask) -> None:
    with app.test_request_context("/"):
        form = asked({"unit_id": "1", "others": ["1"], "others-palabras": "obras; Otra 7\nmigr; nada"})
        assert not form.validate()
        assert form.others.data == [1, 2, 13]
        assert form.others.typed == "migr; nada"
        shown = [option.data for _, options in form.others.folded() for option in options]
        assert shown == [1, 2, 4, 5, 13]
        form = asked({"unit_id": "1", "others": ["1"], "others-palabras": "Otra 7"})
        assert form.validate()
        assert form.others.data == [1, 13]


@pytest.mark.parametrize(
    ("asks", "leads"),
    [
        ("q=x&unidad-palabras=transito&pagina=2", "/?q=x&pagina=2&unidad=1"),
        ("unidad-palabras=&unidad-antes=3&q=x", "/?q=x"),
        ("unidad-palabras=Migrantes&unidad-antes=5", "/?unidad=5"),
        ("unidad-palabras=migr", None),
        ("unidad=3", None),
    ],
)
def test_a_filter_leads_to_its_address(app: Flask, asks: str, leads: str | None) -> None:
    rows = [Choice(*pair) for pair in every()]
    with app.test_request_context(f"/?{asks}"):
        answer: Any = settled(unidad=rows)
        assert (answer and answer.location) == leads


def test_a_filter_says_that_words_are_unclear(app: Flask) -> None:
    rows = [Choice(*pair) for pair in every()]
    with app.test_request_context("/?unidad-palabras=migr"):
        assert "2 de la lista" in pick_of("unidad", rows).problem
    with app.test_request_context("/?unidad=3"):
        assert pick_of("unidad", rows, 3).problem == ""
        assert 'value="Obras menores"' in pick_of("unidad", rows, 3).field("Todas")
