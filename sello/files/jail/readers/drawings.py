"""Pictures inside a document: drawn anew, small enough for a page."""

import base64
import io

from PIL import (  # the formats are loaded before all is given up
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
)

from sello.files.jail.readers.common import Block

SIDE = 900
MOST_POINTS = 40_000_000
MOST = 60
"""Pictures of one document."""
_FORMATS = tuple(
    plugin.format
    for plugin in (JpegImagePlugin.JpegImageFile, PngImagePlugin.PngImageFile, GifImagePlugin.GifImageFile)
)
Image.MAX_IMAGE_PIXELS = MOST_POINTS


class Drawings:
    """Draws the pictures of one document, as many as are shown."""

    def __init__(self) -> None:
        self._left = MOST

    def block(self, content: bytes, text: str = "") -> list[Block]:
        """A picture as a block; nothing of what cannot be drawn or is one too many."""
        if self._left <= 0:
            return []
        try:
            image = Image.open(io.BytesIO(content), formats=_FORMATS)
            image.thumbnail((SIDE, SIDE))
            turned = ImageOps.exif_transpose(image).convert("RGBA")
        except Exception:  # whatever Pillow says of a stranger's picture: the words around it are shown
            return []
        self._left -= 1
        plain = Image.new("RGB", turned.size, "white")
        plain.paste(turned, mask=turned.getchannel("A"))
        out = io.BytesIO()
        plain.save(out, "JPEG", quality=75)
        return [{"is": "picture", "text": text, "data": base64.b64encode(out.getvalue()).decode("ascii")}]
