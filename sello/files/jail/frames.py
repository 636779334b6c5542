"""How the limited process says what is in a ZIP: frames of a letter, a length and so many bytes."""

from typing import Final

HEAD: Final = ">cI"
NAMED, DATA, WHOLE, DAMAGED, LARGE, OVER = b"n", b"d", b"w", b"x", b"l", b"o"
"""A file begins under its name; bytes of it; its end; the rest is spoilt; it is too large; no more files."""
MOST: Final = 256 * 1024
"""Bytes of a frame."""
