"""For which policies the twin is exact: those in which nobody's fate depends on anybody else's.

Every value in a policy that lets people compete (or that the twin leaves out) is listed here with what takes it out.
Nobody comes, or every vacant entry post is put down to be refilled, so that no two posts wait for one recruit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from simlib.budget.levy import levy_rate
from simlib.months import YEAR, months_of_run
from simlib.policy import Policy, Problem
from simlib.policy.terms import option
from simlib.population.person import EXCELLENT, SATISFACTORY
from simlib.text import Text
from simlib.twin.monthly_terms import MOST_YEARS, MonthlyTerms

_HAIR = 1e-9  # to spare where a share of a count is rounded


class Quota(NamedTuple):
    """A value that lets people compete: the term, what to set, whether a law has it, and why it matters."""

    name: str
    instead: Any
    has: Callable[[MonthlyTerms], bool]
    why: Text


def _recruits(run_terms: MonthlyTerms) -> bool:
    return bool((run_terms.table["recruitment_fill_share"] > 0).any())


def _leaves_vacant(run_terms: MonthlyTerms) -> bool:
    return any(run_terms.terms(month)["recruitment_fill_share"] < 1 for month in run_terms.rounds)


def _converts(run_terms: MonthlyTerms) -> bool:
    of_each = (run_terms.table["agency_conversion_share"] * run_terms.table["agency_workers"] >= 1 - _HAIR).any()
    return bool(of_each)


def _brings_service(run_terms: MonthlyTerms) -> bool:
    counts = run_terms.table["entry_service_elsewhere"] == 1
    return bool((counts & (run_terms.table["recruitment_service_mix"][:, 0] < 1)).any())


def _absorbs(run_terms: MonthlyTerms) -> bool:
    at = [month for month in run_terms.months if int(run_terms.terms(month)["absorption_month"]) == month]
    return any(np.any(run_terms.policy.value("absorption.people", month)) for month in at)


def _promotes(run_terms: MonthlyTerms) -> bool:
    return not run_terms.chosen("rules.promotion", "none").all()


def _resigns_by_grade(run_terms: MonthlyTerms) -> bool:
    factor = run_terms.table["exits_resignation_grade_factor"][:, : run_terms.policy.grades]
    return bool((factor != factor[:, :1]).any())


def _resigns_by_unit(run_terms: MonthlyTerms) -> bool:
    return bool((run_terms.unit_factor != run_terms.unit_factor[:, :1]).any())


def _elects(run_terms: MonthlyTerms) -> bool:
    return _holds_elections(run_terms) and bool((run_terms.table["election_turnover_share"] > 0).any())


def _holds_elections(run_terms: MonthlyTerms) -> bool:
    return int(run_terms.policy.value("election.first_month", run_terms.months[0])) in range(run_terms.months[-1] + 1)


def _waits(run_terms: MonthlyTerms) -> bool:
    """Whether vacant posts wait for an election, which some win and others do not."""
    waits = run_terms.table["election_vacancies_between"] == option("election.vacancies_between", "wait_for_election")
    return _holds_elections(run_terms) and bool((waits & run_terms.table["election_posts"].any(axis=1)).any())


def _asks_excellence(run_terms: MonthlyTerms) -> bool:
    """Whether the way out asks for an excellent year, which a quota then grants."""
    of_channel = run_terms.chosen("rules.channel", "share_of_eligible") & (run_terms.table["channel_share"] > 0)
    of_heads = run_terms.chosen("rules.institution", "experienced_heads") & (run_terms.table["institution_share"] > 0)
    asked = of_channel & (run_terms.table["channel_excellent_within"] > 0)
    return bool((asked | of_heads & (run_terms.table["institution_excellent_within"] > 0)).any())


def _extends(run_terms: MonthlyTerms) -> bool:
    return not run_terms.chosen("rules.extension", "none").all()


def _ranks(run_terms: MonthlyTerms) -> bool:
    """Whether some communities come first and that tells: for more excellent ratings, or for staying on."""
    ranked = run_terms.chosen("rules.appraisal", "quota_by_ranked_community")
    first = run_terms.table["appraisal_top_communities"][ranked] > 0
    return bool(first.any()) and _excellent_tells(run_terms)


def _rates_excellent(run_terms: MonthlyTerms) -> bool:
    some = (run_terms.table["appraisal_excellent_share"][run_terms.years.decembers] > 0).any()
    return bool(some) and _excellent_tells(run_terms)


def _excellent_tells(run_terms: MonthlyTerms) -> bool:
    return _extends(run_terms) or _asks_excellence(run_terms) or not _excellent_is_worth_the_same(run_terms)


def _excellent_is_worth_the_same(run_terms: MonthlyTerms) -> bool:
    counts = run_terms.table["progression_year_counts"]
    terms = run_terms.policy.terms.items()
    by_rating = [name for name, term in terms if term.affects == "pay" and "rating" in term.shape]
    paid = [run_terms.policy.value(name, month) for name in by_rating for month in _changes(run_terms, name)]
    return all(np.array_equal(one[..., EXCELLENT], one[..., SATISFACTORY]) for one in (counts, *map(np.asarray, paid)))


def _changes(run_terms: MonthlyTerms, name: str) -> list[int]:
    dated = run_terms.policy.provisions[name].values
    return [run_terms.months[0], *(one.month for one in dated if one.month in run_terms.months)]


def _has_places(run_terms: MonthlyTerms) -> bool:
    table, of_posts = run_terms.table, run_terms.chosen("rules.channel", "share_of_posts")
    places = table["channel_posts_offered"][of_posts] * table["channel_posts_share"][of_posts]
    return bool((places >= 0.5 - _HAIR).any())


def _protects_by_luck(run_terms: MonthlyTerms) -> bool:
    """Whether a woman's track is drawn, and with it whether she can be dismissed."""
    table = run_terms.table[run_terms.years.decembers]
    rates = [(table[f"dismissal_{kind}_years"] > 0) * table[f"appraisal_{kind}_rate"] for kind in ("failed", "basic")]
    share = table["retirement_women_55_share"]
    drawn = ((share > 0) & (share < 1)).any(axis=1)
    return bool((drawn & (sum(rates) > 0) & (table["dismissal_protects_near_retirement"] == 1)).any())


def _converts_scale(run_terms: MonthlyTerms) -> bool:
    return not run_terms.chosen("rules.conversion", "none").all()


def _guarantees(run_terms: MonthlyTerms) -> bool:
    return any(run_terms.chooses("rules.anchor", "income_guaranteed", month) for month in run_terms.each(YEAR))


def _certifies(run_terms: MonthlyTerms) -> bool:
    return bool((run_terms.table["qualification_certificate_rate"] > 0).any())


def _graduates(run_terms: MonthlyTerms) -> bool:
    return bool((run_terms.table["qualification_education_rate"] > 0).any())


def _levies(run_terms: MonthlyTerms) -> bool:
    return any(levy_rate(run_terms.policy, month) > 0 for month in run_terms.each(YEAR))


# fmt: off
NOBODY_COMES: tuple[Quota, ...] = (
    Quota("recruitment.fill_share", 0, _recruits,
          Text("补充多少人取决于有多少人退出，新进人员不是各自独立的。",
                "How many come depends on how many have left, so recruits are not independent of each other.")),
)
ALL_REFILLED: tuple[Quota, ...] = (
    Quota("recruitment.fill_share", 1, _leaves_vacant,
          Text("只补一部分空岗时，一个空岗补上，另一个就补不上。",
                "Where some vacant posts are filled, one is at the other's cost.")),
    Quota("agency.conversion_share", 0, _converts,
          Text("每批先招的几名是劳务派遣转岗，来自哪个空岗取决于别的空岗。",
                "The first recruits of a round are agency workers: which post gets them depends on the others.")),
    Quota("recruitment.service_mix", {"under_1": 1, "others": 0}, _brings_service,
          Text("为使组合不致过多，解析核算只计不带社区工作年限的新进人员。",
                "To keep the combinations few, the twin knows recruits without community service alone.")),
    Quota("exits.resignation_unit_factor", 1, _resigns_by_unit,
          Text("解析核算不区分新进人员去哪个单位。", "The twin does not tell apart which unit a recruit comes to.")),
)
QUOTAS: tuple[Quota, ...] = (
    Quota("absorption.people", 0, _absorbs,
          Text("集中吸纳的人占去空岗，解析核算未计。",
                "Those absorbed in bulk take vacant posts, and are left out of the twin.")),
    Quota("rules.promotion", "none", _promotes,
          Text("一个空岗只有一人能得；按比率换岗的人换了岗位，而解析核算逐岗进行。",
                "Only one can have a vacant post; and who moves at a stated rate changes post, while the twin "
                "goes post by post.")),
    Quota("exits.resignation_grade_factor", 1, _resigns_by_grade,
          Text("等级随考核而变；辞职又因等级而异时，退出与等级不再各自独立。",
                "Grades follow ratings: where resignation goes by grade, leaving and grade are no longer apart.")),
    Quota("election.turnover_share", 0, _elects,
          Text("落选者与当选者换岗，一人的去留取决于另一人。", "Whoever loses swaps with whoever wins.")),
    Quota("election.vacancies_between", "filled_by_promotion", _waits,
          Text("空岗等到换届，一人当选，另一人就不能。", "Who wins a post that waits keeps another from it.")),
    Quota("appraisal.top_communities", 0, _ranks,
          Text("社区之间排名，同一社区的人同进同退。",
                "Communities are ranked, and all the people of one share its rank.")),
    Quota("appraisal.excellent_share", 0, _rates_excellent,
          Text("优秀名额有限，一人优秀，另一人就不能优秀；除非优秀与合格在晋级、报酬、留任、招录上毫无差别。",
                "The quota of excellent is limited: one person's rating is another's loss, unless excellent counts and "
                "pays the same as satisfactory and nobody can stay on, or leave upwards, for it.")),
    Quota("rules.channel", "none", _has_places,
          Text("招录职位数有限，择优录用。", "Places in the channel are limited and go to the best.")),
    Quota("dismissal.protects_near_retirement", "no", _protects_by_luck,
          Text("女性按哪类年龄退休由抽签定时，谁受保护不得辞退也由抽签定，与退休的月份相关。",
                "Where a woman's track is drawn, so is who is protected from dismissal, and the month of retirement "
                "with it.")),
    Quota("rules.conversion", "none", _converts_scale,
          Text("套改和保留差额未计。", "Conversion to a new scale and protected pay are left out.")),
    Quota("rules.anchor", "none", _guarantees,
          Text("收入保障看全体人均，是总额的函数，平均数不能逐人相加。",
                "The guaranteed mean income is a matter of the total: its expectation is not a sum over people.")),
    Quota("levy.quota", 0, _levies,
          Text("残疾人就业保障金按上年全体工资总额计，解析核算未计。",
                "The disability levy is of the year before's wages of all: the twin leaves it out.")),
)
_COSTLY = Text("人员不因此竞争，也可解析核算；但每人可能的经历成百倍增加，只适用于几十人的队伍。",
               "Nobody competes for it, and the twin works it out; but everybody's possible pasts grow a hundredfold, "
               "which only a staff of some dozens leaves room for.")
COSTLY: tuple[Quota, ...] = (
    Quota("qualification.certificate_rate", 0, _certifies, _COSTLY),
    Quota("qualification.education_rate", 0, _graduates, _COSTLY),
)
# fmt: on


def quotas(run_terms: MonthlyTerms, refilled: bool = False) -> tuple[Quota, ...]:
    """Return the quotas that there are in a law; `refilled`: vacant entry posts are all refilled, not left vacant."""
    return tuple(one for one in (*(ALL_REFILLED if refilled else NOBODY_COMES), *QUOTAS) if one.has(run_terms))


def obstacles(run_terms: MonthlyTerms, refilled: bool = False) -> list[Problem]:
    """Return every value that keeps the twin from being exact, with what to set."""
    moving = _moving_establishment(run_terms) if refilled else []
    return moving + [
        Problem(
            "",
            0,
            Text("有 {name}，就不能直接精确计算", "{name} leaves no analytical twin").of(name=one.name),
            Text("请把 {name} 设为 {instead}。", "Set {name} to {instead}.").of(name=one.name, instead=one.instead),
        )
        for one in quotas(run_terms, refilled)
    ]


def _moving_establishment(run_terms: MonthlyTerms) -> list[Problem]:
    """Return what changes the number of posts within a run: where it falls, people are in post beyond it."""
    what = Text("{name} 使岗位数在期内变动，不能直接精确计算", "{name} changes the posts within the run: no twin")
    way_out = Text("请使核定人数保持期初的样子。", "Keep the establishment as it is at the opening.")
    names = [name for name in run_terms.policy.provisions if name.partition(".")[0] == "establishment"]
    later = [name for name in ("rules.establishment", *names) if len(set(_changes(run_terms, name))) > 1]
    grows = run_terms.chosen("rules.establishment", "norm_per_population").any() and "establishment.residents_growth"
    moving = [name for name in ("establishment.review_change", grows) if name and _ever(run_terms, name)]
    return [Problem("", 0, what.of(name=name), way_out) for name in dict.fromkeys((*later, *moving))]


def _ever(run_terms: MonthlyTerms, name: str) -> bool:
    return any(run_terms.policy.value(name, month) != 0 for month in _changes(run_terms, name))


def quotas_of(policy: Policy, *, refilled: bool = False, years: int = MOST_YEARS) -> tuple[Quota, ...]:
    """Return the quotas of a policy within so many years of its opening, and what is too much for a large staff."""
    assert policy.opening is not None, "a policy that can be projected has an opening"
    run_terms = MonthlyTerms(policy, months_of_run(policy.opening, years))
    return (*quotas(run_terms, refilled), *(one for one in COSTLY if one.has(run_terms)))


def without_quotas(policy: Policy, *, refilled: bool = False) -> Policy:
    """Return the same policy without anything that people compete for, or earn in post: `twin` is exact for it.

    refilled  every vacant entry post is put down to be refilled; otherwise nobody comes
    """
    return policy.with_values({one.name: one.instead for one in quotas_of(policy, refilled=refilled)})
