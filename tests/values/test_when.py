from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import Any

import attrs
import pytest
from edtf import parse_edtf
from hypothesis import assume, example, given
from hypothesis import strategies as st
from tests.laws import law

from dprk_transfers.strategies import spans, whens
from dprk_transfers.values import Span, When

OPEN = Span(None, None, is_open=True)
UNKNOWN = Span(None, None)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def unmarked(span: Span) -> Span:
    """A span with the same days alone."""
    return attrs.evolve(span, is_approximate=False, is_uncertain=False)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("2023-08", "2023-08-01", "2023-08-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2XXX", "2000-01-01", "2999-12-31"),
        ("202X-XX", "2020-01-01", "2029-12-31"),
        ("2XXX-XX-XX", "2000-01-01", "2999-12-31"),
        ("001X", "0010-01-01", "0019-12-31"),
        ("2023-XX", "2023-01-01", "2023-12-31"),
        ("2023-XX-XX", "2023-01-01", "2023-12-31"),
        ("2023-0X", "2023-01-01", "2023-09-30"),
        ("2023-1X", "2023-10-01", "2023-12-31"),
        ("2023-0X-XX", "2023-01-01", "2023-09-30"),
        ("2023-1X-XX", "2023-10-01", "2023-12-31"),
        ("2023-08-XX", "2023-08-01", "2023-08-31"),
        ("2023-08-0X", "2023-08-01", "2023-08-09"),
        ("2023-08-1X", "2023-08-10", "2023-08-19"),
        ("2023-08-2X", "2023-08-20", "2023-08-29"),
        ("2023-02-2X", "2023-02-20", "2023-02-28"),
        ("2023-08-3X", "2023-08-30", "2023-08-31"),
        ("2023-09-3X", "2023-09-30", "2023-09-30"),
        ("2023-21", "2023-03-01", "2023-05-31"),
        ("2023-22", "2023-06-01", "2023-08-31"),
        ("2023-23", "2023-09-01", "2023-11-30"),
        ("2022-24", "2022-12-01", "2023-02-28"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("9998-24~", "9998-12-01", "9999-02-28"),
        ("2023-08?", "2023-08-01", "2023-08-31"),
        ("2023~", "2023-01-01", "2023-12-31"),
        ("2023-08-21%", "2023-08-21", "2023-08-21"),
        ("2023-21~", "2023-03-01", "2023-05-31"),
        ("202X?", "2020-01-01", "2029-12-31"),
        ("[2023-08-21..2023-08-31]", "2023-08-21", "2023-08-31"),
        ("[2023-08..2023-09]", "2023-08-01", "2023-09-30"),
        ("[2023..2023]", "2023-01-01", "2023-12-31"),
        ("[2023-08-21..2023-08]", "2023-08-21", "2023-08-31"),
        ("[202X..2023-22~]", "2020-01-01", "2023-08-31"),
        ("[2023-08..]", "2023-08-01", ""),
        ("[..2023-08]", "", "2023-08-31"),
    ],
)
def test_one_day_somewhere_by_hand(text: str, earliest: str, latest: str) -> None:
    when = When(text)
    assert (when.earliest, when.latest) == (day(earliest), day(latest))
    assert when.start == when.end
    assert (when.start.earliest, when.start.latest) == (day(earliest), day(latest))
    assert not when.is_interval


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023-08/2023-11-02", ("2023-08-01", "2023-08-31"), ("2023-11-02", "2023-11-02")),
        ("2022/2023", ("2022-01-01", "2022-12-31"), ("2023-01-01", "2023-12-31")),
        ("2023/2023", ("2023-01-01", "2023-12-31"), ("2023-01-01", "2023-12-31")),
        ("2023-08-21/2023-08", ("2023-08-21", "2023-08-21"), ("2023-08-01", "2023-08-31")),
        ("2023-08?/2023-23~", ("2023-08-01", "2023-08-31"), ("2023-09-01", "2023-11-30")),
        (
            "[2023-08-21..2023-08-31]/2023-10-21",
            ("2023-08-21", "2023-08-31"),
            ("2023-10-21", "2023-10-21"),
        ),
        ("2023/[2024-01..2024-03]", ("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-03-31")),
        ("[..2023]/2022-05", ("", "2023-12-31"), ("2022-05-01", "2022-05-31")),
        ("2023/[2022..]", ("2023-01-01", "2023-12-31"), ("2022-01-01", "")),
        ("2023-08/..", ("2023-08-01", "2023-08-31"), OPEN),
        ("../2023-08", OPEN, ("2023-08-01", "2023-08-31")),
        ("2023-08/", ("2023-08-01", "2023-08-31"), UNKNOWN),
        ("/2023-08", UNKNOWN, ("2023-08-01", "2023-08-31")),
        ("../..", OPEN, OPEN),
        ("../", OPEN, UNKNOWN),
        ("/..", UNKNOWN, OPEN),
    ],
)
def test_windows_by_hand(
    text: str, start: Span | tuple[str, str], end: Span | tuple[str, str]
) -> None:
    first, last = (s if isinstance(s, Span) else Span(day(s[0]), day(s[1])) for s in (start, end))
    when = When(text)
    assert (unmarked(when.start), unmarked(when.end)) == (first, last)
    assert (when.earliest, when.latest) == (first.earliest, last.latest)
    assert when.is_interval


SINGLE = "a date is written YYYY, YYYY-MM or YYYY-MM-DD"
ONE_OF = "a one-of range is written"
FROM_RIGHT = "digits are unspecified (X) only from the right, and not all of them"

REFUSED = {
    SINGLE: [
        "",
        " ",
        "..",
        "today",
        "23",
        "202",
        "20230",
        "2023-8",
        "2023-8-21",
        "2023-",
        "2023-08-",
        "2023-08-211",
        "2023-08-21-01",
        "20230821",
        "2023/08/21",
        "21-08-2023",
        "2023.08.21",
        "2023-08-21T10:00",
        "2023-08-21T10:00:00Z",
        "2023-W35",
        "2023-W35-1",
        "2023-Q3",
        "Y17000",
        "Y-17000",
        "-2023",
        "+2023",
        "-0044-03-15",
        "2023E3",
        "2023S2",
        "2023\u201308",
        "\uff12\uff10\uff12\uff13",
        "2023-\uff108",
        "\u0662\u0660\u0662\u0663",
        "202x",
        "2023-xx",
        "2023u",
        "2023 ",
        " 2023",
        "2023\n",
        "2023-08\n",
        "\n2023",
        "2023 - 08",
        "2023\x00",
        "2023\u00a0",
        "2023??",
        "2023?~",
        "2023~?",
        "?2023",
        "~2023-08",
        "2023?-08",
        "2023-08~-21",
        "2023-?08",
        "2023-~XX",
        "(2023-08)?",
        "{2023-08..2023-09}",
        "{2023,2024}",
        "2023..2024",
        "2023-08..",
        "..2023-08",
        "2023-08]",
        "2022/2023/2024",
        "2022//2023",
        "//",
        "2022/2023-8",
        "2022/2023 ",
        "2022 / 2023",
        "./2023",
        "2022/...",
        "[2023..2024..2025]",
        "[2023...2024]",
        "[ 2023..2024]",
        "[[2023..2024]]",
        "[2023-8..2024]",
    ],
    ONE_OF: [
        "[",
        "[]",
        "[..]",
        "[2023]",
        "[2023,2024]",
        "[2023.2024]",
        "[2023..2024",
        "[2023..2024]?",
        "[2023..2024]\n",
        "[2023/2024]",
        "[2023..2024/2025]",
        "[..]/2023",
        "2022/[2023]",
    ],
    FROM_RIGHT: [
        "XXXX",
        "XXXX-08",
        "XXXX-XX-XX",
        "X023",
        "2X23",
        "20X3",
        "2023-X1",
        "2023-XX-01",
        "2023-X1-01",
        "2023-0X-01",
        "2023-08-X1",
        "2023-1X-0X",
        "202X-08",
        "202X-21",
        "2XXX-1X",
        "[XXXX..2023]",
        "XXXX/2023",
    ],
    "years run from 0001 to 9999": ["9999-24", "0000", "0000-08", "0000-08-21", "000X", "00XX"],
    "there is no month 00 there": ["2023-00", "2023-00-01"],
    "there is no month 13 there": ["2023-13", "2023-13-01"],
    "there is no month 2X there": ["2023-2X", "2023-2X-XX"],
    "there is no month 20 there": ["2023-20"],
    "there is no month 25 there": ["2023-25"],
    "there is no month 41 there": ["2023-41"],
    "there is no month 99 there": ["2023-99"],
    "there is no month 21 there": ["2023-21-01", "2023-21-XX"],
    "there is no month 24 there": ["2023-24-01"],
    "there is no day 00 there": ["2023-08-00"],
    "there is no day 30 there": ["2023-02-30", "2024-02-30"],
    "there is no day 29 there": ["2023-02-29", "1900-02-29"],
    "there is no day 31 there": ["2023-09-31", "2023-04-31"],
    "there is no day 32 there": ["2023-08-32"],
    "there is no day 3X there": ["2023-02-3X", "2024-02-3X"],
    "there is no day 4X there": ["2023-08-4X"],
    "an interval states at least one of its ends": ["/"],
    "an interval does not end before it starts": [
        "2024/2023",
        "2023-08/2023-07",
        "2023-08-02/2023-08-01",
        "2023-12-31/2023-11",
        "2023-08?/2023-21~",
        "2023/[..2022]",
        "[2023..]/2022",
        "[2023-05..]/[..2023-01]",
    ],
    "a one-of range does not end before it starts": [
        "[2024..2023]",
        "[2023-08..2023-07-31]",
        "2022/[2024..2023]",
    ],
}


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, texts in REFUSED.items() for text in texts]
)
def test_text_outside_the_subset_is_refused_by_name_and_rule(rule: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"^cannot read the date ") as caught:
        When(text)
    assert repr(text) in str(caught.value)
    assert rule in str(caught.value)


@pytest.mark.parametrize("value", [None, 2023, 2023.5, b"2023", date(2023, 8, 21), ["2023"], True])
def test_what_is_no_text_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="a date is written as text, got"):
        When(value)


@pytest.mark.parametrize(
    "hostile",
    ["1", "X", "2023-", "[", "]", "/", ".", "2023/", "[2023..", "?", "\u0660"],
)
def test_a_huge_text_is_refused_with_a_short_message(hostile: str) -> None:
    with pytest.raises(ValueError, match="cannot read the date") as caught:
        When(hostile * (10_000_000 // len(hostile)))
    assert len(str(caught.value)) < 200


def test_a_message_shows_sixty_characters_of_the_text() -> None:
    with pytest.raises(ValueError, match=rf"the date '{'1' * 60}': "):
        When("1" * 60)
    with pytest.raises(ValueError, match=rf"the date '{'1' * 60}…': "):
        When("1" * 61)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1985-04-12T23:20:30Z", "times of day are not kept: cut it at T, 1985-04-12"),
        ("2023-08-21T10:00/2023-09", "times of day are not kept: cut it at T, 2023-08-21"),
        ("2023-08T", "times of day are not kept: cut it at T, 2023-08"),
        ("2023-09 - 2025-02", "or YYYY-MM-DD, and a window with a slash: 2023-09/2025-02"),
        ("2023-09\u20132025-02", "or YYYY-MM-DD, and a window with a slash: 2023-09/2025-02"),
        ("2023-09-01 to 2023-10", "and a window with a slash: 2023-09-01/2023-10"),
        ("2023-09 until now", "a date is written YYYY, YYYY-MM or YYYY-MM-DD"),
        ("14.02.2025", "YYYY-MM or YYYY-MM-DD: 2025-02-14"),
        ("5. 4. 2025", "YYYY-MM or YYYY-MM-DD: 2025-04-05"),
        ("31.02.2025", "a date is written YYYY, YYYY-MM or YYYY-MM-DD"),
        ("2023-08-21t10", "times of day are not kept: cut it at T, 2023-08-21"),
        ("2023-08-21 10:00", "times of day are not kept: cut it at the space, 2023-08-21"),
        ("2023-8-21T10:00", None),
        ("[1667,1668,1670..1672]", "lists are not read; a one-of range is written [A..B]"),
        ("{1960,1961-12}", "lists are not read: write a one-of range, [A..B], or a window, A/B"),
        ("{1960..1961}", "lists are not read: write a one-of range, [A..B], or a window, A/B"),
        ("2001,2002", "lists are not read: write a one-of range, [A..B], or a window, A/B"),
        ("2001-33", "write [2001-01..2001-03]"),
        (
            "2001-34",
            "there is no month 34 there; for that part of the year, write [2001-04..2001-0",
        ),
        ("2001-36", "write [2001-10..2001-12]"),
        ("2001-37", "write [2001-01..2001-04]"),
        ("2001-39", "write [2001-09..2001-12]"),
        ("2001-40", "write [2001-01..2001-06]"),
        ("2001-41", "write [2001-07..2001-12]"),
        ("2004-06-~11", "a qualifier stands behind the whole of it, 2004-06-11~"),
        ("?2004-06", "a qualifier stands behind the whole of it, 2004-06?"),
        ("2023?-08~", "a qualifier stands behind the whole of it, 2023-08%"),
        ("2023?-8", None),
    ],
)
def test_another_form_of_edtf_is_refused_with_what_to_write_instead(
    text: str, rule: str | None
) -> None:
    with pytest.raises(ValueError, match="cannot read the date") as caught:
        When(text)
    if rule is None:
        assert str(caught.value).endswith(SINGLE)
    else:
        assert rule in str(caught.value)
        for written in re.findall(r"(?:write|at T,|of it,) (\[[^,]+\]|[0-9][^ ]+)$", rule):
            assert When(written).text == written


@pytest.mark.parametrize("code", ["20", "25", "32", "42"])
def test_a_code_beside_those_of_divisions_names_no_part_of_the_year(code: str) -> None:
    with pytest.raises(ValueError, match=f"there is no month {code} there$"):
        When(f"2001-{code}")


MONTHS = ["", "-XX", "-0X", "-1X", *(f"-{month:02}" for month in range(1, 13))]
DAYS = ["", "-XX", "-0X", "-1X", "-2X", "-3X", "-01", "-09", "-15", "-28", "-29", "-30", "-31"]


DECADE = " ".join(str(date(2020, 1, 1) + timedelta(n)) for n in range(3653))


def days_of(pattern: str) -> list[date]:
    """Every day of the decade whose digits fit the pattern, an absent part being any."""
    full = pattern + "-XX" * ((len("2023-08-21") - len(pattern)) // 3)
    return [date.fromisoformat(fit) for fit in re.findall(full.replace("X", "[0-9]"), DECADE)]


@pytest.mark.parametrize("year", ["2023", "2024", "202X"])
def test_unspecified_digits_span_the_days_that_fit_them(year: str) -> None:
    for month, last in product(MONTHS, DAYS):
        pattern = year + month + last
        digits = pattern.replace("-", "")
        if (not month and last) or "X" in digits.rstrip("X"):
            continue
        days = days_of(pattern)
        if days:
            assert When(pattern).start == Span(days[0], days[-1]), pattern
        else:
            with pytest.raises(ValueError, match="there is no day"):
                When(pattern)


def readable_by_edtf() -> Iterator[str]:
    """Dates that `edtf` reads as well: it knows no tens of months or days, as in 2023-1X."""
    for year in ("2023", "2024"):
        yield year
        yield f"{year}-XX"
        yield f"{year}-XX-XX"
        for month in [*range(1, 13), *range(21, 24)]:  # its winter ends with the year
            yield f"{year}-{month:02}"
        for month, last in [(1, 31), (2, 28), (4, 30), (8, 1), (12, 9)]:
            yield f"{year}-{month:02}-{last:02}"
            yield f"{year}-{month:02}-XX"
    yield from ["2024-02-29", "202X", "20XX", "2XXX", "0001", "9999", "1066-10-14"]


@cache
def edtf_days(text: str) -> tuple[date, date]:
    read = parse_edtf(text)
    return date(*read.lower_strict()[:3]), date(*read.upper_strict()[:3])


@pytest.mark.parametrize("text", list(readable_by_edtf()))
def test_single_dates_span_the_days_that_edtf_reads(text: str) -> None:
    assert (When(text).earliest, When(text).latest) == edtf_days(text)


@pytest.mark.parametrize("text", ["2023?", "2023-08~", "2024-02%", "2023-08-21?", "2023-08-21%"])
def test_flags_widen_no_more_than_in_strict_edtf(text: str) -> None:
    assert (When(text).earliest, When(text).latest) == edtf_days(text)


SPECIFIED = st.sampled_from([text for text in readable_by_edtf() if "X" not in text])


@given(SPECIFIED, SPECIFIED)
@law(40)  # edtf is slow
def test_windows_span_the_days_that_edtf_reads(first: str, last: str) -> None:
    assume(edtf_days(first)[0] <= edtf_days(last)[1])
    when = When(f"{first}/{last}")
    assert (when.earliest, when.latest) == edtf_days(when.text)


@given(st.dates(), st.dates(), st.sampled_from([len("2023"), len("2023-08"), len("2023-08-21")]))
@law(40)  # edtf is slow
def test_one_of_ranges_span_the_days_that_edtf_reads(a: date, b: date, length: int) -> None:
    first, last = str(min(a, b))[:length], str(max(a, b))[:length]
    when = When(f"[{first}..{last}]")
    assert (when.earliest, when.latest) == edtf_days(when.text)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2023-08", False, False),
        ("2023-08~", True, False),
        ("2023-08?", False, True),
        ("2023-08%", True, True),
        ("2023~/2024", True, False),
        ("2023/2024?", False, True),
        ("2023~/2024?", True, True),
        ("[2023-08%..]", True, True),
        ("../2023", False, False),
    ],
)
def test_qualifiers_are_flags(text: str, approximate: bool, uncertain: bool) -> None:
    assert (When(text).is_approximate, When(text).is_uncertain) == (approximate, uncertain)


@pytest.mark.parametrize("text", ["2023", "202X", "2023-21", "2023-08-21", "2023-08-1X"])
def test_qualifiers_move_no_day(text: str) -> None:
    for qualifier in "?~%":
        assert unmarked(When(text + qualifier).start) == When(text).start
        assert When(text + qualifier).start != When(text).start


@given(whens())
def test_text_and_repr_round_trip(when: When) -> None:
    assert str(when) == when.text
    assert When(str(when)) == when
    assert eval(repr(when), {"When": When}) == when  # noqa: S307


def test_a_date_is_equal_only_to_the_same_text() -> None:
    assert When("2023") == When("2023")
    assert hash(When("2023")) == hash(When("2023"))
    assert When("2023") != When("2023-XX")
    assert When("2023") != When("2023?")
    text: object = "2023"
    assert When("2023") != text


@pytest.mark.parametrize("name", ["text", "start", "end", "note"])
def test_a_date_is_immutable(name: str) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(When("2023"), name, "2024")


#: The years in which sets of days are compared; a day outside stands for all beyond it.
FIRST, LAST = date(1990, 1, 1), date(2099, 12, 31)


@cache
def possible_days(when: When) -> frozenset[int]:
    """The days that can be in it, as numbers."""
    first = FIRST - timedelta(1) if when.earliest is None else when.earliest
    last = LAST + timedelta(1) if when.latest is None else when.latest
    return frozenset(range(first.toordinal(), last.toordinal() + 1))


@given(whens(), whens())
def test_relations_are_those_of_the_sets_of_days(a: When, b: When) -> None:
    ours, others = possible_days(a), possible_days(b)
    bounded = a.latest is not None and b.earliest is not None
    assert a.before(b) is (bounded and max(ours) < min(others))
    assert a.overlaps(b) is not ours.isdisjoint(others)


@given(whens(), whens(), whens())
def test_before_is_a_strict_order_and_overlaps_goes_both_ways(a: When, b: When, c: When) -> None:
    assert not a.before(a)
    assert not (a.before(b) and b.before(a))
    assert not (a.before(b) and b.before(c)) or a.before(c)
    assert a.overlaps(a)
    assert a.overlaps(b) is b.overlaps(a)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("2023-08", "2023-09-01/..", "before"),
        ("../2023-08", "2023-09/..", "before"),
        ("2023-08", "2023-08-31", "overlaps"),
        ("2023-08", "2023-08-01", "overlaps"),
        ("2023", "2023", "overlaps"),
        ("2023-08-31", "2023-08", "overlaps"),
        ("2023-08", "2023-08-31/2023-09", "overlaps"),
        ("2023-08/", "2024", "overlaps"),
        ("2023-08/", "../2024", "overlaps"),
        ("/2023-08", "2022", "overlaps"),
        ("../..", "2022/", "overlaps"),
        ("2022/..", "../2023", "overlaps"),
        ("2022/..", "../..", "overlaps"),
        ("../2022", "../..", "overlaps"),
    ],
)
def test_relations_by_hand(a: str, b: str, relation: str) -> None:
    one, other = When(a), When(b)
    assert one.before(other) is (relation == "before")
    assert one.overlaps(other) is (relation != "before")
    assert not other.before(one)


def dates_written() -> Iterator[str]:
    """Every date that can be written about a few years, by its shape."""
    yield from (f"{prefix}{'X' * (4 - len(prefix))}" for prefix in ("1", "2", "20", "201", "202"))
    for year in ("2019", "2020", "2021"):
        yield year
        months = ["XX", "0X", "1X", *(f"{n:02}" for n in range(1, 13))]
        yield from (f"{year}-{month}" for month in [*months, "21", "22", "23", "24"])
        tens = ["XX", "0X", "1X", "2X", "3X", *(f"{n:02}" for n in range(1, 32))]
        yield from (f"{year}-{month}-{last}" for month in months for last in tens)


@cache
def shortest() -> tuple[dict[Span, int], dict[date, int], dict[date, int]]:
    """Length of the shortest date for a span, for a first day and for a last day."""
    whole: dict[Span, int] = {}
    first: dict[date, int] = {}
    last: dict[date, int] = {}
    for text in dates_written():
        try:
            span = When(text).start
        except ValueError:
            continue
        assert span.earliest is not None
        assert span.latest is not None
        whole[span] = min(len(text), whole.get(span, 99))
        first[span.earliest] = min(len(text), first.get(span.earliest, 99))
        last[span.latest] = min(len(text), last.get(span.latest, 99))
    return whole, first, last


def shortest_length(span: Span) -> int:
    whole, first, last = shortest()
    if span.earliest is None and span.latest is None:
        return len("..") if span.is_open else 0
    mark = int(span.is_approximate or span.is_uncertain)
    one_of = len("[..]") + sum(
        0 if end is None else lengths[end] + mark
        for end, lengths in ((span.earliest, first), (span.latest, last))
    )
    return min(one_of, whole.get(unmarked(span), 99) + mark)


FEW_YEARS = st.dates(date(2019, 1, 1), date(2021, 12, 31))
ROUND_DAYS = FEW_YEARS.map(lambda d: d.replace(day=1)) | FEW_YEARS.map(
    lambda d: d.replace(day=1) - timedelta(1) if d > date(2019, 2, 1) else d
)
SPANS = spans(FEW_YEARS) | spans(ROUND_DAYS)


def test_every_date_is_written_back_in_the_shortest_form() -> None:
    whole, _, _ = shortest()
    for span, length in whole.items():
        when = When.from_spans(span, span)
        assert (when.start, when.end) == (span, span)
        assert len(str(when)) == length


@given(SPANS, SPANS)
@example(OPEN, OPEN)
@example(UNKNOWN, OPEN)
@example(UNKNOWN, Span(None, date(2020, 2, 29)))
def test_two_spans_are_written_in_the_shortest_form_that_reads_back(start: Span, end: Span) -> None:
    assume(not start == end == UNKNOWN)
    assume(start.earliest is None or end.latest is None or start.earliest <= end.latest)
    when = When.from_spans(start, end)
    assert (when.start, when.end) == (start, end)
    window = shortest_length(start) + len("/") + shortest_length(end)
    single = start == end and start not in (OPEN, UNKNOWN)
    assert len(str(when)) == (shortest_length(start) if single else window)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (("2023-08-01", "2023-08-31"), ("2023-11-02", "2023-11-02"), "2023-08/2023-11-02"),
        (("2020-01-01", "2029-12-31"), ("2020-01-01", "2029-12-31"), "202X"),
        (("2000-01-01", "2999-12-31"), ("2000-01-01", "2999-12-31"), "2XXX"),
        (("2023-12-01", "2023-12-31"), ("2023-12-01", "2023-12-31"), "2023-12"),
        (("2023-06-01", "2023-08-31"), ("2023-06-01", "2023-08-31"), "2023-22"),
        (("2023-10-01", "2023-12-31"), ("2023-10-01", "2023-12-31"), "2023-1X"),
        (("2023-09-30", "2023-09-30"), ("2023-09-30", "2023-09-30"), "2023-09-30"),
        (("2023-08-30", "2023-08-31"), ("2023-08-30", "2023-08-31"), "2023-08-3X"),
        (("2023-01-01", "2024-12-31"), ("2023-01-01", "2024-12-31"), "[2023..2024]"),
        (("0001-01-01", "0009-12-31"), ("0001-01-01", "0009-12-31"), "[0001..0009]"),
        (("0476-09-04", "0476-09-04"), ("0476-09-04", "0476-09-04"), "0476-09-04"),
        (("2023-07-01", "2024-02-29"), ("2023-07-01", "2024-02-29"), "[2023-07..2024-02]"),
        (("", "2023-12-31"), ("2024-01-01", ""), "[..2023]/[2024..]"),
        (("2023-08-02", "2023-08-30"), OPEN, "[2023-08-02..2023-08-30]/.."),
        (UNKNOWN, ("2023-01-01", "2023-12-31"), "/2023"),
    ],
)
def test_spans_written_by_hand(
    start: Span | tuple[str, str], end: Span | tuple[str, str], text: str
) -> None:
    first, last = (s if isinstance(s, Span) else Span(day(s[0]), day(s[1])) for s in (start, end))
    assert When.from_spans(first, last) == When(text)


@given(spans(st.dates()))
def test_a_span_of_any_age_is_read_back(span: Span) -> None:
    assume(span != UNKNOWN)
    when = When.from_spans(span, span)
    assert (when.start, when.end) == (span, span)


@given(whens())
def test_the_written_form_of_what_was_read_is_no_longer(when: When) -> None:
    again = When.from_spans(when.start, when.end)
    assert (again.start, again.end) == (when.start, when.end)
    assert len(str(again)) <= len(str(when))


def test_spans_that_say_nothing_or_run_backwards_are_not_written() -> None:
    with pytest.raises(ValueError, match="states at least one of its ends"):
        When.from_spans(UNKNOWN, UNKNOWN)
    with pytest.raises(ValueError, match="does not end before it starts"):
        When.from_spans(When("2024").start, When("2023").start)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023~/2024", "~", ""),
        ("2023/2024?", "", "?"),
        ("2023%/..", "%", ""),
        ("/[2023~..2024]", "", "~"),
        ("[2023?..2024~]", "%", "%"),
        ("2023-08?", "?", "?"),
    ],
)
def test_each_end_bears_its_own_mark(text: str, start: str, end: str) -> None:
    when = When(text)
    for span, mark in [(when.start, start), (when.end, end)]:
        assert span.is_approximate is (mark in ("~", "%"))
        assert span.is_uncertain is (mark in ("?", "%"))


@pytest.mark.parametrize(("about", "doubt"), [(True, False), (False, True), (True, True)])
def test_what_has_no_days_bears_no_mark(about: bool, doubt: bool) -> None:
    for is_open in (False, True):
        with pytest.raises(ValueError, match="an end without days is neither approximate nor"):
            Span(None, None, is_open=is_open, is_approximate=about, is_uncertain=doubt)
    for days in [(date(2023, 8, 21), None), (None, date(2023, 8, 21))]:
        span = Span(*days, is_approximate=about, is_uncertain=doubt)
        assert (span.is_approximate, span.is_uncertain) == (about, doubt)


def test_a_span_is_neither_reversed_nor_an_open_end_with_days() -> None:
    a, b = date(2023, 8, 21), date(2023, 8, 22)
    assert Span(a, a).earliest == Span(a, b).earliest == a
    with pytest.raises(ValueError, match="must not be reversed, got 2023-08-22 to 2023-08-21"):
        Span(b, a)
    for days in [(a, None), (None, a), (a, b)]:
        with pytest.raises(ValueError, match="an open end has no days"):
            Span(*days, is_open=True)


def test_an_open_end_is_not_an_unknown_one() -> None:
    assert OPEN != UNKNOWN
    assert not UNKNOWN.is_open
    with pytest.raises(TypeError):
        Span(None, None, True)  # type: ignore[call-arg]


def test_a_span_is_immutable() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        UNKNOWN.earliest = date(2023, 8, 21)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("2016", "2016-01-01/2016-12-31"),
        ("2023-02", "2023-02-01/2023-02-28"),
        ("2023-24", "2023-12-01/2024-02-29"),
        ("202X", "2020-01-01/2029-12-31"),
        ("2023-08~", "2023-08-01~/2023-08-31~"),
        ("[2023-08-21..2023-08-31]", "2023-08-21/2023-08-31"),
        ("2023-10-13", "2023-10-13"),
    ],
)
def test_all_of_what_is_some_day_is_a_window(text: str, window: str) -> None:
    assert When.all_of(text) == When(window)


@pytest.mark.parametrize("text", ["2016/2017", "[..2016]", "[2016..]", "../2016"])
def test_what_has_no_whole_is_refused(text: str) -> None:
    with pytest.raises(
        ValueError, match=re.escape(f"{text!r} must be a day, month, season or year")
    ):
        When.all_of(text)
