import attrs
from hypothesis import given
from tests.builders import build, dataset
from tests.laws import law

from dprk_transfers import Claim, Dataset, Document, Source, Stance, load_casebook, select
from dprk_transfers.present import say_claims
from dprk_transfers.present.text.listing import row
from dprk_transfers.strategies import datasets


@law(8)
@given(datasets())
def test_every_claim_is_listed_by_its_id_and_nothing_can_steer_a_terminal(book: Dataset) -> None:
    lines = say_claims(book, select(book)).splitlines()
    assert [line for line in lines[1:] if not line.startswith(" ")] == list(book.claims)
    assert all(map(str.isprintable, lines))


def test_an_answer_says_what_it_does_and_a_figure_keeps_its_words() -> None:
    book = load_casebook()
    assert row(book, book.claims["asialive-denial-dprk"])[3].startswith("denies: North Korea ")
    assert row(book, book.claims["rbc-containers-body"])[3].startswith("“around 2,000 containers”")


def test_a_claim_without_any_date_says_so() -> None:
    alternative = build(Claim, stance=Stance.OFFERS_ALTERNATIVE, about=("other",))
    book = dataset(build(Source), build(Document), alternative)
    assert say_claims(book, select(book)) == (
        "1 of 1 claims\nfirst\n  no date, Some name\n"
        "  offers alternative: Containers were shipped.\n"
    )


def test_a_row_cannot_steer_a_terminal() -> None:
    book = load_casebook()
    claim = attrs.evolve(book.claims["rbc-yusov"], summary="a\u202eb\nc")
    assert row(book, claim)[3] == r"a\u202eb\nc"
