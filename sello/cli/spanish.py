"""click's own words in Spanish: usage, help, and what it says of a wrong option or value.

click asks `gettext` for them under its own names and ships no translation; the table stands in its place, so
that no locale of the machine and no compiled file decides in which language a command answers.
"""

from types import ModuleType
from typing import Any

from click import Group, ParamType, core, decorators, exceptions, formatting, parser, termui, types

SPOKEN: tuple[ModuleType, ...] = (core, decorators, exceptions, formatting, parser, termui, types)

WORDS = {
    "Aborted!": "Se interrumpió.",
    "deprecated": "en desuso",
    "Missing command.": "Falta la orden.",
    "required": "obligatoria",
    "Options": "Opciones",
    "Positional arguments": "Argumentos",
    "Commands": "Órdenes",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": (
        "Aviso: la orden {name!r} está en desuso.{extra_message}"
    ),
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": (
        "Aviso: {name!r} está en desuso.{extra_message}"
    ),
    "Got unexpected extra argument ({args})": "Sobra un argumento ({args})",
    "Got unexpected extra arguments ({args})": "Sobran argumentos ({args})",
    "env var: {var}": "variable de entorno: {var}",
    "default: {default}": "si no se indica: {default}",
    "(dynamic)": "(se calcula)",
    "Takes {nargs} values but 1 was given.": "Necesita {nargs} valores y se dio 1.",
    "Takes {nargs} values but {len} were given.": "Necesita {nargs} valores y se dieron {len}.",
    "Do you want to continue?": "¿Desea continuar?",
    "Confirm the action without prompting.": "No pide confirmación.",
    "%(prog)s, version %(version)s": "%(prog)s, versión %(version)s",
    "Show the version and exit.": "Muestra la versión y termina.",
    "Show this message and exit.": "Muestra esta ayuda y termina.",
    "Did you mean {possibility}?": "¿Quiso decir {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(¿Quiso decir una de estas: {possibilities}?)",
    "Missing argument": "Falta el argumento",
    "Missing option": "Falta la opción",
    "Missing parameter": "Falta el parámetro",
    "Missing parameter: {param_name}": "Falta el parámetro: {param_name}",
    "Missing {param_type}": "Falta: {param_type}",
    "unknown error": "error desconocido",
    "Invalid value for {param_hint}: {message}": "Valor que no sirve para {param_hint}: {message}",
    "Invalid value: {message}": "Valor que no sirve: {message}",
    "Could not open file {filename!r}: {message}": "No se pudo abrir el archivo {filename!r}: {message}",
    "Error: {message}": "Error: {message}",
    "Try '{command} {option}' for help.": "Para ver la ayuda: {command} {option}",
    "No such option {name!r}.": "No existe la opción {name!r}.",
    "No such command {name!r}.": "No existe la orden {name!r}.",
    "Usage:": "Uso:",
    "Option {name!r} does not take a value.": "La opción {name!r} no lleva valor.",
    "Option {name!r} requires an argument.": "La opción {name!r} necesita un valor.",
    "Option {name!r} requires {nargs} arguments.": "La opción {name!r} necesita {nargs} valores.",
    "Argument {name!r} takes {nargs} values.": "El argumento {name!r} lleva {nargs} valores.",
    "Press any key to continue...": "Presione una tecla para seguir …",
    "Repeat for confirmation": "Repítalo para confirmar",
    "Error: The two entered values do not match.": "Error: los dos valores no son iguales.",
    "Error: invalid input": "Error: eso no sirve",
    "file": "archivo",
    "directory": "carpeta",
    "path": "ruta",
    "Choose from:\n\t{choices}": "Elija entre:\n\t{choices}",
    "Choice({choices})": "Elección({choices})",
    "{value!r} is not {choice}.": "{value!r} no es {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} no es ninguno de estos: {choices}.",
    "{value!r} does not match the format {format}.": "{value!r} no tiene la forma {format}.",
    "{value!r} does not match the formats {formats}.": "{value!r} no tiene ninguna de las formas {formats}.",
    "{value} is not in the range {range}.": "{value} está fuera del rango {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "{value!r} no es sí ni no. Se entienden: {states}"
    ),
    "{len_type} values are required, but {len_value} was given.": (
        "Se necesitan {len_type} valores y se dio {len_value}."
    ),
    "{len_type} values are required, but {len_value} were given.": (
        "Se necesitan {len_type} valores y se dieron {len_value}."
    ),
    "{value!r} is not a valid {number_type}.": "{value!r} no es un número que sirva ({number_type}).",
    "{value!r} is not a valid UUID.": "{value!r} no es un UUID.",
    "{name} {filename!r} is a file.": "{name}: {filename!r} es un archivo.",
    "{name} {filename!r} is a directory.": "{name}: {filename!r} es una carpeta.",
    "{name} {filename!r} is not readable.": "{name}: {filename!r} no se puede leer.",
    "{name} {filename!r} is not writable.": "{name}: {filename!r} no se puede escribir.",
    "{name} {filename!r} is not executable.": "{name}: {filename!r} no se puede ejecutar.",
    "{name} {filename!r} does not exist.": "{name}: {filename!r} no existe.",
}
"""What a person may be told at the command line; `tests/cli/test_spanish.py` looks in click for more."""


KINDS: dict[type[ParamType[Any]], str] = {
    types.StringParamType: "texto",
    types.IntParamType: "número",
    types.IntRange: "número",
    types.FloatParamType: "número",
    types.FloatRange: "número",
    types.BoolParamType: "sí o no",
    types.Choice: "opción",
}
"""How kinds of values are called in help and refusals."""


def word(text: str) -> str:
    """One of click's texts."""
    return WORDS.get(text, text)


def counted(one: str, several: str, number: int) -> str:
    """One of click's texts that depend on a number."""
    return word(one if number == 1 else several)


def speak() -> None:
    """Let click speak Spanish in this process."""
    for module in SPOKEN:
        for name, said in (("_", word), ("ngettext", counted)):
            if hasattr(module, name):
                setattr(module, name, said)
    for kind, name in KINDS.items():
        kind.name = name


def named(group: Group) -> Group:
    """Put the placeholders of a group's usage line, and of all that hangs from it, into Spanish."""
    group.options_metavar, group.subcommand_metavar = "[OPCIONES]", "ORDEN [ARGUMENTOS]..."
    for command in group.commands.values():
        command.options_metavar = "[OPCIONES]"
        if isinstance(command, Group):
            named(command)
    return group
