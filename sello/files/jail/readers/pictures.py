"""Pictures and scans by Pillow: turned right, drawn anew, without what a camera wrote beside them."""

import io
from typing import BinaryIO, ClassVar

from PIL import (  # the formats are loaded before all is given up
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from sello.core.jail.answering import Large

LONG_SIDE = 1400
"""Points of the longer side of a picture that is shown as it is; larger ones by the hundred."""
MOST_POINTS = 80_000_000
"""More than a camera takes; drawn, a picture needs up to eight bytes for each."""
MOST_FRAMES = 400
_QUALITY = 82
_PLUGINS = (
    JpegImagePlugin.JpegImageFile,
    PngImagePlugin.PngImageFile,
    GifImagePlugin.GifImageFile,
    WebPImagePlugin.WebPImageFile,
    TiffImagePlugin.TiffImageFile,
)
Image.MAX_IMAGE_PIXELS = MOST_POINTS


class Picture:
    """An open picture. Raises Large, or what Pillow raises."""

    formats: ClassVar[tuple[str, ...]] = tuple(plugin.format for plugin in _PLUGINS)

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._image = Image.open(file, formats=self.formats)
        except Image.DecompressionBombError:
            raise Large from None
        if self._image.width * self._image.height > MOST_POINTS:
            raise Large

    @property
    def image(self) -> Image.Image:
        """As Pillow has it, not yet read."""
        return self._image

    @property
    def pages(self) -> int:
        """A scan of several pages has as many; what moves is shown as it begins."""
        if self._image.format != TiffImagePlugin.TiffImageFile.format:
            return 1
        return min(int(getattr(self._image, "n_frames", 1)), MOST_FRAMES)

    def text(self, page: int) -> str:
        """No letters are read from a picture."""
        del page
        return ""

    def boxes(self, page: int, words: str) -> list[list[int]]:
        """Nor found in one."""
        del page, words
        return []

    def picture(self, page: int, percent: int) -> bytes:
        """A page as JPEG on white, its longer side by so many hundredths of the usual, never enlarged."""
        side = max(1, LONG_SIDE * percent // 100)
        if page > 1:
            self._image.seek(page - 1)
        if self._image.width * self._image.height > MOST_POINTS:
            raise Large
        self._image.draft("RGB", (side, side))
        self._image.thumbnail((side, side))
        turned = ImageOps.exif_transpose(self._image).convert("RGBA")
        plain = Image.new("RGB", turned.size, "white")
        plain.paste(turned, mask=turned.getchannel("A"))
        out = io.BytesIO()
        plain.save(out, "JPEG", quality=_QUALITY)
        return out.getvalue()
