"""Degrees and certificates earned in post."""

from __future__ import annotations

from simlib.policy.term import NO_YES, Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("qualification.month", Text("取得证书和学历的月份", "Month in which certificates and degrees are earned"), "month_of_year", (1, 12), (1, 12, 1)),
    Term("qualification.certificate_rate", Text("每年取得高一级证书的比例", "Yearly chance of the next certificate"), "rate_per_year", (0, 1),
         shape=("certificate",), set_by="nobody"),
    Term("qualification.education_rate", Text("每年取得高一级学历的比例", "Yearly chance of the next degree"), "rate_per_year", (0, 1),
         shape=("education",), set_by="nobody"),
    Term("qualification.highest_age", Text("取得证书和学历的最高年龄", "Highest age at which either is earned"), "years", (18, 70), (40, 60, 1), set_by="nobody"),
    Term("qualification.degree_lifts_grade", Text("在职取得学历提高等级", "A degree earned in post lifts the grade"), "yes_no", options=NO_YES),
)
