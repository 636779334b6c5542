"""Whatever click says to a person is Spanish; its source is read for what the table lacks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sello.cli import main, spanish

FOR_PROGRAMMERS = re.compile(
    r"declaration|defined twice|must be an iterable|Could not determine name|Boolean option|start character"
    r"|Unknown color|No options defined"
)
"""What click says to whoever writes a command, not to whoever runs it."""

ENGLISH = re.compile(
    r"\b(usage|options|commands|arguments?|missing|invalid|value|values|such|option|command|exit|version|error"
    r" the|try|help\.|required|default|text|integer|range|file|directory|path|not|is)\b",
    re.IGNORECASE,
)


def texts() -> Iterator[str]:
    """Every literal that the modules of click in use hand to their translation."""
    for module in spanish.SPOKEN:
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in {"_", "ngettext"}:
                yield from (str(text.value) for text in node.args if isinstance(text, ast.Constant))


def test_every_text_of_click_has_its_words() -> None:
    found = set(texts())
    assert len(found) > 50
    assert {text for text in found - spanish.WORDS.keys() if not FOR_PROGRAMMERS.search(text)} == set()


@pytest.mark.parametrize("text", spanish.WORDS)
def test_the_words_keep_the_values(text: str) -> None:
    """A place for a value that click does not fill would end in a traceback."""
    names = re.compile(r"\{(\w+)|%\((\w+)\)")
    assert set(names.findall(spanish.WORDS[text])) <= set(names.findall(text))


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("path", tuple(commands(main)), ids=" ".join)
def test_no_help_is_in_english(path: tuple[str, ...]) -> None:
    said = CliRunner().invoke(main, [*path, "--help"]).output
    assert said.startswith("Uso: ")
    words = re.sub(r"--?[a-z-]+|\bsello( [a-z-]+)*|SELLO_\w+|«[^»]*»|\[[a-z|-]+\]|\([a-z, |]+\)", "", said)
    assert [found[0] for found in ENGLISH.finditer(words)] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nada"], "No existe la orden 'nada'."),
        (["level", "--nada"], "No existe la opción '--nada'."),
        (["level", "--reading", "nada"], "'nada' no es ninguno de estos: 'self', 'validated', 'external'."),
        (["level", "--institution", "uno"], "'uno' no es un número que sirva (número)."),
        (["level", "--cycle"], "La opción '--cycle' necesita un valor."),
        (["level", "sobra"], "Sobra un argumento (sobra)"),
        (["level", "sobra", "más"], "Sobran argumentos (sobra más)"),
        (["cycle", "import"], "Falta la opción '--person'."),
        (["cycle", "import", "--sheet", "0"], "0 está fuera del rango x>=1."),
        (["cycle", "import", "--answers", "no-hay.xlsx"], "Archivo: 'no-hay.xlsx' no existe."),
    ],
)
def test_what_is_wrong_is_said_in_spanish(words: list[str], said: str) -> None:
    found = CliRunner().invoke(main, words)
    assert found.exit_code == 2
    assert said in found.output
    assert not re.search("Usage|Try|Missing|Invalid", found.output)
