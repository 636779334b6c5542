"""Two versions side by side: both pages, and what changed in the words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action
from sello.core.labels import N_
from sello.core.refusal import NotFound, Refusal
from sello.evidence.queries.piece import Piece, StoredFile
from sello.files.queries import recognised_texts
from sello.files.reading.comparing import Change, Compared, Facing, compared
from sello.files.reading.room import NotShown
from sello.files.reading.ways import way_of
from sello.web import opening
from sello.web import reader as reading
from sello.web.answers import spoken
from sello.web.evidence import bp
from sello.web.evidence.listing import load
from sello.web.guard import current_actor, permits
from sello.web.request_values import asked_id
from sello.web.uploads import let_go_of_the_database


@dataclass(frozen=True)
class Side:
    """One of the two files: whether its pages are pictures, how many it has, and why it is not shown."""

    file: StoredFile
    pages: int
    sorry: str

    @property
    def is_drawn(self) -> bool:
        """Whether a page of it can be seen."""
        way = way_of(self.file.media_type)
        return way is not None and way.is_drawn and not self.sorry


@dataclass(frozen=True)
class Both:
    """What the page shows: both sides, what changed, and which pages face each other."""

    before: Side
    after: Side
    texts: Compared
    sorry: str
    """Why the words are not compared, where both can be read."""
    page: int
    facing: int
    silent: bool
    """Whether one of them says nothing, and nothing was recognised in its pictures."""

    @property
    def here(self) -> Facing:
        """The page that is shown of the later one, with what changed on it."""
        return self.texts.pages[self.page - 1] if self.texts.pages else Facing(self.facing)

    @property
    def following(self) -> int | None:
        """The next page on which something changed."""
        return next((page for page in self.texts.changed if page > self.page), None)


class NotCompared(Refusal):
    """Comparing takes longer than anybody waits."""

    message = N_("Los textos son demasiado distintos o largos para compararlos aquí; véalos lado a lado.")


@bp.get("/evidencia/<int:evidence_id>/comparar")
@permits(Action.EVIDENCE_VIEW)
def compare(evidence_id: int) -> ResponseReturnValue:
    """Show two versions beside each other, or a piece beside another; both are noted."""
    actor = current_actor()
    found = load(actor, evidence_id)
    after = found.file(asked_id("despues"))
    other = _other(actor, found, after)
    before = other.file(asked_id("antes")) if other else _before(found, after)
    if after is None or before is None:
        raise NotFound
    for file in (before, after):
        opening.require(actor, file)
    both = _both(before, after)
    for side in (both.before, both.after):
        if not side.sorry:
            reading.note(actor, side.file)
    return render_template(
        "evidence/compare.html",
        piece=found,
        other=other,
        both=both,
        at=_addresses(found, other, before, after),
        Change=Change,
    )


def _other(actor: Actor, found: Piece, after: StoredFile | None) -> Piece | None:
    """The other piece that stands for what was before: the one that is asked for, or that a first version
    replaces."""
    asked = asked_id("con")
    if asked is None and after and after.number == 1 and asked_id("antes") is None and found.replaces:
        asked = found.replaces.id
    return None if asked in {None, found.row.id} else load(actor, asked or 0)


def _before(found: Piece, after: StoredFile | None) -> StoredFile | None:
    """The earlier version of the same piece: the one that is asked for, else the one before."""
    number = asked_id("antes")
    if number is None:
        number = after.number - 1 if after else 0
    return found.file(number)


def _addresses(
    found: Piece, other: Piece | None, before: StoredFile, after: StoredFile
) -> Callable[..., str]:
    here: dict[str, Any] = {"antes": before.number, "despues": after.number}
    here["con"] = other.row.id if other else None

    def at(**changes: int | None) -> str:
        return url_for("evidence.compare", evidence_id=found.row.id, **here | changes, _anchor="paginas")

    return at


def _both(before: StoredFile, after: StoredFile) -> Both:
    recognised = recognised_texts({before.sha256, after.sha256})
    let_go_of_the_database()
    first, one = _side(before, recognised[before.sha256])
    second, other = _side(after, recognised[after.sha256])
    texts, sorry = Compared((), cut=False), ""
    if not first.sorry and not second.sorry:
        try:
            texts = compared(one, other)
        except NotShown:
            sorry = spoken(NotCompared())
    page = min(max(1, asked_id("pagina") or 1), second.pages)
    opposite = texts.pages[page - 1].page if texts.pages else page
    facing = min(max(1, asked_id("frente") or opposite), first.pages)
    return Both(first, second, texts, sorry, page=page, facing=facing, silent=not (any(one) and any(other)))


def _side(file: StoredFile, recognised: Mapping[int, str]) -> tuple[Side, list[str]]:
    """One file, and what its pages say, by themselves or as letters were recognised on them."""
    pages, sorry = reading.said(file)
    said = [text.strip() or recognised.get(at, "") for at, text in enumerate(pages, start=1)]
    return Side(file, max(1, len(pages)), sorry), said
