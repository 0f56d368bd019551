"""The command `analysis`: imports, builds, reports, one article marked up, suggestions, tables as CSV, dictionary."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
import yaml

from . import paths, tables
from .cleaning import cleaned_articles
from .codebook import load_codebook
from .corpus import described, import_table, read
from .errors import InputError
from .pipeline import DEFAULT_CODEBOOK, DEFAULT_CORPUS, build, load_build
from .pipeline import PROVENANCE as _PROVENANCE
from .suggest import suggestions
from .tablefiles import save_csv

_CODEBOOK = click.option("--codebook", default=DEFAULT_CODEBOOK, show_default=True, help="The study's codebook.")
_SETTINGS = click.option("--settings", default=None, help="How to read the corpus [default: corpus.yml beside it].")
_COUNT = click.IntRange(min=1)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="media-framing-analysis")
def cli() -> None:
    """Measure which name news texts use for a contested actor, in whose voice."""


@cli.command(name="build")
@click.argument("corpus", default=DEFAULT_CORPUS)
@_CODEBOOK
@_SETTINGS
def build_command(corpus: str, codebook: str, settings: str | None) -> None:
    """Make all tables of CORPUS: a file or folder of articles."""
    made = build(corpus, codebook, settings=settings, announce=partial(click.echo, err=True))
    rows = ", ".join(f"{len(getattr(made, table.name)):,} {table.name}" for table in tables.ALL)
    click.echo(f"Made {rows}.", err=True)
    click.echo(paths.processed() / made.name / _PROVENANCE)


@cli.command(name="import")
@click.argument("corpus", default=DEFAULT_CORPUS)
@_SETTINGS
@click.option("--rejected", is_flag=True, help="List every record that was rejected, with what was found.")
def import_command(corpus: str, settings: str | None, rejected: bool) -> None:
    """Read CORPUS and print what each file is and what became of it; nothing is written.

    Exit code 1 where a file does not hold all articles that it says it holds.
    """
    reading = read(corpus, settings=settings)
    click.echo(described(reading), err=True)
    click.echo(import_table(reading))
    if rejected:
        for record in reading.rejected.itertuples():
            click.echo(f"{record.source}, {record.locator}: {record.reason}: {record.detail}")
    if not reading.files["is_complete"].all():
        sys.exit(1)


@cli.command()
@click.argument("corpus", nargs=-1)
@_CODEBOOK
@_SETTINGS
@click.option("--notebook", "notebooks", multiple=True, help="Run only this notebook; may be repeated.")
@click.option(
    *("-p", "--parameter", "parameters"),
    multiple=True,
    nargs=2,
    metavar="NAME VALUE",
    help="Set a parameter of the notebooks; VALUE is read as YAML; may be repeated.",
)
def report(
    corpus: Sequence[str],
    codebook: str,
    settings: str | None,
    notebooks: Sequence[str],
    parameters: Sequence[tuple[str, str]],
) -> None:
    """Write the report of each CORPUS, and print where it is. Tables are built where needed."""
    from .reports.run import NOTEBOOKS, write_report  # Papermill takes a second to load

    tell = partial(click.echo, err=True)
    given = {name: _value(name, text) for name, text in parameters}
    for one in corpus or [DEFAULT_CORPUS]:
        page = write_report(
            one, codebook, notebooks=notebooks or NOTEBOOKS, parameters=given, settings=settings, announce=tell
        )
        click.echo(page)


@cli.command()
@click.argument("article_id")
@click.option("--corpus", default=DEFAULT_CORPUS, show_default=True, help="The corpus it is in.")
@_CODEBOOK
@_SETTINGS
def show(article_id: str, corpus: str, codebook: str, settings: str | None) -> None:
    """Print one article with its attributions and mentions marked up."""
    from .reports import markup  # pulls in the charts

    made = load_build(corpus, codebook, settings=settings, announce=partial(click.echo, err=True))
    click.echo(repr(markup.article_of(made, article_id, colour=sys.stdout.isatty())))


@cli.command()
@click.argument("corpus", default=DEFAULT_CORPUS)
@_CODEBOOK
@_SETTINGS
@click.option("--fewest", type=_COUNT, default=5, show_default=True, help="Articles that must have a new actor.")
@click.option("--most", type=_COUNT, default=40, show_default=True, help="New actors, and other names, to suggest.")
def suggest(corpus: str, codebook: str, settings: str | None, fewest: int, most: int) -> None:
    """Print frequent names of CORPUS that the codebook lacks, as YAML to paste into it."""
    lacking = load_codebook(codebook)  # before the corpus, which takes longer to read
    reading = read(corpus, settings=settings)
    click.echo(described(reading), err=True)
    articles = cleaned_articles(reading.raw).articles
    click.echo(suggestions(articles, lacking, fewest=fewest, most=most), nl=False)


@cli.command()
@click.argument("table", type=click.Choice([table.name for table in tables.ALL]))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("corpus", default=DEFAULT_CORPUS)
@_CODEBOOK
@_SETTINGS
def export(table: str, file: Path, corpus: str, codebook: str, settings: str | None) -> None:
    """Write a TABLE of CORPUS to FILE as CSV, in which a spreadsheet runs no text as a formula."""
    made = load_build(corpus, codebook, settings=settings, announce=partial(click.echo, err=True))
    save_csv(getattr(made, table), file.absolute())
    click.echo(file)


@cli.command()
@click.option("--write", is_flag=True, help="Put it into data/processed/README.md.")
def dictionary(write: bool) -> None:
    """Print the data dictionary of all tables, as Markdown."""
    if not write:
        click.echo(tables.dictionary(), nl=False)
        return
    page = paths.processed() / "README.md"
    above = page.read_text(encoding="utf-8").partition("### ")[0]
    page.write_text(above + tables.dictionary(), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; anything the user can mend ends with one line and exit code 1."""
    try:
        cli.main(args=None if arguments is None else list(arguments), prog_name="analysis")
    except InputError as error:
        click.echo(f"analysis: {error}", err=True)
        sys.exit(1)


def _value(name: str, text: str) -> Any:
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InputError(
            f"parameter {name}", f"{text!r} is not valid YAML", "Put texts with colons in quotes."
        ) from error
    return text if hasattr(value, "isoformat") else value  # a bare date is meant as text
