from dprk_transfers.casebook import load_casebook
from dprk_transfers.present import outcomes
from dprk_transfers.reconciliation import reconcile


def test_an_outcome_tells_what_the_answer_does_in_either_reading() -> None:
    book = load_casebook()
    literal, typical = (reconcile(book, reading=each) for each in ("literal", "typical"))
    for told, one, other in zip(outcomes(literal), literal, typical, strict=True):
        assert told.question == one.question
        assert (told.literal, told.lower_by) == (one.bounds.range, one.bounds.lower_by)
        assert told.typical == other.bounds.range
        assert told.used == one.used
        assert told.contradictions == len(one.contradictions)
    assert outcomes(typical) == outcomes(literal)
