"""说明: how it was made and how to make it again, every assumption with its evidence, and the limits of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import xlsxwriter

from simlib.months import month_text
from simlib.policy.evidence import EVIDENCE
from simlib.policy.provision import Dated, Provision
from simlib.policy.value_words import in_unit, unit_words, value_words
from simlib.report.proposal_sharing import set_words
from simlib.report.result_folder import versions
from simlib.report.words.amounts import over
from simlib.text import Text
from simlib.workbook.contents import Contents
from simlib.workbook.page import Book, Sheet, literal
from simlib.workbook.sheet_words import LIMITS
from simlib.workbook.sheets.parameters import why

NAME = Text("说明", "Notes")
DIGEST, COMMAND = Text("政策校验码", "Policy digest"), Text("重新生成的命令", "To make it again")
LAST = 5
_WIDTHS = (24, 9, 34, 8, 18, 70)


def write(book: Book, contents: Contents) -> None:
    """Write the sheet."""
    sheet, say = book.sheets["notes"], book.say
    sheet.titled(Text("说明", "Notes"), widths=_WIDTHS)
    row = 2
    for label, value in _manifest(contents):
        sheet.text(row, 0, label, "strong")
        sheet.worksheet.merge_range(row, 1, row, LAST, "", book.look("wrap"))
        if label in _of_the_policy(say):
            sheet.said(row, 1, value, "wrap", then=literal(book.told("no_longer", what=value)))
        else:
            sheet.text(row, 1, value, "wrap")
        sheet.fit(row, [(value, sum(_WIDTHS[1:]))])
        row += 1
    row = _limits(sheet, row + 1)
    _assumptions(sheet, contents, row + 1)
    sheet.page(repeat=(0, 0), last=LAST)


def _manifest(contents: Contents) -> Iterator[tuple[str, str]]:
    say, projection = contents.say, contents.projection
    policy, here = projection.policy, projection.provenance
    yield say(Text("政策", "Policy")), f"{say(policy.label)}（{policy.name}）"
    if policy.about:
        yield say(Text("政策说明", "About it")), say(policy.about)
    if policy.proposals:
        labels = zip(policy.proposal_labels, policy.proposals, strict=True)
        yield say(Text("方案", "Proposals")), "；".join(f"{say(label)}（{name}）" for label, name in labels)
    if by_hand := set_words(policy):
        yield say(Text("设定", "Set by hand")), "；".join(map(say, by_hand))
    yield say(DIGEST), policy.digest
    if policy.pack_digest:
        yield say(Text("政策包校验码", "Pack digest")), policy.pack_digest
    if contents.before:
        before = contents.before.projection.policy
        yield say(Text("比较对象", "Compared with")), f"{say(before.label)}　{before.digest}"
    yield say(Text("期初人员校验码", "Staff digest")), str(here["staff_digest"])
    yield (
        say(Text("期初人员", "Opening staff")),
        say(Text(f"{len(projection.plan.staff):,}人", f"{len(projection.plan.staff):,} people")),
    )
    span = Text(over(projection.years, "zh"), over(projection.years, "en"))
    yield (
        say(Text("期初与年数", "Opening and years")),
        say(Text(f"{here['opening']}，{span.zh}", f"{here['opening']}, {span.en}")),
    )
    yield say(Text("模拟次数", "Replications")), str(here["replications"])
    yield say(Text("随机种子", "Seed")), str(here["seed"])
    if contents.costed.wide:
        under = contents.costed.wide.projection.provenance
        told = Text("{name}（模拟{many}次），校验码 {digest}", "{name} ({many} replications), digest {digest}")
        told = told.of(name=under["futures"], many=under["replications"], digest=under["futures_digest"])
        yield say(Text("情景（只用于范围）", "Futures (for the ranges alone)")), say(told)
    made_with = {**versions(), "xlsxwriter": xlsxwriter.__version__}
    yield say(Text("版本", "Versions")), "　".join(f"{name} {version[:16]}" for name, version in made_with.items())
    if contents.command:
        yield say(COMMAND), contents.command


def _of_the_policy(say: Callable[[Text], str]) -> tuple[str, ...]:
    """Return what of these is no longer so once a yellow cell is changed."""
    return tuple(map(say, (DIGEST, COMMAND)))


def _limits(sheet: Sheet, row: int) -> int:
    say = sheet.book.say
    sheet.text(row, 0, Text("模型的限度", "Limits of the model"), "section")
    for place, limit in enumerate(LIMITS, 1):
        sheet.paragraph(row + place, LAST, f"{place}. {say(limit)}", width=180)
    return row + len(LIMITS) + 1


def _assumptions(sheet: Sheet, contents: Contents, row: int) -> None:
    """Write every value in force that no document gives."""
    say = contents.say
    title = say(Text("假定与推算：文件没有说的数值", "Assumed and computed: values that no document gives"))
    sheet.said(row, 0, title, "section", then=literal(title + sheet.book.told("assumed_changed")))
    heads = (
        Text("政策参数", "Term"),
        Text("生效", "From"),
        Text("数值", "Value"),
        Text("来源", "Evidence"),
        Text("可取范围", "Range"),
        Text("理由与依据", "Reason and basis"),
    )
    sheet.texts(row + 1, 0, heads, "head")
    for place, (provision, dated) in enumerate(_assumed(contents), row + 2):
        term = provision.term
        texts = (
            say(term.label),
            month_text(dated.month),
            value_words(contents.policy, term, dated, contents.code),
            say(EVIDENCE[dated.evidence]),
            _range(provision, contents),
            why(dated, contents),
        )
        sheet.texts(place, 0, texts, "wrap")
        sheet.fit(place, zip(texts, _WIDTHS))


def _range(provision: Provision, contents: Contents) -> str:
    if provision.range is None:
        return "–"
    low, high = (in_unit(provision.term, end) for end in provision.range)
    return f"{low}～{high} {unit_words(provision.term, contents.code)}".rstrip()


def _assumed(contents: Contents) -> Iterator[tuple[Provision, Dated]]:
    first = contents.layout.starts[0]
    last = first + len(contents.layout.of_month)
    for provision in contents.policy.provisions.values():
        for dated, after in zip(provision.values, (*provision.values[1:], None)):
            in_run = dated.month < last and (after is None or after.month > first)
            if in_run and dated.evidence in ("assumed", "computed", "proposed"):
                yield provision, dated
