"""Secret evidence: who decides that a piece is, or no longer is. Two persons, never one.

What is proposed to be secret is closed at once, and stays so until a second person agrees or not; what is
proposed to be opened stays closed until then. So nothing is ever open on the word of one.
"""

from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal
from sello.evidence.domain.details import Classification

REASON_LIMIT = 1000


class Step(LabelledEnum):
    """Which way the class of a piece changes."""

    CLOSE = "cerrar", N_("Clasificarla como secreta o sensible")
    OPEN = "abrir", N_("Dejarla solo como reservada")


class OwnProposal(Refusal):
    """Four eyes: whoever proposes does not decide."""

    message = N_(
        "La propuesta es suya: la decide otra persona, de la Secretaría Ejecutiva o la jefatura de la unidad."
    )
    status = 409


class NothingProposed(Refusal):
    """Somebody decided it meanwhile, or nobody proposed it."""

    message = N_("No hay un cambio de clasificación por decidir. Vuelva a la página de la evidencia.")
    status = 409


class ProposedAlready(Refusal):
    """One proposal at a time."""

    message = N_("Ya hay un cambio de clasificación por decidir. Decídanlo antes de proponer otro.")
    status = 409


class ClassNotThat(Refusal):
    """The piece is in that class already."""

    message = N_("La evidencia ya está en esa clasificación. No cambió nada.")
    status = 409


class ReasonForClassMissing(Refusal):
    """A second person cannot judge what nobody explains."""

    message = N_("Escriba por qué, para que la segunda persona pueda decidir.")
    field = "reason"


class SecretNeedsTwo(Refusal):
    """A correction alone opens nothing that is secret."""

    message = N_(
        "Una evidencia secreta o sensible solo se abre entre dos personas: propóngalo en la página de la "
        "evidencia, con su razón."
    )
    field = "classification"


def check_proposal(step: Step, now: Classification, *, is_open: bool, reason: str) -> None:
    """Refuse a proposal that changes nothing, comes second, or says nothing."""
    if is_open:
        raise ProposedAlready
    if (now is Classification.SECRET) is (step is Step.CLOSE):
        raise ClassNotThat
    if not reason.strip():
        raise ReasonForClassMissing


def check_correction(before: Classification, after: Classification) -> None:
    """Refuse a correction that would open what is secret."""
    if before is Classification.SECRET and after is not Classification.SECRET:
        raise SecretNeedsTwo


def decided(step: Step, *, agreed: bool) -> Classification:
    """The class of a piece once a proposal was decided: secret, or reserved."""
    return Classification.SECRET if (step is Step.CLOSE) is agreed else Classification.RESERVED
