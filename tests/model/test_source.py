from datetime import date, datetime

import pytest
from tests.builders import build, refusal

from dprk_transfers.model.source import Document, Reliability, Source, SourceKind
from dprk_transfers.values.when import When


def test_a_source_is_of_a_known_kind() -> None:
    words = "person government news_agency outlet research company organisation unnamed"
    assert [kind.value for kind in SourceKind] == words.split()


def test_reliability_is_the_scale_from_a_to_f_and_f_unless_stated() -> None:
    assert [grade.value for grade in Reliability] == list("ABCDEF")
    assert build(Source).reliability is Reliability.F


@pytest.mark.parametrize("grade", Reliability)
def test_a_reliability_other_than_f_gives_its_reason(grade: Reliability) -> None:
    assert (
        build(Source, reliability=grade, reliability_note="Borne out before.").reliability is grade
    )
    if grade is Reliability.F:
        assert build(Source, reliability=grade).reliability_note is None
    else:
        (fault,) = refusal(Source, reliability=grade)
        assert fault.path == "$.reliability_note"
        assert fault.rule == "must give the reason for a reliability other than F"


@pytest.mark.parametrize(
    ("kind", "field", "good", "bad"),
    [
        (Source, "id", "us-1000", "US 1000"),
        (Source, "kind", SourceKind.OUTLET, "outlet"),
        (Source, "country", "KP", "North Korea"),
        (Source, "part_of", "cabinet", "the cabinet"),
        (Source, "bloc", "g7", "G7"),
        (Source, "reliability", Reliability.F, "F"),
        (Source, "reliability_note", "Borne out before.", " "),
        (Source, "party_to", ("programme",), "programme"),
        (Document, "id", "briefing-2", "briefing 2"),
        (Document, "publisher", "agency", "Agency"),
        (Document, "title", "Briefing", ""),
        (Document, "language", "zh-Hant", "Chinese"),
        (Document, "published", When("2023-10"), "2023-10"),
        (Document, "published", When("2023-10"), date(2023, 10, 1)),
        (Document, "url", "https://example.org", "example.org"),
        (Document, "accessed", date(2024, 1, 31), "2024-01-31"),
        (Document, "accessed", date(2024, 1, 31), datetime(2024, 1, 31)),  # noqa: DTZ001
        (Document, "archive_url", "http://example.org", "file:///etc/passwd"),
        (Document, "digest", "sha256:00", ""),
        (Document, "licence", "CC0-1.0", "\x00"),
        (Document, "note", "Two\nlines.", "\n"),
    ],
)
def test_each_field_keeps_its_rule(kind: type, field: str, good: object, bad: object) -> None:
    assert getattr(build(kind, **{field: good}), field) == good
    (fault,) = refusal(kind, **{field: bad})
    assert (fault.path, fault.value) == (f"$.{field}", bad)
    assert str(fault) == f"$.{field}: {fault.rule}, got {bad!r}{fault.hint}"
    assert fault.rule.startswith("must be ")


def test_a_body_is_no_member_of_itself() -> None:
    assert build(Source, id="team", members=("ministry",)).members == ("ministry",)
    (fault,) = refusal(Source, id="team", members=("ministry", "team"))
    assert str(fault) == "$.members: must not name the source itself, got 'team'"
