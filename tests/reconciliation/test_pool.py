"""Answers that were worked out in other processes are those that would be worked out here."""

import pytest
from tests.builders import without_links

from dprk_transfers import load_casebook
from dprk_transfers.reconciliation import pool
from dprk_transfers.reconciliation.reconcile import reconcile

pytestmark = pytest.mark.slow


def test_two_processes_tell_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    book = without_links(load_casebook())
    options = {"as_known": "2024-06-30", "reading": "typical", "adding": "origin"}
    alone = reconcile(book, **options)  # type: ignore[arg-type]
    monkeypatch.setattr(pool, "_LEAST", 1)
    together = reconcile(book, **options, workers=2)
    assert together.answers == alone.answers
    assert together.to_dict() == alone.to_dict()
    assert together == alone


@pytest.mark.parametrize("least", [10**6, 500])
def test_what_hangs_together_is_answered_here(monkeypatch: pytest.MonkeyPatch, least: int) -> None:
    monkeypatch.setattr(pool, "_LEAST", least)
    monkeypatch.setattr(pool, "ProcessPoolExecutor", None)
    assert len(reconcile(load_casebook(), workers=4).answers) > 20


def test_there_is_one_worker_or_more() -> None:
    with pytest.raises(ValueError, match="workers must be 1 or more, got 0"):
        reconcile(load_casebook(), workers=0)
    with pytest.raises(TypeError, match="workers must be an int, got 'two'"):
        reconcile(load_casebook(), workers="two")  # type: ignore[arg-type]
