"""A YAML file as nodes that remember their line, opened with care for who wrote it.

Nothing is ever constructed from the file but text: tags, aliases and merge keys are refused, and
size, depth and number of parts are limited before the tree is built.
"""

from typing import Any, Final

import yaml

from sello.catalogue.schema import syntax
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
        raise InvalidEdition(file, [syntax.told(error)]) from error
    except yaml.reader.ReaderError as error:
        raise InvalidEdition(file, [syntax.unreadable(text, error.position)]) from error
    except (OverflowError, ValueError) as error:
        raise InvalidEdition(file, [syntax.beyond(text)]) from error
    if not isinstance(root, yaml.MappingNode):
        raise _one(
            file,
            1,
            N_("el archivo está vacío o no comienza con las partes que debe tener."),
            N_(
                "Comience con «formato: 1»; una edición sigue con «edicion:», «escala:», «niveles:» y "
                "«dimensiones:», y una correspondencia con «correspondencia:» y «vinculos:»."
            ),
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
        before = document[: error.start]
        problem = syntax.at(
            before.count(b"\n"),
            len(before.rpartition(b"\n")[2].decode("utf-8-sig", "replace")),
            N_("hay un carácter que no está en UTF-8."),
            N_("Guarde el archivo con codificación UTF-8 y repita."),
        )
        raise InvalidEdition(file, [problem]) from error


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


def _line(mark: Any) -> int:
    return mark.line + 1 if mark else 1


def _one(file: str, line: int, message: str, remedy: str, **values: object) -> InvalidEdition:
    return InvalidEdition(file, [Problem(f"línea {line}", message, remedy, values)])
