"""Keyness against published figures, scipy, and a second way of computing each measure."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency, norm

from analysis.measures import keyness
from analysis.measures.differences import false_discovery_rates
from analysis.measures.keyness import PRIOR, four_cell, two_cell


def around_of(*contexts: tuple[str, str, str]) -> pd.DataFrame:
    """Return contexts of name, article and words; "the" is a function word."""
    rows = [(name, article, word) for name, article, text in contexts for word in text.split()]
    frame = pd.DataFrame(rows, columns=["term_id", "article_id", "word"])
    return frame.assign(actor_id="group", is_shared=False, is_function=frame["word"] == "the")


def simulated(rng: np.random.Generator, *, clump: float, n_articles: int = 60) -> pd.DataFrame:
    """Return contexts of two names that do not differ, in articles that repeat their words."""
    contexts = []
    for number in range(n_articles):
        shares = rng.dirichlet(np.full(12, clump))
        drawn = rng.choice([f"w{n}" for n in range(12)], size=int(rng.integers(15, 40)), p=shares)
        contexts.append((("a", "b")[number % 2], f"x{number}", " ".join(drawn)))
    return around_of(*contexts)


def numbers(*values: float) -> list[np.ndarray]:
    return [np.array([value], dtype=float) for value in values]


def test_g2_of_a_published_pair_of_frequencies() -> None:
    assert two_cell(*numbers(12_000, 1e6, 10_000, 1e6))[0] == pytest.approx(182.07, abs=0.005)
    assert four_cell(*numbers(12_000, 1e6, 10_000, 1e6))[0] == pytest.approx(184.10, abs=0.01)


@pytest.mark.parametrize(("n", "of", "n_other", "of_other"), [(12, 900, 3, 1500), (0, 50, 7, 400), (5, 10, 5, 10)])
def test_four_cells_are_a_log_likelihood_test(n: int, of: int, n_other: int, of_other: int) -> None:
    table = [[n, n_other], [of - n, of_other - n_other]]
    expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert four_cell(*numbers(n, of, n_other, of_other))[0] == pytest.approx(expected)


def test_counts_rates_and_log_ratio_by_hand() -> None:
    around = around_of(("a", "1", "x x y"), ("a", "2", "y"), ("b", "3", "x y y y y y y y"))
    row = keyness(around).set_index(["term_id", "word"]).loc[("a", "x")]
    assert (row["n"], row["of"], row["n_other"], row["of_other"]) == (2, 4, 1, 8)
    assert (row["articles"], row["articles_other"]) == (1, 1)
    assert row["rate"] == 500_000
    assert row["log_ratio"] == pytest.approx(2)  # (2 / 4) / (1 / 8) = 4
    mirrored = keyness(around).set_index(["term_id", "word"]).loc[("b", "x")]
    assert mirrored["log_ratio"] == pytest.approx(-2)
    assert mirrored["z"] == pytest.approx(-row["z"])


def test_a_count_of_none_is_a_half_in_ratios() -> None:
    around = around_of(("a", "1", "x x y y"), ("b", "2", "y y y y"))
    row = keyness(around).set_index(["term_id", "word"]).loc[("a", "x")]
    assert row["log_ratio"] == pytest.approx(np.log2((2 / 4) / (0.5 / 4)))


def test_log_odds_as_monroe_colaresi_and_quinn_give_them() -> None:
    rng = np.random.default_rng(3)
    around = simulated(rng, clump=1.0)
    found = keyness(around).set_index(["term_id", "word"])
    own, other = (around[around["term_id"] == name]["word"].value_counts() for name in ("a", "b"))
    pooled = around["word"].value_counts()
    for word in pooled.index:
        alpha = PRIOR * pooled[word] / pooled.sum()  # equations 16 and 22
        odds = [
            np.log((counts[word] + alpha) / (counts.sum() + PRIOR - counts[word] - alpha)) for counts in (own, other)
        ]
        variance = sum(1 / (counts[word] + alpha) for counts in (own, other))
        assert found.loc[("a", word), "log_odds"] == pytest.approx(odds[0] - odds[1])
        assert found.loc[("a", word), "z"] == pytest.approx((odds[0] - odds[1]) / np.sqrt(variance))


def test_errors_are_those_of_leaving_articles_out() -> None:
    """With many articles the linear jackknife is the one that recounts without each article."""
    around = simulated(np.random.default_rng(5), clump=0.4, n_articles=400)
    row = keyness(around).set_index(["term_id", "word"]).loc[("a", "w0")]
    counts = (
        around.assign(is_word=around["word"] == "w0").groupby(["term_id", "article_id"])["is_word"].agg(["sum", "size"])
    )
    own, other = counts.loc["a"], counts.loc["b"]

    def log_rate(side: pd.DataFrame) -> float:
        return float(np.log(side["sum"].sum() / side["size"].sum()))

    left_out = [log_rate(own.drop(article)) - log_rate(other) for article in own.index]
    left_out += [log_rate(own) - log_rate(other.drop(article)) for article in other.index]
    deviations = np.array(left_out) - (log_rate(own) - log_rate(other))
    error = np.sqrt((deviations**2).sum() * 399 / 400) / np.log(2)
    assert (row["high"] - row["low"]) / 2 == pytest.approx(1.966 * error, rel=0.02)


def test_q_corrects_within_a_name() -> None:
    found = keyness(simulated(np.random.default_rng(1), clump=1.0))
    for _, rows in found.groupby("term_id"):
        assert rows["q"].tolist() == pytest.approx(false_discovery_rates(rows["p"]).tolist())


def test_words_in_few_articles_keep_their_counts_and_have_no_test() -> None:
    contexts = [("a", str(n), "x y rare rare" if n == 0 else "x y") for n in range(6)]
    found = keyness(around_of(*contexts, *(("b", f"b{n}", "x x y") for n in range(6)))).set_index(["term_id", "word"])
    assert found.loc[("a", "rare"), "n"] == 2
    assert found.loc[("a", "rare"), ["low", "high", "p", "q"]].isna().all()
    assert found.loc[("a", "x"), "p"] <= 1


def test_shared_sentences_and_function_words_are_left_out() -> None:
    around = around_of(("a", "1", "the x"), ("b", "2", "the y"), ("b", "2", "z"))
    around.loc[around["word"] == "z", "is_shared"] = True
    assert set(keyness(around)["word"]) == {"x", "y"}
    assert set(keyness(around, functions=True)["word"]) == {"the", "x", "y"}


def test_dispersion_is_none_where_evenly_spread_and_one_in_a_single_article() -> None:
    around = around_of(*(("a", str(n), "even even odd" if n == 0 else "even even other") for n in range(5)))
    found = keyness(pd.concat([around, around_of(("b", "b", "even"))])).set_index(["term_id", "word"])
    assert found.loc[("a", "even"), "dispersion"] == pytest.approx(0)
    assert found.loc[("a", "odd"), "dispersion"] == pytest.approx(1)


def test_tokens_taken_as_independent_find_what_is_not_there_and_articles_do_not() -> None:
    """Of 2,400 words that do not differ, in articles that repeat themselves."""
    rng = np.random.default_rng(11)
    found = [keyness(simulated(rng, clump=0.3)).query("term_id == 'a'") for _ in range(200)]
    rows = pd.concat(found)
    naive = 2 * norm.sf(np.sqrt(rows["g2_four_cell"]))
    assert (naive < 0.05).mean() > 0.3
    assert (rows["p"] < 0.05).mean() < 0.065


def test_the_order_of_rows_changes_nothing() -> None:
    around = simulated(np.random.default_rng(2), clump=1.0)
    pd.testing.assert_frame_equal(keyness(around), keyness(around.sample(frac=1, random_state=1)))


def test_nothing_gives_an_empty_table() -> None:
    assert keyness(around_of()).empty
