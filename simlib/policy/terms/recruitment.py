"""Recruitment: when, how many, who."""

from __future__ import annotations

from simlib.policy.term import NO_YES, Term
from simlib.text import Text

# fmt: off
TERMS = (
    Term("recruitment.month", Text("招聘批准月份（首批）", "Month recruitment is approved (first round)"), "month_of_year", (1, 12), (1, 12, 1)),
    Term("recruitment.rounds", Text("每年招聘批次", "Rounds of recruitment a year"), "rounds", (1, 12), (1, 12, 1)),
    Term("recruitment.delay_months", Text("招聘推迟月数", "Months by which rounds are delayed"), "months", (0, 24), (0, 12, 1)),
    Term("recruitment.freeze", Text("冻结招聘", "Freeze on recruitment"), "yes_no", options=NO_YES),
    Term("recruitment.fill_share", Text("空岗招聘补充比例", "Share of vacancies to fill"), "share", (0, 1), (0, 1, 0.05)),
    Term("recruitment.lead_months", Text("招聘到岗所需月数", "Lead time of recruitment"), "months", (0, 24), (0, 12, 1)),
    Term("recruitment.exam_yield", Text("录用到岗率", "Share of approved places taken up"), "share", (0, 1), (0.5, 1, 0.05), set_by="nobody"),
    Term("recruitment.youngest_age", Text("新聘最低年龄", "Youngest age at entry"), "years", (16, 60), (18, 30, 1)),
    Term("recruitment.highest_age", Text("新聘最高年龄", "Highest age at entry"), "years", (18, 60), (30, 50, 1)),
    Term("recruitment.age_mix", Text("新聘年龄构成", "Ages of recruits"), "share", (0, 1), shape=("age_band",), adds_up=True),
    Term("recruitment.female_share", Text("新聘女性比例", "Share of women among recruits"), "share", (0, 1), (0.3, 0.9, 0.05), set_by="nobody"),
    Term("recruitment.education_mix", Text("新聘学历构成", "Education of recruits"), "share", (0, 1), shape=("education",), adds_up=True),
    Term("recruitment.certificate_mix", Text("新聘职业资格构成", "Certificates of recruits"), "share", (0, 1), shape=("certificate",), adds_up=True),
    Term("recruitment.service_mix", Text("新聘人员已有社区工作年限构成", "Community service that recruits bring"), "share", (0, 1),
         shape=("service_band",), adds_up=True),
    Term("entry.service_elsewhere", Text("外地社区工作年限累计计算", "Service elsewhere counts"), "yes_no", options=NO_YES),
    Term("entry.years_per_grade", Text("定级时每级折算年限", "Years of service per grade at entry"), "years", (1, 40), (1, 5, 1)),
    Term("entry.education_lift", Text("定级时学历提高级数", "Grades that education adds at entry"), "grades", (0, 10), shape=("education",)),
    Term("agency.conversion_share", Text("劳务派遣人员转岗比例上限", "Cap on agency workers converted"), "share", (0, 1), (0, 0.3, 0.01)),
    Term("agency.cap_of", Text("转岗比例的计算基数", "What the cap on conversions is a share of"), "choice",
         options=(("those_left", Text("每批按当时尚未转岗的派遣人员", "Each round: of those not yet converted")),
                  ("all_once", Text("各批累计，按原有派遣人员", "All rounds together: of all there were")))),
    Term("agency.minimum_years", Text("劳务派遣转岗所需年限", "Years before an agency worker converts"), "years", (0, 20), (0, 8, 1)),
    Term("agency.workers", Text("每单位劳务派遣人数", "Agency workers in each unit"), "people", (0, 5000), (0, 100, 5), set_by="nobody"),
)
