"""Whether the findings hang on syndicated copies, for readers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..codebook import Codebook
from .present import Shown, percent, prose, table
from .wording import counted

_SMALL = 0.05  # of a share; less than what most intervals span
_FEWEST = 20  # mentions of a group; with fewer, which name leads is mostly chance
_LABELS = {"all": "all copies", "families": "one a family", "originals": "originals only"}


def copies_finding(compared: pd.DataFrame, codebook: Codebook, by: Sequence[str]) -> Shown:
    """Return in a sentence whether other choices of copies change the findings.

    Args:
        compared: As `copies_compared` gives it.
        codebook: The study's codebook.
        by: The columns that the shares are grouped by.
    """
    enough = compared[compared["of_all"] >= _FEWEST]
    if enough.empty:
        return prose(f"No group has {_FEWEST} mentions, too few to tell whether copies matter.")
    n_copies = int((compared["of_all"] - compared["of_originals"]).groupby([compared[name] for name in by]).max().sum())
    if not n_copies:
        return prose("No mention stands in a copy of another article: the findings cannot hang on copies.")
    first = f"{counted(n_copies, 'mention stands', 'mentions stand')} in copies of other articles."
    largest = enough.iloc[int(enough["largest_change"].to_numpy().argmax())]
    where = ", ".join(str(largest[name]) for name in by)
    label = codebook.term_labels()[largest["term_id"]]
    size = f"the largest change of a share is {100 * largest['largest_change']:.0f} points ({label}, {where})"
    leads = enough.groupby(list(by), sort=False)["is_first"].any()
    changed = leads.index[~leads].to_frame()
    if len(changed):
        names = "; ".join(", ".join(map(str, row)) for row in changed.head(3).itertuples(index=False))
        hangs = f"Which name leads hangs on how they count in {counted(len(changed), 'group')} ({names})"
        return prose(first, f"{hangs}; {size}.")
    small = "hardly matters" if largest["largest_change"] < _SMALL else "changes shares, but not which name leads"
    return prose(first, f"How they count {small}: {size}.")


def copies_table(compared: pd.DataFrame, codebook: Codebook, by: Sequence[str]) -> Shown:
    """Return `copies_compared` as a table for readers, the groups that change most first."""
    used = compared[compared["of_all"] > 0]
    order = used.groupby(list(by), sort=False)["largest_change"].transform("max")
    used = used.assign(_order=order).sort_values("_order", ascending=False, kind="stable")
    columns = {name: used[name] for name in by} | {"name": used["term_id"].map(codebook.term_labels())}
    for choice, label in _LABELS.items():
        shares = zip(used[choice], used[f"of_{choice}"], strict=True)
        columns[label] = pd.Series([f"{percent(share)} of {of:,.0f}" for share, of in shares], index=used.index)
    return table(pd.DataFrame(columns), narrow=True)
