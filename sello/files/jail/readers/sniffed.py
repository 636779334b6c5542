"""What a file is, told before anything else is asked of it."""

from typing import Any, BinaryIO

from sello.files.sniff import order
from sello.files.sniff.findings import Finding, Undecided


def told(file: BinaryIO, name: str) -> dict[str, Any]:
    """The kind of a file by its code, why it is refused, or what has to be asked of a library."""
    try:
        kind = order.kind_of(file, name)
    except Finding as finding:
        return {"refused": finding.reason.__name__, "values": finding.values}
    except Undecided as undecided:
        return {"undecided": undecided.question}
    return {"kind": kind.code if kind else None}
