"""What is renewed, by which kind of document, and the end that such a document gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.core.trail.acts import Act
from sello.evidence.domain.details import EvidenceType
from sello.register.domain import InitiativeKind, PartialDate
from sello.register.parts.domain.kinds import KINDS, RENEWAL

RENEWED = tuple(kind for kind, form in KINDS.items() if not form.hides >= RENEWAL)
"""The kinds that have to be renewed."""

INSTRUMENT = dict.fromkeys(RENEWED, EvidenceType.AGREEMENT) | {
    InitiativeKind.CERTIFICATION: EvidenceType.CERTIFICATE
}
"""The kind of document by which each of them is renewed."""


class OfferChanged(Refusal):
    """The end that was shown is not the one that the pieces give now."""

    message = N_("Lo que dice la evidencia cambió mientras usted miraba: revise el término que se propone.")
    status = 409


class RenewedSince(Refusal):
    """An end rests on the acceptance that somebody takes back, below a later one of another piece."""

    message = N_(
        "No se puede deshacer: después se anotó en «%(name)s» otro término, de otra evidencia. Deshaga antes "
        "ese, o corríjalo en su ficha. No cambió nada."
    )
    status = 409


BESIDE = frozenset({Act.INITIATIVE_EDITED, Act.INITIATIVE_EVIDENCE_LINKED, Act.INITIATIVE_FED})
"""Acts on an initiative that leave its end alone, unless they wrote one down."""


class AnotherWroteIt(Refusal):
    """An end rests on the acceptance that somebody takes back, and is not hers to take back."""

    message = N_(
        "No se puede deshacer: otra persona anotó en el registro el término que esta evidencia da a "
        "«%(name)s». Corríjalo antes en su ficha. No cambió nada."
    )
    status = 409


@dataclass(frozen=True, slots=True)
class NewEnd:
    """The end of an initiative that an accepted piece gives, as whoever handed it in said of it."""

    evidence_id: int
    title: str
    until: date


def offered(pieces: Iterable[NewEnd], ends: PartialDate | None) -> NewEnd | None:
    """The end to be offered: the latest that a piece gives after the one that is written down, if any does.

    Of what has no end nothing is renewed.
    """
    later = (one for one in pieces if ends is not None and one.until > ends.last)
    return max(later, key=lambda one: (one.until, one.evidence_id), default=None)
