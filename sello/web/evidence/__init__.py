"""Screens of evidence: handing in, correcting, the list, the review, files."""

from flask import Blueprint

bp = Blueprint("evidence", __name__)

from sello.web.evidence import (
    attachments,
    batch,
    certificate,
    closed,
    comparing,
    correct,
    files,
    hand_in,
    limits,
    listing,
    read,
    ready,
    receipt,
    release,
    resumed,
    review,
    review_many,
    settings,
    striking,
    suggested,
    upload,
)
