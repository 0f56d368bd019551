from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis import InputError
from analysis.measures.events import load_events

PROJECT = Path(__file__).resolve().parents[2]


def written(folder: Path, text: str) -> Path:
    path = folder / "events.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_events_come_earliest_first(tmp_path: Path) -> None:
    events = load_events(
        written(tmp_path, "# own notes\ndate,label,source\n2015-01-07,Later,\n2014-06-29,Earlier,Desk\n")
    )
    assert events["label"].tolist() == ["Earlier", "Later"]
    assert events["date"].tolist() == [pd.Timestamp(2014, 6, 29), pd.Timestamp(2015, 1, 7)]
    assert events["source"].isna().tolist() == [False, True]


def test_a_source_is_not_needed_and_a_label_may_hold_commas(tmp_path: Path) -> None:
    events = load_events(written(tmp_path, '\ufeffdate,label\n2014-06-29,"One, and another"\n'))
    assert events["label"].tolist() == ["One, and another"]
    assert events["source"].isna().all()


def test_a_file_without_events_is_an_empty_table(tmp_path: Path) -> None:
    assert load_events(written(tmp_path, "date,label\n")).columns.tolist() == ["date", "label", "source"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no events. Begin with the line: date,label,source"),
        ("day,label\n", "line 1: column 'date' is lacking"),
        ("date,label,colour\n", "line 1: columns are date, label, colour"),
        ("date,label\n\n# note\n29.6.2014,Caliphate\n", "line 4: '29.6.2014' is no date. Write it as 2014-06-29"),
        ("date,label\n2014-06-31,Caliphate\n", "line 2: '2014-06-31' is no date"),
        ("date,label\n2014-06-29,\n", "line 2: the label is empty"),
        ("date,label\n2014-06-29,one, two\n", "line 2: 3 fields, not 2.*quotation marks"),
        ('date,label\n2014-06-29,"one\ntwo"\n', "line 2: is no line of CSV"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load_events(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file of events"):
        load_events(tmp_path / "none.csv")


def test_the_project_s_own_events_load() -> None:
    events = load_events(PROJECT / "data" / "codebooks" / "islamic-state-events.csv")
    assert pd.Timestamp(2014, 6, 29) in set(events["date"])
    assert not events[["date", "label", "source"]].isna().any(axis=None)
    assert events["date"].is_unique
