"""Text for people: bounded, harmless and as wide as asked."""

from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.messages import wrap


@given(st.lists(st.text(max_size=60), max_size=4), st.integers(20, 60))
def test_lines_are_printable_and_as_wide_as_asked_unless_a_word_is_wider(
    lines: list[str], width: int
) -> None:
    for line in wrap(lines, width).splitlines():
        assert line.isprintable()
        assert len(line) <= width or " " not in line.strip()
