"""A restricted file is opened on purpose: whoever has not said why of late is asked first."""

from flask import abort, redirect, request, url_for

from sello.accounts.domain.actor import Actor
from sello.evidence.queries.closed import is_opened
from sello.evidence.queries.piece import StoredFile
from sello.web.moment import moment


def is_open(actor: Actor, file: StoredFile) -> bool:
    """Whether a file may be shown to her now: it is not restricted, or she said why."""
    return not file.restricted or is_opened(file.evidence_id, actor, now=moment().now)


def require(actor: Actor, file: StoredFile) -> None:
    """Go on only where a file may be shown; else ask why, and come back here afterwards."""
    if not is_open(actor, file):
        here = request.full_path if request.query_string else request.path
        abort(redirect(url_for("evidence.opening", evidence_id=file.evidence_id, volver=here), 303))
