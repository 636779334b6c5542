"""What libraries say of a PDF that marks alone do not decide, each in a limited process of its own.

PDFium opens what is encrypted or leads nowhere, or says why not. What is damaged is refused: qpdf says
whether a repair is worth its sender's while.
"""

from typing import BinaryIO

from sello.files.jail import warden
from sello.files.kinds import PDF, FileKind
from sello.files.sniff.findings import Finding
from sello.files.sniff.reasons import BrokenFile, LostPdf, ProtectedFile, RepairablePdf


def judged(file: BinaryIO, question: str) -> FileKind:
    """A PDF that is `closed`, if it opens all the same; raises Finding, always for one that is `damaged`."""
    verdict = warden.ask("open_pdf", file) if question == "closed" else None
    if verdict == "locked":
        raise Finding(ProtectedFile)
    if verdict != "opens":
        raise _damaged(file)
    return PDF


def _damaged(file: BinaryIO) -> Finding:
    """Why a file that does not hold together is refused, with what its sender can do about it."""
    match warden.ask("repair_pdf", file):
        case "locked":
            return Finding(ProtectedFile)
        case "repairable":
            return Finding(RepairablePdf)
        case "broken":
            return Finding(LostPdf)
        case _:
            return Finding(BrokenFile, kind=PDF.label)
