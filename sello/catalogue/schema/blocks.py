"""Reading the parts of a file one by one, noting every fault and going on.

A ``Block`` hands out the values of a mapping. Where one is missing or wrong it notes the line, what is
wrong and what to do, and returns a neutral value, so that one reading finds all the faults.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import TypeVar

import yaml

from sello.catalogue.schema.notes import CellMark, Notes, Place, place_of
from sello.core.labels import N_

T = TypeVar("T")

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]*(\.[0-9A-Za-z_-]+)*")
_NUMBER = re.compile(r"\d{1,9}([.,]\d{1,9})?|\d{1,9}/[1-9]\d{0,8}")
_PERCENT = re.compile(r"(\d{1,9}([.,]\d{1,6})?)\s*%")
_WHOLE = re.compile(r"0|[1-9]\d{0,8}")
_FLAGS = {"sí": True, "si": True, "true": True, "no": False, "false": False}
_TEXT_TAG = "tag:yaml.org,2002:str"
_FLOAT_TAG = "tag:yaml.org,2002:float"
_NULL_TAG = "tag:yaml.org,2002:null"


class Block:
    """A mapping of the file: its values by key, with what may and what must be there."""

    def __init__(self, node: yaml.Node, notes: Notes, known: tuple[str, ...]) -> None:
        self.place = place_of(node)
        self._notes = notes
        self._values: dict[str, yaml.Node] = {}
        if isinstance(node, yaml.MappingNode):
            self._take(node, known)
        else:
            notes.add(
                self.place,
                N_("aquí se esperaba un grupo de claves (%(known)s)."),
                N_("Escriba cada clave en su línea, con su valor después de dos puntos."),
                known=", ".join(known),
            )

    def _take(self, node: yaml.MappingNode, known: tuple[str, ...]) -> None:
        for key_node, value in node.value:
            place = place_of(key_node)
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            if key not in known:
                self._unknown(place, key, known)
            elif key in self._values:
                self._notes.add(
                    place,
                    N_("la clave «%(key)s» está dos veces."),
                    N_("Deje una sola (la otra: %(other)s)."),
                    key=key,
                    other=self.place_of(key).name,
                )
            else:
                self._values[key] = value

    def _unknown(self, place: Place, key: str, known: tuple[str, ...]) -> None:
        near = get_close_matches(key, known, n=1, cutoff=0.6)
        if near:
            remedy = N_("¿Quiso decir «%(near)s»?")
        elif " " in key:
            remedy = N_("Si es parte de un texto con comas o dos puntos, póngalo entero entre comillas.")
        else:
            remedy = N_("Quítela; aquí se admiten: %(known)s.")
        self._notes.add(
            place,
            N_("no se conoce la clave «%(key)s»."),
            remedy,
            key=key,
            near=near[0] if near else "",
            known=", ".join(known),
        )

    def note(self, at: str, message: str, remedy: str, /, **values: object) -> None:
        """Note a fault at the place of a key."""
        self._notes.add(self.place_of(at), message, remedy, **values)

    def place_of(self, key: str) -> Place:
        """Where a key's value stands, or the block where the key is missing."""
        node = self._values.get(key)
        return place_of(node) if node else self.place

    def has(self, key: str) -> bool:
        """Whether the key is there with a value."""
        node = self._values.get(key)
        return node is not None and not (isinstance(node, yaml.ScalarNode) and node.tag == _NULL_TAG)

    def _missing(self, key: str) -> None:
        self._notes.add(
            self.place,
            N_("falta «%(key)s»."),
            N_("Agregue «%(key)s» aquí, con su valor."),
            key=key,
        )

    def _scalar(self, key: str, *, required: bool) -> yaml.ScalarNode | None:
        if not self.has(key):
            if required:
                self._missing(key)
            return None
        node = self._values[key]
        if isinstance(node, yaml.ScalarNode):
            return node
        self.note(
            key,
            N_("«%(key)s» debe ser un solo valor y tiene una lista o un grupo."),
            N_("Deje un solo valor después de los dos puntos."),
            key=key,
        )
        return None

    def text(self, key: str, *, required: bool = True, most: int = 8000) -> str:
        """A text, with its blanks made even; at most ``most`` characters."""
        node = self._scalar(key, required=required)
        if node is None:
            return ""
        value = _even(node.value)
        if required and not value:
            self._missing(key)
        if len(value) > most:
            self.note(
                key,
                N_("«%(key)s» tiene %(length)s caracteres y se admiten %(most)s."),
                N_("Acórtelo, o lleve el detalle a otro de los textos."),
                key=key,
                length=len(value),
                most=most,
            )
        return value

    def code(self, key: str, *, most: int = 20) -> str:
        """A code: letters, digits, hyphens, parts joined by points; never a number."""
        node = self._scalar(key, required=True)
        if node is None:
            return ""
        if node.tag != _TEXT_TAG:
            self.note(
                key,
                N_("el código %(value)s está escrito como número."),
                N_('Póngalo entre comillas: "%(value)s". Así 1.10 no se confunde con 1.1.'),
                value=node.value,
            )
        elif not _CODE.fullmatch(node.value) or len(node.value) > most:
            self.note(
                key,
                N_("«%(value)s» no sirve como código."),
                N_("Use letras sin tilde, números, guiones y puntos, como 1.1.1; a lo más %(most)s."),
                value=node.value,
                most=most,
            )
        return str(node.value)

    def number(self, key: str, default: Fraction | None = None, *, share: bool = False) -> Fraction:
        """An exact number: whole, "0,5", "1/3" or "60 %"; with ``share`` it must lie from 0 to 1."""
        node = self._scalar(key, required=default is None)
        if node is None:
            return Fraction(0) if default is None else default
        value = _exact(node)
        if value is None:
            self._not_exact(key, node)
            return Fraction(0)
        if share and value > 1:
            self.note(
                key,
                N_("«%(value)s» es más que el total."),
                N_("Escriba un porcentaje de 0 %% a 100 %%, como «60 %%»."),
                value=node.value,
            )
        return value

    def is_number(self, key: str) -> bool:
        """Whether a value is an exact number: of one that is none, nothing more needs to be said."""
        node = self._scalar(key, required=False)
        return node is not None and _exact(node) is not None

    def _not_exact(self, key: str, node: yaml.ScalarNode) -> None:
        as_float = node.tag == _FLOAT_TAG
        self.note(
            key,
            N_("«%(value)s» no es un número exacto.") if as_float else N_("«%(value)s» no es un número."),
            N_('Escríbalo entero, como porcentaje («60 %%») o entre comillas con coma ("0,5").'),
            value=node.value,
        )

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number from 0 up."""
        node = self._scalar(key, required=default is None)
        if node is None:
            return default or 0
        if _WHOLE.fullmatch(node.value):
            return int(node.value)
        self.note(
            key,
            N_("«%(key)s» debe ser un número entero y dice «%(value)s»."),
            N_("Escriba solo dígitos, como 8."),
            key=key,
            value=node.value,
        )
        return default or 0

    def flag(self, key: str, *, default: bool) -> bool:
        """A yes or no."""
        node = self._scalar(key, required=False)
        if node is None:
            return default
        if (value := _FLAGS.get(node.value.lower())) is None:
            self.note(
                key,
                N_("«%(key)s» dice «%(value)s»."),
                N_("Escriba «sí» o «no»."),
                key=key,
                value=node.value,
            )
            return default
        return value

    def choice(self, key: str, options: Mapping[str, T], default: T, *, required: bool = True) -> T:
        """One of a few words."""
        node = self._scalar(key, required=required)
        if node is None:
            return default
        word = _even(node.value)
        if word in options:
            return options[word]
        self.note(
            key,
            N_("«%(value)s» no es una opción de «%(key)s»."),
            N_("Elija una de estas: %(options)s."),
            key=key,
            value=word,
            options=", ".join(options),
        )
        return default

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        texts = (" ".join(node.value.split()) for node in self._scalars(key, required=required))
        return tuple(text for text in texts if text)

    def codes(self, key: str) -> list[tuple[Place, str]]:
        """A list of codes, each with its place."""
        return [(place_of(node), node.value) for node in self._scalars(key, required=False)]

    def _scalars(self, key: str, *, required: bool) -> Iterator[yaml.ScalarNode]:
        for node in self._items(key, required=required):
            if isinstance(node, yaml.ScalarNode):
                yield node
                continue
            self._notes.add(
                place_of(node),
                N_("cada línea de «%(key)s» debe ser un texto."),
                N_("Si el texto lleva dos puntos, póngalo entre comillas."),
                key=key,
            )

    def _items(self, key: str, *, required: bool) -> list[yaml.Node]:
        if not self.has(key):
            if required:
                self._missing(key)
            return []
        node = self._values[key]
        if isinstance(node, yaml.SequenceNode):
            if required and not node.value:
                self._missing(key)
            return list(node.value)
        self.note(
            key,
            N_("«%(key)s» debe ser una lista."),
            N_("Escriba cada elemento en su línea, con un guion delante."),
            key=key,
        )
        return []

    def block(self, key: str, known: tuple[str, ...]) -> "Block":
        """A group inside this one; a missing one is noted once and then keeps silent."""
        if self.has(key):
            return Block(self._values[key], self._notes, known)
        self._missing(key)
        nowhere = CellMark(self.place.order, self.place.name)
        return Block(yaml.MappingNode("", [], nowhere), Notes(), known)

    def glimpse(self, key: str, inner: str) -> tuple[str, ...]:
        """The texts of a list inside a group, read ahead without noting faults."""
        node = self._values.get(key)
        return () if node is None else Block(node, Notes(), (inner,)).texts(inner)

    def blocks(self, key: str, known: tuple[str, ...]) -> list["Block"]:
        """A list of groups inside this one; at least one."""
        return [Block(node, self._notes, known) for node in self._items(key, required=True)]

    def shares(self, key: str) -> dict[str, Fraction]:
        """A group of percentages by code."""
        node = self._values.get(key)
        if not isinstance(node, yaml.MappingNode):
            if self.has(key):
                Block(self._values[key], self._notes, ())
            return {}
        known = tuple(str(name.value) for name, _ in node.value)
        inner = Block(node, self._notes, known)
        return {name: inner.number(name, share=True) for name in known}


def _even(value: str) -> str:
    paragraphs = re.split(r"\n\s*\n", value.strip())
    return "\n\n".join(" ".join(part.split()) for part in paragraphs)


def _exact(node: yaml.ScalarNode) -> Fraction | None:
    text = node.value.strip()
    if node.tag == _FLOAT_TAG:
        return None
    if percent := _PERCENT.fullmatch(text):
        return Fraction(percent[1].replace(",", ".")) / 100
    return Fraction(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
