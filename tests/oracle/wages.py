"""What a worker is paid: each line of a month and the reward of a year, to the fen; and who was paid it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from simlib.policy import PolicyError
from tests.oracle.amounts import PAY, Amounts, exact, fen
from tests.oracle.district import District
from tests.oracle.law import YEAR, Law
from tests.oracle.worker import Worker

REWARD, TOP_UP = "year_end_reward", "minimum_wage_top_up"
MONTHLY = ("basic_pay", "performance_pay", "post_allowance", "education_allowance", "certificate_allowance", "meals",
           TOP_UP)  # fmt: skip
PAY_LINES = (*MONTHLY, REWARD)
Lines = dict[str, int]


class Traits(NamedTuple):
    """All of a worker that pay depends on."""

    post: int
    grade: int
    rating: int
    ramp_step: int
    education: int
    certificate: int


_OF_A_WORKER = attrgetter(*Traits._fields)


def traits(worker: Worker) -> Traits:
    """Return a worker's traits as they are now."""
    return Traits._make(_OF_A_WORKER(worker))


class Pay:
    """What a law pays, by month and traits."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.amounts = Amounts(law)
        self.scale = cache(self._scale)
        self.month = cache(self._month)
        self.reward = cache(self._reward)

    def _scale(self, month: int, post: int, grade: int) -> Decimal:
        """Return the full monthly pay of a post and grade, not rounded yet."""
        if self.law.choice("rules.pay", month) == "post_and_grade_sums":
            by_post, by_grade = (self.amounts.grown(f"pay.{what}_sum", month, PAY) for what in ("post", "grade"))
            return Decimal(by_post[post] + by_grade[grade - 1])
        lowest, step = (
            exact(self.law.value(f"pay.{what}", month)) for what in ("lowest_coefficient", "coefficient_step")
        )
        return self.amounts.base(month) * (lowest + step * (grade - 1))

    def part(self, month: int, who: Traits) -> Decimal:
        """Return the share of the scale that somebody is paid: all of it but for those on part pay."""
        if self.law.choice("rules.ramp", month) == "none" or not self.law.value("ramp.posts", month)[who.post]:
            return Decimal(1)
        return exact(self.law.value("ramp.share", month)[who.ramp_step])

    def allowances(self, month: int, who: Traits) -> Lines:
        """Return the allowances: for education the mean of those with both diploma and degree and those with half."""
        halved = 1 - exact(self.law.value("pay.one_certificate_share", month)) / 2
        education = self.law.value("pay.education_allowance", month)[who.education]
        return {
            "post_allowance": self.law.value("pay.post_allowance", month)[who.post],
            "education_allowance": fen(education * halved),
            "certificate_allowance": self.law.value("pay.certificate_allowance", month)[who.certificate],
        }

    def _month(self, month: int, who: Traits) -> Lines:
        """Return the lines of a month: performance pay by the last rating."""
        pay = self.scale(month, who.post, who.grade) * self.part(month, who)
        share = exact(self.law.value("pay.performance_share", month))
        rated = exact(self.law.value("pay.performance_by_rating", month)[who.rating])
        wages = {
            "basic_pay": fen(pay * (1 - share)),
            "performance_pay": fen(pay * share * rated),
            **self.allowances(month, who),
        }
        short = self.law.value("pay.minimum_wage", month) - sum(wages.values())
        return wages | {"meals": self.law.value("pay.meals", month), TOP_UP: max(0, short)}

    def _reward(self, month: int, who: Traits) -> int:
        """Return what December's rating gives: a sum, and months of full pay, with or without allowances, to the fen.

        Full is what the post and grade are paid whatever the rating; who is on part pay is paid part of it here too.
        """
        months = exact(self.law.value("pay.year_end_months", month)[who.rating])
        scale = fen(self.scale(month, who.post, who.grade) * self.part(month, who))
        with_allowances = self.law.choice("pay.reward_of", month) == "full_pay"
        full = scale + (sum(self.allowances(month, who).values()) if with_allowances else 0)
        return fen(full * months) + int(self.law.value("pay.year_end_sum", month)[who.rating])

    def priced(self, month: int) -> int:
        """Return the month itself, or the first after it in which every term of pay has a value."""
        nobody = Traits(0, 1, 0, 0, 0, 0)
        try:
            self.month(month, nobody), self.reward(month, nobody)
        except PolicyError:
            return self.priced(month + 1)
        return month


class Payroll:
    """Who was paid what in a replication.

    opening   traits of the opening staff, by key, before anything is decided
    months    traits of everybody in post, by key and month of pay
    year_end  traits of everybody in post, by key and December, the rating being that just given
    workers   everybody who was ever paid, by key; dismissed: the keys and months of those dismissed
    """

    def __init__(self, law: Law, staff: Iterable[Worker] = ()) -> None:
        self.pay = Pay(law)
        self.opening = {worker.key: traits(worker) for worker in staff}
        self.months: defaultdict[int, dict[int, Traits]] = defaultdict(dict)
        self.workers: dict[int, Worker] = {}
        self.dismissed: list[tuple[int, int]] = []
        self.year_end: defaultdict[int, dict[int, Traits]] = defaultdict(dict)

    def pay_everybody(self, district: District) -> None:
        """Pay the month."""
        for worker in district.people.values():
            self.months[worker.key][district.month] = traits(worker)
            self.workers[worker.key] = worker

    def reward_everybody(self, district: District) -> None:
        """Pay the reward of the year."""
        for worker in district.people.values():
            self.year_end[worker.key][district.month] = traits(worker)

    def totals(self) -> Counter[tuple[int, str]]:
        """Return what was paid in all, in fen by year and line of the budget."""
        paid: Counter[tuple[int, str]] = Counter()
        for (month, who), people in alike(self.months).items():
            for line, amount in self.pay.month(month, who).items():
                paid[month // YEAR, line] += people * amount
        for (month, who), people in alike(self.year_end).items():
            paid[month // YEAR, REWARD] += people * self.pay.reward(month, who)
        return paid


def alike(paid: dict[int, dict[int, Traits]]) -> Counter[tuple[int, Traits]]:
    """Return how many people were the same in a month."""
    return Counter(one for months in paid.values() for one in months.items())
