"""What happened to the articles of a corpus, as a person reads it: read, rejected, copies, cut."""

from __future__ import annotations

import pandas as pd

from ..pipeline import Build
from ..tables import MISSING
from .present import Shown, prose, table
from .wording import counted

_FUNNEL = {
    "read": "records read",
    "rejected": "rejected",
    "articles": "articles",
    "originals": "articles that are originals",
    "copies": "articles that are copies of one of them",
    "other_language": "articles in another language, kept out of all measures",
    "without_date": "articles without a date",
    "without_outlet": "articles without an outlet",
    "with_a_mention": "articles that name an actor of the codebook",
}
_ACCOUNTS = {
    "n_read": "read",
    "n_rejected": "rejected",
    "n_articles": "articles",
    "n_copies": "copies",
    "n_other_language": "other language",
    "n_without_date": "without a date",
    "n_cut": "lines cut",
}


def corpus_findings(made: Build) -> Shown:
    """Return what was read and what became of it."""
    funnel, articles = made.provenance["funnel"], made.articles
    reasons = made.rejected["reason"].value_counts()
    why = ", ".join(f"{n} {str(reason).replace('_', ' ')}" for reason, n in reasons.items())
    dates = articles["published"].dropna()
    span = f" from {dates.min():%B %Y} to {dates.max():%B %Y}" if len(dates) else ", none with a date"
    copies = int((~articles["is_original"]).sum())
    return prose(
        *_incomplete(made.files),
        f"{funnel['read']:,} records were read: {funnel['articles']:,} became articles"
        f" and {funnel['rejected']:,} were rejected{f' ({why})' if why else ''}.",
        f"The {len(articles):,} articles shown here come from {counted(articles['outlet'].nunique(), 'outlet')}{span};"
        f" {counted(copies, 'is a copy', 'are copies')} of another.",
        f"{counted(len(made.removed), 'line of boilerplate was', 'lines of boilerplate were')} cut away.",
    )


def _incomplete(files: pd.DataFrame) -> list[str]:
    lacking = files[~files["is_complete"]]
    if lacking.empty:
        return []
    n = int(lacking["n_missing"].sum())
    which = ", ".join(lacking["source"].head(3)) + (" and others" if len(lacking) > 3 else "")
    what = counted(len(lacking), "file does not hold what it says", "files do not hold what they say")
    missing = counted(n, "article is", "articles are")
    return [f"The import is not complete: {what} ({which}); {missing} missing."]


def coverage_title(counts: pd.DataFrame) -> str:
    """Return a title that says how evenly outlets and periods are covered.

    Args:
        counts: As `article_counts` gives it.
    """
    empty = int((counts.sum() == 0).sum())
    if not len(counts):
        return "No article has both an outlet and a date"
    n_periods = len(counts.columns)
    gaps = f"{counted(empty, 'has', 'have')} none" if empty else "none is empty"
    return f"Articles by outlet and period: of {n_periods} periods, {gaps}"


def funnel_table(made: Build) -> Shown:
    """Return how many records were read, and what became of them."""
    funnel = made.provenance["funnel"]
    return table(pd.DataFrame({"what": _FUNNEL.values(), "number": [funnel[key] for key in _FUNNEL]}))


def file_table(files: pd.DataFrame) -> Shown:
    """Return every file with its format, what it declares and what it holds; the incomplete ones first."""
    ordered = files.sort_values(["is_complete", "source"], kind="stable")
    shown = {
        "file": ordered["source"],
        "format": ordered["format"].where(ordered["format"] != ""),
        "declares": ordered["n_declared"],
        "articles": ordered["n_articles"],
        "rejected": ordered["n_rejected"],
        "missing": ordered["n_missing"],
        "complete": ordered["is_complete"].map({True: "yes", False: "NO"}),
    }
    return table(pd.DataFrame(shown), narrow=True)


def field_table(made: Build) -> Shown:
    """Return which field of the corpus was taken for which column."""
    fields = made.provenance["fields"]
    return table(pd.DataFrame({"column": fields.keys(), "taken from": fields.values()}))


def reason_table(rejected: pd.DataFrame) -> Shown:
    """Return why records were rejected: each reason with its number and a record for example."""
    rows: list[dict[str, object]] = [
        {"reason": str(reason).replace("_", " "), "records": len(some), "for example": _first(some)}
        for reason, some in rejected.groupby("reason")
    ]
    return table(_by_number(rows, "records"), "No record was rejected.")


def rejected_table(rejected: pd.DataFrame, most: int = 200) -> Shown:
    """Return the rejected records one by one; those that a file declares and lacks come first."""
    ordered = rejected.assign(_found=rejected["reason"] != MISSING).sort_values("_found", kind="stable")
    columns = ["source", "locator", "reason", "detail", "outlet"]
    return table(ordered.head(most)[columns], "No record was rejected.")


def account_table(counts: pd.DataFrame) -> Shown:
    """Return `measures.accounts` as a table for readers."""
    by = counts.columns[0]
    names = counts[by].astype("object").where(counts[by].notna(), "not known")
    return table(pd.DataFrame({by: names} | {label: counts[name] for name, label in _ACCOUNTS.items()}), narrow=True)


def removed_table(removed: pd.DataFrame) -> Shown:
    """Return how many lines each rule of cleaning cut away, with its most frequent line."""
    rows: list[dict[str, object]] = [
        {"rule": rule, "lines": len(lines), "articles": lines["article_id"].nunique(), "most frequent": _most(lines)}
        for rule, lines in removed.groupby("rule")
    ]
    return table(_by_number(rows, "lines"), "Nothing was cut away.")


def removed_examples(removed: pd.DataFrame, *, most: int = 60, seed: int = 0) -> Shown:
    """Return different lines that were cut away, drawn at random, each with an article: read some, and dispute them."""
    each = removed[~removed["text"].str.casefold().duplicated()]
    drawn = each.sample(min(most, len(each)), random_state=seed).sort_values(["rule", "text"], kind="stable")
    return table(drawn[["rule", "text", "article_id"]], "Nothing was cut away.")


def _first(rejected: pd.DataFrame) -> str:
    one = rejected.iloc[0]
    return f"{one['source']}, {one['locator']}: {one['detail']}"


def _by_number(rows: list[dict[str, object]], column: str) -> pd.DataFrame:
    found = pd.DataFrame(rows)
    return found.sort_values(column, ascending=False, kind="stable") if rows else found


def _most(lines: pd.DataFrame) -> str:
    counts = lines["text"].value_counts()
    return str(counts[counts == counts.max()].index.min())[:120]
