"""How many examples a law is tried on, scaled by the profile of Hypothesis."""

from hypothesis import settings


def law(examples: int) -> settings:
    """Settings for a law that is tried on so many examples where tests that ask for none get 100.

    A profile whose tests get a tenth of that tries a tenth here too, but ten where that is less.
    """
    scaled = examples * settings().max_examples // 100
    return settings(max_examples=max(scaled, min(examples, 10)))
