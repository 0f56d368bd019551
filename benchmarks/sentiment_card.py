"""How the figures of a sentiment instrument are told: on its card, in reports, and as a diagram."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.tables import LABELS

BEGIN, END = "<!-- figures: written by benchmarks/sentiment.py -->", "<!-- end of figures -->"

Figures = dict[str, dict[str, float]]


def write(folder: Path, figures: Figures, bins: pd.DataFrame) -> None:
    """Put the figures on the card in a folder, and the reliability diagram beside it."""
    card = folder / "card.md"
    above, _, rest = card.read_text(encoding="utf-8").partition(BEGIN)
    below = rest.partition(END)[2]
    card.write_text(f"{above}{BEGIN}\n{card_table(figures)}\n{END}{below}", encoding="utf-8")
    (folder / "reliability.svg").write_text(diagram(bins), encoding="utf-8")


def note(figures: Figures, instrument: str) -> str:
    """Return what a report says of the instrument: its error, its domain, and what a name changes."""
    real, several, other = (
        figures[data] for data in ("NewsMTSC dev-rw", "NewsMTSC dev-mt", "groups, governments, countries")
    )
    pairs, names = figures["contrast pairs"], figures["other names"]
    what = {
        "network": "Sentiment toward an actor is read by a small trained network",
        "linear": "Sentiment toward an actor is made from the words around its name by a linear model",
        "vader": "Sentiment is made from VADER's ratings of the whole sentence",
    }[instrument]
    return (
        f"{what}. Its macro-F1 (guessing gives .33) is {_with_interval(real)} on {int(real['n'])} news sentences about"
        f" persons that people coded (NewsMTSC dev-rw, on which it was also tuned), {_with_interval(several)} on"
        f" {int(several['n'])} about several persons at once (dev-mt), and {_with_interval(other)} on {int(other['n'])}"
        " about groups, governments and countries that two language models coded. Who does what to whom it gets right"
        f" in {100 * pairs['both_right']:.0f} % of {int(pairs['n'])} contrast pairs. With another name in the actor's"
        f" place {100 * names['flips']:.1f} % of its labels change, and the mean scores of two names differ by"
        f" {names['most_apart']:.2f} at most."
    )


def _with_interval(row: dict[str, float]) -> str:
    return f"{row['macro_f1']:.2f} (95 % interval {row['low']:.2f} to {row['high']:.2f})"


def card_table(figures: Figures) -> str:
    """Return the figures as the card's table, in Markdown."""
    lines = [
        "| data | n | macro-F1 | F1 negative / neutral / positive | accuracy | calibration error |",
        "| --- " * 6 + "|",
    ]
    for data in ("NewsMTSC dev-rw", "NewsMTSC dev-mt", "groups, governments, countries"):
        row = figures[data]
        of_label = " / ".join(f"{row[f'f1_{label}']:.3f}" for label in LABELS)
        lines.append(
            f"| {data} | {int(row['n'])} | {row['macro_f1']:.3f} ({row['low']:.3f}–{row['high']:.3f}) | {of_label}"
            f" | {row['accuracy']:.3f} | {row['calibration_error']:.3f} |"
        )
    pairs, names, both = figures["contrast pairs"], figures["other names"], figures["NewsMTSC dev, both"]
    other = figures["groups, governments, countries"]
    errors = [figures[f"NewsMTSC {part}"].get("calibration_error_crossed") for part in ("dev-rw", "dev-mt")]
    crossed = (
        "; with the temperature fitted to one of the two, in the other: "
        + " and ".join(f"{error:.3f}" for error in errors)
        if None not in errors
        else ""
    )
    kinds = [name for name in pairs if f"{name}, n" in pairs]
    by_kind = ", ".join(f"{name} {pairs[name]:.3f} (of {int(pairs[f'{name}, n'])})" for name in kinds)
    lines += [
        "",
        f"- Contrast pairs of which both sentences are right: {pairs['both_right']:.3f} ({pairs['low']:.3f}–"
        f"{pairs['high']:.3f}) of {int(pairs['n'])}: {by_kind}.",
        f"- Another name in the target's place ({int(names['n_names'])} names, {int(names['n'])} sentences of both dev"
        f" sets) changes {names['flips']:.4f} of the labels; the means of two names are {names['most_apart']:.4f} apart"
        " at most.",
        f"- Calibration error on both dev sets together: {both['calibration_error']:.3f} (n"
        f" {int(both['n'])}){crossed}.",
        f"- Of the groups, governments and countries {int(other['random_n'])} were drawn at random (macro-F1 on these"
        f" {other['random_macro_f1']:.3f}), the others where a sentence sounds positive. Both"
        f" coders were language models (κ {other['coders_kappa']:.2f}).",
    ]
    return "\n".join(lines)


def diagram(bins: pd.DataFrame) -> str:
    """Return a reliability diagram as SVG: how sure it is, from left to right, and how often it is right then."""
    side, margin, most = 300, 46, bins["n"].max()
    at = [(margin + side * row.confidence, margin + side * (1 - row.right), row.n) for row in bins.itertuples()]
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + 12 * (n / most) ** 0.5:.1f}" fill="#0072B2" fill-opacity=".75"/>'
        f'<text x="{x + 12:.1f}" y="{y + 16:.1f}">{n}</text>'
        for x, y, n in at
    )
    ticks = "".join(
        f'<text x="{margin + side * tick:.0f}" y="{margin + side + 16}" text-anchor="middle">{tick:.1f}</text>'
        f'<text x="{margin - 6}" y="{margin + side * (1 - tick) + 4:.0f}" text-anchor="end">{tick:.1f}</text>'
        for tick in (0.0, 0.25, 0.5, 0.75, 1.0)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + 2 * margin} {side + 2 * margin}" width="420"'
        ' font-family="sans-serif" font-size="11" fill="#333"><rect width="100%" height="100%" fill="#fff"/>'
        f'<rect x="{margin}" y="{margin}" width="{side}" height="{side}" fill="none" stroke="#bbb"/>'
        f'<line x1="{margin}" y1="{margin + side}" x2="{margin + side}" y2="{margin}" stroke="#bbb"/>{dots}{ticks}'
        f'<text x="{margin}" y="20">Share right at each confidence (numbers: sentences)</text>'
        f'<text x="{margin + side / 2}" y="{side + 2 * margin - 8}" text-anchor="middle">confidence</text></svg>\n'
    )
