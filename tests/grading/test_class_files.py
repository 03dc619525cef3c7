"""Files of a class: what spreadsheets write is read, and what is wrong is said once and clearly."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import symcalc as sc
from symcalc.grading.classes.files import read_sheet
from symcalc.grading.classes.rows import row_of

HEAD = "student,question,answer\n"


def sheet(text: str, name: str = ""):
    file = io.StringIO(text)
    file.name = name
    return read_sheet(file)


READ = [
    # text                                                columns  the first answer, delimiter
    (HEAD + "Ada,d/dx x^2,2x\n", 3, "2x", ","),
    ("\ufeff" + HEAD + "Ada,d/dx x^2,2x\n", 3, "2x", ","),
    (HEAD.replace(",", ";") + "Ada;d/dx x^2;2,5x\n", 3, "2,5x", ";"),
    (HEAD.replace(",", "\t") + "Ada\td/dx x^2\t2x\n", 3, "2x", "\t"),
    (HEAD + 'Ada,d/dx x^2,"[2x, 1]"\n', 3, "[2x, 1]", ","),
    (HEAD + 'Ada,d/dx x^2,"2x\n+ 0"\n', 3, "2x\n+ 0", ","),  # a newline in quotes
    (HEAD + "Ada,d/dx x^2,f'' = 2\n", 3, "f'' = 2", ","),
    (HEAD + 'Ada,d/dx x^2,y" = 2\n', 3, 'y" = 2', ","),  # no quote at the beginning
    (" Student , QUESTION,Answer,mark by hand\nAda,d/dx x^2,2x,5\n", 4, "2x", ","),
    ("answer,question\n2x,d/dx x^2\n", 2, "2x", ","),  # who answered need not be said
    (HEAD + "\n\nAda,d/dx x^2,2x\n\n", 3, "2x", ","),
    (HEAD + "Ada,d/dx x^2\n", 3, "", ","),  # a cell too few
    (HEAD + "Ada,d/dx x^2,2x\x00\n", 3, "2x\x00", ","),
    (HEAD + "Ada,d/dx x^2," + "x" * 300_000 + "\n", 3, "x" * 300_000, ","),
]


@pytest.mark.parametrize(("text", "columns", "answer", "delimiter"), READ, ids=range(len(READ)))
def test_what_is_read(text: str, columns: int, answer: str, delimiter: str) -> None:
    found = sheet(text)
    assert len(found.columns) == columns
    assert [(r.question, r.answer, r.trouble) for r in found.rows] == [("d/dx x^2", answer, "")]
    assert found.delimiter == delimiter
    assert found.mark == text.startswith("\ufeff")


REFUSED = [
    ("", "is empty"),
    ("\ufeff\n\n", "is empty"),
    ("Ada,d/dx x^2,2x\n", "no column 'question'"),
    ("student,question\nAda,d/dx x^2\n", "no column 'answer'"),
    ("question,answer,Answer\nd/dx x^2,2x,2x\n", "'answer' is there twice"),
    ("question,answer,score\nd/dx x^2,2x,5\n", "a column 'score' of its own"),
    (HEAD + 'Ada,d/dx x^2,2x\nBob,d/dx x^2,"2x\nCem,d/dx x^2,x\n', "opened in line 3 is never"),
    (HEAD + 'Ada,d/dx x^2,"a\nb"\nBob,d/dx x^2,"', "opened in line 4 is never"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(sc.ReadingError, match=message):
        sheet(text)


def test_a_cell_too_many_is_one_unreadable_row() -> None:
    found = sheet(HEAD + "Ada,gradient of x^2 y,[2x y, x^2]\nBob,d/dx x^2,2x\n")
    assert found.rows[0].answer == "[2x y, x^2]"  # nothing is lost
    assert "quotes" in found.rows[0].trouble
    assert found.rows[1].trouble == ""


ENCODED = [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("cp1252", "cp1252")]


@pytest.mark.parametrize(("written", "said"), ENCODED)
def test_encodings(written: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(HEAD + "Jürgen,d/dx x^2,2x\n", written)
    assert read_sheet(path, said).rows[0].student == "Jürgen"


def test_a_wrong_encoding_says_where_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(HEAD + "Ada,d/dx x^2,2x\nJürgen,d/dx x^2,2x\n", "cp1252")
    with pytest.raises(sc.ReadingError, match="0xfc in line 3") as caught:
        read_sheet(path)
    assert "--encoding cp1252" in str(caught.value)
    with pytest.raises(sc.UnsupportedError, match="no encoding 'klingon'"):
        read_sheet(path, "klingon")
    with pytest.raises(sc.UnsupportedError, match="cannot be read"):
        read_sheet(tmp_path / "missing.csv")


def test_json_lines() -> None:
    lines = [
        json.dumps({"student": "Ada", "question": "d/dx x^2", "answer": "2x", "names": ["rate"]}),
        "{torn",
        "[1, 2]",
        json.dumps({"question": "integral of x from 0 to 2", "answer": 2}),
        json.dumps({"question": "d/dx x^2", "answer": None}),
        json.dumps({"question": "d/dx x^2", "answer": {"x": 1}}),
        "",
    ]
    rows = sheet("\n".join(lines), "answers.jsonl").rows
    assert [row.answer for row in rows[:5]] == ["2x", "{torn", "[1, 2]", "2", ""]
    assert [bool(row.trouble) for row in rows] == [False, True, True, False, False, True]
    assert rows[0].options == {"names": "rate"}


ROWS = [
    (("d/dx x^2", "2x"), ("", "d/dx x^2", "2x")),
    (("Ada", "d/dx x^2", "2x"), ("Ada", "d/dx x^2", "2x")),
    ({"question": "d/dx x^2", "answer": "2x", "form": " "}, ("", "d/dx x^2", "2x")),
    ({"Question": "d/dx x^2", "answer": 2}, ("", "d/dx x^2", "2")),
]


@pytest.mark.parametrize(("item", "told"), ROWS, ids=range(len(ROWS)))
def test_rows_of_python(item, told) -> None:
    row = row_of(item)
    assert (row.student, row.question, row.answer) == told
    assert row.trouble == ""
    assert row.options == {}


@pytest.mark.parametrize("item", ["2x", (1,), ("a", "b", "c", "d"), 7, None])
def test_what_is_no_row(item) -> None:
    assert "no row of a class" in row_of(item).trouble
