"""`explain`: why the cost changes, from year to year or from the policy as it stands to a proposal, cause by cause."""

from __future__ import annotations

from argparse import Namespace

from simlib.analysis.causes import CAUSES
from simlib.analysis.compare import compare as compared
from simlib.analysis.explain import WHOLE_RUN, Explanation, explain_difference
from simlib.analysis.explain import explain as explained
from simlib.analysis.outcomes import costed
from simlib.analysis.standards import EFFECTS, STANDARDS
from simlib.analysis.widths import FEWEST_FOR_AN_INTERVAL, Range, Widths
from simlib.commands.futures_option import futures_of
from simlib.commands.progress import IN_FUTURES, Progress
from simlib.commands.projections import in_futures, policies, projected, rerun, staff_of
from simlib.commands.ranges import ERROR_HEAD, LUCK_HEAD, MORE_COST, NONE, WIDE_HEAD, print_note
from simlib.commands.result_tables import print_heading, print_source, print_uneven
from simlib.commands.screen import Screen, Wrong
from simlib.months import year_head, year_words
from simlib.report.figures.bridge import sentence
from simlib.report.result_folder import write_explanation
from simlib.report.words.amounts import half, signed
from simlib.text import CODES, Text

UNIT = 10_000  # yuan


def explain(args: Namespace, screen: Screen) -> int:
    """Print a table of causes by year, and level, mass and carry-over; with --out, write them and the bridge."""
    law, policy = policies(args, screen)
    proposal, staff = bool(args.proposals or args.sets) and not args.by_year, staff_of(law, args)
    if not proposal and args.years < 2:
        raise Wrong(
            Text(
                "只有一年，没有增支可分解。请用 --years 2 或更多，或加 --proposal、--set。",
                "One year has no increase to explain. Give --years 2 or more, or a --proposal or --set.",
            )
        )
    futures = futures_of(args, law, screen, policy)
    sides = [law, policy] if proposal else [policy]
    runs = [projected(one, staff, args, screen) for one in sides]
    wide = [in_futures(one, staff, args, screen, futures) for one in sides] if futures else []
    with Progress(screen, IN_FUTURES) as progress:
        if proposal:
            pair = (wide[0], wide[1]) if wide else None
            found = explain_difference(compared(runs[0], runs[1], pair), progress)
        else:
            found = explained(runs[0], wide[0] if wide else None, progress)
    if args.out:
        write_explanation(found, args.out, screen.code, **rerun(args))
    print_heading(policy, screen)
    screen.small(Text(*(sentence(found, WHOLE_RUN, code) for code in CODES)))
    _print_causes(found, screen)
    if not proposal:
        _print_effects(found, screen)
        print_uneven(costed(runs[0]), screen)
    print_note(MORE_COST, _whole(found), screen)
    print_source(runs[-1], args.out, screen, wide[-1] if wide else None)
    return 0


def _whole(found: Explanation) -> Widths:
    """Return the widths of the whole change, with how many replications there are of each."""
    change, many = found.change(), found.wide.projection.replications if found.wide else 0
    return Widths(change.mean, change.error, change.luck, change.wide, change.replications, many)


def _print_causes(found: Explanation, screen: Screen) -> None:
    """Print the causes by year in 10,000 yuan, before them the cost they start from, after them their sum."""
    what = (
        Text("方案较现行增支", "more under the proposal")
        if found.proposal
        else Text("较上年增减", "more than the year before")
    )
    screen.say(Text(f"人员经费{what.zh}（万元，平均数）", f"Cost, {what.en} (10,000 yuan, means)"))
    whole = Text("合计", "All years") if found.proposal else Text("历年合计", "All years")
    head = [
        Text("原因", "Cause"),
        *(year_head(year, found.years) for year in found.years),
        whole,
    ]
    if not found.proposal and found.projection.years.parts:
        part = year_words(found.projection.years[0], found.projection.years)
        screen.say(Text("{part}不满一年，不作比较", "{part} is no whole year and is not compared").of(part=part))
    years: list[int | str] = [*found.years, WHOLE_RUN]
    parts = [found.parts(year) for year in years]
    total = screen.text(Text("增减合计", "Total change"))
    rows = [[screen.text(CAUSES[cause]), *(_shown(part[cause].mean) for part in parts)] for cause in found.causes]
    screen.table(head, [*rows, [total, *(_shown(found.change(year).mean) for year in years)]])
    if found.projection.replications >= FEWEST_FOR_AN_INTERVAL:
        _print_widths(found, whole, total, screen)


def _print_effects(found: Explanation, screen: Screen) -> None:
    """Print level, mass and carry-over of each year's changes of what is paid."""
    screen.say()
    screen.say(STANDARDS + Text("（万元，平均数）", " (10,000 yuan, means)"))
    years = [found.effects(year) for year in found.years]
    rows = [[screen.text(label), *(_shown(one[name].mean) for one in years)] for name, label in EFFECTS.items()]
    screen.table([Text("项目", "Effect"), *(year_head(year, found.years) for year in found.years)], rows)


def _print_widths(found: Explanation, whole: Text, total: str, screen: Screen) -> None:
    """Print how wide each cause is over all years, in a table of its own."""
    parts = {**found.parts(), total: found.change()}
    screen.say()
    rows = [
        [
            screen.text(CAUSES[cause]) if cause in CAUSES else cause,
            _shown(parts[cause].mean),
            *(_ends(ends, screen) for ends in (parts[cause].wide, parts[cause].luck)),
            f"±{half(parts[cause].error / UNIT, 1)}",
        ]
        for cause in (*found.causes, total)
    ]
    screen.table([Text("原因", "Cause"), whole, WIDE_HEAD, LUCK_HEAD, ERROR_HEAD], rows)
    if found.wide and len(found.wide.fen) < found.wide.projection.replications:
        many = len(found.wide.fen)
        screen.say(
            Text(
                f"各项原因含假定的范围只按前{many}次模拟计算，以节省时间。",
                f"The range with the assumptions of each cause is from the first {many} replications.",
            )
        )


def _ends(ends: Range, screen: Screen) -> str:
    if not ends.known:
        return NONE
    low, high = (_shown(end) for end in ends)
    return f"{low}{screen.text(Text(' 至 ', ' to '))}{high}"


def _shown(yuan: float) -> str:
    return signed(yuan / UNIT, 1)
