"""The design of a model of name choice: which mentions it rests on, counted in cells, and its coefficients."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..errors import InputError
from .groups import clusters
from .jackknife import FEWEST, Matrix
from .random_intercepts import Cells

REFERENCE_VOICE = "narration"
MOST_PAIRED = 6  # levels; with more, each is compared with one only: 15 pairs can still be read, 400 cannot
BETWEEN = 0.9  # of the mentions in their outlet's usual level: the variable then compares outlets, not articles
FEWEST_COMPARED = 2  # outlets of a level; simulated with one, intervals of 95 % cover 40 %, with two 90–94 %
_DAYS_A_YEAR = 365.25
_LEFT_OUT = ["variable", "level", "n", "n_articles", "reason"]


class Variable(NamedTuple):
    """A fixed effect.

    Attributes:
        name: Its column in the mentions.
        levels: Its levels; for a number 0 and 1, which is what is added to it.
        reference: The level without a coefficient.
        columns: Its columns in the design.
        unit: Of a number: what 1 is; empty for levels.
        values: The level, or the number less its mean, in every cell.
    """

    name: str
    levels: list[Any]
    reference: object
    columns: list[int]
    unit: str
    values: pd.Series

    def at(self, x: Matrix, level: Any) -> Matrix:
        """Return the design if every cell had this level, or a number that is larger by so much."""
        moved = x.copy()
        if self.unit:
            moved[:, self.columns] += level
        else:
            moved[:, self.columns] = [one == level for one in self.coded]
        return moved

    @property
    def coded(self) -> list[object]:
        """The levels that have a coefficient, in the order of their columns."""
        return self.levels[1:] if self.unit else [one for one in self.levels if one != self.reference]

    @property
    def pairs(self) -> list[tuple[object, object]]:
        """The comparisons to report: level, and the level it is compared with."""
        if len(self.levels) > MOST_PAIRED:
            return [(one, self.reference) for one in self.coded]
        first = [self.reference, *self.coded] if not self.unit else self.levels
        return [(later, one) for number, one in enumerate(first) for later in first[number + 1 :]]


class Design(NamedTuple):
    """The mentions that the model rests on, in cells, and what was left out."""

    cells: Cells
    variables: list[Variable]
    rows: pd.DataFrame
    left_out: pd.DataFrame


def design(mentions: pd.DataFrame, is_name: pd.Series, by: Sequence[str], outlet: str) -> Design:
    """Return the cells of equal cluster, outlet and variables, and the design of the fixed effects.

    Mentions without one of the values are left out, and so are levels that tell nothing: with fewer
    than `FEWEST` articles (or `FEWEST_COMPARED` outlets, if they compare outlets), or where every
    mention uses the name, or none (their coefficient would be infinite). Both are listed.
    """
    rows = pd.DataFrame({"_name": is_name, "_cluster": clusters(mentions), "_outlet": mentions[outlet]})
    rows = rows.assign(**{name: _plain(mentions[name]) for name in by})
    rows, left_out = _usable(rows, by, outlet)
    keys = ["_cluster", "_outlet", *by]
    counted = rows.groupby(keys, observed=True, sort=True)["_name"].agg(_y="sum", _n="size").reset_index()
    columns: list[Matrix] = [np.ones(len(counted))]
    variables: list[Variable] = []
    for name in by:
        unit = "year" if pd.api.types.is_datetime64_any_dtype(mentions[name]) else "unit"
        variable, made = _variable(counted, rows, name, first=len(columns), unit=unit)
        variables.append(variable)
        columns.extend(made)
    codes = [pd.factorize(counted[key], sort=True)[0] for key in ("_cluster", "_outlet")]
    y, n = (counted[name].to_numpy(dtype=float) for name in ("_y", "_n"))
    return Design(Cells(y, n, np.column_stack(columns), *codes), variables, rows, left_out)


def _plain(column: pd.Series) -> pd.Series:
    """Return numbers and categories as they are, dates as years, and anything else as categories."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return (column - pd.Timestamp(2000, 1, 1)).dt.days / _DAYS_A_YEAR
    is_number = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return column.astype("float64") if is_number else column.astype("category")


def _usable(rows: pd.DataFrame, by: Sequence[str], outlet: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    dropped: list[tuple[str, Hashable, int, int, str]] = []
    for name, column in {outlet: "_outlet", **{name: name for name in by}}.items():
        lacks = rows[column].isna()
        if lacks.any():
            dropped.append((name, None, int(lacks.sum()), rows.loc[lacks, "_cluster"].nunique(), "missing"))
        rows = rows[~lacks]
    factors = [name for name in by if isinstance(rows[name].dtype, pd.CategoricalDtype)]
    while weak := next(_weak_levels(rows, factors), None):
        dropped.append(weak)
        rows = rows[rows[weak[0]] != weak[1]]
    return rows, pd.DataFrame(dropped, columns=_LEFT_OUT)


def _weak_levels(rows: pd.DataFrame, factors: Sequence[str]) -> Iterator[tuple[str, Hashable, int, int, str]]:
    for name in factors:
        fewest = FEWEST_COMPARED if compares_outlets(rows, name) else 1
        for level, of_level in rows.groupby(name, observed=True, sort=True):
            if reason := _weakness(of_level, fewest):
                yield name, level, len(of_level), of_level["_cluster"].nunique(), reason


def _weakness(of_level: pd.DataFrame, fewest_outlets: int) -> str:
    if of_level["_cluster"].nunique() < FEWEST:
        return f"fewer than {FEWEST} articles"
    if of_level["_outlet"].nunique() < fewest_outlets:
        return f"fewer than {fewest_outlets} outlets"
    if of_level["_name"].nunique() > 1:
        return ""
    return f"{'every' if of_level['_name'].any() else 'no'} mention uses the name"


def compares_outlets(rows: pd.DataFrame, name: str) -> bool:
    """Return whether a variable, such as leaning, differs between outlets rather than within them."""
    usual = rows.groupby(["_outlet", name], observed=True).size().groupby(level=0).max()
    return bool(usual.sum() >= BETWEEN * len(rows))


def _variable(
    counted: pd.DataFrame, rows: pd.DataFrame, name: str, *, first: int, unit: str
) -> tuple[Variable, list[Matrix]]:
    """Return a variable and its columns of the design, which begin at number `first`; `unit` is a number's."""
    values = counted[name]
    if not isinstance(values.dtype, pd.CategoricalDtype):
        centred = values - float(np.average(values, weights=counted["_n"]))
        return Variable(name, [0, 1], 0, [first], unit, centred), [centred.to_numpy(dtype=float)]
    levels = list(values.cat.remove_unused_categories().cat.categories)
    if len(levels) < 2:
        only = levels[0] if levels else "none"
        raise InputError(
            f"by={name!r}", f"only one level has enough mentions to compare ({only!r})", "Leave the variable out."
        )
    sizes = rows.groupby(name, observed=True)["_cluster"].nunique()
    reference = sizes.idxmax() if len(levels) > MOST_PAIRED else levels[0]
    reference = REFERENCE_VOICE if REFERENCE_VOICE in levels else reference
    columns = list(range(first, first + len(levels) - 1))
    variable = Variable(name, levels, reference, columns, "", values)
    return variable, [np.asarray(values == one, dtype=float) for one in variable.coded]
