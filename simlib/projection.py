"""A projection: stocks and flows of every replication as labelled arrays, with where they come from."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import xarray as xr

from simlib import __version__
from simlib.luck import MOST_SEED
from simlib.months import YEAR, Years, month_text, months_of_run
from simlib.plotted import Plotted, described
from simlib.policy import Policy
from simlib.policy.axes import AGE_BANDS, SEXES
from simlib.policy.problems import NATIONAL, check_whole, one_problem, unopened
from simlib.policy.provision import check_opening
from simlib.policy.value_words import digits
from simlib.population.person import FLOWS
from simlib.population.world import BLOCKED, MOST_YEARS
from simlib.simulation.pay_layout import PayLayout
from simlib.simulation.plan import Plan
from simlib.simulation.run import Books, joined, run
from simlib.source import CODE
from simlib.staff.opening import Staff
from simlib.text import Text

MOST_REPLICATIONS = 100_000


@dataclass(frozen=True)
class Projection(Plotted):
    """What became of a staff under a policy, replication by replication.

    books        the counts themselves
    provenance   policy and its digest, what was laid over it, staff digests and the scale the staff comes from,
                 opening, years, replications, seed, version and digest of the code: enough to rerun
    """

    plan: Plan = field(repr=False)
    replications: int
    books: Books = field(repr=False)

    def __repr__(self) -> str:
        """Say what was projected, how often, and how many are in post at both ends."""
        first, last = (digits(self.books.in_post[:, end].sum(axis=(1, 2)).mean()) for end in (0, -1))
        told = Text(
            "{years}年，模拟{many}次，种子{seed}；在岗由{first}人变为{last}人",
            "{years}, {many} replications, seed {seed}; in post: {first}, then {last}",
        ).of(
            years=f"{self.years[0]}–{self.years[-1]}",
            many=self.replications,
            seed=self.plan.seed,
            first=first,
            last=last,
        )
        return described(f"Projection of {self.policy.name} ({self.policy.digest[:8]})", told)

    @property
    def policy(self) -> Policy:
        """The policy that was projected."""
        return self.plan.policy

    @property
    def years(self) -> Years:
        """The calendar years projected; the first is a part-year where the run opens within one."""
        return self.plan.years

    @cached_property
    def provenance(self) -> Mapping[str, Any]:
        """Everything needed to run this again."""
        policy, plan, former = self.plan.policy, self.plan, self.plan.staff.former
        return {
            "policy": policy.name,
            "policy_digest": policy.digest,
            "proposals": [
                {"name": name, "digest": digest}
                for name, digest in zip(policy.proposals, policy.proposal_digests, strict=True)
            ],
            "set_by_hand": policy.set_by_hand,
            "staff_digest": plan.staff.digest,
            "people_digest": plan.staff.people_digest,
            "staff": plan.staff.provenance,
            **({"hidden_below": plan.staff.fewest} if plan.staff.fewest else {}),
            **({"former_policy": former.policy.name, "former_digest": former.policy.digest} if former else {}),
            "opening": month_text(plan.months[0]),
            "years": len(plan.months) // YEAR,
            "replications": self.replications,
            "seed": plan.seed,
            "version": __version__,
            "code_digest": CODE,
        }

    @cached_property
    def data(self) -> xr.Dataset:
        """The labelled arrays, people as whole numbers.

        in_post (replication, year_end, post, grade), by_age (…, sex, age_band), by_unit (…, unit): at year end, the
        opening first, as the year before the first; ages are those of the January after. flows (replication, year,
        flow, post); moves (…, from_post, post); blocked (…, why). establishment (year, post): authorised at year end;
        by replication too where their futures differ.
        """
        books, policy = self.books, self.plan.policy
        run_of, end, year = "replication", "year_end", "year"
        authorised = self.authorised
        variables: dict[str, Any] = {
            "in_post": ((run_of, end, "post", "grade"), books.in_post),
            "by_age": ((run_of, end, "sex", "age_band"), books.by_age),
            "by_unit": ((run_of, end, "unit"), books.by_unit),
            "flows": ((run_of, year, "flow", "post"), books.flows),
            "moves": ((run_of, year, "from_post", "post"), books.moves),
            "blocked": ((run_of, year, "why"), books.blocked),
            "establishment": ((run_of, year, "post")[-authorised.ndim :], authorised),
        }
        posts = list(policy.axis("post"))
        coords = {
            run_of: np.arange(self.replications),
            end: np.array([self.years[0] - 1, *self.years]),
            year: np.array(self.years),
            "post": posts,
            "from_post": posts,
            "grade": np.arange(1, policy.grades + 1),
            "sex": list(SEXES),
            "age_band": list(AGE_BANDS),
            "unit": list(policy.axis("unit")),
            "flow": list(FLOWS),
            "why": list(BLOCKED),
        }
        attrs = {name: str(value) for name, value in self.provenance.items()}
        return xr.Dataset(variables, coords, {**attrs, "unit": "people"})

    @cached_property
    def authorised(self) -> np.ndarray:
        """The posts authorised at each year end, (year, post)."""
        return np.asarray(posts_at_year_ends(self.plan.calendar.authorised[None], self.plan)[0])

    @property
    def usually_authorised(self) -> np.ndarray:
        """The posts authorised at each year end, (year, post): their mean where futures differ."""
        authorised = self.authorised
        return np.asarray(authorised.mean(axis=0)) if authorised.ndim > 2 else authorised

    @property
    def parts(self) -> tuple[Projection, ...]:
        """The projections under one policy each that this one consists of: itself, unless futures differ."""
        return (self,)

    def as_lived(self, policy: Policy) -> Policy:
        """Return another policy as it would have been lived here: itself, unless under a future."""
        return policy

    def differs_in(self, *terms: str) -> bool:
        """Return whether its parts have values of their own for any of some terms: never, unless under futures."""
        return False

    def at_the_ends(self, policy: Policy) -> tuple[Policy, ...]:
        """Return another policy as it may have been lived here at the most: itself, unless under futures."""
        return (policy,)

    def kept_by(self, layout: PayLayout, **hooks: Any) -> Projection:
        """Return the same projection with person-months kept this way: run again unless they are already.

        `hooks`: workers, progress and stop, as `project` takes them.
        """
        mine = self.plan.pay
        if (mine.lengths, mine.starts) == (layout.lengths, layout.starts):
            return self
        plan = replace(self.plan, layout=layout)
        return Projection(plan, self.replications, _joined(None, plan, 0, self.replications, **hooks))

    def under(self, policy: Policy) -> Projection:
        """Return the same lives under a policy that differs in pay alone (`repriced`): what a new run would be."""
        if policy is self.policy:
            return self
        return replace(self, plan=replace(self.plan, policy=self.as_lived(policy), layout=self.plan.pay))

    def extended(self, replications: int, **hooks: Any) -> Projection:
        """Return the same projection with more replications; those there are stay bit for bit.

        `hooks`: workers, progress and stop, as `project` takes them.
        """
        if replications <= self.replications:
            return self
        return Projection(
            self.plan, replications, _joined(self.books, self.plan, self.replications, replications, **hooks)
        )


def project(
    policy: Policy,
    staff: Staff,
    *,
    years: int,
    replications: int,
    seed: int,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Projection:
    """Project a staff under a policy.

    years         whole years, 1 to 40; where the policy opens within a year, the rest of that year comes before them
    replications  how many runs of luck; the first n of a longer run are the same n
    seed          names the luck: the same seed gives the same person the same luck under every policy
    workers       threads; the answer does not depend on it (default: one for each core)
    progress      called as progress(done, total) after each batch
    stop          asked between batches; when it returns True, Cancelled is raised

    Raises PolicyError for a policy that has no value for some month of the run, and for numbers out of range.
    """
    plan = plan_of(policy, staff, years=years, replications=replications, seed=seed)
    books = _joined(None, plan, 0, replications, workers=workers, progress=progress, stop=stop)
    return Projection(plan, replications, books)


def plan_of(policy: Policy, staff: Staff, *, years: int, replications: int, seed: int) -> Plan:
    """Return the plan of a projection, its numbers checked as `project` says."""
    check_whole("years", years, 1, MOST_YEARS)
    check_whole("replications", replications, 1, MOST_REPLICATIONS)
    check_whole("seed", seed, 0, MOST_SEED)
    if policy.opening is None:
        raise one_problem(unopened(policy.name), NATIONAL)
    check_opening(policy.name, policy.opening)
    return Plan(policy, staff, months_of_run(policy.opening, years), seed)


def posts_at_year_ends(establishments: np.ndarray, plan: Plan) -> np.ndarray:
    """Return the posts authorised at each year end, (R, year, post), of establishments (R, sets, P, posts)."""
    sets = plan.calendar.authorised_from[plan.years.decembers]
    return np.asarray(establishments[:, sets].sum(axis=2))


def _joined(
    books: Books | None,
    plan: Plan,
    done: int,
    wanted: int,
    *,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Books:
    """Return the books with replications `done` to `wanted` added."""
    added = run(plan, range(done, wanted), workers=workers or os.cpu_count() or 1, progress=progress, stop=stop)
    if books is None:
        return added
    return joined((books, added))
