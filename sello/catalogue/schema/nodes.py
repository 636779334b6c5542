"""A YAML file as nodes that remember their line, opened with care for who wrote it.

Nothing is ever constructed from the file but text: tags, aliases and merge keys are refused, and
size, depth and number of parts are limited before the tree is built.
"""

from typing import Any, Final

import yaml

from sello.catalogue.schema.problems import InvalidEdition, Problem
from sello.core.labels import N_
from sello.core.text import clean

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_DEPTH: Final = 24
MAX_PARTS: Final = 400_000

_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_STRUCTURAL = (*_OPENING, *_CLOSING, yaml.ScalarEvent, yaml.AliasEvent)


def compose(document: bytes, file: str) -> yaml.MappingNode:
    """The tree of a file, or InvalidEdition with the one reason why it cannot even be opened."""
    text = _decoded(document, file)
    try:
        _inspect(text, file)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(error, file) from error
    except yaml.YAMLError as error:
        raise _one(
            file,
            1,
            N_("el archivo tiene caracteres que un texto no puede tener."),
            N_("Ábralo en un editor de texto, guárdelo como UTF-8 y repita."),
        ) from error
    if not isinstance(root, yaml.MappingNode):
        raise _one(
            file,
            1,
            N_("el archivo está vacío o no comienza con las partes de una edición."),
            N_("Comience con «formato: 1» y siga con «edicion:», «escala:», «niveles:» y «dimensiones:»."),
        )
    _clean(root)
    return root


def _clean(node: yaml.Node) -> None:
    """Take out what an escape sequence brings in and nothing can keep, such as "\\x07"."""
    if isinstance(node, yaml.ScalarNode):
        node.value = clean(node.value)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            _clean(part)
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for part in pair:
                _clean(part)


def _decoded(document: bytes, file: str) -> str:
    if len(document) > MAX_BYTES:
        raise _one(
            file,
            1,
            N_("el archivo supera %(limit)s MB."),
            N_("Una edición completa ocupa menos de 1 MB: revise que sea el archivo correcto."),
            limit=MAX_BYTES // (1024 * 1024),
        )
    try:
        return document.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        raise _one(
            file,
            line,
            N_("hay un carácter que no está en UTF-8."),
            N_("Guarde el archivo con codificación UTF-8 y repita."),
        ) from error


def _inspect(text: str, file: str) -> None:
    depth = parts = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if not isinstance(event, _STRUCTURAL):
            continue
        parts += 1
        depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
        line = _line(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _one(
                file,
                line,
                N_("usa referencias de YAML (& o *), que aquí no se admiten."),
                N_("Escriba el texto completo en cada lugar; si empieza con & o *, póngalo entre comillas."),
            )
        if (tag := getattr(event, "tag", None)) not in (None, "!"):
            raise _one(
                file,
                line,
                N_("usa una etiqueta de YAML («%(tag)s»), que aquí no se admite."),
                N_("Quítela; si el texto empieza con !, póngalo entre comillas."),
                tag=tag,
            )
        if depth > MAX_DEPTH or parts > MAX_PARTS:
            raise _one(
                file,
                line,
                N_("el archivo tiene demasiados niveles o demasiadas partes."),
                N_("Revise que sea una edición y no otro documento."),
            )


def _not_yaml(error: yaml.MarkedYAMLError, file: str) -> InvalidEdition:
    mark = error.problem_mark or error.context_mark
    return _one(
        file,
        _line(mark),
        N_("la escritura no es YAML válido cerca de aquí."),
        N_("Revise en esta línea y la anterior la sangría (con espacios), los dos puntos y las comillas."),
    )


def _line(mark: Any) -> int:
    return mark.line + 1 if mark else 1


def _one(file: str, line: int, message: str, remedy: str, **values: object) -> InvalidEdition:
    return InvalidEdition(file, [Problem(f"línea {line}", message, remedy, values)])
