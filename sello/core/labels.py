"""Spanish source texts that are translated when they are shown."""

from enum import StrEnum
from typing import Self


def N_(text: str) -> str:
    """Mark a Spanish source text for extraction; the screen translates it when it shows it."""
    return text


class LabelledEnum(StrEnum):
    """An enumeration whose members carry a stored value and a Spanish label.

    Declare members as ``NAME = "stored-value", N_("Etiqueta")``.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def __str__(self) -> str:
        return str(self._value_)
