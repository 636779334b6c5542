"""The fields that stand before the files of a long form, read without taking the files in.

Pages put their files last, so that what was typed stands within the first bytes of whatever they send.
"""

import sys
from typing import Final

from flask import request
from werkzeug.exceptions import HTTPException
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from sello.core.text import said

_MOST_PARTS: Final = 10_000

Fields = list[tuple[str, str]]


def first_fields(most: int) -> tuple[Fields, bool]:
    """What stands whole within the first `most` bytes of the body, and whether a file came with it."""
    fields: Fields = []
    if request.mimetype != "multipart/form-data":
        return fields, False
    request.max_content_length = sys.maxsize  # no more than `most` of it is read
    boundary = request.mimetype_params.get("boundary", "").encode()
    decoder = MultipartDecoder(boundary, most, max_parts=_MOST_PARTS)
    try:
        decoder.receive_data(request.stream.read(most))
        return fields, _gather(decoder, fields)
    except (ValueError, HTTPException):  # no form after all, or cut short: what was read so far counts
        return fields, False


def _gather(decoder: MultipartDecoder, fields: Fields) -> bool:
    """Add the fields to the others; tells whether there was a file among them."""
    name, value, files = None, b"", False
    while not isinstance(event := decoder.next_event(), NeedData | Epilogue):
        match event:
            case Field():
                name, value = event.name, b""
            case File():
                name, files = None, files or bool(event.filename)
            case Data() if name is not None:
                value += event.data
                if not event.more_data:
                    fields.append((said(name), said(value.decode("utf-8", "replace"))))
    return files
