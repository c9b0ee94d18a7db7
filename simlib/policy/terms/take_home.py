"""What is kept back from pay."""

from __future__ import annotations

from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
TERMS = (  # what is kept back from the person's pay: the employer pays none of it
    Term("contributions.employee_pension", Text("个人养老保险费率", "Employee pension rate"), "share", (0, 0.5), affects="take_home"),
    Term("contributions.employee_medical", Text("个人医疗保险费率", "Employee medical rate"), "share", (0, 0.5), affects="take_home"),
    Term("contributions.employee_unemployment", Text("个人失业保险费率", "Employee unemployment rate"), "share", (0, 0.1), affects="take_home"),
    Term("contributions.employee_fund", Text("职工公积金缴存比例", "Which housing-fund rate the employee pays"), "choice", affects="take_home",
         options=(("as_employer", Text("与单位相同", "The employer's")), ("own_rate", Text("另定比例", "One of its own")))),
    Term("contributions.employee_housing_fund", Text("职工公积金另定的比例", "Employee housing-fund rate of its own"), "share", (0, 0.2),
         affects="take_home", idle_where=(("contributions.employee_fund", "as_employer"),)),
)
