"""ZIPs as the Mac's Finder, Windows Explorer and Linux make them: names in their bytes, flags, droppings."""

import io
import struct
import zipfile


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


def flags(document: bytes) -> list[int]:
    """The flags of each entry, as they stand in the directory."""
    found, at = [], document.find(b"PK\x01\x02")
    while at >= 0:
        found.append(struct.unpack_from("<H", document, at + 8)[0])
        at = document.find(b"PK\x01\x02", at + 4)
    return found
