from __future__ import annotations

from dprk_transfers.reading import Hedge, language_of
from dprk_transfers.reading.figures.cursor import Cursor


def cursor(words: str) -> Cursor:
    return Cursor(words, language_of("en"))


def test_phrases_are_taken_in_pieces_that_tell_what_they_did() -> None:
    ships = cursor("more than 5 ships")
    ships.take("more than")
    assert (ships.next.text, [phrase.text for phrase in ships.rest]) == ("5", ["5", "ships"])
    ships.take("5 ships", 2)
    assert ships.parts == [("more than", "more than"), ("5 ships", "5 ships")]
    assert ships.position == ships.end == 3
    assert ships.rest == []


def test_a_phrase_means_something_in_each_role_that_it_plays() -> None:
    ships = cursor("more than 5 ships")
    assert ships.meaning("before") is Hedge.MORE_THAN
    assert ships.meaning("unit") is None
    assert ships.meaning("unit", 2) == "ships"
    assert ships.plays("before")
    assert ships.plays("unit", "before")
    assert not ships.plays("unit", "after")


def test_behind_the_last_phrase_nothing_means_anything() -> None:
    nothing = cursor("")
    assert nothing.end == 0
    assert nothing.next.text == ""
    assert nothing.meaning("unit", 2) is None
    assert not nothing.plays("before", "unit")
