"""Terms as people name them on the command line: by name, or by the label that the screens show."""

from __future__ import annotations

from collections.abc import Mapping

from simlib.commands.screen import Wrong
from simlib.policy.entered_numbers import plain
from simlib.policy.files.own_items import OWN
from simlib.policy.problems import meant
from simlib.policy.term import Term
from simlib.text import Text

DID_YOU_MEAN = Text("是否应为 {near}？", "Did you mean {near}?")


def term_named(text: str, terms: Mapping[str, Term]) -> str:
    """Return the name of the term that somebody means by its name or its label. Raises Wrong with the nearest one."""
    name = plain(text)
    if name in terms:
        return name
    named = [one.name for one in terms.values() if name in map(plain, one.label)]
    if len(named) == 1:
        return named[0]
    if named:
        raise Wrong(
            Text(
                "{text} 可指 {names}。请写其中一个名称。",
                "{text} may be any of {names}. Write one of these names.",
            ).of(text=text.strip(), names=named)
        )
    labels = {plain(label): one for one in terms.values() for label in one.label}
    near = meant(name, [one for one in terms if one.startswith(OWN) == name.startswith(OWN)])
    if near is None and (label := meant(name, labels)):
        near = f"{labels[label].label.zh}（{labels[label].name}）"
    raise Wrong(
        Text("没有参数 {text}。", "{text} is not a term. ").of(text=text.strip())
        + (
            DID_YOU_MEAN.of(near=near)
            if near
            else Text("全部名称见 docs/reference/terms.md。", "docs/reference/terms.md lists them all.")
        )
    )
