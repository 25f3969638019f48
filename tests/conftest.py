"""Hypothesis: the profile `quick`, or else `ci` or `full` by `HYPOTHESIS_PROFILE`."""

import os

from hypothesis import HealthCheck, settings

# What a machine is busy with fails no test.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Under CI the same examples every time; elsewhere every run tries others.
settings.register_profile("quick", patient, max_examples=10, derandomize="CI" in os.environ)
settings.register_profile("ci", patient, max_examples=30, derandomize=True)
settings.register_profile("full", patient, max_examples=100)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
