import attrs

from dprk_transfers import load_casebook
from dprk_transfers.present import facts


def test_every_claim_stands_in_one_row_beside_its_id() -> None:
    book = load_casebook()
    rows = [line for line in facts(book).splitlines() if line.endswith("` |")]
    ids = [row.split("`")[-2] for row in rows]
    assert sorted(ids) == sorted(book.claims)


def test_words_are_told_as_printed() -> None:
    page = facts(load_casebook())
    for claim in load_casebook().claims.values():
        if claim.quantity:
            assert f"“{claim.quantity.words}”" in page


def test_text_cannot_act_as_markup() -> None:
    book = load_casebook()
    claim = attrs.evolve(
        book.claims["rbc-yusov"], summary="<script>a|b</script>\n# *head* `code` [x](y)"
    )
    page = facts(attrs.evolve(book, claims={**book.claims, claim.id: claim}))
    assert "&lt;script&gt;a\\|b&lt;/script&gt; \\# \\*head\\* \\`code\\` \\[x\\](y)" in page


def test_a_document_without_title_date_or_address_is_named_by_its_id() -> None:
    book = load_casebook()
    bare = attrs.evolve(
        book.documents["rbc-20231129"], title=None, published=None, url=None, note=None
    )
    page = facts(attrs.evolve(book, documents=[bare]))
    assert "## rbc-20231129\n\nRBC-Ukraine, no date (`rbc-20231129`)\n\n| where" in page
