"""Write the ten-year budget and the causes of its change into every pack's page (docs/reference/packs/*.md).

    python scripts/pack_budgets.py [PACK ...]

What stands between the two marks of a page is made anew. The last line holds a fingerprint of the first replications,
by which a test sees at once that a page is behind: replications do not depend on how many are run.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import numpy as np

from simlib import cost, load_policy, load_staff, project
from simlib.analysis.causes import CAUSES
from simlib.analysis.compare import Difference
from simlib.analysis.explain import WHOLE_RUN, Explanation, explain
from simlib.analysis.widths import MIDDLE, both_ranges, percentiles
from simlib.budget import Budget
from simlib.futures import project_futures, usual_futures
from simlib.policy import find_packs
from simlib.report.tables.grid import Cell, written
from simlib.report.words.width_names import LUCK, WIDE

ROOT = Path(__file__).resolve().parents[1]
PACKS = {folder.name: folder for folder in find_packs(ROOT / "scenarios/cities")}
YEARS, REPLICATIONS, SEED = 10, 200, 1
CHECKED = 2  # replications of the fingerprint
FEN = 100  # in a yuan
BEGIN, END = "<!-- scripts/pack_budgets.py: begin -->", "<!-- scripts/pack_budgets.py: end -->"
MARKED = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)


def page_of(pack: str) -> Path:
    """Return the page of a pack."""
    return ROOT / f"docs/reference/packs/{pack}.md"


def found(pack: str, replications: int) -> tuple[Budget, Budget, Explanation]:
    """Return a pack's budget, the same under the usual futures, and why it changes from year to year."""
    law = load_policy(PACKS[pack])
    staff, size = load_staff(law), {"years": YEARS, "replications": replications, "seed": SEED}
    run = project(law, staff, **size)
    return cost(run), cost(project_futures(law, staff, usual_futures(law), **size)), explain(run)


def fingerprint(budget: Budget, wide: Budget, causes: Explanation) -> str:
    """Return a digest of every amount of the first replications, to the fen; lines and causes of nothing left out."""
    amounts = {
        name: fen[:CHECKED, :, place].tolist()
        for names, fen in ((budget.lines, budget.fen), (CAUSES, causes.fen))
        for place, name in enumerate(names)
        if fen[:CHECKED, :, place].any()
    }
    amounts["under futures"] = wide.fen[:CHECKED].sum(axis=2).tolist()
    return sha256(json.dumps(amounts, sort_keys=True).encode()).hexdigest()[:16]


def block(budget: Budget, wide: Budget, causes: Explanation) -> str:
    """Return the section of a page: the budget by line, then the causes."""
    lines = [BEGIN, "", *_budget(budget, wide), "", *_causes(causes), ""]
    return "\n".join([*lines, f"<!-- first {CHECKED} replications: {fingerprint(budget, wide, causes)} -->", END])


def _budget(budget: Budget, wide: Budget) -> list[str]:
    """The lines by year, expected; over all years with the range with the assumptions, and that by chance."""
    yuan, years = budget.fen / FEN, budget.years
    used = [place for place in range(len(budget.lines)) if yuan[:, :, place].any()]
    places = 0 if yuan.sum(axis=2).mean() >= 1e8 else 1
    names = [item.label for item in budget.lines.values()]
    rows = [_line(f"{names[at].zh} {names[at].en}", yuan[:, :, at], wide.fen[:, :, at] / FEN, places) for at in used]
    total, under = yuan.sum(axis=2), wide.fen.sum(axis=2) / FEN
    ends = percentiles(under, MIDDLE)
    assert ends is not None
    return [
        f"**十年预算，按支出项目**（万元，当年价，模拟{len(yuan)}次的平均数，种子{SEED}；范围为5%—95%的模拟结果，"
        "含假定的范围中假定的参数和期初人员也变动）",
        "",
        f"**Ten-year budget by line** (10,000 yuan, nominal, mean of {len(yuan)} replications, seed {SEED}; nine in "
        "ten of them lie within a range; in that with the assumptions what is assumed varies too)",
        "",
        *_head(["支出项目 Line", *map(str, years), "十年 All", *(f"{name.zh} {name.en}" for name in (WIDE, LUCK))]),
        *rows,
        _line("**合计 Total**", total, under, places),
        *(
            _row([f"合计，{WIDE.zh}{zh} Total, {WIDE.en}: {en}", *(_wan(one, places) for one in end), "", "", ""])
            for end, zh, en in zip(ends, "低高", ("low", "high"), strict=True)
        ),
    ]


def _line(label: str, yuan: np.ndarray, under: np.ndarray, places: int) -> str:
    """A line of (replication, year) yuan, and the same under futures."""
    whole = yuan.sum(axis=1)
    expected = [*yuan.mean(axis=0), whole.mean()]
    luck, wide = both_ranges(whole, under.sum(axis=1))
    spans = ("–".join(_wan(end, places) for end in one) for one in (wide, luck))
    return _row([label, *(_wan(one, places) for one in expected), *spans])


def _causes(found: Explanation) -> list[str]:
    """What each cause adds by year, and from the first year to the last with the simulation error of the mean."""
    years: list[int | str] = [*found.years, WHOLE_RUN]
    parts = {year: found.parts(year) for year in years}
    change: dict[int | str, Difference] = {year: found.change(year) for year in years}
    places = 0 if change[WHOLE_RUN].after >= 1e8 else 1
    span = f"{found.years[0] - 1}→{found.years[-1]}"

    def row(label: str, of: Mapping[int | str, Difference]) -> str:
        means = [_wan(of[year].mean, places, signed=True) for year in years]
        return _row([label, *means, _wan(of[WHOLE_RUN].error, places)])

    used = [cause for cause in CAUSES if found.fen[:, :, list(CAUSES).index(cause)].any()]
    return [
        "**为何变动**（较上年增减，万元；± 为平均数的模拟误差（95%）；各项的含义见[增减原因](../../how/explain.md)）",
        "",
        "**Why it changes** (more than the year before, 10,000 yuan; ± is the simulation error of the mean, 95 %; "
        "[what each cause means](../../how/explain.md))",
        "",
        *_head(["原因 Cause", *map(str, found.years), span, "±"]),
        *(row(" ".join(CAUSES[cause]), {year: parts[year][cause] for year in years}) for cause in used),
        row("**合计 Total**", change),
    ]


def _wan(yuan: float, places: int, *, signed: bool = False) -> str:
    """Write an amount as the dashboards do: what is not nothing is not written as nothing."""
    return written(Cell(float(yuan), signed=signed), places, "zh")


def _head(cells: list[str]) -> list[str]:
    return [_row(cells), _row(["---", *["---:"] * (len(cells) - 1)])]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main(packs: list[str]) -> None:
    """Bring the pages of some packs, or of all, up to date."""
    for pack in packs or PACKS:
        page = page_of(pack)
        text = page.read_text("utf-8")
        if not MARKED.search(text):
            raise SystemExit(f"{page} has no place for its budget: put these two lines into it:\n{BEGIN}\n{END}")
        before, after = MARKED.split(text)
        page.write_text(before + block(*found(pack, REPLICATIONS)) + after, "utf-8")
        print(page.relative_to(ROOT))


if __name__ == "__main__":
    main(sys.argv[1:])
