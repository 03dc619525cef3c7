"""A run that is killed loses nothing: the next one goes on, and the file is the same."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import symcalc as sc
from symcalc.grading.classes.graded_file import whole

ROWS = [
    ("Ada", "d/dx x^2", "2x"),
    ("Jürgen", "d/dx x^2", "x, or\r\nnot"),
    ("Bob", "d/dx x^2", '"quoted"'),
    ("Cem", "gradient of x^2 y", "[2x*y, x^2]"),
    ("Dan", "d/dx x^3", ""),
    ("Eve", "d/dx x^3", "3x^2 é ∂"),
]
KINDS = [".csv", ".jsonl"]


def answers(folder: Path, kind: str, rows=ROWS) -> Path:
    path = folder / f"answers{kind}"
    head = ("student", "question", "answer")
    with path.open("w", newline="", encoding="utf-8") as file:
        if kind == ".csv":
            csv.writer(file).writerows([head, *rows])
        else:
            file.writelines(
                json.dumps(dict(zip(head, row, strict=True)), ensure_ascii=False) + "\n"
                for row in rows
            )
    return path


def grade(source: Path, out: Path, **options) -> sc.verbs.classes.ClassRun:
    return sc.grade_class(source, out=out, timeout=None, **options)


@pytest.mark.parametrize("kind", KINDS)
def test_killed_after_any_byte(kind: str, tmp_path: Path) -> None:
    """Whatever part of the file a killed run has left, it ends up the same."""
    source, out, cut = answers(tmp_path, kind), tmp_path / f"out{kind}", tmp_path / f"cut{kind}"
    grade(source, out).finish()
    data = out.read_bytes()
    for k in range(0, len(data) + 1, 1 if len(data) < 400 else 7):
        cut.write_bytes(data[:k])
        run = grade(source, cut)
        summary = run.finish()
        assert cut.read_bytes() == data
        assert summary.plain() == grade(source, out).finish().plain()


@pytest.mark.parametrize("source_kind", KINDS)
@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_in_and_another_out(source_kind: str, kind: str, tmp_path: Path) -> None:
    source, out = answers(tmp_path, source_kind), tmp_path / f"out{kind}"
    first = [one.plain() for one in grade(source, out)]
    run = grade(source, out)
    assert run.resumed == len(ROWS)
    assert [one.plain() for one in run] == first
    assert [(one["student"], one["question"], one["answer"]) for one in first] == ROWS


def test_every_row_is_there_when_it_is_told(tmp_path: Path) -> None:
    source, out = answers(tmp_path, ".jsonl"), tmp_path / "out.jsonl"
    for k, _ in enumerate(grade(source, out)):
        assert out.read_bytes().count(b"\n") == k + 1


def test_excel_gets_back_what_it_gave(tmp_path: Path) -> None:
    source, out = tmp_path / "answers.csv", tmp_path / "out.csv"
    source.write_text("student;question;answer\r\nAda;d/dx x^2;2,0x\r\n", "utf-8-sig", newline="")
    grade(source, out).finish()
    assert out.read_bytes().startswith(b"\xef\xbb\xbfstudent;question;answer;status;score;")
    before = out.read_bytes()
    assert grade(source, out).resumed == 1
    assert out.read_bytes() == before


OTHERS = [
    ([*ROWS[:2], ("Bob", "d/dx x^2", "x"), *ROWS[3:]], "row 3 of out.csv is not row 3"),
    (ROWS[:2], "has more rows than the answers"),
]


@pytest.mark.parametrize(("rows", "message"), OTHERS)
def test_answers_that_are_not_those(rows, message: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    grade(answers(tmp_path, ".csv"), out).finish()
    before = out.read_bytes()
    source = answers(tmp_path, ".csv", rows)
    with pytest.raises(sc.UnsupportedError, match=message) as caught:
        grade(source, out)
    assert "--restart" in str(caught.value)
    assert out.read_bytes() == before
    assert grade(source, out, restart=True).finish().rows == len(rows)


FOREIGN = ["my diary", "my diary\r\n", '{"a": 1}\n', "student,question,answer\r\n", "\x00\xff"]


@pytest.mark.parametrize("text", FOREIGN, ids=range(len(FOREIGN)))
@pytest.mark.parametrize("kind", KINDS)
def test_no_other_file_is_written_over(text: str, kind: str, tmp_path: Path) -> None:
    out = tmp_path / f"out{kind}"
    out.write_bytes(text.encode("latin-1"))
    with pytest.raises(sc.UnsupportedError, match="no graded file of these answers"):
        grade(answers(tmp_path, kind), out)
    assert out.read_bytes() == text.encode("latin-1")


def test_the_answers_themselves_are_not_written_over(tmp_path: Path) -> None:
    source = answers(tmp_path, ".csv")
    with pytest.raises(sc.UnsupportedError, match="is the file of the answers"):
        grade(source, source)
    with pytest.raises(sc.UnsupportedError, match="cannot be written"):
        grade(source, tmp_path / "no" / "such" / "folder.csv")


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    source, out = answers(tmp_path, ".csv"), tmp_path / "out.csv"
    first = grade(source, out)
    next(first)
    with pytest.raises(sc.UnsupportedError, match="another run is writing"):
        grade(source, out)
    first.close()
    assert grade(source, out).finish().rows == len(ROWS)


def test_half_a_character(tmp_path: Path) -> None:
    """JSON may hold what no file can; it is written out, and found again."""
    source = tmp_path / "answers.jsonl"
    source.write_text('{"question": "d/dx x^2", "answer": "\\ud800"}\n', "utf-8")
    for kind in KINDS:
        out = tmp_path / f"out{kind}"
        assert grade(source, out).finish().statuses == {"unreadable": 1}
        assert grade(source, out).resumed == 1


WHOLE = [("", 0), ("a,b", 0), ("a,b\r\n", 5), ('a,b\r\n"1\r\n', 5), ('a\r\n"1\r\n"\r\n2', 10)]


@pytest.mark.parametrize(("text", "end"), WHOLE)
def test_whole_records(text: str, end: int) -> None:
    assert whole(text) == end


# Grades twenty more rows, says so, and waits: it is killed in the middle on any machine.
HALTS = """
import sys
import symcalc as sc
if __name__ == "__main__":
    run = sc.grade_class(sys.argv[1], out=sys.argv[2], timeout=20)
    for _ in range(run.resumed + 20):
        next(run)
    print("halted", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_kill_and_resume(tmp_path: Path) -> None:
    """A process killed in the middle, twice; then the whole is as if nothing had happened."""
    rows = [(f"s{k}", f"d/dx x^{k % 4 + 2} sin({k % 3 + 1}x)", f"{k}x cos(x)") for k in range(240)]
    source = answers(tmp_path, ".csv", rows)
    out, other, script = tmp_path / "graded.csv", tmp_path / "other.csv", tmp_path / "halts.py"
    script.write_text(HALTS, "utf-8")
    counts = [0]
    for _ in range(2):
        command = [sys.executable, str(script), str(source), str(out)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"halted\n"
        process.kill()
        process.communicate()
        counts.append(lines(out))
    assert 0 < counts[1] < counts[2] < len(rows)
    command = [sys.executable, "-m", "symcalc", "grade-class", str(source), "--timeout", "20"]
    done = subprocess.run([*command, "--out", str(out)], capture_output=True, text=True, check=True)
    assert "rows were graded before" in done.stderr
    assert f"{len(rows)} answers to" in done.stdout
    whole_run = sc.grade_class(source, out=other, timeout=20).finish()
    assert out.read_bytes() == other.read_bytes()
    assert done.stdout == f"{whole_run.text()}\n"


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0
