"""From the words on the command line to policies: packs by path or name, proposals and values laid over them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from simlib.commands.entered_amounts import read_month
from simlib.commands.screen import Screen, Wrong
from simlib.commands.set_option import read_sets
from simlib.commands.term_names import DID_YOU_MEAN
from simlib.policy import Policy, PolicyError, load_policy, load_proposal
from simlib.policy.pack_chain import FILE
from simlib.policy.packs import known_packs, known_proposals, proposal_of
from simlib.policy.problems import meant
from simlib.text import Text


def find_pack(text: str) -> Path:
    """Return the pack that somebody means: a folder, a policy.yaml, or a known name."""
    path = Path(text)
    if path.name == FILE or os.path.lexists(path / FILE):
        return path
    packs = known_packs()
    if text in packs:
        return packs[text]
    if path.is_dir():
        raise Wrong(
            Text(
                "文件夹 {text} 里没有 {file}。{packs}",
                "{text} holds no {file}. {packs}",
            ).of(text=path, file=FILE, packs=_packs(text))
        )
    if os.path.lexists(path):
        raise Wrong(
            Text(
                "{text} 不是政策包。方案用 --proposal {text} 叠加在政策包上。",
                "{text} is not a pack. Lay a proposal over a pack with --proposal {text}.",
            ).of(text=text)
        )
    raise Wrong(
        Text(
            "没有政策包 {text}。{packs}",
            "There is no pack {text}. {packs}",
        ).of(text=text, packs=_packs(text))
    )


def laid_over(law: Policy, proposals: Sequence[str], sets: Sequence[str], screen: Screen) -> Policy:
    """Return the policy with proposals laid over it in turn, and then the values set by hand, earliest first.

    What is to be known of them (`Policy.notices`) is written on the screen. Spreads that were typed are
    `Policy.spreads`.
    """
    policy = law
    for file in proposals:
        policy = policy.with_proposal(find_proposal(file))
    by_month: dict[int | None, dict[str, object]] = {}
    for one in sorted(read_sets(sets, law), key=lambda one: one.month or 0):
        by_month.setdefault(one.month, {})[one.name] = one.value
    for month, values in by_month.items():
        policy = policy.with_values(values, month)
    print_notes(policy, screen)
    return policy


def print_notes(policy: Policy, screen: Screen) -> None:
    """Write what is to be known of all that is laid over a policy."""
    for notice in policy.notices:
        screen.note(notice)


def load_pack(text: str, opening: str | None = None) -> Policy:
    """Return the policy of the pack that somebody means, ready to be projected: with posts and an opening.

    opening  the month in which it is to open, as `--opening` has it; None: its own
    """
    policy = load_policy(find_pack(text))
    if policy.opening is None or not policy.posts:
        raise Wrong(
            Text(
                "{name} 只供其他政策包引用，没有岗位，不能模拟。{packs}",
                "{name} is there for other packs to extend; without posts it cannot be projected. {packs}",
            ).of(name=policy.name, packs=_packs(""))
        )
    return policy.opened(read_month("--opening", opening)) if opening else policy


def find_proposal(text: str) -> Path:
    """Return the proposal that somebody means: a file, or one of those that `packs` lists by its name or label."""
    if found := named_proposal(text):
        return found
    names = {name: file for file in known_proposals() for name in (file.stem, *_names(file))}
    near = meant(Path(text).stem, names)
    raise Wrong(
        Text("没有方案文件 {file}。", "There is no proposal file {file}. ").of(file=Path(text))
        + (
            DID_YOU_MEAN.of(near=names[near])
            if near
            else Text("运行 simlib packs 查看已有的方案。", "simlib packs lists those there are.")
        )
    )


def named_proposal(text: str) -> Path | None:
    """Return the proposal that somebody means, as `find_proposal`; None where there is none of that name."""
    path = proposal_of(text)
    if os.path.lexists(path):
        return path
    named = [file for file in known_proposals() if text.strip() in _names(file)]
    if len(named) > 1:
        raise Wrong(
            Text(
                "有几个方案叫 {text}：{files}。请写文件。",
                "Several proposals are called {text}: {files}. Name the file.",
            ).of(text=text, files=named)
        )
    return named[0] if named else None


def _names(file: Path) -> tuple[str, ...]:
    """Return the name and the labels of a proposal; nothing of a file that is none."""
    try:
        proposal = load_proposal(file)
    except PolicyError:
        return ()
    return (proposal.name, *proposal.label)


def _packs(text: str) -> Text:
    near, known = meant(text, known_packs()), list(known_packs())
    return (
        DID_YOU_MEAN.of(near=near) if near else Text("已有的政策包：{known}。", "Known packs: {known}.").of(known=known)
    )
