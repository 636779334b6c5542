"""This instance as a witness of other towns' histories (C2SP `tlog-witness`): programs ask, not people."""

import logging
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from sello.core.trail.ledger.cosigning import Shown, Verdict, request_of, witness_key, witness_name
from sello.core.trail.ledger.note import BadNote, Head, head_of, opened
from sello.core.trail.ledger.outside import BadKey, signing_key
from sello.core.trail.ledger.peers import BadList, witnessed_in
from sello.core.trail.ledger.witnessing import witness
from sello.files.kinds import TEXT
from sello.web.guard import without_actor
from sello.web.instance import config
from sello.web.moment import moment

log = logging.getLogger("sello.witness")

bp = Blueprint("witness", __name__, url_prefix="/testigo")

MOST = 65_536
"""Bytes of a question: a note of some hundred, and at most 63 hashes."""


@bp.get("/")
@without_actor
def key() -> ResponseReturnValue:
    """Tell the key with which this instance's signatures as a witness are checked; 404 where it is none's."""
    if not _witnessed():
        return _plain("", 404)
    mine = _key()
    if mine is None:
        return _plain("", 503)
    return _plain(f"{witness_key(witness_name(urlsplit(config().base_url).netloc), mine)}\n", 200)


@bp.post("/add-checkpoint")
@without_actor
def add_checkpoint() -> ResponseReturnValue:
    """Sign another town's head if its own signature is right and it grows out of the last one signed here."""
    request.max_content_length = MOST
    try:
        shown = request_of(request.get_data().decode("utf-8"))
        head = head_of(shown.note)
    except (BadNote, UnicodeDecodeError):
        return _plain("", 400)
    if (refused := _stranger(head, shown)) is not None:
        return refused
    mine = _key()
    return _plain("", 503) if mine is None else _judged(head, shown, mine)


def _key() -> Ed25519PrivateKey | None:
    """The key with which this instance signs as a witness; None: it can be neither read nor made."""
    try:
        return signing_key(config().witness_key)
    except (BadKey, OSError):
        log.exception("the key of the witness can be neither read nor made")
        return None


def _stranger(head: Head, shown: Shown) -> Response | None:
    """Why nothing is said of a head: of a tree that is not on the list, or not signed by its key."""
    verifier = _witnessed().get(head.origin)
    if verifier is None:
        return _plain("", 404)
    try:
        opened(shown.note, verifier)
    except BadNote:
        return _plain("", 403)
    return None


def _judged(head: Head, shown: Shown, mine: Ed25519PrivateKey) -> Response:
    name = witness_name(urlsplit(config().base_url).netloc)
    verdict, stands, line = witness(head, shown, name=name, key=mine, now=moment().now)
    if verdict is Verdict.SIGNED:
        return _plain(line, 200)
    if verdict is Verdict.OTHER_STATE:
        return Response(f"{stands}\n", 409, content_type="text/x.tlog.size")
    return _plain("", 400 if verdict is Verdict.BACKWARDS else 422)


def _witnessed() -> dict[str, str]:
    """Whose witness this instance is; a list that cannot be read names nobody."""
    if not config().witnessed_file:
        return {}
    try:
        return witnessed_in(config().witnessed)
    except BadList as error:
        log.error("the list of those witnessed cannot be read: line %s", error.line)
        return {}


def _plain(text: str, status: int) -> Response:
    return Response(text, status, content_type=f"{TEXT.media_type}; charset=utf-8")
