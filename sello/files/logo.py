"""From a stranger's picture to a logo of ours: looked at as any file is, and drawn anew."""

import base64
import binascii
import io
from typing import BinaryIO

from sello.core.figures import filesize
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.files import names
from sello.files.jail import warden
from sello.files.kinds import JPEG, PNG
from sello.files.sniff import inspect
from sello.files.sniff.reasons import FileRefused

MOST_BYTES = 2 * 1024 * 1024
"""Of the file that is sent; what is kept is far smaller."""
_KINDS = (PNG, JPEG)


class LogoRefused(Refusal):
    """The picture cannot be a logo; nothing else was saved either."""

    message = N_("«%(name)s» no sirve como logo: tiene que ser una imagen PNG o JPG, entera y sin clave.")
    field = "logo"


class LogoTooHeavy(LogoRefused):
    """A logo is a small picture."""

    message = N_("«%(name)s» es muy pesada para un logo: el máximo es %(most)s. Guárdela más pequeña.")


class LogoTooLarge(LogoRefused):
    """Drawing it would take all the memory there is."""

    message = N_(
        "«%(name)s» tiene demasiados puntos para un logo. Guárdela más pequeña, por ejemplo de 640 por 320."
    )


class LogoIsDrawing(LogoRefused):
    """SVG holds code and reads other files: nobody's browser gets one from us."""

    message = N_(
        "«%(name)s» es un dibujo SVG, que puede llevar código. Ábralo en su programa de dibujo, expórtelo "
        "como PNG y envíe ese."
    )


def draw(file: BinaryIO, name: str) -> bytes:
    """The PNG of a logo, at most 640 by 320 points, without anything that its maker wrote beside the points.

    `name` is the sender's and serves the sentences. Raises a LogoRefused.
    """
    name = names.clean(name)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise LogoTooHeavy(name=name, most=filesize(MOST_BYTES))
    _check_kind(content, name)
    word = warden.ask("draw_logo", io.BytesIO(content))
    if word == "large":
        raise LogoTooLarge(name=name)
    try:
        return base64.b64decode(word or "", validate=True) or _refuse(name)
    except binascii.Error:
        return _refuse(name)


def _check_kind(content: bytes, name: str) -> None:
    if b"<svg" in content[:4096].lower():
        raise LogoIsDrawing(name=name)
    try:
        inspect.inspect(io.BytesIO(content), name=name, allowed=_KINDS)
    except FileRefused:
        _refuse(name)


def _refuse(name: str) -> bytes:
    raise LogoRefused(name=name)
