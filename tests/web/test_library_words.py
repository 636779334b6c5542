"""Nothing that the form library may say of a field reaches a person in its own words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import wtforms
from flask import Flask
from flask_wtf import FlaskForm

from sello.web.fields import Subform
from sello.web.library_words import WORDS
from tests.web.contract.words import foreign

LIBRARY = Path(wtforms.__file__).parent


def said() -> Iterator[str]:
    """Every text that the library marks as one for people."""
    for path in LIBRARY.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("gettext", "ngettext"):
                yield from (
                    each.value
                    for each in node.args
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                )


def forms(base: type) -> Iterator[type]:
    """The classes of forms, however deep."""
    for each in base.__subclasses__():
        yield each
        yield from forms(each)


OURS = sorted(
    {each for base in (FlaskForm, Subform) for each in forms(base) if each.__module__.startswith("sello.")},
    key=lambda each: f"{each.__module__}.{each.__name__}",
)


def test_all_that_the_library_says_has_our_words() -> None:
    texts = set(said())
    assert len(texts) > 30
    assert texts == set(WORDS)


@pytest.mark.parametrize("form_class", OURS, ids=lambda each: each.__name__)
def test_every_form_speaks_our_words(app: Flask, form_class: type) -> None:
    own = tuple(each.Meta for each in form_class.mro() if "Meta" in vars(each))
    with app.test_request_context():
        spoken = type("Meta", own, {})().get_translations(None)  # as the library puts a form's Meta together
        for text in WORDS:
            told = spoken.ngettext(text, text, 2)
            assert told == spoken.gettext(text) != text
            assert not foreign(told)
