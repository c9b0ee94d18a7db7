"""`ceiling`: the probability that the cost exceeds a ceiling."""

from __future__ import annotations

from argparse import Namespace

from simlib.analysis.ceilings import Ceilings, ceilings
from simlib.analysis.outcomes import costed
from simlib.commands.entered_amounts import check_money, read_amount, read_year_limit
from simlib.commands.futures_option import futures_of
from simlib.commands.projections import in_futures, policies, projected, staff_of
from simlib.commands.result_tables import print_heading, print_source
from simlib.commands.screen import Screen, Wrong
from simlib.report.words.ceilings_and_seeks import any_words, passed_words
from simlib.text import Text


def ceiling(args: Namespace, screen: Screen) -> int:
    """Print how often the cost passes each ceiling: with the assumptions, and by chance alone."""
    limits = dict(map(read_year_limit, args.year_limits))
    whole = read_amount(args.limit_all, "--limit-all") if args.limit_all else None
    if not limits and whole is None:
        raise Wrong(
            Text(
                "没有写上限。请加 --year-limit 2031=2.5亿 或 --limit-all 25亿。",
                "There is no ceiling. Add --year-limit 2031=250m or --limit-all 2500m.",
            )
        )
    args.out = None
    law, policy = policies(args, screen)
    staff, futures = staff_of(law, args), futures_of(args, law, screen, policy)
    for option, text in (*(("--year-limit", one) for one in args.year_limits), ("--limit-all", args.limit_all)):
        if text:
            check_money(text, option, len(staff))
    print_heading(policy, screen)
    plain = projected(policy, staff, args, screen)
    wide = in_futures(policy, staff, args, screen, futures) if futures else None
    for title, run in ((_WITH, wide), (_LUCK, plain)):
        if run is not None:
            screen.say(title)
            _print_chances(ceilings(costed(run).budget.total.values, run.years, limits, whole), run.years, screen)
            screen.say()
    screen.small(_ERROR_OF_A_SHARE)
    print_source(plain, None, screen, wide)
    return 0


_WITH = Text(
    "含假定（假定的参数和期初人员也在各自范围内变动）：",
    "With the assumptions (what is assumed, and who is in post at the start, vary too):",
)
_LUCK = Text("只有随机因素（假定不变）：", "Chance alone (assumptions as they stand):")
_ERROR_OF_A_SHARE = Text(
    "模拟误差范围：概率因模拟次数有限而可能的偏差（95%）；不超过的概率只在所列假定之内成立。",
    "Simulation error: how far a chance may be off for want of replications (95 %). A chance holds within the "
    "assumptions as they are written.",
)


def _print_chances(found: Ceilings, years: tuple[int, ...], screen: Screen) -> None:
    said = [passed_words(limit, year, years, chance) for year, (limit, chance) in found.by_year.items()]
    if found.whole is not None:
        said.append(passed_words(found.whole[0], None, years, found.whole[1]))
    if len(said) > 1:
        said.append(any_words(found.any))
    for one in said:
        screen.say(one)
