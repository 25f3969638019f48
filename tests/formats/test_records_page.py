"""The page that shows a record of each kind: as JSON and as a row they are the same, and sound."""

import json
import re
from pathlib import Path
from typing import Any

from dprk_transfers.formats import make_converter
from dprk_transfers.formats.columns import Header, find_header_faults
from dprk_transfers.model import KINDS, Dataset

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "records.md"
SHOWN = re.compile(r"```json\n(.*?)```\s+\| (\w+)\.csv \| \|\n\|---\|---\|\n(.*?)\n\n", re.DOTALL)


def test_each_record_is_sound_and_its_row_says_the_same() -> None:
    converter = make_converter()
    kinds: dict[str, list[Any]] = {}
    for text, kind, rows in SHOWN.findall(PAGE.read_text(encoding="utf-8")):
        cells = dict(re.findall(r"\| `(.*?)` \| (.*?) \|", rows))
        header = Header(kind, tuple(cells))
        assert [*find_header_faults(header)] == []
        record = converter.structure(json.loads(text), KINDS[kind])
        assert converter.structure(header.record(cells.values()), KINDS[kind]) == record
        kinds.setdefault(kind, []).append(record)
    assert [*kinds] == [*KINDS]
    assert Dataset("An example", **kinds).validate() == ()  # type: ignore[arg-type]
