"""Sentences about a number of things: one is singular, several are plural, none is told in words."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from sello.paths import resource

SELLO = Path(__file__).resolve().parents[2] / "sello"
TEMPLATES = Path(str(resource("templates")))

SAME_FOR_ALL = {"más", "ya"}
"""Words that follow a number and are neither singular nor plural."""

NEVER_NONE = {
    "Un presupuesto no dice su monto o cuánto sirve a la igualdad: puede ser más.",
    "Quedó guardado %(num)s valor.",
    "Aceptar %(num)s evidencia",
    "%(what)s: %(num)s fila",
    "Ver %(num)s evidencia",
    "Ver %(num)s fecha",
    "Ver %(num)s hecho",
    "Ver %(num)s requerimiento",
    "Ver %(num)s tarea",
    "Ver %(num)s hecho de entre medio",
    "Ver %(num)s iniciativa",
    "Devolver %(num)s evidencia",
    "En %(num)s página.",
    "También en otra parte.",
    "%(num)s resultado.",
    "%(num)s palabra agregada",
    "%(num)s palabra quitada",
    "Página %(pages)s.",
    "Recordar %(num)s tarea",
    "%(num)s persona espera su invitación:",
    "%(num)s fila tiene un error.",
    "%(num)s cuenta espera su invitación.",
    ", %(num)s entrega espera hace más de %(days)s días hábiles",
    "%(num)s archivo",
    "%(num)s archivo que subió antes sigue aquí. Espera un día; después hay que subirlo de nuevo.",
    "%(num)s atrasada",
    "%(num)s correo volvió a la fila.",
    "%(num)s de ellos no es de sus unidades y no se detalla aquí.",
    "%(num)s de los archivos ya no espera: se entregó o se descartó. Falta lo que sigue.",
    "%(num)s de las marcadas ya está cerrada y no cambia.",
    "%(num)s de los marcados ya está así.",
    "%(num)s dimensión",
    "%(num)s día corrido",
    "%(num)s día hábil",
    "%(num)s día hábil de atraso",
    "%(num)s documento es una imagen y espera que se reconozca su texto.",
    "%(num)s elegido",
    "%(num)s evidencia aceptada",
    "%(num)s evidencia devuelta por corregir",
    "%(num)s evidencia por revisar",
    "%(num)s evidencia vence en 60 días",
    "%(num)s evidencia vencida",
    "%(num)s intento",
    "%(num)s problema por corregir",
    "%(num)s requerimiento",
    "%(num)s requerimiento por validar",
    "%(num)s respuesta guardada, sin par",
    "%(num)s tarea abierta",
    "%(num)s tarea atrasada",
    "%(num)s tarea con evidencia en revisión",
    "%(num)s tarea consultada a la evaluación",
    "%(num)s tarea devuelta, aún en plazo",
    "%(num)s tarea espera respuesta de la Secretaría Ejecutiva",
    "%(num)s tarea para más adelante",
    "%(num)s tarea espera a otra",
    "lista de %(num)s punto",
    "También en otra página.",
    "%(num)s tarea vence esta semana",
    "%(num)s unidad que registraba movimientos dejó de hacerlo: el rango cuenta con que quizás "
    "no los retome.",
    "%(num)s vez",
    "%(num)s ya tiene una tarea abierta.",
    "%(path)s: %(num)s página, ciclo «%(cycle)s», estado al %(day)s.",
    "%(unit)s tendría %(num)s hora más de las que dispone hasta esa fecha.",
    ", %(num)s obligatorio:",
    "Cambiar %(num)s tarea",
    "Además, %(num)s archivo oculto o del sistema, que no se importa",
    "El cálculo incluye %(num)s requerimiento que no es de sus unidades y no se detalla aquí.",
    "Falta %(num)s requerimiento para %(level)s",
    "Liberar %(num)s evidencia",
    "Lo que falta ya está pedido en una tarea abierta:",
    "Lo retiene %(num)s obligatorio:",
    "Queda %(num)s día hábil",
    "Queda %(num)s minuto.",
    "Se creó %(num)s tarea.",
    "Se recibió %(num)s archivo; espera que diga qué es.",
    "Ver %(num)s alternativa",
    "Y queda %(num)s evidencia más sin corregir.",
    "Ya tiene %(num)s tarea abierta",
    "cierra la tarea",
    "día desde la evaluación",
    "día para la evaluación",
    "en %(num)s día",
    "hace %(num)s día",
    "hace %(num)s día hábil",
    "y %(num)s más",
}
"""Sentences that stand only where there is something to count: the code around them asks first."""


@dataclass(frozen=True)
class Counted:
    """A call of ngettext: its two sentences, and whether it has one for none."""

    place: str
    one: str
    several: str
    has_none: bool


def of_code() -> Iterator[Counted]:
    for path in sorted(SELLO.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ngettext":
                one, several = (ast.literal_eval(each) for each in node.args[:2])
                has_none = any(word.arg == "none" for word in node.keywords)
                yield Counted(path.name, one, several, has_none)


def of_templates() -> Iterator[Counted]:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # given by the i18n extension
    mails = TEMPLATES / "mail"  # written only where there is something to tell
    for path in sorted(each for each in TEMPLATES.rglob("*.html") if mails not in each.parents):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if getattr(call.node, "name", "") == "ngettext" and isinstance(call.args[0], nodes.Const):
                one, several = (each.as_const() for each in call.args[:2])
                yield Counted(path.name, one, several, any(word.key == "none" for word in call.kwargs))


ALL = [*of_code(), *of_templates()]


def said(text: str, number: int) -> str:
    """A sentence with its number; the other values are of no account."""
    return re.sub(
        r"%\(\w+\)[sd]", "…", text.replace("%(num)s", str(number)).replace("%(count)s", str(number))
    )


def test_there_is_something_to_hold() -> None:
    assert len(ALL) > 50


@pytest.mark.parametrize("counted", ALL, ids=lambda each: f"{each.place}: {each.one[:40]}")
def test_one_is_singular_and_several_are_plural(counted: Counted) -> None:
    for word in re.findall(r"\b1 (\w+)", said(counted.one, 1)):
        assert word in SAME_FOR_ALL or not word.endswith("s"), counted.one
    for word in re.findall(r"\b2 (\w+)", said(counted.several, 2)):
        assert word in {"de", *SAME_FOR_ALL} or word.endswith("s"), counted.several
    assert counted.one != counted.several or "más" in counted.one


@pytest.mark.parametrize("counted", ALL, ids=lambda each: f"{each.place}: {each.one[:40]}")
def test_none_has_its_own_sentence(counted: Counted) -> None:
    in_words = counted.has_none or counted.one in NEVER_NONE
    assert in_words, "give ngettext a none=_(…), or name it in NEVER_NONE where it cannot be"


def test_the_table_names_no_sentence_that_is_gone() -> None:
    assert {each.one for each in ALL if not each.has_none} == NEVER_NONE


PART = re.compile(r"%\(\w+\)s de (?:los |las )?%\(\w+\)s [a-záéíóúñ]+s\b")
"""A share that ends in the name of what is counted: «1 de 1 requerimientos» is no sentence."""
WHERE_MANY = {
    "Cumple %(numerator)s de %(denominator)s requerimientos aplicables: %(percentage)s.",
    "Cumplen %(numerator)s de %(denominator)s requerimientos aplicables: %(percentage)s.",
    "Se cumple %(num)s de %(all)s requerimientos aplicables.",
    "Se cumplen %(num)s de %(all)s requerimientos aplicables.",
    "Se muestra %(num)s de %(total)s requerimientos.",
    "Se muestran %(num)s de %(total)s requerimientos.",
    "se cumple %(num)s de %(all)s requerimientos aplicables.",
    "se cumplen %(num)s de %(all)s requerimientos aplicables.",
    "Al %(day)s, %(institution)s cumple %(met)s de %(of)s requerimientos aplicables (%(share)s) en la "
    "lectura «%(reading)s»: %(level)s.",
    "Al %(day)s, %(institution)s suma %(met)s de %(of)s puntos (%(share)s) en la lectura "
    "«%(reading)s»: %(level)s.",
    "Suman %(numerator)s de %(denominator)s puntos aplicables: %(percentage)s "
    "(requerimientos cumplidos: %(met)s de %(applicable)s).",
    "Umbral %(threshold)s: pide cumplir %(asked)s de %(all)s requerimientos aplicables; "
    "hay %(has)s (%(share)s).",
    "Umbral %(threshold)s: pide sumar %(asked)s de %(all)s puntos aplicables; hay %(has)s (%(share)s).",
}
"""Said of several, and of points: of the only one there is another sentence."""


def texts() -> Iterator[str]:
    for path in sorted(SELLO.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        values = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        yield from (value for value in values if isinstance(value, str))
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path in sorted(TEMPLATES.rglob("*.*")):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        yield from (each.value for each in tree.find_all(nodes.Const) if isinstance(each.value, str))


def test_a_share_of_one_is_not_told_as_one_of_many() -> None:
    assert {text for text in texts() if PART.search(text)} == WHERE_MANY
