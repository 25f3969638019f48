"""Printed words as tokens: one case, plain spaces, hyphens and quotes, nothing hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from unicodedata import normalize

from dprk_transfers.exceptions import UnreadableError
from dprk_transfers.values.frozen import FrozenDict

__all__ = ["RefusalError", "normalise", "split", "tokens"]

#: Longest phrase that is read at all: a figure and its hedge are a few words.
LONGEST: Final = 200

_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    }
)

#: The point after an abbreviation, which is written or left out as one likes, and the apostrophe
#: that parts an article from its noun. Behind a digit, they are something else: 20' is a length.
_BEHIND_LETTERS: Final = re.compile(r"(?<=[^\W\d_])[.']")

_QUOTES: Final = "\"' "
_ENDS: Final = ".,;:! "

#: A mark behind the digits that end a phrase, and no end of a quotation: feet or inches.
_LENGTH: Final = re.compile(r"[0-9][\"']+$")

#: Scripts that put no spaces between words: each letter is a token.
_UNSPACED: Final = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"

#: A name that begins and ends with digits, such as 9M133; digits with the marks between them; such
#: a letter; a word, or a name with a number, such as M1989; any other mark.
_TOKEN: Final = re.compile(
    rf"[0-9]+[^\W\d_{_UNSPACED}]+[0-9][^\W_{_UNSPACED}]*"
    r"|[0-9]+(?:[.,][0-9]+)*"
    rf"|[{_UNSPACED}]"
    rf"|[^\W\d_{_UNSPACED}]+(?:[0-9][^\W_{_UNSPACED}]*)?"
    r"|\S"
)


class RefusalError(ValueError):
    """Why a part of some words is not read; the readers tell it with all the words."""


def normalise(words: str, same: Mapping[str, str] = FrozenDict()) -> str:
    """The words in one case, with plain spaces, hyphens and quotes.

    Args:
        words: The words as printed.
        same: Further marks, such as wide digits, with the plain mark that each is read as; what
            it says of a mark goes before what is read of it otherwise.

    Raises:
        TypeError: If `words` is not a string.
        UnreadableError: If they are too long to be the few words of a figure or date, hold
            characters that do not show, or digits other than 0 to 9.

    Examples:
        >>> normalise("Between\u00a04.2\u20135.8 MILLION")
        'between 4.2-5.8 million'
    """
    if not isinstance(words, str):
        raise TypeError(f"printed words are text, got {words!r}")
    if len(words) > LONGEST:
        raise UnreadableError(words, f"more than {LONGEST} characters are no figure or date")
    marks = _SAME | str.maketrans(dict(same)) if same else _SAME
    text = " ".join(words.translate(marks).casefold().split())
    if not text.isascii():
        text = normalize("NFC", text)
        if any(mark.isdigit() and mark > "9" for mark in text):
            raise UnreadableError(words, "it has digits other than 0 to 9")
    if not text.isprintable():
        raise UnreadableError(words, "it has characters that do not show")
    return text


def tokens(words: str) -> list[str]:
    """The words, digits and marks of a phrase, after `normalise`.

    Quotation marks around the phrase, the punctuation that ends it, and points and apostrophes
    behind letters are left out; the mark of feet or inches behind digits is kept.

    Examples:
        >>> tokens("“approx. $5.5bn,”")
        ['approx', '$', '5.5', 'bn']
        >>> tokens("20''")
        ['20', "'", "'"]
        >>> tokens("1万6000近く")
        ['1', '万', '6000', '近', 'く']
    """
    return split(normalise(words))


def split(text: str) -> list[str]:
    """The `tokens` of a phrase that has been through `normalise`.

    Examples:
        >>> split("10 m1989 guns")
        ['10', 'm1989', 'guns']
    """
    bare = text.lstrip(_QUOTES)
    closed = text[: len(text) - len(bare)].strip()[::-1]
    text = bare.rstrip(_ENDS).removesuffix(closed).rstrip(_ENDS)
    if not _LENGTH.search(text):
        text = text.rstrip(_ENDS + _QUOTES)
    if "." in text or "'" in text:
        text = _BEHIND_LETTERS.sub(" ", text)
    return _TOKEN.findall(text)
