"""Labels at the ends of lines, moved apart where they would lie upon each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from scipy.optimize import isotonic_regression

from .look import literal

_APART = 17  # px between labels
_WIDTH = 8.4  # px of a character, in bold


def apart(places: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Return places that are at least so far apart, as near as possible (least squares) to those given.

    Args:
        places: Where the labels should stand.
        least: Distance between two of them.
        low: The lowest place there is.
        high: The highest; the distance shrinks where they do not fit.
    """
    least = min(least, (high - low) / max(1, len(places) - 1))
    order = np.argsort(places, kind="stable")
    steps = np.arange(len(places)) * least
    level = isotonic_regression(np.array(places, dtype=float)[order] - steps).x if len(places) else np.array([])
    moved = np.empty(len(places))
    moved[order] = np.clip(level, low, max(low, high - (len(places) - 1) * least)) + steps
    return [float(place) for place in moved]


def label_ends(
    figure: go.Figure,
    ends: Mapping[str, tuple[float | str, float]],
    texts: Mapping[str, str],
    colours: Mapping[str, str],
    *,
    per_px: float,
    side: str = "right",
) -> int:
    """Write a label beside the end of every line.

    Args:
        figure: What is drawn, with one panel whose vertical axis is in per cent.
        ends: Where each line ends.
        texts: What to write there.
        colours: In which colour.
        per_px: How much of the vertical axis a px is.
        side: Whether the labels stand to the "right" of the ends, or to the "left".

    Returns:
        How wide the margin must be, in px.
    """
    places = apart([y for _, y in ends.values()], _APART * per_px, 0, 100)
    for (name, (x, _)), y in zip(ends.items(), places, strict=True):
        figure.add_annotation(
            x=x,
            y=y,
            xanchor="left" if side == "right" else "right",
            xshift=8 if side == "right" else -8,
            yanchor="middle",
            text=f"<b>{literal(texts[name])}</b>",
            font={"color": colours[name], "size": 13},
            showarrow=False,
            bgcolor="#ffffff",
            borderpad=0,
        )
    return int(24 + _WIDTH * max((len(texts[name]) for name in ends), default=0))
