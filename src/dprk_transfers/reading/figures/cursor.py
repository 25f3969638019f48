"""`Cursor`: the phrases of an amount, taken from left to right, and what each of them did."""

from __future__ import annotations

from typing import Any

from dprk_transfers.reading.figures.language import BEYOND, Language, Phrase, Role

__all__ = ["Cursor"]


class Cursor:
    """A position between the phrases of an amount.

    Attributes:
        language: The language they are in.
        phrases: The phrases, with `BEYOND` behind the last.
        position: Index of the phrase that comes next.
        end: Index behind the last phrase.
        parts: The words that have been taken, each piece with what it did.

    Examples:
        >>> from dprk_transfers.reading.figures.language import language_of
        >>> cursor = Cursor("more than 5 ships", language_of("en"))
        >>> cursor.meaning("before"), cursor.meaning("unit", ahead=2)
        (<Hedge.MORE_THAN: 'more than'>, 'ships')
        >>> cursor.take("a hedge")
        >>> cursor.parts, cursor.next.text
        ([('more than', 'a hedge')], '5')
    """

    def __init__(self, words: str, language: Language) -> None:
        phrases = language.phrases(words)
        self.language = language
        self.phrases: list[Phrase] = [*phrases, *BEYOND]
        self.position: int = 0
        self.end: int = len(phrases)
        self.parts: list[tuple[str, str]] = []

    @property
    def next(self) -> Phrase:
        """The phrase that comes next."""
        return self.phrases[self.position]

    @property
    def rest(self) -> list[Phrase]:
        """The phrases that have not been taken."""
        return self.phrases[self.position : self.end]

    def meaning(self, role: Role, ahead: int = 0) -> Any:
        """What the next phrase, or one some phrases ahead, means in a role, or `None`."""
        return self.phrases[self.position + ahead].roles.get(role)

    def plays(self, *roles: Role) -> bool:
        """Whether the next phrase can play one of some roles."""
        return not self.phrases[self.position].roles.keys().isdisjoint(roles)

    def take(self, effect: str, count: int = 1) -> None:
        """Step over the next phrases, as one piece, and keep what it did."""
        taken = self.phrases[self.position : self.position + count]
        self.parts.append((" ".join([phrase.text for phrase in taken]), effect))
        self.position += count
