"""What is to be told of a picture: how it looks, and where a camera says that it was taken."""

from typing import Any, BinaryIO

from PIL import Image, ImageOps

from sello.core.jail.answering import Large
from sello.files.examining.findings import Kind
from sello.files.jail.readers import looks
from sello.files.jail.readers.pictures import MOST_POINTS, Picture

_GPS = 0x8825
_LATITUDE = 2


def picture(file: BinaryIO) -> dict[str, Any]:
    """A picture or a scan. Raises Large."""
    return of_picture(Picture(file))


def of_picture(opened: Picture) -> dict[str, Any]:
    """What is to be told of an open one. Raises Large."""
    image = opened.image
    if image.width * image.height > MOST_POINTS:
        raise Large
    placed = _LATITUDE in image.getexif().get_ifd(_GPS)
    image.draft("RGB", (looks.LONG_SIDE, looks.LONG_SIDE))
    image.thumbnail((looks.LONG_SIDE, looks.LONG_SIDE), Image.Resampling.BOX)
    shown = ImageOps.exif_transpose(image)
    kinds = [*looks.looks(looks.small(shown)), *([Kind.PLACE] if placed else [])]
    return {"findings": [(kind, None, "") for kind in kinds], "years": []}
