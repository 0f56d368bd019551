"""When a model of name choice has too little to rest on, or its answer is not to be trusted: refusals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..errors import InputError
from .choice_design import Design, Variable
from .laplace import Fit

COMPONENTS = ("article and voice", "article", "outlet")
FEWEST_OUTLETS = 5  # Gelman & Hill 2007, Data Analysis Using Regression and Multilevel Models, p. 247
EVENTS_PER_COEFFICIENT = 10  # articles of the rarer choice: Peduzzi et al. 1996, J. Clinical Epidemiology 49
SEPARATED = 12.0  # log odds for a level, or for one standard deviation of a number: no share is that far off
MOST_SPREAD = 3.0  # log odds; simulated with spreads of 3, intervals of 95 % cover 45 %; with 2.5, they cover 92–99 %


def refuse_too_few(made: Design, by: Sequence[str]) -> None:
    """Refuse a design that too few outlets or articles stand behind, or whose variables say the same.

    Raises:
        InputError: With what is lacking, and what to do instead.
    """
    rows, n_coefficients = made.rows, made.cells.x.shape[1]
    n_outlets = rows["_outlet"].nunique()
    if n_outlets < FEWEST_OUTLETS:
        raise InputError(
            "mentions",
            f"{n_outlets} outlets, and fewer than {FEWEST_OUTLETS} cannot tell how much outlets differ",
            "Compare their shares instead: term_shares(mentions, by='outlet').",
        )
    rarer = min(rows.loc[rows["_name"] == used, "_cluster"].nunique() for used in (True, False))
    if rarer < EVENTS_PER_COEFFICIENT * n_coefficients:
        raise InputError(
            f"by={list(by)}",
            f"{n_coefficients} coefficients, and the rarer choice stands in {rarer} articles, of which each "
            f"coefficient needs {EVENTS_PER_COEFFICIENT}",
            "Take fewer variables, or longer periods.",
        )
    rank = 1
    for variable in made.variables:
        end = variable.columns[-1] + 1
        rank += len(variable.columns)
        if np.linalg.matrix_rank(made.cells.x[:, :end]) < rank:
            raise InputError(
                f"by={variable.name!r}", "follows from the variables before it, or never varies", "Leave it out."
            )


def refuse_doubtful(made: Design, fit: Fit) -> None:
    """Refuse a fit that says nothing about shares: all or nothing, or without a maximum.

    Raises:
        InputError: With what is all or nothing, and what to do instead.
    """
    widest = int(np.argmax(fit.spreads))
    if fit.spreads[widest] > MOST_SPREAD:
        raise InputError(
            "mentions",
            f"the name is nearly all or nothing in every {COMPONENTS[widest]} (spread {fit.spreads[widest]:.1f} log "
            "odds): the likelihood's approximation does not hold",
            "Compare shares as counted instead: term_shares, voice_gap.",
        )
    separated = [one.name for one in made.variables if _steepest(one, fit) > SEPARATED]
    if separated or not fit.converged:
        raise InputError(
            f"by={separated or [one.name for one in made.variables]}",
            "the likelihood has no maximum: some combination of values always goes with one choice",
            "Join levels, or leave a variable out.",
        )


def _steepest(variable: Variable, fit: Fit) -> float:
    """Return a variable's largest coefficient: of a level, or for one standard deviation of a number."""
    scale = float(np.std(variable.values)) if variable.unit else 1.0
    return float(np.abs(fit.beta[variable.columns]).max()) * scale
