import copy
import pickle
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given

from dprk_transfers.exceptions import InvalidRecordError
from dprk_transfers.model.names import Names
from dprk_transfers.strategies import names

PORT = {"ko": ("나진",), "en": ("Rajin", "Najin")}


def test_names_are_a_mapping_sorted_by_language() -> None:
    port = Names(PORT)
    assert dict(port) == PORT
    assert list(port) == ["en", "ko"]
    assert (len(port), port["en"], "uk" in port, port.get("uk")) == (2, PORT["en"], False, None)
    with pytest.raises(KeyError, match="uk"):
        port["uk"]


@pytest.mark.parametrize(
    ("given_names", "main"),
    [
        (PORT, "Rajin"),
        ({"uk": ("Раджин",), "ko": ("나진", "라진")}, "나진"),
        ({"zh-Hant": ("羅津",)}, "羅津"),
    ],
)
def test_the_main_name_is_the_first_english_one_or_else_the_first_there_is(
    given_names: Mapping[str, tuple[str, ...]], main: str
) -> None:
    assert Names(given_names).main == main


@pytest.mark.parametrize(
    ("broken", "path", "value"),
    [
        ({}, "$", {}),
        (None, "$", None),
        ("Rajin", "$", "Rajin"),
        (["Rajin"], "$", ["Rajin"]),
        ({"english": ("Rajin",)}, "$", "english"),
        ({7: ("Rajin",)}, "$", 7),
        ({"en": "Rajin"}, "$.en", "Rajin"),
        ({"en": ["Rajin"]}, "$.en", ["Rajin"]),
        ({"en": ()}, "$.en", ()),
        ({"en": ("Rajin", " ")}, "$.en[1]", " "),
        ({"en": ("Rajin", 7)}, "$.en[1]", 7),
        ({"en": ("Rajin", "Rajin")}, "$.en", ("Rajin", "Rajin")),
    ],
)
def test_names_that_break_a_rule_are_refused_by_path(
    broken: Mapping[str, tuple[str, ...]], path: str, value: object
) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        Names(broken)
    assert [(found.path, found.value) for found in caught.value.faults] == [(path, value)]
    assert caught.value.faults[0].rule.startswith("must ")


def test_all_faults_of_names_are_told_at_once() -> None:
    with pytest.raises(InvalidRecordError) as caught:
        Names({"EN": ("a",), "ko": ("", "b"), "uk": ()})
    assert [found.path for found in caught.value.faults] == ["$", "$.ko[0]", "$.uk"]


def test_a_hostile_tag_neither_floods_nor_breaks_a_message() -> None:
    with pytest.raises(InvalidRecordError) as caught:
        Names({"\x1b[31m" * 10_000: ("", "")})
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 2_000


@given(names())
def test_names_do_not_depend_on_the_order_of_languages(given_names: Names) -> None:
    turned = Names(dict(reversed(list(given_names.items()))))
    assert turned == given_names
    assert hash(turned) == hash(given_names)
    assert repr(turned) == repr(given_names)


@given(names(), names())
def test_names_are_equal_exactly_if_they_hold_the_same(one: Names, other: Names) -> None:
    assert (one == other) == (dict(one) == dict(other))
    assert one == dict(one)


@given(names())
def test_names_are_rebuilt_from_themselves_and_from_what_is_printed(given_names: Names) -> None:
    assert Names(given_names) == given_names
    assert eval(repr(given_names)) == given_names  # noqa: S307


def test_names_cannot_be_changed() -> None:
    given_names = dict(PORT)
    port = Names(given_names)
    given_names.clear()
    assert dict(port) == PORT
    for name in ("main", "other"):
        with pytest.raises(AttributeError, match=f"'{name}'"):
            setattr(port, name, {})
    with pytest.raises(TypeError):
        port["en"] = ("Other",)  # type: ignore[index]


@pytest.mark.parametrize(
    "clone",
    [copy.copy, copy.deepcopy, lambda names: pickle.loads(pickle.dumps(names))],  # noqa: S301
)
def test_names_can_be_copied(clone: Callable[[Names], Names]) -> None:
    assert clone(Names(PORT)) == Names(PORT)
