"""A stranger's picture becomes a small one of ours, or is refused in words; nothing of its maker stays."""

import io
import struct
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sello.files import logo
from sello.files.logo import LogoIsDrawing, LogoRefused, LogoTooHeavy, LogoTooLarge
from tests.files import samples

SECRET = "Sacada en casa de Ana"


def picture(form: str, size: tuple[int, int] = (900, 300), mode: str = "RGB", **how: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "#4a2377" if mode == "RGB" else None).save(out, form, **how)
    return out.getvalue()


def told(form: str) -> bytes:
    """A picture whose maker wrote something beside its points."""
    if form == "PNG":
        info = PngInfo()
        info.add_text("Comment", SECRET)
        return picture(form, pnginfo=info)
    exif = Image.Exif()
    exif[0x010E] = SECRET
    return picture(form, exif=exif)


def bomb() -> bytes:
    """A PNG of 30.000 by 30.000 points in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_is_drawn_anew(form: str) -> None:
    sent = told(form)
    assert SECRET.encode() in sent
    drawn = logo.draw(io.BytesIO(sent), "logo")
    with Image.open(io.BytesIO(drawn)) as kept:
        assert (kept.format, kept.size) == ("PNG", (640, 213))
        assert kept.convert("RGB").getpixel((5, 5))[2] > 90
        assert not kept.info
    assert SECRET.encode() not in drawn


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_any_kind_of_points(mode: str) -> None:
    assert logo.draw(io.BytesIO(picture("PNG", (40, 40), mode)), "logo.png").startswith(b"\x89PNG")


def test_a_small_one_is_not_blown_up() -> None:
    with Image.open(io.BytesIO(logo.draw(io.BytesIO(picture("PNG", (64, 32))), "a.png"))) as kept:
        assert kept.size == (64, 32)


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

HOSTILE = [
    ("not a picture", b"hola", LogoRefused),
    ("nothing", b"", LogoRefused),
    ("svg", SVG, LogoIsDrawing),
    ("svg named png", b"<svg onload='alert(1)'>", LogoIsDrawing),
    ("page", b"<html><script>alert(1)</script>", LogoRefused),
    ("pdf", samples.pdf(), LogoRefused),
    ("gif", picture("GIF"), LogoRefused),
    ("webp", picture("WEBP"), LogoRefused),
    ("program", b"MZ" + bytes(200), LogoRefused),
    ("cut png", picture("PNG")[:-30], LogoRefused),
    ("cut jpeg", picture("JPEG")[:-200], LogoRefused),
    ("only a head", b"\x89PNG\r\n\x1a\n" + bytes(40), LogoRefused),
    ("archive behind it", picture("PNG") + samples.MAKERS["zip"](), LogoRefused),
    ("bomb", bomb(), LogoTooLarge),
    ("heavy", picture("PNG") + bytes(logo.MOST_BYTES), LogoTooHeavy),
]


@pytest.mark.parametrize(
    ("content", "refusal"), [each[1:] for each in HOSTILE], ids=[each[0] for each in HOSTILE]
)
def test_what_is_no_logo_is_refused(content: bytes, refusal: type[LogoRefused]) -> None:
    with pytest.raises(LogoRefused) as refused:
        logo.draw(io.BytesIO(content), "../../logo<b>.png")
    assert type(refused.value) is refusal
    assert refused.value.field == "logo"
