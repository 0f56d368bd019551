"""What became of the articles of every outlet and period: read, rejected, copies, other languages, lines cut."""

from __future__ import annotations

import pandas as pd

from .groups import periods

COLUMNS = ("n_read", "n_rejected", "n_articles", "n_copies", "n_other_language", "n_without_date", "n_cut")


def accounts(
    articles: pd.DataFrame, rejected: pd.DataFrame, removed: pd.DataFrame, *, by: str = "outlet", language: str = "en"
) -> pd.DataFrame:
    """Return what became of the records of every outlet or period.

    Unit of analysis: the record that was read.

    Args:
        articles: The table `tables.ARTICLES`.
        rejected: The table `tables.REJECTED`.
        removed: The table `tables.REMOVED`.
        by: "outlet", or a period: day, week, month, quarter or year.
        language: The language of the study.

    Returns:
        A row for each outlet, or for each period from the first to the last, and one (missing) for
        records of which it is not known: the column `by`, `n_read` = `n_rejected` + `n_articles`,
        of the articles `n_copies`, `n_other_language` and `n_without_date`, and `n_cut`, the lines
        that cleaning cut away from them.
    """
    span = pd.concat([articles["published"], rejected["published"]])
    kept, lost = (_grouped(rows, span, by) for rows in (articles, rejected))
    n_cut = removed["article_id"].value_counts().reindex(articles["article_id"]).fillna(0).to_numpy()
    other = articles["language"].notna() & (articles["language"] != language)
    of_articles = pd.DataFrame(
        {
            "n_articles": 1,
            "n_copies": ~articles["is_original"].to_numpy(),
            "n_other_language": other.to_numpy(),
            "n_without_date": articles["published"].isna().to_numpy(),
            "n_cut": n_cut,
        }
    )
    sums = of_articles.groupby(kept, observed=False, dropna=False).sum()
    counted = sums.join(lost.groupby(lost, observed=False, dropna=False).size().rename("n_rejected"), how="outer")
    counted = counted.fillna(0).astype("int64")
    counted["n_read"] = counted["n_articles"] + counted["n_rejected"]
    if by == "outlet":
        counted = counted.sort_values("n_read", ascending=False, kind="stable")
    table = counted.rename_axis(by).reset_index()[[by, *COLUMNS]]
    return table.sort_values(by, key=lambda names: names.isna(), kind="stable", ignore_index=True)


def _grouped(rows: pd.DataFrame, span: pd.Series, by: str) -> pd.Series:
    values = rows["outlet"] if by == "outlet" else periods(rows["published"], span, by)
    return pd.Series(values.to_numpy() if by == "outlet" else values.array, name=by).reset_index(drop=True)
