from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dprk_transfers.present import wrapped


@given(st.lists(st.text(max_size=60), max_size=4), st.integers(20, 60))
def test_lines_are_printable_and_as_wide_as_asked_unless_a_word_is_wider(
    lines: list[str], width: int
) -> None:
    for line in wrapped(lines, width).splitlines():
        assert line.isprintable()
        assert len(line) <= width or " " not in line.strip()
