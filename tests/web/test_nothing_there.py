"""Of nothing, nothing is praised: where there is no cycle and no register, no page says that all is done."""

import re
from html import unescape

import pytest

from sello.accounts.domain.actor import Role
from tests.web.test_routes import CAST, methods_of, rules

SENTENCE = re.compile(
    r"\b(?:Tod[oa]|Tod[oa]s (?:l[oa]s )?|Cada )\b[^.<>]*"
    r"\b(?:está|están|tiene|tienen|aporta|aportan|cumplen?|cumplid[oa]s?|anotad[oa]s?)\b[^.<>]*"
)
"""What is said of all of them: true of none, and read as done."""

TRUE_OF_THE_PRODUCT = ("Todo correo espera aquí", "Cada tipo tiene su ficha")


def praise(html: str) -> list[str]:
    """Each sentence that says something good of all there is."""
    main = re.sub(r"<(script|style|option)\b.*?</\1>", "", html, flags=re.DOTALL)
    words = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " . ", main)))
    found = [each.group() for each in SENTENCE.finditer(words)]
    return [each for each in found if not each.startswith(TRUE_OF_THE_PRODUCT)]


@pytest.mark.parametrize(
    ("words", "praised"),
    [
        ("Todos los requerimientos tienen una iniciativa que los alimenta.", 1),
        ("Todo lo que se propone está anotado.", 1),
        ("Cada requerimiento tiene su unidad.", 1),
        ("No hay requerimientos sin unidad.", 0),
        ("Ninguna evidencia vence.", 0),
    ],
)
def test_praise_is_told_from_an_empty_list(words: str, praised: int) -> None:
    assert len(praise(f"<p>{words}</p>")) == praised


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.AUTHORITY])
def test_an_institution_with_nothing_is_told_that_there_is_nothing(app, town, client_for, role):
    browser = client_for(getattr(town.people, CAST[role]))
    seen, praised = 0, []
    for rule in rules(app):
        if rule.arguments or "GET" not in methods_of(rule):
            continue
        answer = browser.get(rule.rule)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            seen += 1
            praised += [(rule.rule, said) for said in praise(answer.text)]
        answer.close()
    assert seen > 20
    assert praised == []
