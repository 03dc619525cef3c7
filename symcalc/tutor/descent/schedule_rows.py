"""THE TABLE of origins, continued: schedules of the rate, whose formula is in their own table."""

from __future__ import annotations

from symcalc.tutor.descent.origin_rows import Line, Row

SCHEDULE_ROWS: tuple[Row, ...] = (
    Row("constant", "a constant rate", ()),
    Row(
        "step",
        "step decay",
        (Line("schedule-start", "equal", "rate*factor^floor(0/every)", "rate"),),
    ),
    Row(
        "exponential",
        "exponential decay",
        (
            Line("schedule-start", "equal", "rate*exp(-k*0)", "rate"),
            Line("schedule-slope", "slope", "rate*exp(-k t)", "-k rate*exp(-k t)", "t"),
        ),
    ),
    Row(
        "cosine",
        "cosine annealing",
        (
            Line("schedule-start", "equal", "low + (rate - low)*(1 + cos(pi*0/T))/2", "rate"),
            Line("schedule-end", "equal", "low + (rate - low)*(1 + cos(pi T/T))/2", "low"),
            Line(
                "schedule-slope",
                "slope",
                "low + (rate - low)*(1 + cos(pi t/T))/2",
                "-pi (rate - low) sin(pi t/T)/(2 T)",
                "t",
            ),
        ),
    ),
    Row(
        "warm-up",
        "linear warm-up",
        (
            Line("schedule-start", "equal", "rate*min(1, 0/warmup)", "0"),
            Line("schedule-end", "equal", "rate*min(1, warmup/warmup)", "rate"),
        ),
    ),
    Row(
        "linear",
        "linear decay",
        (
            Line("schedule-start", "equal", "low + (rate - low)*(1 - 0/T)", "rate"),
            Line("schedule-end", "equal", "low + (rate - low)*(1 - T/T)", "low"),
        ),
    ),
    Row(
        "polynomial",
        "polynomial decay",
        (
            Line("schedule-start", "equal", "low + (rate - low)*(1 - 0/T)^power", "rate"),
            Line(
                "schedule-slope",
                "slope",
                "low + (rate - low)*(1 - t/T)^power",
                "-power (rate - low) (1 - t/T)^(power - 1)/T",
                "t",
            ),
        ),
    ),
    Row(
        "inverse",
        "decay by time",
        (
            Line("schedule-start", "equal", "rate/(1 + k*0)", "rate"),
            Line("schedule-slope", "slope", "rate/(1 + k t)", "-k rate/(1 + k t)^2", "t"),
        ),
    ),
)
