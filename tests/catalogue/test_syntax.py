"""A file that is no YAML is told where and why in Spanish; nothing of the library's words comes through."""

import ast
import inspect
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sello.catalogue.crosswalk import read_crosswalk
from sello.catalogue.schema import syntax
from sello.catalogue.schema.edition import read_edition
from sello.catalogue.schema.problems import InvalidEdition
from tests.catalogue.documents import GOOD

READERS = {"edition": read_edition, "crosswalk": read_crosswalk}

BROKEN = [
    ("a: 1\nb: 'abierto\nc: 2\n", 2, 4, "las comillas que se abren aquí no se cierran"),
    ('a: 1\nb: "abierto\n---\nc: 2\n', 2, 4, "las comillas que se abren aquí no se cierran"),
    ("a: 1\nsin dos puntos\nc: 2\n", 2, 1, "falta «:» después de este nombre"),
    ("a: uno: dos\n", 1, 7, "hay un «:» donde no puede ir"),
    ("a:\n  b: 1\n\tc: 2\n", 3, 1, "hay un tabulador"),
    ("a: @uno\n", 1, 4, "un texto no puede comenzar con este signo"),
    ("a: `uno`\n", 1, 4, "un texto no puede comenzar con este signo"),
    ("a: %uno\n", 1, 4, "un texto no puede comenzar con este signo"),
    ("a: & uno\n", 1, 5, "un texto no puede comenzar con este signo"),
    ("a: !<uno\n", 1, 9, "un texto no puede comenzar con este signo"),
    ("%YAML 9.9\n---\na: 1\n", 1, 1, "un texto no puede comenzar con este signo"),
    ("a: - b\n", 1, 4, "hay un «-» donde no puede ir"),
    ("a: ? b\n", 1, 4, "hay un «?» donde no puede ir"),
    ("a: [1, 2\nb: 3\n", 1, 4, "no se cierra, o le falta una coma"),
    ("a: {b: 1\n", 1, 4, "no se cierra, o le falta una coma"),
    ('a: "C:\\datos"\n', 1, 8, "la barra «\\» entre comillas dobles"),
    ('a: 1\nb: "\\xZZ"\n', 2, 7, "la barra «\\» entre comillas dobles"),
    ('a: 1\nb: "\\UFFFFFFFF"\n', 2, 5, "la barra «\\» entre comillas dobles"),
    ("a: | texto\n  más\n", 1, 6, "después de «|» o «>» no puede ir nada"),
    ("a:\n    b: 1\n  c: 2\n", 3, 3, "esta línea no calza con las anteriores"),
    ('a: "uno" dos\n', 1, 10, "esta línea no calza con las anteriores"),
    ("a: 1\n---\nb: 2\n", 2, 1, "aquí termina el documento y sigue otro"),
    ("a: 1\n...\nb: 2\n", 3, 1, "aquí termina el documento y sigue otro"),
    ("a: [1, }\n", 1, 8, "falta el valor que debía venir aquí"),
    ("a: 1\nñ: \x07\n", 2, 4, "hay un carácter de control"),
]


@pytest.mark.parametrize("read", list(READERS.values()), ids=list(READERS))
@pytest.mark.parametrize(("document", "line", "column", "says"), BROKEN, ids=[each[0] for each in BROKEN])
def test_what_is_wrong_is_told_at_its_line_and_column(read, document, line, column, says):
    with pytest.raises(InvalidEdition) as refused:
        read(document.encode(), "prueba.yaml")
    (only,) = refused.value.problems
    assert only.place == f"línea {line}, columna {column}"
    assert says in only.what
    assert only.do.endswith(".")


def said_by_the_library():
    """Every sentence that PyYAML raises: its context and its problem, as far as they are written out."""
    found = set()
    for module in (yaml.scanner, yaml.parser, yaml.composer):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and re.fullmatch(r"\w+Error", getattr(node.func, "id", "")):
                found.add(": ".join(_written(each) for each in (node.args[0], node.args[2])))
    return sorted(found)


def _written(node):
    return " ".join(str(each.value) for each in ast.walk(node) if isinstance(each, ast.Constant))


NOT_REACHED = {
    "found duplicate anchor": "anchors are refused before",
    "found undefined alias": "aliases are refused before",
    "while scanning a %s name: ": "the name of a tag is among the tags",
}


@pytest.mark.parametrize("sentence", said_by_the_library())
def test_no_sentence_of_the_library_is_without_words_of_ours(sentence):
    context, _, problem = sentence.partition(": ")
    error = yaml.MarkedYAMLError(context % "tag" if "%s" in context else context, None, problem, None)
    assert syntax.fault_of(error) in (*syntax.FAULTS, syntax.ESCAPE) or any(
        sentence.startswith(each) or each in sentence for each in NOT_REACHED
    )


@given(st.integers(0, len(GOOD) - 1), st.text(alphabet="{}[]:-&*!\"'#|>%@`\n\t \\Ux", max_size=4))
def test_a_damaged_file_never_speaks_english(at, junk):
    document = (GOOD[:at] + junk + GOOD[at + 1 :]).encode()
    try:
        read_edition(document, "x")
    except InvalidEdition as refused:
        for problem in refused.problems:
            assert re.match(r"línea \d+", problem.place)
            assert not re.search(r"\b(while|found|expected|scanning|parsing|token)\b", str(problem))
