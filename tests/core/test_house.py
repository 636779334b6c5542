"""A house's word stands wherever ours stood, in every text that there is; the other texts stay."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from flask_babel import gettext, lazy_gettext, ngettext

from sello.core import house
from sello.core.house import House, Word

ROOT = Path(__file__).resolve().parents[2]
SPEAKS = House(word=Word.REQUISITO)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Requerimientos", "Requisitos"),
        ("el requerimiento 1.1.1", "el requisito 1.1.1"),
        ("REQUERIMIENTO", "REQUISITO"),
        ("%(num)s requerimientos", "%(num)s requisitos"),
        ("Lo requerido", "Lo requerido"),
        ("Requerimiento (y no requisito)", "Requerimiento (y no requisito)"),
        ("", ""),
    ],
)
def test_the_word_in_a_text(text: str, said: str) -> None:
    assert house.worded(text, Word.REQUISITO) == said
    assert house.worded(text, Word.REQUERIMIENTO) == text


def texts() -> set[str]:
    """Every text of templates and programs, as `make messages` gathers them."""
    ways = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
    keywords = {"_": None, "N_": None, "_l": None, "gettext": None, "ngettext": (1, 2)}
    found: set[str] = set()
    for folder in ("sello", "templates"):
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, ways, keywords=keywords):
            found.update((message,) if isinstance(message, str) else message)
    return found


def test_no_text_breaks() -> None:
    """Values keep their names, both words have one gender, and none of our texts says both by chance."""
    found = [text for text in texts() if "requerimiento" in text.lower()]
    assert len(found) > 100
    for text in found:
        said = house.worded(text, Word.REQUISITO)
        assert re.findall(r"%\(\w+\)\w", said) == re.findall(r"%\(\w+\)\w", text)
        assert said != text or text in {word.label for word in Word}, text


def test_every_way_of_asking_for_a_text_says_it(app) -> None:
    lazy = lazy_gettext("Requerimientos")
    with house.at(SPEAKS):
        assert gettext("Requerimientos") == "Requisitos"
        assert str(lazy) == "Requisitos"
        assert ngettext("%(num)s requerimiento", "%(num)s requerimientos", 2) == "2 requisitos"
        shown = app.jinja_env.from_string(
            "{{ _('Requerimientos') }}{{ ngettext('un requerimiento', 'x', 1) }}"
        )
        assert shown.render() == "Requisitosun requisito"
    assert gettext("Requerimientos") == "Requerimientos"
    assert shown.render() == "Requerimientosun requerimiento", "what is remembered is remembered by word"
