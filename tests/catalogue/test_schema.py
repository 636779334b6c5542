"""An edition's file is read whole or refused with every fault, its line and its remedy."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sello.catalogue.domain.rules import ScaleKind
from sello.catalogue.domain.texts import Provenance
from sello.catalogue.schema.edition import read_edition
from sello.catalogue.schema.nodes import MAX_BYTES
from sello.catalogue.schema.problems import InvalidEdition
from sello.catalogue.schema.writing import exact, write_edition
from sello.core.text import clean
from tests.catalogue.documents import GOOD, spoiled


def problems(document: bytes) -> list[str]:
    with pytest.raises(InvalidEdition) as refused:
        read_edition(document, "prueba.yaml")
    return refused.value.report().splitlines()


def test_a_good_file_becomes_an_edition():
    edition = read_edition(GOOD.encode(), "prueba.yaml")
    first = edition.requirements[0]
    assert (edition.code, edition.version) == ("prueba", "1")
    assert edition.scale.kind is ScaleKind.YES_NO
    assert edition.scale.not_applicable.most == 1
    assert [level.threshold for level in edition.levels] == [Fraction(3, 5), Fraction(4, 5)]
    assert edition.levels[1].floors == {"1": Fraction(1, 2)}
    assert first.rule.weight == Fraction(3, 2)
    assert first.rule.mandatory_for == {"bronce", "oro"}
    assert first.provenance is Provenance.PUBLISHED
    assert first.text().sources == ("Decreto", "Plan")
    assert first.text("en") == first.text("es")


def test_writing_and_reading_again_loses_nothing():
    edition = read_edition(GOOD.encode(), "prueba.yaml")
    assert read_edition(write_edition(edition).encode(), "otra.yaml") == edition


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("codigo: prueba", "codgo: prueba", 3, "¿Quiso decir «codigo»?"),
        ("titulo: Marco", "titulo: Marco, datos y metas", 20, "entre comillas"),
        ("codigo: prueba", "codigo: pru eba", 3, "no sirve como código"),
        ('  version: "1"\n', "", 3, "falta «version»"),
        ("codigo: 1.1.2", "codigo: 1.1.1", 31, "ya se usó (línea 22)"),
        ("codigo: 1.1.2", "codigo: 1.2.2", 31, "está dentro de «1.1»"),
        ('codigo: "1.1"', "codigo: 1.1", 19, 'Póngalo entre comillas: "1.1"'),
        ("umbral: 60 %", "umbral: 0.6", 13, "no es un número exacto"),
        ("umbral: 80 %", "umbral: 60 %", 14, "umbral de «oro» no es mayor"),
        ("umbral: 80 %", "umbral: 180 %", 14, "más que el total"),
        ('{"1": 50 %}', '{"9": 50 %}', 13, "dimensión «9», que no existe"),
        ("[bronce, oro]", "[bronce, platino]", 23, "«platino» no es un nivel"),
        ("{titulo: Programas, pide: Que midan.}", "{pide: Que midan.}", 32, "falta «titulo»"),
        ("    es: {titulo: Planificación}\n", "", 16, "falta el texto en español"),
        ("tipo: si-no", "tipo: estrellas", 7, "no es una opción de «tipo»"),
        ("horas: 12", "horas: doce", 25, "debe ser un número entero"),
        ("peso: \"1,5\"", "peso: 0", 24, "el peso es cero"),
        ("procedencia: publicado", "procedencia: propia", 26, "Elija una de estas: oficial, publicado"),
        ("[Decreto, Plan]", "Decreto", 30, "debe ser una lista"),
        ("formato: 1", "formato: 2", 1, "este formato no se conoce"),
        ("codigo: oro", "codigo: bronce", 14, "el nivel «bronce» está dos veces"),
        ("puntos: 1, cumple: \"sí\"", "puntos: 0, cumple: \"sí\"", 9, "no van de menos a más"),
        ("cumple: \"sí\"", "cumple: \"no\"", 9, "todas las respuestas cumplen, o ninguna"),
        ("nombre: Oro,", "nombre: Oro, marca: 1,", 14, "la marca no es 1, 2 o 3"),
        ("nombre: Oro,", "nombre: Oro, marca: 7,", 14, "la marca no es 1, 2 o 3"),
        ("nombre: Bronce", "nombre: Bronce, nombre: Otro", 13, "está dos veces"),
    ],
)  # fmt: skip
def test_each_fault_names_its_line_and_what_to_do(old, new, line, words):
    report = problems(spoiled(old, new))
    assert any(f"línea {line}:" in entry and words in entry for entry in report), report
    assert all(entry.startswith("prueba.yaml, línea ") for entry in report)


def test_all_faults_come_at_once_in_the_order_of_the_file():
    report = problems(spoiled("titulo: Política", "titul: Política").replace(b"umbral: 60 %", b"umbral: x"))
    lines = [int(entry.split("línea ")[1].split(":")[0]) for entry in report]
    assert len(lines) >= 3
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (b"", "vac"),
        (b"- una\n- lista\n", "no comienza con las partes"),
        (b"formato: [1\n", "línea 1, columna 10: la lista que se abre aquí"),
        (b"formato: 1\n---\nformato: 1\n", "línea 2, columna 1: aquí termina el documento"),
        ("formato: 1\na: ñ".encode("latin-1"), "línea 2, columna 4: hay un carácter que no está en UTF-8"),
        (b"formato: 1\nb: \x00", "línea 2, columna 4: hay un carácter de control"),
        (b"a: &x [1]\nb: *x\n", "referencias de YAML"),
        (b"a: !!python/object/apply:os.system ['true']\n", "etiqueta de YAML"),
        (b"[" * 100, "demasiados niveles"),
        (b"a: " + b"x" * MAX_BYTES, "supera 4 MB"),
    ],
)
def test_a_file_that_cannot_be_opened_safely_is_refused_with_its_reason(document, words):
    (only,) = problems(document)
    assert words in only


def test_an_alias_bomb_is_refused_before_it_is_expanded():
    layers = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]
    document = "l0: &l0 [x]\n" + "\n".join(layers)
    assert "referencias" in problems(document.encode())[0]


@given(st.fractions(min_value=0, max_value=1000, max_denominator=10**6))
def test_every_exact_number_is_written_so_that_it_reads_the_same(value):
    if value.denominator > 10**8:
        return
    document = GOOD.replace('peso: "1,5"', f'peso: "{exact(value)}"')
    if value == 0:
        assert "el peso es cero" in problems(document.encode())[0]
        return
    assert read_edition(document.encode(), "x").requirements[0].rule.weight == value


@given(st.binary(max_size=300))
def test_no_bytes_ever_break_the_reader(document):
    with pytest.raises(InvalidEdition):
        read_edition(document, "x")


@given(st.integers(0, len(GOOD) - 1), st.text(alphabet="{}[]:-&*!\"'#|>%@`\n\t xé", max_size=3))
def test_a_file_damaged_anywhere_is_read_or_refused_with_lines(at, junk):
    document = (GOOD[:at] + junk + GOOD[at + 1 :]).encode()
    with suppress(InvalidEdition):
        edition = read_edition(document, "x")
        assert read_edition(write_edition(edition).encode(), "y") == edition


@pytest.mark.parametrize("escape", ["\\x07", "\\0", "\\e", "\\uFFFF", "\\uD800", "\\v", "\\N", "\\P"])
def test_what_an_escape_sequence_brings_in_is_cleaned(escape):
    try:
        edition = read_edition(spoiled("titulo: Política", f'titulo: "Polí{escape}tica"'), "a.yaml")
    except InvalidEdition:
        return
    title = edition.dimensions[0].standards[0].requirements[0].text().title
    assert title == clean(title)
    assert title.replace("\n", "").replace(" ", "") == "Política"
