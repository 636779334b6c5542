"""Crosswalks: which requirement of one edition serves which of another, and how far."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sello.catalogue.domain.texts import Provenance
from sello.catalogue.schema.blocks import Block
from sello.catalogue.schema.edition import FORMAT, PROVENANCE_WORDS
from sello.catalogue.schema.nodes import compose
from sello.catalogue.schema.notes import Notes
from sello.catalogue.schema.problems import InvalidEdition
from sello.core.labels import N_, LabelledEnum


class LinkKind(LabelledEnum):
    """How far what meets one requirement serves for another."""

    SAME = "igual", N_("es lo mismo")
    PARTLY = "en parte", N_("sirve en parte")
    SUPPORTS = "apoya", N_("apoya")


class Coverage(LabelledEnum):
    """How a requirement stands when only what another edition brings is counted."""

    FULL = "full", N_("cubierto")
    PARTIAL = "partial", N_("cubierto en parte")
    HELPED = "helped", N_("con apoyo")
    NONE = "none", N_("sin correspondencia")


_COVERAGE: Final = {
    LinkKind.SAME: Coverage.FULL,
    LinkKind.PARTLY: Coverage.PARTIAL,
    LinkKind.SUPPORTS: Coverage.HELPED,
}
_ORDER: Final = tuple(Coverage)


@dataclass(frozen=True)
class Link:
    """A requirement of one edition that serves a requirement of another."""

    origin: str
    target: str
    kind: LinkKind
    note: str = ""


@dataclass(frozen=True)
class Crosswalk:
    """The links from one edition to another, by their codes; they hold for every version."""

    origin: str
    target: str
    links: tuple[Link, ...]
    provenance: Provenance = Provenance.WORKING
    source_note: str = ""


def coverage(links: Iterable[Link]) -> Coverage:
    """How a requirement stands with the links that reach it: as its strongest one says."""
    found = {_COVERAGE[link.kind] for link in links}
    return next((one for one in _ORDER if one in found), Coverage.NONE)


def read_crosswalk(document: bytes, file: str) -> Crosswalk:
    """The crosswalk that a file holds, or InvalidEdition with every fault and its line."""
    notes = Notes()
    top = Block(compose(document, file), notes, ("formato", "correspondencia", "vinculos"))
    if top.whole("formato") != FORMAT and top.has("formato"):
        top.note("formato", N_("este formato no se conoce."), N_("Escriba «formato: 1»."))
    head = top.block("correspondencia", ("desde", "hasta", "procedencia", "fuente"))
    found = Crosswalk(
        origin=head.code("desde", most=60),
        target=head.code("hasta", most=60),
        links=_links(top, notes),
        provenance=head.choice("procedencia", PROVENANCE_WORDS, Provenance.WORKING, required=False),
        source_note=head.text("fuente", required=False),
    )
    if problems := notes.problems():
        raise InvalidEdition(file, problems)
    return found


def _links(top: Block, notes: Notes) -> tuple[Link, ...]:
    kinds = {kind.value: kind for kind in LinkKind}
    links: list[Link] = []
    for block in top.blocks("vinculos", ("desde", "hasta", "tipo", "nota")):
        link = Link(
            origin=block.code("desde"),
            target=block.code("hasta"),
            kind=block.choice("tipo", kinds, LinkKind.SUPPORTS),
            note=block.text("nota", required=False, most=500),
        )
        if any((link.origin, link.target) == (other.origin, other.target) for other in links):
            notes.add(
                block.place,
                N_("el vínculo de %(origin)s a %(target)s está dos veces."),
                N_("Deje uno solo."),
                origin=link.origin,
                target=link.target,
            )
        links.append(link)
    return tuple(links)
