from __future__ import annotations

import pandas as pd
import pytest

from analysis import Codebook
from analysis.measures import term_shares, with_articles
from analysis.pipeline import Build
from analysis.reports import findings, present


def test_numbers_are_written_for_readers() -> None:
    assert present.percent(0.617) == "62 %"
    assert present.percent(float("nan")) == "–"
    assert present.points(-0.261) == "−26"
    assert present.score(0.05) == "+0.05"
    assert present.interval(0.51, 0.7) == "51 to 70 %"
    assert present.interval(float("nan"), 0.7) == "too few articles"


def test_tables_are_escaped_and_fold_long_ones() -> None:
    html = present.table(pd.DataFrame({"title": ["<script>alert(1)</script>"] + ["b"] * 30}))._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "11 more rows" in html


def test_missing_values_are_dashes_and_no_rows_are_words() -> None:
    assert "–" in repr(present.table(pd.DataFrame({"a": [None]})))
    assert repr(present.table(pd.DataFrame({"a": []}), "Nothing.")) == "Nothing."


@pytest.mark.parametrize(
    ("url", "is_link"), [("https://x.example/a?b=1&c=2", True), ("javascript:alert(1)", False), (None, False)]
)
def test_only_web_addresses_are_links(url: object, is_link: bool) -> None:
    assert ("<a href=" in present.link("O", url)) == is_link


def test_findings_are_made_from_the_numbers(sample: Build, islamic_state: Codebook) -> None:
    actor = findings.contested_actor(islamic_state)
    mentions = with_articles(sample.mentions[sample.mentions["actor_id"] == actor.actor_id], sample.articles)
    text = repr(findings.framing_findings(mentions, islamic_state, actor))
    leading = term_shares(mentions).sort_values("share").iloc[-1]
    assert f"Of {leading['of']} mentions of the Islamic State group in {leading['n_articles']} articles" in text
    assert f"{present.percent(leading['share'])} say “Islamic State”" in text
    assert "less often than the narration around them" in text
    assert "it uses another name in" in text


def test_findings_without_a_mention_say_so(sample: Build, islamic_state: Codebook) -> None:
    actor = findings.contested_actor(islamic_state)
    nothing = with_articles(sample.mentions.head(0), sample.articles)
    assert repr(findings.framing_findings(nothing, islamic_state, actor)) == "No article names the Islamic State group."


def test_the_instruments_error_is_stated() -> None:
    assert "κ = " in repr(findings.instrument_note("voice-rules"))
    assert "macro-F1" in repr(findings.instrument_note("sentiment-network"))
