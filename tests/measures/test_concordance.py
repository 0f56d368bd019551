from __future__ import annotations

import pandas as pd

from analysis.measures import concordance, examples

BODY = "The minister spoke of many things, and then of Daesh, at length and without notes, to the end."
ARTICLES = pd.DataFrame(
    {"article_id": ["a"], "title": ["On Daesh"], "body": [BODY], "outlet": ["Gazette"], "url": ["https://x.example"]}
).assign(published=pd.Timestamp("2015-01-01"))


def mention(part: str, text: str) -> pd.DataFrame:
    start = text.index("Daesh")
    columns = {"article_id": "a", "part": part, "start": start, "end": start + 5, "surface": "Daesh"}
    return pd.DataFrame([columns | {"voice": "narration", "speaker": None}]).astype({"speaker": "str"})


def test_context_is_cut_at_blanks_and_marked() -> None:
    line = concordance(mention("body", BODY), ARTICLES, width=20).iloc[0]
    assert (line["left"], line["surface"], line["right"]) == ("…things, and then of ", "Daesh", ", at length and…")


def test_context_ends_with_the_text() -> None:
    line = concordance(mention("title", "On Daesh"), ARTICLES).iloc[0]
    assert (line["left"], line["right"]) == ("On ", "")
    assert (line["outlet"], line["url"]) == ("Gazette", "https://x.example")


def test_examples_draw_from_every_value() -> None:
    rows = pd.DataFrame({"article_id": list("abcdef"), "start": range(6), "voice": ["direct"] * 5 + ["narration"]})
    drawn = examples(rows, each=2, seed=1)
    assert drawn["voice"].value_counts().to_dict() == {"direct": 2, "narration": 1}
    pd.testing.assert_frame_equal(drawn, examples(rows, each=2, seed=1))


def test_without_a_width_the_context_is_the_sentence() -> None:
    start = BODY.index("and")
    inside = mention("body", BODY).assign(sentence_start=start, sentence_end=BODY.index(", at"))
    line = concordance(inside, ARTICLES, width=None).iloc[0]
    assert (line["left"], line["right"]) == ("…and then of ", "…")
    assert (line["first"], line["last"]) == (start, line["end"])
