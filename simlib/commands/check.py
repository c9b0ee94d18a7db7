"""`check`: read packs, proposals and opening staff as strictly as a run would, and say everything that is wrong."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from simlib.commands.packs import SHOWN
from simlib.commands.policy_arguments import find_pack, named_proposal, print_notes
from simlib.commands.screen import Screen, Wrong
from simlib.futures import load_futures
from simlib.policy import (
    Policy,
    PolicyError,
    Problem,
    dead_ends,
    find_futures,
    find_packs,
    find_proposals,
    load_policy,
    load_proposal,
)
from simlib.policy.evidence import EVIDENCE, NEEDS
from simlib.policy.files.yaml_text import read_document
from simlib.policy.pack_chain import FILE
from simlib.policy.packs import known_packs
from simlib.policy.problems import nearest, one_problem
from simlib.policy.provision import Provision
from simlib.report.figures.missing_characters import boxes
from simlib.rules.findings import findings
from simlib.staff.file import STAFF, is_carried, read_staff
from simlib.text import Text

CAREERS = "careers.yaml"


def check(args: Namespace, screen: Screen) -> int:
    """Check everything at or below the given paths; exit code 2 if anything is wrong."""
    problems: list[Problem] = []
    for path in dict.fromkeys(found for text in args.paths for found in _below(text)):
        try:
            kind = _kind(path)
            kind(path, screen)
        except PolicyError as error:
            problems += error.problems
    if problems:
        screen.refuse(PolicyError(problems))
    return 2 if problems else 0


def _below(text: str) -> Iterable[Path]:
    """Return the packs and proposals that a path means."""
    path = Path(text)
    if os.path.lexists(path) and not path.is_dir():
        return [path.parent if path.name == FILE else path]
    if not path.is_dir():
        return [find_pack(text) if text in known_packs() else named_proposal(text) or find_pack(text)]
    own = sorted(path.glob("*.yaml")) if path.name in ("proposals", "futures") else []
    if found := [*find_packs(path), *find_proposals(path), *find_futures(path), *own]:
        return found
    raise Wrong(
        Text(
            "{text} 里没有政策包（{file}），也没有方案（proposals/*.yaml）。请写它们所在的文件夹。",
            "{text} holds no pack ({file}) and no proposal (proposals/*.yaml). Name the folder that does.",
        ).of(text=text, file=FILE)
    )


def _kind(path: Path) -> Callable[[Path, Screen], None]:
    """Return how a path is checked: by what stands in it."""
    if path.is_dir():
        return _check_pack
    document = read_document(path)
    if document.part("margins") or is_carried(document):
        return _check_staff
    if document.part("careers"):
        return _check_careers
    if document.part("terms"):
        return _check_futures
    return _check_proposal


def _check_pack(folder: Path, screen: Screen) -> None:
    policy = load_policy(folder)
    kinds = _by_evidence(policy.provisions.values(), screen)
    screen.say(Text(f"通过 政策包 {folder.as_posix()}  {policy.name} {policy.digest[:SHOWN]}  {kinds}",
               f"OK pack {folder.as_posix()}  {policy.name} {policy.digest[:SHOWN]}  {kinds}"))  # fmt: skip
    if policy.own_items and policy.posts:
        from simlib.budget.codes import budget_codes  # with the rules, for which other packs need not wait

        budget_codes(policy)
    for problem in (*dead_ends(policy), *findings(policy)):
        screen.warning(problem)
    _look_for_boxes(policy.labels, policy.path, screen)
    if policy.posts and os.path.lexists(folder / STAFF):
        _report_staff(policy, folder / STAFF, screen)
    elif policy.posts:
        screen.note(
            Text(
                f"{folder.as_posix()} 里没有 {STAFF}，模拟时需要。",
                f"{folder.as_posix()} has no {STAFF}; a run needs one.",
            )
        )
    if policy.posts and os.path.lexists(folder / CAREERS):
        _report_careers(policy, folder / CAREERS, screen)


def _look_for_boxes(labels: Iterable[Text], file: Path, screen: Screen) -> None:
    """Say which characters of labels a chart cannot show."""
    for problem in boxes(labels, file.as_posix()):
        screen.warning(problem)


def _check_staff(file: Path, screen: Screen) -> None:
    _report_staff(load_policy(file.parent), file, screen)


def _report_staff(policy: Policy, file: Path, screen: Screen) -> None:
    read_staff(policy, file)
    screen.say(Text(f"通过 期初人员 {file.as_posix()}", f"OK opening staff {file.as_posix()}"))


def _check_careers(file: Path, screen: Screen) -> None:
    _report_careers(load_policy(file.parent), file, screen)


def _report_careers(policy: Policy, file: Path, screen: Screen) -> None:
    from simlib.careers.typical import load_careers  # with the rules, which packs without careers need not wait for

    careers = load_careers(policy, file)
    many = len(careers)
    screen.say(
        Text(f"通过 典型人员 {file.as_posix()}  {many} 人", f"OK typical careers {file.as_posix()}  {many} people")
    )
    _look_for_boxes((one.label for one in careers), file, screen)


def _check_futures(file: Path, screen: Screen) -> None:
    """Check a file by itself, and for every pack there is: a range may suit one and leave the limits of another."""
    alone = load_futures(file)
    cities = _sound_cities([*find_packs(file.resolve().parent.parent), *known_packs().values()])
    for policy in cities.values():
        load_futures(file, policy)
    screen.say(
        Text(
            f"通过 情景 {file.as_posix()}  {alone.name}：{len(alone.terms)} 项，适用于 {'、'.join(cities)}",
            f"OK futures {file.as_posix()}  {alone.name}: {len(alone.terms)} terms, good for {', '.join(cities)}",
        ),
    )


def _sound_cities(folders: Iterable[Path]) -> dict[str, Policy]:
    cities = {}
    for folder in folders:
        try:
            policy = load_policy(folder)
        except PolicyError:  # said where that pack is checked
            continue
        if policy.posts:
            cities[policy.name] = policy
    return cities


def _check_proposal(file: Path, screen: Screen) -> None:
    proposal = load_proposal(file)
    law = load_policy(_pack_of(file, proposal.policy))
    reform = law.with_proposal(proposal)
    changed = [one for name, one in reform.provisions.items() if one is not law.provisions.get(name)]
    names = ", ".join(one.term.name for one in changed)
    bound = f"{proposal.name} → {law.name} {law.digest[:SHOWN]}"
    screen.say(
        Text(
            f"通过 方案 {file.as_posix()}  {bound}  改变 {names}",
            f"OK proposal {file.as_posix()}  {bound}  changes {names}",
        ),
    )
    _look_for_boxes((proposal.label,), file, screen)
    print_notes(reform, screen)


def _pack_of(file: Path, name: str) -> Path:
    """Return the pack that a proposal changes: near the file, or under `scenarios`."""
    near = {folder.name: folder for folder in find_packs(file.resolve().parent.parent)}
    packs = {**known_packs(), **near}
    if name not in packs:
        line = read_document(file).line(("changes", "policy"))
        what = Text("没有它所针对的政策包 {name}", "there is no pack {name} to lay it over").of(name=name)
        raise one_problem(what, nearest(name, packs), file.as_posix(), line)
    return packs[name]


def _by_evidence(provisions: Iterable[Provision], screen: Screen) -> str:
    """Count values by how they are evidenced."""
    values = Counter(dated.evidence for one in provisions for dated in one.values)
    parts = [f"{screen.text(EVIDENCE[kind])} {values[kind]}" for kind in NEEDS if values[kind]]
    return screen.text(
        Text(
            f"{values.total()} 个值（含历次取值）：{'、'.join(parts)}",
            f"{values.total()} values, former and later ones too: {', '.join(parts)}",
        )
    )
