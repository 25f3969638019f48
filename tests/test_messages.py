"""Text for people: bounded, harmless and as wide as asked."""

import json

from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.messages import json_escape, to_json, wrap


@given(st.lists(st.text(max_size=60), max_size=4), st.integers(20, 60))
def test_lines_are_printable_and_as_wide_as_asked_unless_a_word_is_wider(
    lines: list[str], width: int
) -> None:
    for line in wrap(lines, width).splitlines():
        assert line.isprintable()
        assert len(line) <= width or " " not in line.strip()


@given(st.dictionaries(st.text(), st.text() | st.lists(st.text() | st.integers())))
def test_json_is_printable_and_the_same_data(data: dict[str, object]) -> None:
    text = to_json(data)
    assert text.replace("\n", "").isprintable()
    assert json.loads(text) == data


@given(st.characters())
def test_a_character_as_an_escape_is_plain_and_the_same(mark: str) -> None:
    assert json_escape(mark).isascii()
    assert json.loads(f'"{json_escape(mark)}"') == mark
