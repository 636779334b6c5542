"""HEIC, as telephones write it: the same as a picture, by a library that turns it right itself."""

from typing import Any, BinaryIO, ClassVar

import pi_heif

from sello.files.jail.readers.pictured import of_picture
from sello.files.jail.readers.pictures import Picture

pi_heif.register_heif_opener(decode_threads=1, thumbnails=False)


class Photograph(Picture):
    """An open photograph. Raises Large, or what Pillow raises."""

    formats: ClassVar[tuple[str, ...]] = ("HEIF",)


def examined(file: BinaryIO) -> dict[str, Any]:
    """What is to be told of a photograph. Raises Large."""
    return of_picture(Photograph(file))
