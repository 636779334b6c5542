"""ZIPs as the Mac's Finder, Windows Explorer and Linux make them: names in their bytes, flags, droppings."""

import io
import struct
import zipfile
import zlib


def packed(names: dict[bytes | str, bytes]) -> bytes:
    """A ZIP of such names; those given as bytes stand there without the flag that says UTF-8."""
    out = io.BytesIO()
    raw = [name for name in names if isinstance(name, bytes)]
    with zipfile.ZipFile(out, "w") as package:
        for number, (name, content) in enumerate(names.items()):
            stand_in = f"{number:04}".ljust(len(name), "x") if isinstance(name, bytes) else name
            package.writestr(stand_in, content)
    document = out.getvalue()
    numbers = [number for number, name in enumerate(names) if isinstance(name, bytes)]
    for number, name in zip(numbers, raw, strict=True):
        document = document.replace(f"{number:04}".ljust(len(name), "x").encode(), name)
    return document


def told_in_unicode(raw: bytes, told: str, *, whose: bytes | None = None, content: bytes = b"x") -> bytes:
    """A ZIP of one entry with Info-ZIP's field for its name, made for the entry whose name that is."""
    path = b"\x01" + struct.pack("<I", zlib.crc32(raw if whose is None else whose)) + told.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        entry = zipfile.ZipInfo("0".ljust(len(raw), "x"))
        entry.extra = struct.pack("<HH", 0x5455, 1) + b"\0" + struct.pack("<HH", 0x7075, len(path)) + path
        package.writestr(entry, content)
    return out.getvalue().replace("0".ljust(len(raw), "x").encode(), raw)


def flags(document: bytes) -> list[int]:
    """The flags of each entry, as they stand in the directory."""
    found, at = [], document.find(b"PK\x01\x02")
    while at >= 0:
        found.append(struct.unpack_from("<H", document, at + 8)[0])
        at = document.find(b"PK\x01\x02", at + 4)
    return found
