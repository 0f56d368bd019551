"""What an import found, as a table for people: a line a file, in the words of the funnel."""

from __future__ import annotations

import pandas as pd

from .reading import Reading

_MOST_REASONS = 4
_MOST_FILES = 40


def import_overview(reading: Reading) -> pd.DataFrame:
    """Return what became of every file; of very many, those that are complete and plain go together by format.

    Returns:
        Columns `file`, `format`, `declared` (empty where the file does not say), `articles`,
        `rejected` (with the reasons), `complete`.
    """
    files = reading.files
    if len(files) > _MOST_FILES:
        plain = files["is_complete"] & (files["n_rejected"] == 0) & files["n_declared"].isna()
        together = files[plain].groupby("format", as_index=False)["n_articles"].agg(["sum", "size"])
        others = [
            {"file": f"{row['size']} files", "format": row["format"], "declared": "", "articles": row["sum"]}
            | {"rejected": "0", "complete": "yes"}
            for row in together.to_dict("records")
        ]
        return pd.DataFrame([*_rows(reading, files[~plain]), *others])
    return pd.DataFrame(_rows(reading, files))


def _rows(reading: Reading, files: pd.DataFrame) -> list[dict[str, object]]:
    reasons = reading.rejected.groupby(["source", "reason"]).size()
    rows: list[dict[str, object]] = []
    for file in files.to_dict("records"):
        of_file = reasons[file["source"]] if file["source"] in reasons.index else pd.Series(dtype="int64")
        rows.append(
            {
                "file": file["source"],
                "format": file["format"] or "–",
                "declared": "" if pd.isna(file["n_declared"]) else str(file["n_declared"]),
                "articles": file["n_articles"],
                "rejected": _told(of_file),
                "complete": "yes" if file["is_complete"] else "NO",
            }
        )
    return rows


def import_table(reading: Reading) -> str:
    """Return `import_overview` as text, with a line of sums."""
    rows = import_overview(reading)
    sums = {
        "file": f"{len(reading.files)} files together",
        "format": "",
        "declared": "",
        "articles": len(reading.raw),
        "rejected": str(len(reading.rejected)),
        "complete": "yes" if reading.files["is_complete"].all() else "NO",
    }
    return pd.concat([rows, pd.DataFrame([sums])]).to_string(index=False)


def _told(reasons: pd.Series) -> str:
    if reasons.empty:
        return "0"
    largest = reasons.sort_values(ascending=False, kind="stable")
    told = [f"{reason} {n}" for reason, n in largest.iloc[:_MOST_REASONS].items()]
    return f"{reasons.sum()} ({', '.join(told)}{', …' if len(largest) > _MOST_REASONS else ''})"
