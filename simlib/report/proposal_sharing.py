"""A what-if as something to keep: a proposal file, a Python snippet, a shell command, a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from simlib.analysis.compare import Comparison
from simlib.analysis.outcomes import OUTCOMES, UNITS
from simlib.months import month_text, parse_month
from simlib.policy import Policy
from simlib.policy.binding import DIGITS, bound, changes_text, flow
from simlib.policy.proposal import Proposal, proposed
from simlib.policy.provision import Provision
from simlib.policy.value_words import laid_words, month_words
from simlib.report.proposal_file import block
from simlib.report.words.amounts import outcome_label
from simlib.text import CODES, Code, Text

REASON = {"zh": "在政策实验室中设定，用于测算。", "en": "Set in the policy lab, to see what it would do."}


@dataclass(frozen=True)
class Rerun:
    """What is needed to run a what-if again.

    pack      the pack, as one types it: its name or its folder
    values    by name of term, as a file writes them; in force from the month `start`
    proposal  a proposal that is laid over the pack first, likewise
    futures   what the range with the assumptions is of, as `--futures` takes it; empty: the usual ones
    staff     the roster or staff file that the people are from, as one types it; empty: the pack's own
    """

    pack: str
    values: Mapping[str, Any]
    start: int
    years: int
    replications: int
    seed: int
    proposal: str = ""
    futures: str = ""
    staff: str = ""


def proposal_yaml(
    policy: Policy, values: Mapping[str, Any], start: int, label: Mapping[str, str], over: Proposal | None = None
) -> str:
    """Return a proposal file that sets values from a month on; laid over `policy` it is what was run.

    over  a proposal that the values are laid over: the file then says all that both change
    """
    under = policy.with_proposal(over) if over else policy
    reform = under.with_values(values, start)
    dated = {name: one.values for name, one in proposed(over, policy).items()} if over else {}
    written: dict[str, Any] = deepcopy(over.document.data["provisions"]) if over else {}
    for name in values:
        laid = reform.provisions[name].at(start)
        earlier = tuple(one for one in dated.get(name, ()) if one.month < start)
        dated[name] = (*earlier, laid)
        entry = written.setdefault(name, {"values": {}})
        kept = {month: value for month, value in entry["values"].items() if parse_month(str(month)) < start}
        entry["values"] = {**kept, month_text(start): {"value": laid.plain, "reason": _reason(name, values, reform)}}
    to = bound({name: Provision(reform.terms[name], tuple(found)) for name, found in dated.items()}, policy.pack)
    head = block({"format": 1, "proposal": "policy_lab", "label": dict(label)})
    sources = {"sources": over.document.data["sources"]} if over and over.document.data.get("sources") else {}
    changes = changes_text(policy.name, policy.pack_digest or policy.digest, to)
    return head + changes + block({**sources, "provisions": written})


def _reason(name: str, values: Mapping[str, Any], reform: Policy) -> dict[str, str]:
    """Return the reason of a value; where a spread was typed it says that too, for the file has its middle alone."""
    if name not in reform.spreads:
        return dict(REASON)
    typed = f"--set {name}={values[name]}"
    return {
        "zh": f"在政策实验室中设定为一个范围（{typed}），用于测算；取其中心值。",
        "en": f"Set in the policy lab as a spread ({typed}), to see what it would do; its middle stands here.",
    }


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def python_snippet(rerun: Rerun, law: Policy) -> str:
    """Return the few lines of Python that run exactly this again and print its table."""
    start = f', start="{month_text(rerun.start)}"' if rerun.start != law.opening else ""
    numbers = f"years={rerun.years}, replications={rerun.replications}, seed={rerun.seed}"
    lines = [
        "from simlib import compare, load_policy, load_staff, project",
        *_imported(rerun),
        "",
        f'law = load_policy("{rerun.pack}"){_opened(law)}',
        f'assert law.digest.startswith("{law.digest[:DIGITS]}"), "the pack has changed since"',
        f'staff = load_staff(law, "{rerun.staff}")' if rerun.staff else "staff = load_staff(law)",
        f"reform = {_laid_over(rerun)}.with_values({_literal(rerun.values)}{start})",
        f"before = project(law, staff, {numbers})",
        f"after = project(reform, staff, {numbers})",
        *_under_futures(rerun, numbers),
    ]
    return "\n".join(lines) + "\n"


def _opened(policy: Policy) -> str:
    return f'.opened("{month_text(policy.opening)}")' if policy.moved and policy.opening is not None else ""


def _imported(rerun: Rerun) -> list[str]:
    names = {"": "project_futures, usual_futures", "assumed": "assumed_futures, project_futures"}
    return [f"from simlib.futures import {names[rerun.futures]}"] if rerun.futures in names else []


def _under_futures(rerun: Rerun, numbers: str) -> list[str]:
    """Return the lines that run both again under futures, unless nothing is to vary but luck, and print the table."""
    if rerun.futures == "none":
        return ["print(compare(before, after).table.to_string())"]
    return [
        f"futures = {rerun.futures or 'usual'}_futures(law).with_typed(reform.spreads, reform.terms)",
        f"was, now = (project_futures(one, staff, futures, {numbers}) for one in (law, reform))",
        "print(compare(before, after, (was, now)).table.to_string())",
    ]


def _laid_over(rerun: Rerun) -> str:
    return f'law.with_proposal("{rerun.proposal}")' if rerun.proposal else "law"


def _literal(values: Mapping[str, Any]) -> str:
    if len(values) < 2:
        return repr({name: _plain(value) for name, value in values.items()})
    inside = "".join(f"    {name!r}: {_plain(value)!r},\n" for name, value in values.items())
    return "{\n" + inside + "}"


def shell_command(rerun: Rerun, policy: Policy) -> str:
    """Return the same as one shell command, to be given in the project's folder."""
    return shlex.join(_words(rerun, policy, "compare" if rerun.values or rerun.proposal else "run")) + "\n"


def workbook_command(rerun: Rerun, policy: Policy, file: str, code: Code) -> str:
    """Return the command that writes the workbook of the same policy."""
    language = [] if code == "zh" else ["--lang", code]
    return shlex.join([*_words(rerun, policy, "workbook"), "--out", file, *language])


def sets(rerun: Rerun, policy: Policy) -> list[str]:
    """Return the values set by hand, as `--set` takes them."""
    since = f"@{month_text(rerun.start)}" if rerun.start != policy.opening else ""
    return [f"{name}{since}={value if isinstance(value, str) else flow(value)}" for name, value in rerun.values.items()]


def _words(rerun: Rerun, policy: Policy, command: str) -> list[str]:
    words: list[object] = ["simlib", command, rerun.pack]
    words += ["--opening", month_text(policy.opening)] if policy.moved and policy.opening is not None else []
    words += ["--staff", rerun.staff] if rerun.staff else []
    words += ["--proposal", rerun.proposal] if rerun.proposal else []
    words += [word for one in sets(rerun, policy) for word in ("--set", one)]
    words += ["--years", rerun.years, "--replications", rerun.replications, "--seed", rerun.seed]
    words += ["--futures", rerun.futures] if rerun.futures else []
    return [str(word) for word in words]


def headline_csv(comparison: Comparison, code: Code) -> bytes:
    """Return the headline table as CSV that a spreadsheet opens: UTF-8 with its mark, full numbers in base units."""
    years = comparison.before.projection.years
    heads = {
        "zh": ("指标", "单位", "现行", "方案", "差异", "模拟误差（95%）", "随机波动范围下限", "随机波动范围上限",
               "含假定的范围下限", "含假定的范围上限", "模拟次数"),
        "en": ("Outcome", "Unit", "In force", "Proposal", "Difference", "Simulation error (95 %)",
               "Range of chance: low", "Range of chance: high", "Range with the assumptions: low",
               "Range with the assumptions: high", "Replications"),
    }  # fmt: skip
    base = {"yuan": Text("元", "yuan"), "yuan_a_head": Text("元/人", "yuan a head"), "share": Text("比例", "share")}
    rows: list[tuple[Any, ...]] = [heads[code]]
    for name, found in comparison.headline.items():
        unit = base.get(OUTCOMES[name].unit, UNITS[OUTCOMES[name].unit].label)[code]
        numbers = (found.before, found.after, found.mean, found.error, *found.luck, *found.wide)
        rows.append((outcome_label(name, years, code), unit, *(round(n, 4) for n in numbers), found.replications))
    text = io.StringIO()
    rows += [(), *made_of(comparison, code)]
    csv.writer(text).writerows([[safe_cell(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def set_words(policy: Policy) -> list[Text]:
    """Name the values set by hand, each with what the pack has then: 薪酬基数自2027年7月 4,896 元/月 → 5,000 元/月."""
    found = []
    for name, values in policy.set_by_hand.items():
        term = policy.terms[name]
        for month in map(parse_month, values):
            zh, en = (laid_words(policy.pack_alone, policy, term, month, code) for code in CODES)
            since = month_words(month, "zh"), month_text(month)
            found.append(Text(f"{term.label.zh}自{since[0]} {zh}", f"{term.label.en} from {since[1]}: {en}"))
    return found


def made_of(comparison: Comparison, code: Code) -> list[tuple[str, ...]]:
    """Return rows for the foot of a table, what it was made of: policies with their digests, staff, seed, versions."""
    runs = comparison.before.projection, comparison.after.projection
    before, after = (run.policy for run in runs)
    here = runs[1].provenance
    named = [(Text("现行政策", "Policy in force"), before)]
    named += [(Text("测算的政策", "Policy costed"), after)] if after.digest != before.digest else []
    digest = Text("政策校验码", "policy digest")[code]
    rows: list[tuple[str, ...]] = [(name[code], _called(policy, code), digest, policy.digest) for name, policy in named]
    rows += [(Text("设定", "Set by hand")[code], one[code]) for one in set_words(after)]
    facts = {
        Text("期初人员校验码", "Staff digest"): here["staff_digest"],
        Text("随机种子", "Seed"): here["seed"],
        Text("模拟次数", "Replications"): here["replications"],
        Text("程序版本", "Version"): f"simlib {here['version']}",
    }
    return [*rows, *((name[code], str(value)) for name, value in facts.items())]


def _called(policy: Policy, code: Code) -> str:
    return Text("　", ", ")[code].join(label[code] for label in (*policy.proposal_labels, policy.label))


def safe_cell(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: a text beginning with = + - @ gets an apostrophe."""
    if isinstance(cell, str) and cell.lstrip()[:1] in ("=", "+", "-", "@") and cell.strip():
        return "'" + cell
    return "" if isinstance(cell, float) and cell != cell else cell
