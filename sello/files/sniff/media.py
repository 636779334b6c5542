"""Images, audio and video, by their first bytes."""

from sello.files.kinds import (
    AMR,
    GIF,
    HEIC,
    JPEG,
    M4A,
    MOV,
    MP3,
    MP4,
    OGG,
    PNG,
    TIFF,
    WAV,
    WEBM,
    WEBP,
    FileKind,
)

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_MP4_BRANDS = frozenset(
    {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VH",
     b"M4VP", b"MSNV", b"dash", b"mmp4"}
)  # fmt: skip
_M4A_BRANDS = frozenset({b"M4A ", b"M4B "})
_QUICKTIME_ATOMS = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_OGG_AUDIO = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC", b"Speex   ")
_MP3_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MP3_BITRATES_LOW = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def look(head: bytes) -> FileKind | None:
    """Name the kind of an image, a sound or a video, or None when it is none of ours."""
    for looker in (_plain_signature, _png, _tiff, _riff, _ogg, _iso_media, _webm, _mp3):
        if kind := looker(head):
            return kind
    return None


_FIXED: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"#!AMR\n", AMR),
    (b"#!AMR-WB\n", AMR),
)


def _plain_signature(head: bytes) -> FileKind | None:
    return next((kind for begins, kind in _FIXED if head.startswith(begins)), None)


def _png(head: bytes) -> FileKind | None:
    return PNG if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR" else None


def _tiff(head: bytes) -> FileKind | None:
    return TIFF if head[:4] in {b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"} else None


def _riff(head: bytes) -> FileKind | None:
    if not head.startswith(b"RIFF"):
        return None
    return {b"WEBP": WEBP, b"WAVE": WAV}.get(head[8:12])


def _ogg(head: bytes) -> FileKind | None:
    """Only audio: the first page names the codec of the only or first stream."""
    if not head.startswith(b"OggS") or len(head) < 28:
        return None
    start = 27 + head[26]
    return OGG if head[start:].startswith(_OGG_AUDIO) else None


def _iso_media(head: bytes) -> FileKind | None:
    """Boxes of the ISO base media format: the brand says whether it is a photo, a sound or a video."""
    if head[4:8] != b"ftyp":
        return _old_quicktime(head)
    end = min(int.from_bytes(head[:4], "big"), 512)
    brands = [head[8:12], *(head[i : i + 4] for i in range(16, end - 3, 4))]
    if b"avif" in brands:
        return None
    checks: tuple[tuple[frozenset[bytes], FileKind], ...] = (
        (_HEIF_BRANDS, HEIC),
        (_M4A_BRANDS, M4A),
        (frozenset({b"qt  "}), MOV),
        (_MP4_BRANDS, MP4),
    )
    major = next((kind for known, kind in checks if brands[0] in known), None)
    return major or next((kind for known, kind in checks if known & set(brands[1:])), None)


def _old_quicktime(head: bytes) -> FileKind | None:
    """A QuickTime file from before brands: one of its boxes first, with a size that a box can have."""
    sized = int.from_bytes(head[:4], "big") not in range(2, 8)
    return MOV if head[4:8] in _QUICKTIME_ATOMS and sized else None


def _webm(head: bytes) -> FileKind | None:
    if not head.startswith(b"\x1a\x45\xdf\xa3"):
        return None
    return WEBM if b"\x42\x82\x84webm" in head[:4096] else None


def _mp3(head: bytes) -> FileKind | None:
    """An ID3 tag, or two frames of MPEG audio layer III exactly one behind the other."""
    if head.startswith(b"ID3") and len(head) > 10 and head[3] < 5:
        return MP3
    length = _frame_length(head[:4])
    return MP3 if length and _frame_length(head[length : length + 4]) else None


def _frame_length(header: bytes) -> int:
    """Length in bytes of the MPEG layer III frame that begins with these four bytes, or 0."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, bitrate, rate = (header[1] >> 3) & 3, header[2] >> 4, (header[2] >> 2) & 3
    if version == 1 or bitrate in (0, 15) or rate == 3:
        return 0
    kbps = (_MP3_BITRATES if version == 3 else _MP3_BITRATES_LOW)[bitrate]
    samples = 144 if version == 3 else 72
    return samples * kbps * 1000 // _MP3_RATES[version][rate] + ((header[2] >> 1) & 1)
