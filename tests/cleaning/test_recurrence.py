"""Lines that are boilerplate because they frame many articles of one outlet."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cleaning import cleaned_articles
from analysis.cleaning.recurrence import FEWEST_ARTICLES, SMALLEST_SHARE, normal, recurrent_lines

FOOTER = "A daily summary of harbour news for people in a hurry."
OTHER = "The harbour speaks to you on the radio every morning."


def text(number: int, *, of: int = 4) -> list[str]:
    """Return paragraphs that no other number has."""
    rest = "and goes on about the harbour, the mayor and the rain for a good while"
    return [f"Paragraph {'abcdefghijkl'[part]} is {'x' * (number + 1)} words of its own, {rest}." for part in range(of)]


def articles(*bodies: list[str], outlet: str | None = "Harbour Post") -> pd.DataFrame:
    return pd.DataFrame({"outlet": outlet, "body": ["\n\n".join(body) for body in bodies]}, dtype="object")


def recurring(*bodies: list[str]) -> list[str]:
    return recurrent_lines(articles(*bodies))["line"].tolist()


def test_a_line_below_many_articles_of_an_outlet_recurs() -> None:
    found = recurrent_lines(articles(*([*text(n), FOOTER] for n in range(FEWEST_ARTICLES))))
    assert found.to_dict("records") == [{"outlet": "Harbour Post", "line": normal(FOOTER)}]


def test_a_line_above_them_does_and_so_does_a_block_of_lines() -> None:
    assert recurring(*([FOOTER, OTHER, *text(n)] for n in range(6))) == sorted([normal(FOOTER), normal(OTHER)])


def test_digits_capitals_and_blanks_make_no_other_line() -> None:
    assert recurring(*([*text(n), f"Our  newsroom in {n + 10} Bridge street is OPEN to you"] for n in range(6)))


def test_a_line_in_too_few_articles_does_not() -> None:
    assert not recurring(*([*text(n), FOOTER] for n in range(FEWEST_ARTICLES - 1)), text(90))


def test_a_line_in_too_small_a_share_of_a_large_outlet_does_not() -> None:
    others = int(FEWEST_ARTICLES / SMALLEST_SHARE) + 100
    assert not recurring(*([*text(n), FOOTER] for n in range(6)), *(text(100 + n, of=1) for n in range(others)))


def test_a_line_counts_in_its_own_outlet_only() -> None:
    tables = [articles([*text(n), FOOTER], outlet=f"Outlet {n % 3}") for n in range(12)]
    assert recurrent_lines(pd.concat(tables)).empty


def test_without_an_outlet_nothing_recurs() -> None:
    assert recurrent_lines(articles(*([*text(n), FOOTER] for n in range(9)), outlet=None)).empty


def test_copies_of_one_article_are_one_setting() -> None:
    assert not recurring(*[[*text(1), FOOTER]] * 20)
    edited = [[text(n)[0], *text(99), FOOTER] for n in range(20)]  # another first line, the rest copied
    assert normal(FOOTER) not in recurring(*edited)


def test_background_that_wanders_through_articles_stays() -> None:
    line = "The war has killed more than a hundred thousand people since the revolt."
    bodies = [[*text(n, of=7)[: 2 + n % 3], line, *text(n, of=7)[2 + n % 3 :]] for n in range(12)]
    assert not recurring(*bodies, *(text(50 + n) for n in range(60)))


def test_an_offer_in_the_midst_of_a_good_part_of_all_articles_goes() -> None:
    assert recurring(*([*text(n)[:2], FOOTER, *text(n)[2:]] for n in range(12))) == [normal(FOOTER)]


def test_a_refrain_within_one_article_stays() -> None:
    refrain = "And still the rain fell on the harbour and its people."
    assert not recurring([line for n in range(9) for line in [text(n)[0], refrain]], *(text(20 + n) for n in range(9)))


@pytest.mark.parametrize(
    "line",
    [
        "What happened?",
        "Analysis",
        "THE ASSOCIATED PRESS",
        "And now, the weird stuff.",
        "The Associated Press contributed to this report from the harbour.",
        "By Ann Roe, senior correspondent of the Harbour Post, at the port",
        "Ann Roe is a senior editor of the Harbour Post and its magazine.",
        "The opinions expressed by columnists are their own and nobody else's here.",
        "This is a rush transcript and may not be in its final form.",
        "“The harbour is closed and will stay closed,” the mayor said.",
        "What do we know about the men who closed the harbour?",
        "The mayor's approval: Approve 42 percent, disapprove 51 percent of all",
    ],
)
def test_what_recurs_by_its_nature_stays(line: str) -> None:
    assert not recurring(*([*text(n), line] for n in range(20)))


def raw(bodies: list[str], outlets: list[str]) -> pd.DataFrame:
    ids = [f"a{number}" for number in range(len(bodies))]
    return pd.DataFrame({"article_id": ids, "outlet": outlets, "body": bodies})


def test_cleaning_cuts_what_recurs_and_keeps_it_in_the_table() -> None:
    bodies = ["\n\n".join([*text(n), FOOTER, "Share"]) for n in range(6)]
    cleaned = cleaned_articles(raw(bodies, ["Harbour  Post"] * 6))
    assert not cleaned.articles["body"].str.contains(FOOTER, regex=False).any()
    recurrent = cleaned.removed[cleaned.removed["rule"] == "recurrence"]
    assert recurrent.values.tolist() == [[f"a{n}", FOOTER, "recurrence"] for n in range(6)]


def test_an_article_of_nothing_but_what_recurs_is_rejected() -> None:
    bodies = ["\n\n".join([*text(n), FOOTER]) for n in range(8)]
    cleaned = cleaned_articles(raw([*bodies, FOOTER], ["Harbour Post"] * 9))
    assert cleaned.rejected["locator"].tolist() == ["a8"]
    assert (cleaned.removed["rule"] == "recurrence").sum() == 9


lines = st.sampled_from(
    [FOOTER, OTHER, "Share", "Read more:", "MAYOR SLAMS COUNCIL OVER 'RUINOUS' BRIDGE CONTRACT", *text(1), *text(2)]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(lines, min_size=1, max_size=6), min_size=6, max_size=24))
def test_cleaning_again_cuts_nothing_more(drawn: list[list[str]]) -> None:
    bodies = ["\n\n".join([*body, *text(10 + n, of=3 * (n % 3))]) for n, body in enumerate(drawn)]
    once = cleaned_articles(raw(bodies, ["Harbour Post"] * len(bodies)))
    again = cleaned_articles(once.articles)
    assert again.removed.empty
    assert again.rejected.empty
    assert again.articles["body"].tolist() == once.articles["body"].tolist()


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(10)))
def test_the_order_of_articles_changes_nothing(order: list[int]) -> None:
    bodies = [[*text(n), FOOTER if n < 7 else OTHER] for n in range(10)]
    assert recurring(*(bodies[n] for n in order)) == [normal(FOOTER)]
