"""What people do with evidence, one function per intention."""

from sello.evidence.service.receiving import FileIn, discard, remember, sweep, take_in
from sello.evidence.service.releasing import release, release_accepted, withdraw
from sello.evidence.service.reviewing import accept, confirm_link, give_back, refuse_link
from sello.evidence.service.submitting import Handed, Submission, Target, correct, link, submit

__all__ = [
    "FileIn",
    "Handed",
    "Submission",
    "Target",
    "accept",
    "confirm_link",
    "correct",
    "discard",
    "give_back",
    "link",
    "refuse_link",
    "release",
    "release_accepted",
    "remember",
    "submit",
    "sweep",
    "take_in",
    "withdraw",
]
