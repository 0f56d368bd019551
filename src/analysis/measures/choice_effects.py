"""What a model of name choice says: marginal effects in percentage points, coefficients and spreads."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.special import expit
from scipy.stats import t

from .choice_design import Design, Variable, compares_outlets
from .choice_limits import COMPONENTS
from .jackknife import LEVEL, Matrix, degrees_of_freedom, standard_errors
from .laplace import N_SPREADS, Fit
from .left_out import left_out_covariance, left_out_moves

FEW_OUTLETS = 10  # below, a comparison between outlets carries a note
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(30)
_EFFECTS = [
    *("variable", "level", "reference", "effect", "error", "low", "high", "p", "df"),
    *("share", "share_reference", "adjusted", "adjusted_reference", "n_articles", "n_outlets", "note"),
]
_COEFFICIENTS = ["variable", "level", "reference", "log_odds", "error", "low", "high", "p", "df"]
_UNITS = {"n_articles": "_cluster", "n_outlets": "_outlet"}


def marginal_effects(made: Design, fit: Fit) -> pd.DataFrame:
    """Return the average marginal effects: see `choice_model.name_choice_model` for columns and method."""
    found = []
    for variable in made.variables:
        expected = {level: _expected(made, fit, variable.at(made.cells.x, level)) for level in variable.levels}
        certainty = _certainty(made, fit, variable)
        for level, reference in variable.pairs:
            difference = expected[level][0] - expected[reference][0]
            gradient = expected[level][1] - expected[reference][1]
            found.append(
                {"variable": variable.name, "level": level, "reference": reference, "note": certainty.note}
                | certainty.tested(difference, gradient, "effect", 100)
                | {"adjusted": expected[level][0], "adjusted_reference": expected[reference][0]}
                | _counted(made, variable, level, reference)
            )
            if variable.unit:
                found[-1] |= {"level": f"+1 {variable.unit}", "reference": None}
    lost = made.left_out.dropna(subset=["level"]).rename(columns={"reason": "note"})
    return pd.DataFrame(
        [*found, *lost[["variable", "level", "n_articles", "note"]].to_dict("records")], columns=_EFFECTS
    )


class _Certainty(NamedTuple):
    """How sure a variable's coefficients are.

    Attributes:
        covariance: Of the coefficients; by the fit alone, where outlets are compared.
        df: Degrees of freedom, at most.
        note: On the effects.
        moves: What leaving out an outlet does to the coefficients, where outlets are compared.
    """

    covariance: Matrix
    df: int
    note: str
    moves: Matrix | None

    def tested(self, value: float, gradient: Matrix, name: str, scale: float = 1) -> dict[str, object]:
        """Return a value with the bounds and p that come with its gradient by the coefficients."""
        error, df = float(np.sqrt(gradient @ self.covariance @ gradient)), float(self.df)
        if self.moves is not None:
            moved = csr_matrix((self.moves @ gradient)[:, None])
            # Two or three outlets of a leaning may resemble one another by chance, hence the larger error.
            error = max(error, float(standard_errors(moved)[0]))
            df = min(df, float(degrees_of_freedom(moved, np.array([len(self.moves)]))[0]))
        reach = float(t.ppf((1 + LEVEL) / 2, df)) * error
        p = 2 * float(t.sf(abs(value) / error, df))
        bounds = {"low": (value - reach) * scale, "high": (value + reach) * scale}
        return {name: value * scale, "error": error * scale, **bounds, "p": p, "df": df}


def _expected(made: Design, fit: Fit, x: Matrix) -> tuple[float, Matrix]:
    """Return the share expected with this design, over the random intercepts, and its gradient."""
    spread = float(np.sqrt(fit.spreads @ fit.spreads))
    p = expit((x @ fit.beta)[:, None] + spread * _NODES)
    density, weight = _WEIGHTS / _WEIGHTS.sum(), made.cells.n / made.cells.n.sum()
    return float(weight @ (p @ density)), x.T @ (weight * ((p * (1 - p)) @ density))


def _certainty(made: Design, fit: Fit, variable: Variable) -> _Certainty:
    between = {one.name for one in made.variables if compares_outlets(made.rows, one.name)}
    if variable.name not in between:
        df = int(made.rows["_cluster"].nunique()) - made.cells.x.shape[1]
        within = [column for one in made.variables if one.name not in between for column in one.columns]
        return _Certainty(left_out_covariance(made.cells, fit, made.cells.cluster, columns=within), df, "", None)
    n_outlets = int(made.rows["_outlet"].nunique())
    n_own = sum(len(one.columns) for one in made.variables if one.name in between)
    note = f"compares outlets, and rests on {n_outlets} of them" if n_outlets < FEW_OUTLETS else ""
    moves = left_out_moves(made.cells, fit, made.cells.group)
    return _Certainty(fit.covariance[N_SPREADS:, N_SPREADS:], max(n_outlets - 1 - n_own, 1), note, moves)


def _counted(made: Design, variable: Variable, level: object, reference: object) -> dict[str, object]:
    """Return the shares as counted, and how many articles and outlets stand behind the smaller side."""
    if variable.unit:
        return {name: int(made.rows[kind].nunique()) for name, kind in _UNITS.items()}
    sides = [made.rows[made.rows[variable.name] == one] for one in (level, reference)]
    shares: dict[str, object] = {"share": sides[0]["_name"].mean(), "share_reference": sides[1]["_name"].mean()}
    return shares | {name: min(side[kind].nunique() for side in sides) for name, kind in _UNITS.items()}


def coefficients(made: Design, fit: Fit) -> pd.DataFrame:
    """Return the coefficients on the scale of log odds, with the errors that the effects rest on."""
    found: list[dict[str, object]] = []
    for variable in made.variables:
        certainty = _certainty(made, fit, variable)
        for level, column in zip(variable.coded, variable.columns, strict=True):
            names = (f"+1 {variable.unit}", None) if variable.unit else (level, variable.reference)
            found.append(
                {"variable": variable.name, "level": names[0], "reference": names[1]}
                | certainty.tested(fit.beta[column], np.eye(len(fit.beta))[column], "log_odds")
            )
    return pd.DataFrame(found, columns=_COEFFICIENTS)


def spreads(made: Design, fit: Fit) -> pd.DataFrame:
    """Return the standard deviations of the random intercepts."""
    errors = np.sqrt(np.diag(fit.covariance))[:N_SPREADS]
    units = (len(made.cells.n), int(made.cells.cluster.max()) + 1, int(made.cells.group.max()) + 1)
    errors = np.where(fit.spreads > 0, errors, np.nan)
    return pd.DataFrame({"component": COMPONENTS, "n": units, "sd": fit.spreads, "error": errors})
