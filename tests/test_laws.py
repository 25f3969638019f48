"""The profiles of Hypothesis, and how laws scale with them."""

import pytest
from hypothesis import settings
from tests.laws import law


@pytest.mark.parametrize("profile", ["quick", "ci", "full"])
def test_no_profile_keeps_time(profile: str) -> None:
    assert settings.get_profile(profile).deadline is None
    assert law(7).deadline is None


def test_a_quick_run_tries_a_tenth_of_a_full_one_and_ci_three() -> None:
    profiles = map(settings.get_profile, ("quick", "ci", "full"))
    assert [profile.max_examples for profile in profiles] == [10, 30, 100]
    assert law(100).max_examples == settings().max_examples
    assert law(600).max_examples == 6 * settings().max_examples


def test_no_law_is_tried_on_fewer_than_ten_examples_but_one_that_asks_for_fewer() -> None:
    assert law(20).max_examples == max(10, settings().max_examples * 20 // 100)
    assert law(7).max_examples == 7
