"""`Language`: the words of a language that carry figures, as rows of a table."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal, cast

import attrs

from dprk_transfers.messages import short_repr
from dprk_transfers.reading.figures.hedges import Hedge
from dprk_transfers.reading.words import normalise, split, tokens
from dprk_transfers.values.frozen import FrozenDict

__all__ = ["BEYOND", "LANGUAGES", "ROLES", "Language", "Phrase", "Role", "Row", "language_of"]

#: BCP 47 tags of the languages that have a table, `reading/figures/tables/TAG.json`.
LANGUAGES: Final = (
    "de",
    "en",
    "es",
    "fr",
    "id",
    "it",
    "ja",
    "ko",
    "nl",
    "no",
    "pl",
    "pt",
    "ru",
    "uk",
)


#: What words can do in an amount: see `ROLES`.
Role = Literal[
    "before",
    "after",
    "place",
    "number",
    "scale",
    "suffix",
    "point",
    "fixed",
    "collective",
    "vague",
    "genitive",
    "singular",
    "several",
    "couple",
    "article",
    "half",
    "part",
    "between",
    "from",
    "to",
    "and",
    "or",
    "but",
    "margin",
    "of",
    "in",
    "passed",
    "left",
    "level",
    "increment",
    "percent",
    "currency",
    "unit",
    "calibre",
    "modifier",
    "refused",
]

#: What words can do in an amount, and what their row says they mean.
ROLES: Final[Mapping[Role, str]] = MappingProxyType(
    {
        "before": "a hedge before the numeral; means its class",
        "after": "a hedge after the numeral; means its class",
        "place": "a hedge that is said of a place too; means before what, `things` or `vehicles`",
        "number": "a number in one word; means that number",
        "scale": "what a number is multiplied by; means that factor",
        "suffix": "a scale that touches its digits, as the k of 5k; means that factor",
        "point": "what stands before decimals in words, as in “one point five”",
        "fixed": "a hedge and a number in one; means both",
        "collective": "a noun that is a number and counts in it, as “une vingtaine”; means it",
        "vague": "a plural that names no number, as “hundreds”; means what it counts in",
        "genitive": "a hedge or a join with a noun in the genitive behind it",
        "singular": "a plural that is also a genitive singular: behind a `genitive`, a number",
        "several": "three or more of what follows",
        "couple": "two, or a little more, of what follows; means the number",
        "article": "one, before a scale or a share; means 1",
        "half": "a half more of what stands before, as in “one and a half”",
        "part": "the name of a share, as “third”; means how many make the whole",
        "between": "what opens a range whose ends `and` joins",
        "from": "what opens a range whose ends `to` joins",
        "to": "what joins the ends of a range",
        "and": "what joins the ends after `between`, and the parts of a numeral",
        "or": "what joins two numbers, either of which may be meant",
        "but": "what joins a floor and a ceiling",
        "margin": "what stands between a number and how far off it may be either way, as “±”",
        "of": "what stands between an amount and what it is an amount of",
        "in": "what stands between a sum of money and what it is a sum in",
        "passed": "words that add nothing to the amount they stand before",
        "left": "words that add nothing to the amount they stand after",
        "level": "a word that counts machines, or names the level of the number before it",
        "increment": "words beside an amount that say it comes on top of another",
        "percent": "the unit per cent",
        "currency": "a mark before a sum of money; means the unit",
        "unit": "what is counted or measured; means the unit",
        "calibre": "the measure of a thing, which is no amount of things",
        "modifier": "what may stand between a numeral and its unit",
        "refused": "words that make a phrase no amount; means why",
    }
)


@attrs.frozen
class Row:
    """Words that play one role and mean one thing, and where they were found.

    Attributes:
        role: What they do in an amount.
        means: What they mean: a class of hedge, a number, a unit, a reason, by role.
        words: The words, each form by itself.
        source: Where the words were seen, or which dictionary says what they mean.
    """

    role: Role
    means: Any
    words: tuple[str, ...]
    source: str


@attrs.frozen
class Phrase:
    """Words of a phrase that belong together.

    Attributes:
        text: The words, after `normalise`.
        roles: What they can do there, with what they then mean (`True` where the role says it
            all); empty for digits and for words that no row has.
        is_digits: Whether it is digits, with the marks between them.
        is_dash: Whether it begins with a dash, a wave or a hyphen with a space beside it, which
            part two numbers; the hyphen of a compound stands between two words.
    """

    text: str
    roles: Mapping[Role, Any] = FrozenDict()
    is_digits: bool = False
    is_dash: bool = False


@attrs.define
class _Node:
    """A node of the trie of all phrases, which goes from token to token.

    Attributes:
        children: The nodes below it, by the token that leads there.
        phrase: The phrase that ends here, if one does.
    """

    children: dict[str, _Node]
    phrase: Phrase | None = None

    def add(self, text: str) -> _Node:
        """Add a node below this one."""
        child = self.children[text] = _Node({})
        return child


#: What stands behind the last phrase, so that one may look ahead of it.
BEYOND: Final = (Phrase(""),) * 3


#: Letters: no word below a hundred has more.
_LONGEST_NUMBER_WORD: Final = 24


@attrs.frozen
class Language:
    """The words and marks of a language that carry figures.

    Attributes:
        tag: BCP 47 tag.
        name: English name.
        decimal: The mark before decimals, a point or a comma.
        grouping: The mark between groups of three digits, if there is one besides a space.
        rows: The table.
        scales_alone: Whether a scale without a number is one of it: `тисяча`, but not `million`.
        hyphens: Whether a hyphen stands inside numerals: `six-thousand`, `cent-deux`.
        inverts: Whether a number behind its scale is about so many: `миллиона два`.
        same: Marks that are read as another, such as wide digits.
        compounds: What joins units to tens where numbers are written in one word, as the `und` of
            `einundzwanzig`; `None` where they are not.
        has_articles: Whether a row has an article.
        has_myriads: Whether a row has ten thousand as a scale.
    """

    tag: str
    name: str
    decimal: str
    grouping: str
    rows: tuple[Row, ...]
    scales_alone: bool = True
    hyphens: bool = False
    inverts: bool = False
    same: Mapping[str, str] = attrs.field(default=FrozenDict[str, str]())
    compounds: tuple[str, ...] | None = None
    _marks: Mapping[str, str] = attrs.field(init=False, eq=False, repr=False)
    has_articles: bool = attrs.field(init=False, eq=False, repr=False)
    has_myriads: bool = attrs.field(init=False, eq=False, repr=False)
    _trie: _Node = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        roles: dict[tuple[str, ...], dict[Role, Any]] = {}
        for row in self.rows:
            for words in row.words:
                means = True if row.means is None else row.means
                roles.setdefault(tuple(tokens(words)), {})[row.role] = means
        trie = _Node({})
        for texts, meanings in roles.items():
            node = trie
            for text in texts:
                node = node.children.get(text) or node.add(text)
            node.phrase = Phrase(" ".join(texts), FrozenDict(meanings))
        object.__setattr__(self, "_marks", FrozenDict({**_DASHES, **self.same}))
        object.__setattr__(self, "_trie", trie)
        has_myriads = any(row.role == "scale" and row.means == 10**4 for row in self.rows)
        object.__setattr__(self, "has_myriads", has_myriads)
        object.__setattr__(self, "has_articles", any(row.role == "article" for row in self.rows))

    def phrases(self, words: str) -> list[Phrase]:
        """Split words into phrases, the longest that the table has first.

        A hyphen between the words of a phrase is no mark of its own: `so-called` is `so called`.
        """
        text = _SPACED.sub(_DASH, normalise(words, self._marks))
        texts = split(text)
        phrases: list[Phrase] = []
        start = 0
        while start < len(texts):
            phrase, end = self._longest_at(texts, start)
            if "suffix" in phrase.roles:
                is_touching = start > 0 and texts[start - 1] + phrase.text in text
                phrase = _suffix(phrase, is_touching=is_touching)
            if texts[start] == _DASH:
                phrase = attrs.evolve(phrase, is_dash=True)
            is_known = phrase.roles or self.compounds is None
            phrases += [phrase] if is_known else self._parts_of(phrase.text) or [phrase]
            start = end
        return phrases

    def _parts_of(self, text: str) -> list[Phrase]:
        """The number words that make up a compound, such as `zweihundertfünfzig`, if all do."""
        for end in range(min(len(text), _LONGEST_NUMBER_WORD), 0, -1):
            phrase = self._number_word(text[:end])
            rest = self._parts_of(text[end:]) if phrase and end < len(text) else []
            if phrase and (rest or end == len(text)):
                return [phrase, *rest]
        return []

    def _number_word(self, text: str) -> Phrase | None:
        """A word that is a number, or units and tens in one: `einundzwanzig`."""
        node = self._trie.children.get(text)
        if node and node.phrase and ("scale" in node.phrase.roles or 0 < self._number(text) < 1000):
            return node.phrase
        for link in self.compounds or ():
            for start in range(1, len(text) - len(link)):
                if text.startswith(link, start):
                    units, tens = (
                        self._number(text[:start]),
                        self._number(text[start + len(link) :]),
                    )
                    if 0 < units < 10 <= tens < 100 and tens % 10 == 0:
                        roles: dict[Role, Any] = {"number": units + tens}
                        return Phrase(text, FrozenDict(roles))
        return None

    def _number(self, text: str) -> int:
        """The number that a word states, or 0."""
        node = self._trie.children.get(text)
        if node is None or node.phrase is None:
            return 0
        roles = node.phrase.roles
        return int(roles.get("number", roles.get("article", 0)))

    def _longest_at(self, texts: list[str], start: int) -> tuple[Phrase, int]:
        """The longest phrase that begins at a token, and where it ends."""
        node, longest, end = self._trie, None, start + 1
        for index in range(start, len(texts)):
            text = texts[index]
            if text == "-" and index > start:
                continue
            child = node.children.get("-" if text == _DASH and index == start else text)
            if child is None:
                break
            node = child
            if node.phrase is not None:
                longest, end = node.phrase, index + 1
        return longest or _unknown(texts[start]), end


#: A dash, which is no hyphen, and the marks that are read as one.
_DASH: Final = "\u2013"
_DASHES: Final = dict.fromkeys("\u2012\u2013\u2014\u2015\u2212\u301c\uff5e\u223c", _DASH)
#: A hyphen with a space beside it.
_SPACED: Final = re.compile("(?<= )-|-(?= )")


def _unknown(text: str) -> Phrase:
    """A token that no row has: digits, or a word."""
    return Phrase(text, is_digits=text.replace(",", "").replace(".", "").isdecimal())


def _suffix(phrase: Phrase, *, is_touching: bool) -> Phrase:
    """A phrase that is a scale only where it touches its digits."""
    roles: dict[Role, Any] = dict(phrase.roles)
    means = roles.pop("suffix")
    if is_touching:
        roles["scale"] = means
    return Phrase(phrase.text, FrozenDict(roles))


def language_of(tag: str) -> Language:
    """The language with a tag; what follows its first hyphen, a country or script, is passed over.

    Raises:
        TypeError: If the tag is not text.
        ValueError: If the language has no table; the message lists the tags that have one.

    Examples:
        >>> language_of("en-GB").name
        'English'
    """
    if not isinstance(tag, str):
        raise TypeError(f"a BCP 47 tag of a language is text, got {short_repr(tag)}")
    primary = tag.partition("-")[0].lower()
    if primary not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise ValueError(f"no words of language {short_repr(primary)} are known; known: {known}")
    return _load(primary)


#: What a table says of its language where that is not as in most.
_OPTIONS: Final = ("scales_alone", "hyphens", "inverts")


@cache
def _load(tag: str) -> Language:
    """The language of a table file."""
    table = files("dprk_transfers.reading.figures").joinpath("tables", f"{tag}.json")
    read = cast(dict[str, Any], json.loads(table.read_text(encoding="utf-8")))
    rows = tuple(
        Row(row["role"], _meaning(row["role"], row["means"]), tuple(row["words"]), row["source"])
        for row in read["rows"]
    )
    return Language(
        read["tag"],
        read["name"],
        decimal=read["decimal"],
        grouping=read["grouping"],
        rows=rows,
        **{option: read[option] for option in _OPTIONS if option in read},
        same=FrozenDict(read.get("same", {})),
        compounds=tuple(read["compounds"]) if "compounds" in read else None,
    )


def _meaning(role: Role, means: Any) -> Any:
    """What a row of a table file says that words mean, with its classes of hedge."""
    if role in ("before", "after"):
        return Hedge(means)
    return (Hedge(means[0]), means[1]) if role == "fixed" else means
