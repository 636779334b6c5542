"""What a page proposes of a document's text, to whom and how much of it."""

from sello.accounts.domain.actor import Actor
from sello.accounts.permissions import Action, allows
from sello.evidence.domain.details import Details
from sello.evidence.domain.review import Part, open_parts
from sello.evidence.domain.said import completed
from sello.evidence.queries import suggested
from sello.evidence.queries.piece import Piece
from sello.evidence.queries.suggested import Suggestions
from sello.web.moment import moment

FILLED = {Part.TITLE, Part.DOCUMENT, Part.PERIOD}
"""What has to be open of a piece for its text to complete it."""


def suggestions(actor: Actor, piece: Piece) -> Suggestions | None:
    """What is proposed to whoever may take it over; of what is opened only on purpose nothing is quoted."""
    file = piece.file()
    if file is None or file.restricted or not allows(actor, Action.EVIDENCE_SUBMIT):
        return None
    return suggested.suggested(piece.row.id, actor.visibility, today=moment().today)


def completing(actor: Actor, piece: Piece, found: Suggestions | None) -> Details | None:
    """The piece's details with what its text tells where they say nothing; None if that changes nothing."""
    file = piece.file()
    opened = open_parts(piece.position, secretariat=actor.is_secretariat)
    if found is None or file is None or piece.remark or not opened >= FILLED:
        return None
    full = completed(piece.details, found.said, file_name=file.filename)
    return None if full == piece.details else full
