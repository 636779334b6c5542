"""The electronic signatures of a PDF: who, when, and whether something follows after them.

What is signed is not worked out anew, and nobody is asked about the certificate: presence is told, not truth.
"""

import os
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2}))?")
_BEYOND = 16
"""Bytes after the signed ones that are but an end of line."""


def signatures(file: BinaryIO) -> tuple[list[str], bool]:
    """Each signature in words, and whether the file goes on after what the last one covers.

    Raises what qpdf raises.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    told, covered = [], 0
    with pikepdf.open(file, access_mode=pikepdf.AccessMode.stream) as document:
        for value in _values(document):
            told.append(_words(value))
            reach = [int(each) for each in value.get("/ByteRange", [])][-2:]
            covered = max(covered, sum(reach))
    return told, bool(told) and size - covered > _BEYOND


def _values(document: pikepdf.Pdf) -> Iterator[Any]:
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/FT") == "/Sig" and "/V" in each:
            yield each["/V"]


def _words(value: Any) -> str:
    """The signer, and the day and hour that the signature gives."""
    who = _signer(bytes(value["/Contents"])) if "/Contents" in value else ""
    who = who or str(value.get("/Name", ""))
    when = _DAY.match(str(value.get("/M", "")))
    day = f"{when[3]}-{when[2]}-{when[1]}" if when else ""
    hour = f" {when[4]}:{when[5]}" if when and when[4] else ""
    return ", ".join(part for part in (who[:120], day + hour) if part) or "?"


def _signer(content: bytes) -> str:
    """The person named in the certificate that issued no other of them."""
    try:
        certificates = pkcs7.load_der_pkcs7_certificates(_der(content))
    except (ValueError, TypeError):
        return ""
    issuers = {each.issuer for each in certificates if each.issuer != each.subject}
    leaves = [each for each in certificates if each.subject not in issuers] or certificates
    return " ".join(_names(leaves[0].subject)) if leaves else ""


def _names(subject: x509.Name) -> Iterator[str]:
    for kind, form in ((NameOID.COMMON_NAME, "{}"), (NameOID.SERIAL_NUMBER, "({})")):
        for each in subject.get_attributes_for_oid(kind)[:1]:
            yield form.format(each.value)


def _der(content: bytes) -> bytes:
    """Without the zeros that fill its place: a DER value says how long it is."""
    if len(content) < 2 or content[1] < 0x80:
        return content
    octets = content[1] & 0x7F
    return content[: 2 + octets + int.from_bytes(content[2 : 2 + octets], "big")]
