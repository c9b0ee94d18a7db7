"""The margins of a synthetic opening staff (`staff.yaml`): shares by post, with their evidence, all checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from simlib.luck import MOST_SEED
from simlib.months import month_text, parse_month
from simlib.policy import Policy, PolicyError, Problem
from simlib.policy.axes import FIXED
from simlib.policy.files.schema import FORMAT
from simlib.policy.files.values import read_value
from simlib.policy.files.yaml_text import Document, read_document
from simlib.policy.problems import Fault, ends, nearest, outside
from simlib.policy.provision import FIRST, LAST, YEARS
from simlib.policy.term import Term
from simlib.text import Text

# fmt: off
MARGINS: dict[str, Term] = {
    term.name: term
    for term in (
        Term("in_post_share", Text("在岗比例", "Share of posts filled"), "share", shape=("post",)),
        Term("female_share", Text("女性比例", "Share of women"), "share", shape=("post",)),
        Term("age_mix", Text("年龄构成", "Ages"), "share", shape=("post", "age_band"), adds_up=True),
        Term("service_mix", Text("社区工作年限构成", "Years of service"), "share", shape=("post", "service_band"),
             adds_up=True),
        Term("education_mix", Text("学历构成", "Education"), "share", shape=("post", "education"), adds_up=True),
        Term("certificate_mix", Text("职业资格构成", "Certificates"), "share", shape=("post", "certificate"),
             adds_up=True),
        Term("rating_mix", Text("上年考核等次构成", "Last year's ratings"), "share", shape=("post", "rating"),
             adds_up=True),
    )
}
# fmt: on
CONVERTED_FROM = "converted_from"  # the pack on whose scale the staff was before the opening
_KEYS = ("format", "seed", "roster_month", "about", CONVERTED_FROM, "margins")
_SUM = 1e-6
UNKNOWN_KEY = Text("没有 {key} 这一项", "unknown key {key}")


@dataclass(frozen=True)
class Margins:
    """What a synthetic staff is drawn from.

    month   the month at whose end the staff is taken: that before the opening where a caller moved this
    seed    of the draw
    shares  by name of margin, posts first: (post,) or (post, member)
    """

    month: int
    seed: int
    shares: Mapping[str, np.ndarray]


def load_margins(policy: Policy, path: Path) -> Margins:
    """Read the margins. Raises PolicyError with everything that is wrong with the file."""
    document = read_document(path)
    problems: list[Problem] = []
    data: dict[str, Any] = document.data if isinstance(document.data, dict) else {}
    for key in data:
        if key not in _KEYS:
            problems.append(document.problem((key,), UNKNOWN_KEY.of(key=key), nearest(key, _KEYS)))
    month, seed = _month(document, data, problems), _seed(document, data, problems)
    if policy.moved and policy.opening is not None:
        month = policy.opening - 1
    if str(data.get("format")) != str(FORMAT):
        what = Text("format 是 {written}，而本程序只读 {own}", "format is {written}; this program reads {own}")
        way_out = Text("请写 format: {own}，或更新程序。", "Write format: {own}, or update the program.")
        fault = Fault(what, way_out).filled(written=data.get("format"), own=FORMAT)
        problems.append(document.at(("format",), fault))
    shares = _shares(policy, document, data.get("margins") or {}, problems)
    if policy.opening is not None and month and month >= policy.opening:
        what = Text(
            "roster_month 是 {month}，不早于期初 {opening}", "roster_month is {month}, not before the opening {opening}"
        ).of(month=month_text(month), opening=month_text(policy.opening))
        way_out = Text("请用期初以前的名册。", "Take the roster before the projection opens.")
        problems.append(document.problem(("roster_month",), what, way_out))
    if problems:
        raise PolicyError(problems)
    return Margins(month, seed, shares)


_UNREAD = Text("{key} 没有写，或格式有误", "{key} is missing or not readable")


def _month(document: Document, data: dict[str, Any], problems: list[Problem]) -> int:
    try:
        month = parse_month(data["roster_month"])
    except (KeyError, ValueError):
        way_out = Text("请写人员名册的年月，如 2026-12。", "Write the month of the roster, as 2026-12.")
        problems.append(document.problem(("roster_month",), _UNREAD.of(key="roster_month"), way_out))
        return 0
    if FIRST <= month <= LAST:
        return month
    problems.append(document.at(("roster_month",), outside("roster_month", month_text(month), YEARS)))
    return 0


def _seed(document: Document, data: dict[str, Any], problems: list[Problem]) -> int:
    written = str(data.get("seed", ""))
    if not (written.isascii() and written.isdecimal()):
        way_out = Text("请写整数。", "Write a whole number.")
        problems.append(document.problem(("seed",), _UNREAD.of(key="seed"), way_out))
        return 0
    if len(written) <= len(str(MOST_SEED)) and int(written) <= MOST_SEED:
        return int(written)
    problems.append(document.at(("seed",), outside("seed", written, ends(0, MOST_SEED))))
    return 0


def _shares(
    policy: Policy, document: Document, written: dict[str, Any], problems: list[Problem]
) -> dict[str, np.ndarray]:
    for name in written:
        if name not in MARGINS:
            what = Text("没有 {name} 这一构成", "unknown margin {name}").of(name=name)
            problems.append(document.problem(("margins", name), what, nearest(name, MARGINS)))
    return {name: _share(policy, document, written.get(name), term, problems) for name, term in MARGINS.items()}


def _share(policy: Policy, document: Document, entry: Any, term: Term, problems: list[Problem]) -> np.ndarray:
    where: tuple[str | int, ...] = ("margins", term.name)
    nothing = np.zeros((len(policy.axis("post")), *(len(policy.axis(axis)) for axis in term.shape[1:])))
    if not isinstance(entry, dict) or "value" not in entry:
        what = Text("{name} 没有写值", "margin {name} has no value").of(name=term.name)
        way_out = Text("请写 {value: …, evidence: …}。", "Write {value: …, evidence: …}.")
        problems.append(document.problem(where, what, way_out))
        return nothing
    if not (entry.get("source") or entry.get("reason")):
        what = Text("{name} 没有写来源，也没有写理由", "{name} has no source and no reason").of(name=term.name)
        way_out = Text("请写明依据：source 或 reason。", "Say what it rests on: source or reason.")
        problems.append(document.problem(where, what, way_out))
    value, faults = read_value(term, _for_every_post(entry["value"], term, policy), policy.axes)
    problems += [document.at((*where, "value"), fault) for fault in faults]
    if not faults and term.adds_up:
        for post, total in zip(policy.axis("post"), np.sum(value, axis=1), strict=True):
            if abs(total - 1) > _SUM:
                what = Text("{post} 岗的 {name} 合计是 {total}", "{name} of {post} sums to {total}")
                what = what.of(post=post, name=term.name, total=f"{total:.4g}")
                way_out = Text("请调整，使同一岗位的合计为 1。", "Make the shares of a post sum to 1.")
                problems.append(document.problem((*where, "value"), what, way_out))
    return np.asarray(value)


def _for_every_post(written: Any, term: Term, policy: Policy) -> Any:
    """Give a mix that is written once to every post."""
    by_member = len(term.shape) == 2 and isinstance(written, dict) and set(written) <= set(FIXED[term.shape[1]])
    return dict.fromkeys(policy.axis("post"), written) if by_member else written
