"""What charts say in words."""

from typing import Any

import attrs
import pytest
from tests.builders import build, dataset

from dprk_transfers import Basis, Claim, Extent, Measure, Quantity, Stance, load_casebook, reconcile
from dprk_transfers.model import Document, Item, Shipment, Source
from dprk_transfers.present.charts.telling import alternative, headline
from dprk_transfers.reconciliation.answers import Answer
from dprk_transfers.reconciliation.wording import Wording
from dprk_transfers.values.when import When

PLACE: tuple[Any, ...] = (
    build(Source),
    build(Source, id="agency", names={"en": ("Agency",)}),
    build(Source, id="rival", names={"en": ("Rival",)}, country="AA"),
    build(Document),
    build(Item),
    build(Shipment, supplier="AA", recipient="BB"),
)


def claim(own_id: str, words: str | None = None, **fields: Any) -> Claim:
    told: dict[str, Any] = {"id": own_id, "asserted": When("2023-10-13")}
    if words:
        told |= {"quantity": Quantity(words, "shells"), "measure": Measure.MOVED}
        told |= {"extent": Extent.TOTAL, "item": "shells", "shipment": "programme"}
        told |= {"period": When("../2023-10-13")}
    return build(Claim, **(told | fields))


def ask(*claims: Claim) -> tuple[Wording, Answer]:
    book = dataset(*PLACE, *claims)
    (answer,) = reconcile(book).answers
    return Wording(book), answer


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ([], "1 claim; 1 independent origin"),
        (
            [claim("low", "over 50", speaker="agency")],
            "2 claims; 2 independent origins, 1 behind the bounds: Some name",
        ),
        ([claim("high", "up to 90", speaker="agency")], None),
        (
            [claim("high", "up to 300", speaker="agency"), claim("low", "over 5", speaker="rival")],
            "3 claims; 3 independent origins, 2 behind the bounds",
        ),
        ([claim("high", "up to 300", speaker="agency")], "2 claims; 2 independent origins"),
    ],
)
def test_who_is_behind_the_bounds_is_told_where_others_stand_behind_the_rest(
    others: list[Claim], told: str | None
) -> None:
    wording, answer = ask(claim("first", "over 100"), *others)
    rest = headline(wording, answer)[1]
    if told is None:  # figures that clash set no bounds
        assert "behind the bounds" not in rest
        assert answer.bounding_origins == ()
    else:
        assert rest.endswith(told)


def test_the_origins_behind_the_bounds_are_among_those_of_the_answer() -> None:
    for answer in reconcile(load_casebook()):
        assert set(answer.bounding_origins) <= set(answer.origins.by_origin)
        assert bool(answer.bounding_origins) == any(
            not set(ids).isdisjoint(answer.bounds.ids) for ids in answer.origins.by_origin.values()
        )


def test_the_last_denial_of_the_figure_that_sets_a_bound_is_told_with_its_words() -> None:
    said: dict[str, Any] = {"stance": Stance.DENIES, "basis": Basis.ASSERTION, "speaker": "rival"}
    early = claim("early", about=("first",), certainty="nonsense", **said)
    late = attrs.evolve(early, id="late", certainty="fantasy", asserted=When("2023-10-20"))
    other = attrs.evolve(late, id="other", about=("low",), asserted=When("2023-10-30"))
    general = attrs.evolve(late, id="all", about=(), general=True, shipment="programme")
    figures = claim("first", "over 100"), claim("low", "over 50", speaker="agency")
    told = alternative(*ask(*figures, early, late, other, general))
    assert "Rival denies it all once" in told
    assert told.endswith("Denied by name: “fantasy”, Rival via Some name, 20 October 2023 [late].")
    assert "by name" not in alternative(*ask(*figures, other, general))
