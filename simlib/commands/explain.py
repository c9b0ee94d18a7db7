"""`explain`: why the cost changes, from year to year or from the policy as it stands to a proposal, cause by cause."""

from __future__ import annotations

from argparse import Namespace

import numpy as np

from simlib.analysis.causes import CAUSES
from simlib.analysis.compare import Difference
from simlib.analysis.compare import compare as compared
from simlib.analysis.explain import WHOLE_RUN, Explanation, explain_difference
from simlib.analysis.explain import explain as explained
from simlib.analysis.outcomes import costed
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL
from simlib.commands.headline import print_heading, print_source, print_uneven
from simlib.commands.project import policies, projected, rerun
from simlib.commands.screen import Screen, Wrong
from simlib.months import year_head, year_words
from simlib.report.results import write_explanation
from simlib.simulation.staffing import load_staff
from simlib.text import Text

UNIT = 10_000  # yuan


def explain(args: Namespace, screen: Screen) -> int:
    """Print a table of causes by year; with --out, write causes.csv and the bridge as a picture."""
    law, policy = policies(args, screen)
    proposal, staff = bool(args.proposals or args.sets), load_staff(law)
    if not proposal and args.years < 2:
        raise Wrong(
            Text(
                "只有一年，没有增支可分解。请用 --years 2 或更多，或加 --proposal、--set。",
                "One year has no increase to explain. Give --years 2 or more, or a --proposal or --set.",
            )
        )
    before = projected(law, staff, args, screen)
    after = projected(policy, staff, args, screen) if proposal else before
    found = explain_difference(compared(before, after)) if proposal else explained(before)
    if args.out:
        write_explanation(found, args.out, screen.code, **rerun(args))
    print_heading(policy, screen)
    _print_causes(found, screen)
    if not proposal:
        print_uneven(costed(before), screen)
    print_source(after, args.out, screen)
    return 0


def _print_causes(found: Explanation, screen: Screen) -> None:
    """Print the causes by year in 10,000 yuan, before them the cost they start from, after them their sum."""
    what = (
        Text("方案比现行多支", "more under the proposal")
        if found.proposal
        else Text("比上年增支", "more than the year before")
    )
    screen.say(Text(f"人员经费{what.zh}（万元，平均值）", f"Cost, {what.en} (10,000 yuan, means)"))
    whole = Text("合计", "All years") if found.proposal else Text("历年合计", "All years")
    head = [
        Text("原因", "Cause"),
        *(year_head(year, found.years) for year in found.years),
        whole,
        Text("95% 区间", "95 % interval"),
    ]
    if not found.proposal and found.projection.years.parts:
        part = year_words(found.projection.years[0], found.projection.years)
        screen.say(Text("{part}不满一年，不作比较", "{part} is no whole year and is not compared").of(part=part))
    years: list[int | str] = [*found.years, WHOLE_RUN]
    parts = [found.parts(year) for year in years]
    rows = [_row(screen.text(CAUSES[cause]), [part[cause] for part in parts]) for cause in found.causes]
    screen.table(
        head, [*rows, _row(screen.text(Text("变动合计", "Total change")), [found.change(year) for year in years])]
    )
    if found.projection.replications < FEWEST_FOR_AN_INTERVAL:
        few = FEWEST_FOR_AN_INTERVAL
        screen.note(
            Text(
                f"少于 {few} 次重复时不给区间；请加大 --replications。",
                f"There is no interval from fewer than {few} replications: raise --replications.",
            ),
        )


def _row(label: str, parts: list[Difference]) -> list[str]:
    last = parts[-1]
    interval = "—" if np.isnan(last.error) else f"[{_shown(last.low)}, {_shown(last.high)}]"
    return [label, *(_shown(part.mean) for part in parts), interval]


def _shown(yuan: float) -> str:
    rounded = round(yuan / UNIT, 1) or 0.0
    return f"{rounded:+,.1f}" if rounded else "0.0"
