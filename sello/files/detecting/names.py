"""Names of persons in a text: words with capitals of which one is a usual name here, and who holds a post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sello.core.text import fold

_FIRST = """
alejandra alejandro alicia amanda ana andrea andres angela antonia antonio ariel barbara beatriz belen
benjamin camila camilo carla carlos carmen carolina catalina cecilia claudia claudio constanza cristian
cristina cristobal daniel daniela david diego eduardo elena elizabeth emilia emilio erika esteban eugenia
fabian felipe fernanda fernando florencia francisca francisco gabriel gabriela gladys gloria gonzalo
guillermo gustavo hector hernan hugo ignacia ignacio ingrid irma isabel isidora ivan jacqueline javier
javiera jessica joaquin jorge jose josefa josefina juan juana juliana julio karen karina laura leonardo
leonor lorena lorenzo lucia luis luisa macarena magdalena manuel marcela marcelo marcia marco margarita
maria mariana mario marta martin martina matias mauricio maximiliano mercedes miguel miriam monica
natalia nelson nicolas nicole olga oscar pablo pamela paola patricia patricio paula paulina pedro pilar
rafael ramon raquel raul rebeca ricardo roberto rocio rodrigo rosa roxana ruben ruth sandra sara
sebastian sergio silvia sofia soledad sonia susana tamara teresa tomas valentina valeria vanessa veronica
vicente victor victoria viviana ximena yasna yolanda
"""
FIRST = frozenset(_FIRST.split())
"""First names that are usual in Chile, folded."""
_LAST = """
acevedo aguilera alarcon alvarado alvarez araneda aravena araya arias bravo bustamante bustos caceres
campos cardenas carrasco carrillo castillo castro cisternas contreras cornejo cortes diaz donoso espinoza
farias fernandez figueroa flores fuentealba fuentes gallardo garcia garrido godoy gomez gonzalez guerrero
gutierrez guzman henriquez hernandez herrera huenchumil ibanez jara jimenez lagos leiva lopez maldonado
martinez medina mendoza molina morales moreno munoz navarrete navarro nunez olivares orellana ortega
ortiz osorio palma paredes parra pena perez pino pizarro poblete ponce quezada ramirez ramos reyes riquelme
rios rivera rojas romero ruiz saavedra saez salazar salinas sanchez sandoval santander sepulveda silva
soto tapia tobar toledo toro torres valdes valenzuela vargas vasquez vega velasquez venegas vera vergara
vidal villalobos zamora zuniga painemal curihual llanquileo
"""
LAST = frozenset(_LAST.split())
"""Last names that are usual in Chile, folded."""
_LISTED = FIRST | LAST
_NAMED = """
avenida av calle pasaje psje villa poblacion plaza parque escuela liceo colegio hospital centro cesfam sala
edificio programa plan proyecto ley fundacion oficina direccion departamento comuna region
"""
_PLACES = frozenset(_NAMED.split())
"""A name after one of these is that of a place or a thing."""
_WORD = r"[A-ZÁÉÍÓÚÜÑ](?:[a-záéíóúüñ]+|[A-ZÁÉÍÓÚÜÑ]+)"
_RUN_OF = re.compile(
    rf"(?<!\w){_WORD}(?:[ \t]+(?:de[ \t]+(?:la[ \t]+|los[ \t]+)?|del[ \t]+)?{_WORD}){{1,5}}(?!\w)"
)
_REVERSED = re.compile(rf"(?<!\w){_WORD}(?:[ \t]+{_WORD})?,[ \t]+{_WORD}(?:[ \t]+{_WORD})?(?!\w)")
_POST = re.compile(
    r"\b(?:alcald|concejal|director|subdirector|jef[ea]|encargad|coordinador|administrador|secretari[oa]"
    r"|asesor|profesional|relator|expositor|facilitador|abogad|psic[oó]log|trabajador[ae]? social|matr[oó]n"
    r"|delegad|ministr|subsecretari|gestor|monitor|funcionari[oa] responsable|fiscal|actuari|docente|doctor"
    r"|suscrib|firma)",
    re.IGNORECASE,
)
_BESIDE = 45
_FEW = 3
"""So many words with one last name are a name; of more, one is by chance."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name from a letter up to another, and whether it stands there for a post that she holds."""

    start: int
    end: int
    in_post: bool


def names(text: str) -> Iterator[Name]:
    """The names of persons in a text, in their order."""
    taken = -1
    for match in sorted((*_RUN_OF.finditer(text), *_REVERSED.finditer(text)), key=lambda one: one.start()):
        if match.start() < taken:
            continue
        span = _person(match)
        if span is None or _is_of_a_place(text, span[0]):
            continue
        start, taken = span
        yield Name(start, taken, in_post=_holds_a_post(text, start, taken))


def _person(match: re.Match[str]) -> tuple[int, int] | None:
    """The part of some capitalised words that is a name: a first name with others, or last names."""
    words = list(re.finditer(r"\w+", match[0]))
    first = _begins([fold(word[0]) for word in words])
    if first is None or first == len(words) - 1:
        return None
    return match.start() + words[first].start(), match.end()


def _begins(words: list[str]) -> int | None:
    """Which of some folded words begins a name, if they hold one."""
    known = [at for at, word in enumerate(words) if word in _LISTED]
    is_called = not FIRST.isdisjoint(words)
    if not known or (not is_called and len(known) == 1 and len(words) > _FEW):
        return None
    return known[0] if is_called else max(0, known[0] - 1)  # a first name that is on no list


def _is_of_a_place(text: str, start: int) -> bool:
    before = fold(text[max(0, start - 24) : start]).split()
    return bool(before) and (before[-1] in _PLACES or " ".join(before[-2:]) in {"calle de", "plaza de"})


def _holds_a_post(text: str, start: int, end: int) -> bool:
    """Whether a post is named with it, on its own line."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before = text[max(line_start, start - _BESIDE) : start]
    after = text[end : min(end + _BESIDE, line_end if line_end >= 0 else len(text))]
    return bool(_POST.search(before) or _POST.search(after))
