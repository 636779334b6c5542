"""Text as it may come in and as it is searched: one cleaning, one folding."""

import re
import unicodedata

NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)

CUT, CUT_IN_QUOTES = "…", "…»"
"""What ends a text that goes on, by itself and inside a quotation."""

NEAR = 15
"""Letters of a word that are left out rather than shown without their end."""

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What some program takes for the end of a line (Word's own is U+000B)."""

_NOTHING = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff{NONCHARACTERS}]")
"""What no sheet, no XML and no PostgreSQL column takes, and no reader sees."""

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What takes no ink, looks like a blank without being one, or turns the direction of its neighbours."""

_UNJOINED = re.compile(
    "(?<![\xa9\xae\u203c-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff])[\u200c\u200d\ufe00-\ufe0f]+"
)
"""Joiners and variation selectors behind anything but a pictograph: only there are they seen."""

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u3003\uff02"
_SINGLE = "\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u00b4\u0060\u02bc\uff07"
_SIGNS = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_DOUBLE, '"'),
        **dict.fromkeys(_SINGLE, "'"),
        "\u00b0": "o",  # N° is written for Nº, and both for No
    }
)

_NUMBER_SIGN = re.compile(
    r"(?<!\S)n(?:\.?o|ro|um(?:ero)?)?\.? ?(?=\d)|(?<!\S)n(?:\.?o|ro|um(?:ero)?)\.? (?=[a-z]{1,4}[-./]?\d)"
)
"""What stands before the digits of a number, or before the letters that begin it («N° CD-8»), folded."""

_WRITTEN_SIGN = re.compile(
    r"(?<!\w)(?:n ?\.?[\u00b0\u00ba]|\u2116|n(?:ro|[u\u00fa]m)\.)\.? ?(?=[^\W\d_])", re.IGNORECASE
)
"""The same as it is written: where it is glued to letters it is not seen any more once folded."""


def clean(raw: str) -> str:
    """The text without characters that nothing can keep or nobody sees; every end of a line is a line feed.

    Control characters but tab and line feed, non-characters and lone surrogates go; those that stand for the
    end of a line become one. Two texts that look alike shall not differ in what is not seen, and no text
    turns the direction of its neighbours, so that zero widths, fillers and marks of direction go too.
    """
    if raw.isascii() and raw.isprintable():
        return raw
    kept = _NOTHING.sub("", _BREAKS.sub("\n", raw))
    return kept if kept.isascii() else _UNJOINED.sub("", _UNSEEN.sub("", kept))


def said(raw: str) -> str:
    """What somebody said: clean, and nothing where there is nothing to be seen."""
    text = clean(raw)
    return text if text.strip() else ""


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters: what is cut off is seen to be missing.

    It ends with a whole word where one ends near, and closes the «» that the cut would leave open.
    """
    if len(text) <= most:
        return text
    kept = text[: max(most - len(CUT_IN_QUOTES), 0)]
    whole, blank, rest = kept.rpartition(" ")
    near = blank and len(rest) <= NEAR and not text[len(kept)].isspace()
    return cut_off(whole if near else kept)[:most]


def cut_off(kept: str) -> str:
    """The beginning of a text with the sign that it goes on, inside the «» if they are open."""
    bare = kept.rstrip(" \n,;:·(«")
    return bare + (CUT_IN_QUOTES if bare.count("«") > bare.count("»") else CUT)


def fold(*parts: str) -> str:
    """The parts joined and brought to the form in which what is typed meets what is stored.

    Case, accents, kinds of blanks, dashes and quotes do not matter, nor which sign follows the N of a number.
    """
    plain = _decomposed(_decomposed(clean(" ".join(parts)).translate(_SIGNS)).casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(bare.split())


def words_asked(typed: str) -> list[str]:
    """The folded words that a text has to hold to be found by what was typed.

    The sign of a number is none of them: N° 5, Nº5, N.º 5 and Nro. 5 are one, however the text writes it,
    and so are N°CD-8 and Nro. CD-8.
    """
    return _NUMBER_SIGN.sub("", fold(unsigned(typed))).split()


def unsigned(typed: str) -> str:
    """What was typed without the sign of a number before letters: «N°CD-8» asks for CD-8."""
    return _WRITTEN_SIGN.sub("", typed)


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def like(typed: str) -> str:
    """A LIKE pattern (escape character `\\`) that finds the typed text anywhere in a folded column."""
    escaped = fold(typed).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
