"""What the rows of a part may not say: each refusal names the row, so that it is found on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.register.parts.domain.columns import COLUMNS, UNIQUE, Column, Link, Part, Shape
from sello.register.parts.domain.money import MOST, TooManyPesos

Values = Mapping[str, Any]
"""What a row says, by the names of its columns; what is not known is None."""

YEARS = range(1980, 2101)
MOST_COUNTED = 100_000


class OutOfRange(Refusal):
    """A number below nothing, a percentage above the whole, a year beyond reach."""

    message = N_("Fila %(row)s: «%(typed)s» no puede ser. Escriba un número entre %(least)s y %(most)s.")


class SaidTwice(Refusal):
    """Two rows say the same thing."""

    message = N_("Las filas %(first)s y %(row)s dicen lo mismo. Junte lo que dicen en una y borre la otra.")


class DoNotSum(Refusal):
    """Shares that leave something over, or are more than the whole."""

    message = N_("Las responsabilidades suman %(sum)s %% y deben sumar 100 %%. Corríjalas o déjelas vacías.")


class SharesIncomplete(Refusal):
    """Some units have a share and others none."""

    message = N_("Falta el porcentaje de alguna unidad: escríbalos todos, o deje todos vacíos.")


class OtherUnits(Refusal):
    """The units of an initiative are chosen in its own form."""

    message = N_("Aquí solo se reparte entre las unidades responsables. Para cambiarlas, edite la ficha.")


class YearsReversed(Refusal):
    """A period that ends before it begins."""

    message = N_("Fila %(row)s: el último año es anterior al primero. Corrija uno de los dos.")


class PeriodsOverlap(Refusal):
    """Two bodies would execute in the same year."""

    message = N_(
        "Las filas %(first)s y %(row)s se traslapan en %(year)s. Corrija los años; si ejecutan juntas, "
        "anótelas en una sola fila."
    )


class NotLinked(Refusal):
    """A link of the chain hangs from nothing."""

    message = N_(
        "Fila %(row)s: cada eslabón viene del anterior (la brecha, de una barrera; la acción, de un objetivo)"
        " y la barrera, de ninguno. Elija de cuál viene; si aún no está, anótelo primero y guarde."
    )


class ProvesNothing(Refusal):
    """A document where the chain says something else than how it is verified."""

    message = N_("Fila %(row)s: solo un medio de verificación lleva documento. Cambie el eslabón o quítelo.")


class NamesOther(Refusal):
    """An action or an indicator where the chain says something else."""

    message = N_(
        "Fila %(row)s: solo un eslabón de acción nombra una acción del plan, y solo uno de indicador, un "
        "indicador. Cambie el eslabón o quítelo."
    )


class RowInUse(Refusal):
    """A row that others name would go."""

    message = N_("«%(name)s» no se puede quitar: otras filas de la ficha la nombran. Quite primero esas.")


class RowGone(Refusal):
    """A row was sent that is not there any more."""

    message = N_("Una de las filas ya no está: otra persona la quitó. Abra de nuevo la página y revise.")


def check(part: Part, rows: Sequence[Values]) -> None:
    """Refuse rows that cannot be, alone or together; the first fault that is found is said."""
    for number, row in enumerate(rows, start=1):
        for one in COLUMNS[part]:
            _check_range(one, row[one.name], number)
    _check_twice(rows, UNIQUE.get(part, ()))
    OWN.get(part, _nothing_more)(rows)


def _nothing_more(rows: Sequence[Values]) -> None:
    del rows


LIMITS = {
    Shape.COUNT: (0, MOST_COUNTED),
    Shape.PERCENT: (0, 100),
    Shape.YEAR: (YEARS.start, YEARS.stop - 1),
    Shape.PESOS: (0, MOST),
}


def _check_range(one: Column, value: object, number: int) -> None:
    if one.shape not in LIMITS or not isinstance(value, int):
        return
    least, most = LIMITS[one.shape]
    if one.shape is Shape.PESOS and value > most:
        raise TooManyPesos
    if not least <= value <= most:
        # Years are names, not quantities: they are given as text, without points.
        ends = (str(least), str(most)) if one.shape is Shape.YEAR else (least, most)
        raise OutOfRange(row=number, typed=str(value), least=ends[0], most=ends[1])


def _check_twice(rows: Sequence[Values], names: tuple[str, ...]) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for number, row in enumerate(rows, start=1):
        if not names:
            return
        said = tuple(_folded(row[name]) for name in names)
        if said in seen:
            raise SaidTwice(first=seen[said], row=number)
        seen[said] = number


def _folded(value: object) -> object:
    return " ".join(value.split()).casefold() if type(value) is str else value


def check_shares(rows: Sequence[Values]) -> None:
    """Either no unit has a share, or all have and together they are the whole."""
    shares = [row["share"] for row in rows]
    if all(share is None for share in shares):
        return
    if None in shares:
        raise SharesIncomplete
    if sum(shares) != 100:
        raise DoNotSum(sum=sum(shares))


def check_years(rows: Sequence[Values]) -> None:
    """In each year one body executes; an open end goes on for ever."""
    taken: list[tuple[int, int, int]] = []
    for number, row in enumerate(rows, start=1):
        first, last = row["from_year"], row["until_year"] or YEARS.stop
        if last < first:
            raise YearsReversed(row=number)
        for other, begins, ends in taken:
            if first <= ends and begins <= last:
                raise PeriodsOverlap(first=other, row=number, year=str(max(first, begins)))
        taken.append((number, first, last))


NAMES_ELSEWHERE = {"action_id": Link.ACTION, "indicator_id": Link.INDICATOR}
"""Which link of the chain names an action of the plan, and which an indicator."""


def check_chain(rows: Sequence[Values]) -> None:
    """Each link hangs from one of the kind before it, a barrier from nothing; what verifies has a piece."""
    links = {row["id"]: row["link"] for row in rows if row.get("id")}
    for number, row in enumerate(rows, start=1):
        link: Link = row["link"]
        if links.get(row["follows_id"]) is not link.before:
            raise NotLinked(row=number)
        if row.get("proof_id") is not None and link is not Link.VERIFICATION:
            raise ProvesNothing(row=number)
        for name, kind in NAMES_ELSEWHERE.items():
            if row.get(name) is not None and link is not kind:
                raise NamesOther(row=number)


OWN: dict[Part, Callable[[Sequence[Values]], None]] = {
    Part.SHARES: check_shares,
    Part.BODIES: check_years,
    Part.CHAIN: check_chain,
}
"""What a part refuses besides."""


def covered(
    attendance: Iterable[Values], staff: Iterable[Values], sex: str
) -> dict[tuple[Any, Any], tuple[int, int]]:
    """Of each unit and category, how many of a sex came to some session, at the very least, of how many.

    Only counts are known, and the same people come to several sessions: of each unit and category the fullest
    session counts, and never more than there are.
    """
    fullest: dict[tuple[Any, Any], int] = {}
    for row in attendance:
        cell = (row["unit_id"], row["staff"])
        fullest[cell] = max(fullest.get(cell, 0), row[sex] or 0)
    there = {(row["unit_id"], row["staff"]): row[sex] or 0 for row in staff}
    return {cell: (min(count, fullest.get(cell, 0)), count) for cell, count in there.items()}
