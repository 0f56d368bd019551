"""Every table is checked at the border, by the name of its column."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import InputError, tables
from analysis.tables import Column, Table

POLLS = Table(
    "polls",
    "answer",
    {
        "person": Column("text", "Who was asked"),
        "answer": Column("text", "What they said", missing=True, values=("yes", "no")),
        "age": Column("integer", "In years", between=(0, 120)),
        "day": Column("date", "When", missing=True),
    },
)
OPEN = Table("polls", "answer", POLLS.columns, extra=True)


def answers(**changes: object) -> pd.DataFrame:
    """Return two good rows, with columns changed as given."""
    good = {"age": [30, 41], "answer": ["yes", None], "day": ["2015-03-01", None], "person": ["Ann", "Ben"]}
    return pd.DataFrame(good | changes)


def refusal(rows: pd.DataFrame, table: Table = POLLS) -> str:
    with pytest.raises(InputError) as caught:
        table.check(rows)
    return str(caught.value)


def test_checked_rows_have_the_tables_columns_in_order_and_type() -> None:
    checked = POLLS.check(answers())
    assert checked.dtypes.astype(str).to_dict() == {
        "person": "str",
        "answer": "str",
        "age": "int64",
        "day": "datetime64[us]",
    }
    assert checked["day"].tolist() == [pd.Timestamp("2015-03-01"), pd.NaT]


def test_checking_keeps_the_index_and_leaves_the_rows_given_alone() -> None:
    given = answers().set_axis([7, 3])
    before = given.copy()
    assert POLLS.check(given).index.tolist() == [7, 3]
    pd.testing.assert_frame_equal(given, before)


def test_checking_twice_changes_nothing() -> None:
    once = OPEN.check(answers(town="Aleppo"))
    pd.testing.assert_frame_equal(OPEN.check(once), once)


def test_a_lacking_column_is_named() -> None:
    fault = refusal(answers().drop(columns="age"))
    assert fault == "table polls, column age: column is lacking. Has: answer, day, person"


def test_an_unknown_column_is_named() -> None:
    fault = refusal(answers(town="Aleppo"))
    assert fault == "table polls, column town: column is unknown. Known: person, answer, age, day"


def test_a_table_open_to_more_keeps_further_columns_last() -> None:
    checked = OPEN.check(answers(town=["Aleppo", "Homs"])[["town", "age", "answer", "day", "person"]])
    assert checked.columns.tolist() == ["person", "answer", "age", "day", "town"]
    assert checked["town"].tolist() == ["Aleppo", "Homs"]


def test_missing_values_are_refused_where_none_may_be() -> None:
    assert refusal(answers(person=["Ann", None])) == (
        "table polls, column person: 1 values are missing. Fill or drop them."
    )


def test_a_value_outside_the_allowed_ones_is_named() -> None:
    assert refusal(answers(answer=["yes", "maybe"])) == ("table polls, column answer: value 'maybe'. Allowed: yes, no.")


@pytest.mark.parametrize("age", [-1, 121])
def test_a_number_out_of_range_is_refused(age: int) -> None:
    assert refusal(answers(age=[30, age])) == (
        "table polls, column age: a value outside 0 … 120. Check where it was made."
    )


@pytest.mark.parametrize("age", [0, 120])
def test_the_ends_of_a_range_are_allowed(age: int) -> None:
    assert POLLS.check(answers(age=age))["age"].tolist() == [age, age]


@pytest.mark.parametrize(("column", "value", "kind"), [("age", "thirty", "integer"), ("day", "soon", "date")])
def test_a_value_of_the_wrong_type_is_told_by_column_and_type(column: str, value: object, kind: str) -> None:
    fault = refusal(answers(**{column: [answers()[column].iloc[0], value]}))
    assert fault.startswith(f"table polls, column {column}: not of type {kind} (")


def test_a_fraction_is_no_integer() -> None:
    assert refusal(answers(age=[30.5, 41])).startswith("table polls, column age: ")


@pytest.mark.parametrize("value", [None, float("nan"), "no"])
def test_a_flag_is_true_or_false_and_never_guessed(value: object) -> None:
    flags = Table("marks", "mark", {"is_gloss": Column("flag", "A gloss")})
    assert refusal(pd.DataFrame({"is_gloss": [True, value]}), flags).startswith("table marks, column is_gloss: ")


@pytest.mark.parametrize("table", tables.ALL, ids=lambda table: table.name)
def test_a_table_without_rows_passes_its_own_check(table: Table) -> None:
    empty = table.empty()
    assert len(empty) == 0
    pd.testing.assert_frame_equal(table.check(empty), empty)


def test_a_table_without_rows_has_its_columns_types() -> None:
    kinds = {name: column.kind for name, column in tables.ARTICLES.columns.items()}
    assert tables.ARTICLES.empty().dtypes.astype(str).to_dict() == {n: tables.DTYPES[kind] for n, kind in kinds.items()}


@pytest.mark.parametrize("table", tables.ALL, ids=lambda table: table.name)
def test_the_data_dictionary_has_a_line_for_every_column(table: Table) -> None:
    section = tables.dictionary().split(f"### `{table.name}.parquet`\n")[1].split("### `")[0]
    listed = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
    assert listed == list(table.columns)


def test_the_data_dictionary_tells_what_a_column_may_hold() -> None:
    voices = "narration, direct, indirect, uncertain"
    assert f"| `voice` | text |  | Whose words the span stands in ({voices}) |" in tables.dictionary()
    assert "| `outlet` | text | yes | Who published it |" in tables.dictionary()
