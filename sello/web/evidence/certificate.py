"""The certificate of a piece: proof, for whoever has no account, that it stands in the signed trail."""

from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.trail.acts import Act
from sello.core.trail.ledger import queries
from sello.web.downloads import give_made
from sello.web.evidence import bp
from sello.web.evidence.listing import load
from sello.web.guard import current_actor, permits

TELL = frozenset({Act.EVIDENCE_SUBMITTED, Act.EVIDENCE_CORRECTED})
"""Acts that tell the hash of the file with which they came."""


class NotSignedYet(Refusal):
    """The head that holds the delivery was not signed yet."""

    message = N_(
        "Esta entrega está inscrita y su constancia todavía no se puede dar: el historial se firma una vez "
        "al día. No se perdió nada; pídala de nuevo mañana."
    )
    status = 409


@bp.get("/evidencia/<int:evidence_id>/constancia.tlog-proof")
@permits(Action.EVIDENCE_VIEW)
def certificate(evidence_id: int) -> ResponseReturnValue:
    """Give the proof of the current version, as one text; raises NotSignedYet."""
    piece = load(current_actor(), evidence_id)
    proof = queries.proof_of("evidence", evidence_id, TELL, piece.versions[0].sha256)
    if proof is None:
        raise NotSignedYet
    return give_made(proof.text.encode(), f"constancia-{evidence_id}.tlog-proof", "text/plain")
