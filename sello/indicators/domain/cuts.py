"""By what figures are cut, and the institution's own lists of what each cut is cut into."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal
from sello.core.text import fold

MOST = 40
"""Options that a list may have."""

LONGEST = 60
"""Characters that the name of an option may have."""

RENAMED = ">"
"""What stands between the name that an option had and the one that it gets."""

WOMEN, MEN = "mujeres", "hombres"
"""The options between which a gap is told; their names may change, they themselves stay."""


class Axis(LabelledEnum):
    """By what figures are cut."""

    SEX = "sex", N_("Sexo")
    AGE = "age", N_("Tramo de edad")
    NATIONALITY = "nationality", N_("Nacionalidad")
    PEOPLE = "people", N_("Pueblo originario")
    DISABILITY = "disability", N_("Discapacidad")
    TERRITORY = "territory", N_("Territorio")
    STAFF = "staff", N_("Estamento")


@dataclass(frozen=True, slots=True)
class Option:
    """One part of a cut: what values keep of it, and its name."""

    code: str
    name: str


Lists = Mapping[Axis, tuple[Option, ...]]
"""The options of every cut, in the order in which tables show them."""


class ListTooLong(Refusal):
    """A list that no table could show."""

    message = N_("«%(axis)s» tiene más de %(most)s opciones: agrupe algunas.")


class OptionTooLong(Refusal):
    """A name that no table could show."""

    message = N_("«%(name)s» es muy largo para una tabla: escriba hasta %(most)s caracteres.")


class OptionTwice(Refusal):
    """Two options that nobody could tell apart."""

    message = N_("«%(axis)s» dice dos veces «%(name)s». Deje una sola línea.")


class NothingToRename(Refusal):
    """A name that no option had."""

    message = N_(
        "«%(name)s» no estaba en «%(axis)s», así que no se puede renombrar. Revise cómo está escrito."
    )


class OptionInUse(Refusal):
    """An option that left its list while values are cut by it."""

    message = N_(
        "«%(name)s» tiene valores y no se puede sacar. Para cambiarle el nombre escriba en su línea: "
        "%(name)s > nombre nuevo."
    )


class SexesNeeded(Refusal):
    """A list of sexes without the two between which gaps are told."""

    message = N_("En «Sexo» tienen que seguir mujeres y hombres: entre ambos se dice la brecha.")


class UnknownOption(Refusal):
    """What was written is none of the options of a cut."""

    message = N_("«%(typed)s» no está en la lista de «%(axis)s». Use una de: %(known)s.")


class NearOption(Refusal):
    """What was written is none of the options, but looks like one."""

    message = N_("«%(typed)s» no está en la lista de «%(axis)s». ¿Quiso decir «%(near)s»?")


def _options(*names: str) -> tuple[Option, ...]:
    return tuple(Option(slug(name), name) for name in names)


def slug(name: str) -> str:
    """What values keep of an option of that name."""
    return "-".join("".join(char if char.isalnum() else " " for char in fold(name)).split())[:40]


USUAL: Lists = MappingProxyType(
    {
        Axis.SEX: _options(N_("Mujeres"), N_("Hombres"), N_("Otra identidad")),
        Axis.AGE: _options(
            N_("0 a 14 años"), N_("15 a 29 años"), N_("30 a 44 años"), N_("45 a 59 años"), N_("60 años y más")
        ),
        Axis.NATIONALITY: _options(N_("Chilena"), N_("Extranjera")),
        Axis.PEOPLE: _options(N_("Pertenece a un pueblo originario"), N_("No pertenece")),
        Axis.DISABILITY: _options(N_("Con discapacidad"), N_("Sin discapacidad")),
        Axis.TERRITORY: (),
        Axis.STAFF: _options(
            N_("Directivo"),
            N_("Profesional"),
            N_("Jefatura"),
            N_("Técnico"),
            N_("Administrativo"),
            N_("Auxiliar"),
            N_("Honorarios"),
        ),
    }
)
"""What an institution begins with; which territories it has only itself can say.

The categories of staff are those of the Estatuto Administrativo para Funcionarios Municipales (Ley 18.883,
article 7), and those who work on fees.
"""


def read_lists(kept: Mapping[str, Iterable[Iterable[str]]] | None) -> Lists:
    """The lists as an institution keeps them; of those that it never touched, the usual ones."""
    held = kept or {}
    return {
        axis: tuple(Option(code, name) for code, name in held[axis.value])
        if axis.value in held
        else USUAL[axis]
        for axis in Axis
    }


def kept_lists(lists: Lists) -> dict[str, list[list[str]]]:
    """The lists as they are kept."""
    return {axis.value: [[one.code, one.name] for one in options] for axis, options in lists.items()}


def edited(axis: Axis, before: tuple[Option, ...], typed: str) -> tuple[Option, ...]:
    """The options that a text says, one on each line; «antes > ahora» gives one another name.

    An option that was there keeps its code, whatever it is called now. Raises ListTooLong, OptionTooLong,
    OptionTwice, NothingToRename or SexesNeeded.
    """
    held = {fold(one.name): one.code for one in before}
    found: list[Option] = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        old, arrow, new = (part.strip() for part in line.partition(RENAMED))
        name = new if arrow and new else old
        if arrow and fold(old) not in held:
            raise NothingToRename(name=old, axis=axis.label)
        if len(name) > LONGEST:
            raise OptionTooLong(name=name[:LONGEST], most=LONGEST)
        found.append(Option(held.get(fold(old)) or _free(name, held.values()), name))
    _check(axis, found)
    return tuple(found)


def _free(name: str, taken: Collection[str]) -> str:
    """A code for a new option; one that was renamed keeps the code of the name that it had."""
    code = slug(name) or "opcion"
    return next(each for each in (code, *(f"{code}-{n}" for n in range(2, MOST + 3))) if each not in taken)


def _check(axis: Axis, found: list[Option]) -> None:
    if len(found) > MOST:
        raise ListTooLong(axis=axis.label, most=MOST)
    seen: set[str] = set()
    for one in found:
        if fold(one.name) in seen:
            raise OptionTwice(axis=axis.label, name=one.name)
        seen.add(fold(one.name))
    if axis is Axis.SEX and not {WOMEN, MEN} <= {one.code for one in found}:
        raise SexesNeeded


def check_used(before: tuple[Option, ...], now: tuple[Option, ...], used: Collection[str]) -> None:
    """Refuse that an option goes while values are cut by it; raises OptionInUse."""
    stay = {one.code for one in now}
    for one in before:
        if one.code in used and one.code not in stay:
            raise OptionInUse(name=one.name)


def find(axis: Axis, options: tuple[Option, ...], typed: str) -> Option:
    """The option that was written, whatever its case and accents; raises NearOption or UnknownOption."""
    by_name = {fold(one.name): one for one in options}
    wanted = fold(typed)
    if wanted in by_name:
        return by_name[wanted]
    near = get_close_matches(wanted, by_name, n=1, cutoff=0.6)
    if near:
        raise NearOption(typed=typed[:LONGEST], axis=axis.label, near=by_name[near[0]].name)
    known = ", ".join(one.name for one in options) or "—"
    raise UnknownOption(typed=typed[:LONGEST], axis=axis.label, known=known)
