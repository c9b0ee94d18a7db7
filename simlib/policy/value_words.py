"""What the values of a policy are called, with their units; what is in force, and how it came about."""

from __future__ import annotations

import numpy as np

from simlib.months import month_of_year, month_text, year_of
from simlib.policy.axes import LABELS
from simlib.policy.in_force import InForce, in_force
from simlib.policy.policy_values import PolicyValues
from simlib.policy.problems import PolicyError
from simlib.policy.provision import Dated, Override, Value
from simlib.policy.term import FEN, NEVER, PERCENT, UNIT_LABELS, Term
from simlib.policy.terms import TERMS
from simlib.text import CODES, Code, Text

MINUS = "\u2212"


def digits(number: float, places: int = 0) -> str:
    """Write a number with thousands and a true minus sign; never "−0".

    >>> digits(-1234.5, 1)
    '−1,234.5'
    """
    text = f"{abs(number):,.{places}f}"
    return (MINUS if number < 0 and float(text.replace(",", "")) else "") + text


def month_words(month: int, code: Code) -> str:
    """Write a month: 2027年1月, or 2027-01."""
    return Text(f"{year_of(month)}年{month_of_year(month)}月", month_text(month))[code]


def dated_words(month: int) -> Text:
    """Write a month in both languages."""
    return Text(*(month_words(month, code) for code in CODES))


def unit_words(term: Term, code: Code) -> str:
    """Return the unit of a term as a reader sees it beside a number; a factor has none."""
    if term.unit == "factor":
        return ""
    return "%" if term.unit in PERCENT else UNIT_LABELS[term.unit][code]


def in_unit(term: Term, number: float) -> str:
    """Write one number of a term, as a file gives it (yuan, shares as fractions), in the unit that readers see."""
    shown = float(number) * (100 if term.unit in PERCENT else 1)
    if term.money:
        return digits(shown, 0 if shown == round(shown) else 2)
    return f"{round(shown, 6):,g}".replace("-", MINUS) if abs(shown) < 1e6 else digits(shown)


def one_value(term: Term, number: float, code: Code) -> str:
    """Write one number of a term with its unit, or the label of a choice. `number` is as the engine holds it."""
    if term.choices:
        return term.options[int(number)][1][code]
    if term.unit == "yes_no":
        return (Text("是", "Yes") if number else Text("否", "No"))[code]
    if term.never and not number:
        return NEVER[1][code]
    if term.unit == "month":
        return month_words(int(number), code)
    written = in_unit(term, number / term.parts)
    if term.unit == "month_of_year":
        return Text(f"{written}月", f"month {written}")[code]
    unit = unit_words(term, code)
    return f"{written}{'' if unit == '%' else ' '}{unit}".rstrip()


def held_number(term: Term, number: float) -> Text:
    """Write one number of a term as `one_value` does, in both languages."""
    return Text(*(one_value(term, number, code) for code in CODES))


def member_label(policy: PolicyValues, axis: str, name: str, code: Code) -> str:
    """Return the label of a member of an axis: a post, a class, an age band …"""
    own = {
        "post": policy.posts,
        "place_type": policy.place_types,
        "unit": policy.units,
        "unit_class": policy.unit_classes,
        "rating": policy.ratings,
    }
    for member in own.get(axis, ()):
        if member.name == name:
            return member.label[code]
    return LABELS[name][code] if name in LABELS else name


def value_words(policy: PolicyValues, term: Term, dated: Dated, code: Code) -> str:
    """Write a dated value, all members of it where the term has an axis."""
    return held_words(policy, term, dated.value, code)


def held_words(policy: PolicyValues, term: Term, value: Value, code: Code) -> str:
    """Write a value as it is held, all members of it where the term has an axis."""
    if not term.shape:
        return one_value(term, float(value), code)
    if len(term.shape) > 1:
        return Text("（表）", "(table)")[code]
    names = policy.axis(term.shape[0])
    return Text("，", ", ")[code].join(
        f"{member_label(policy, term.shape[0], name, code)} {one_value(term, one, code)}"
        for name, one in zip(names, np.asarray(value), strict=True)
    )


def in_force_words(policy: PolicyValues, term: Term, month: int, code: Code) -> str:
    """Write what is in force in a month and how it came about: 5,093.80 元/月（2026年7月 4,800，其后3次调资各2%）.

    Or what was typed of it: 5,603.18 元/月（+10%）.
    """
    found = in_force(policy, term.name, month)
    how = how_words(policy, term, found, code) or typed_words(policy, term, found, code)
    return held_words(policy, term, found.value, code) + how


def how_words(policy: PolicyValues, term: Term, found: InForce, code: Code) -> str:
    """Say, in brackets, how a value came about where it is not the one given; else nothing."""
    if found.anchor:
        return _anchored(found, code)
    if not found.steps or found.dated is None:
        return ""
    since = month_words(found.dated.month, code)
    given = "" if term.shape else f"{in_unit(term, float(found.dated.value) / term.parts)}"
    start = Text(f"{since} {given}" if given else f"{since}所定", f"{given} from {since}" if given else f"set {since}")
    return Text(f"（{start.zh}，{_steps(term, found).zh}）", f" ({start.en}, {_steps(term, found).en})")[code]


def _steps(term: Term, found: InForce) -> Text:
    """Say how often an amount has grown, and by how much each time: 其后3次调资各2%."""
    many, growth = len(found.steps), TERMS[term.grows_with]
    rates = [f"{float(np.ravel(step.rate)[0]) * 100:.6g}%".replace("-", MINUS) for step in found.steps]
    if any(np.ndim(step.rate) and np.ptp(step.rate) for step in found.steps):  # another for each member
        return Text(f"其后增长{many}次", f"then {many} times of growth")
    alike = len(set(rates)) == 1
    zh = ("各" if many > 1 else "") + rates[0] if alike else "、".join(rates)
    en = rates[0] + (" each" if many > 1 else "") if alike else ", ".join(rates)
    if growth.name == "pay.base_growth":
        return Text(f"其后{many}次调资{zh}", f"then {many} award{'s' if many > 1 else ''} of {en}")
    if growth.grows_in:
        return Text(f"其后{many}次调整{zh}", f"then {many} adjustment{'s' if many > 1 else ''} of {en}")
    return Text(f"其后{many}年增长{zh}", f"then {many} year{'s' if many > 1 else ''} of {en}")


def _anchored(found: InForce, code: Code) -> str:
    anchor = found.anchor
    assert anchor is not None
    series, average = LABELS[anchor.series], digits(anchor.average / FEN, 2)
    return Text(
        f"（{anchor.award}年调资：{anchor.reference}年{series.zh}平均工资 {average} 元的 {anchor.share:g} 倍，按月计）",
        f" (award of {anchor.award}: {anchor.share:g} of the average wage of {anchor.reference}, "
        f"{series.en.lower()}, {average} yuan a year)",
    )[code]


def laid_words(before: PolicyValues, after: PolicyValues, term: Term, month: int, code: Code) -> str:
    """Write what is in force in a month before and after a change: 5,093.80 元/月 → 5,603.18 元/月（+10%）."""
    if len(term.shape) > 1:
        return Text("（已改）", "(changed)")[code]
    return " → ".join(_both(before, after, term, month, code))


def altered_words(before: PolicyValues, after: PolicyValues, term: Term, month: int, code: Code) -> str:
    """Say what a change is, as a sentence does: 薪酬基数由 5,093.80 元/月改为 5,603.18 元/月（+10%）."""
    label = term.label[code]
    if term.shape:
        return label + Text("（已改）", " (changed)")[code]
    was, now = _both(before, after, term, month, code)
    if term.options or term.unit == "yes_no":
        return label + Text(f"由“{was}”改为“{now}”", f" from “{was}” to “{now}”")[code]
    return label + Text(f"由 {was}改为 {now}", f" from {was} to {now}")[code]


def _both(before: PolicyValues, after: PolicyValues, term: Term, month: int, code: Code) -> tuple[str, str]:
    now = in_force(after, term.name, month)
    told = held_words(after, term, now.value, code) + typed_words(after, term, now, code)
    return _if_any(before, term, month, code), told


def _if_any(policy: PolicyValues, term: Term, month: int, code: Code) -> str:
    try:
        return held_words(policy, term, in_force(policy, term.name, month).value, code)
    except PolicyError:  # nothing is in force
        first = policy.provisions[term.name].values[0].month if term.name in policy.provisions else None
    if first is None:
        return Text("（没有规定）", "(nothing in force)")[code]
    return Text(f"（{month_words(first, 'zh')}以前没有规定）", f"(nothing in force before {month_words(first, 'en')})")[
        code
    ]


def typed_words(policy: PolicyValues, term: Term, found: InForce, code: Code) -> str:
    """Say, in brackets, what was typed where it was a change or a spread: （+10%）, （4,500–5,200）; else nothing."""
    said = found.dated.typed if found.dated else ""
    if spread := policy.spreads.get(term.name):
        said = f"{in_unit(term, spread.low)}–{in_unit(term, spread.high)}"
    return Text(f"（{said}）", f" ({said})")[code] if said else ""


def departure_words(one: Override) -> Text:
    """Say that a proposal, or a value set by hand, wins over higher law, and from when."""
    (zh, en), label = (month_words(one.month, code) for code in CODES), one.term.label
    return Text(f"偏离上位法：{label.zh}，自{zh}起。", f"Departs from higher law: {label.en}, from {en}.")
