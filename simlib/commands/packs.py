"""`packs`, `rebind` and `schema`: the files that policies are written in."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from simlib.commands.policy_arguments import find_pack, find_proposal
from simlib.commands.screen import Screen, Wrong
from simlib.futures import load_futures
from simlib.months import month_text
from simlib.policy import PolicyError, load_policy, load_proposal
from simlib.policy.files.editor_schema import FILES, write_schemas
from simlib.policy.packs import known_futures, known_packs, known_proposals
from simlib.policy.proposal import rebind as bind
from simlib.text import Text

SHOWN = 16  # digits of a digest on the screen, as many as a proposal carries


def packs(args: Namespace, screen: Screen) -> int:
    """List the packs, proposals and futures that there are."""
    if not known_packs():
        raise Wrong(
            Text(
                "没有找到政策包。请把 SIMLIB_PACKS 设为政策包所在的文件夹。",
                "No pack was found. Set SIMLIB_PACKS to the folder where packs are.",
            )
        )
    head = (
        Text("政策包", "Pack"),
        Text("期初", "Opens"),
        Text("校验码", "Digest"),
        Text("文件夹", "Folder"),
        Text("说明", "What it is"),
    )
    screen.table(head, [_pack_row(name, folder, screen) for name, folder in known_packs().items()], left=5)
    if proposals := known_proposals():
        screen.say()
        columns = (Text("方案", "Proposal"), Text("针对", "Changes"), Text("文件", "File"), Text("说明", "What it is"))
        screen.table(columns, [_proposal_row(file, screen) for file in proposals], left=4)
    if futures := known_futures():
        screen.say()
        heads = (Text("情景", "Futures"), Text("文件", "File"), Text("说明", "What it is"))
        screen.table(heads, [_futures_row(file, screen) for file in futures.values()], left=3)
    return 0


def _pack_row(name: str, folder: Path, screen: Screen) -> tuple[str, ...]:
    try:
        policy = load_policy(folder)
    except PolicyError as error:
        return name, "", "", folder.as_posix(), _broken(len(error.problems), folder, screen)
    opening = month_text(policy.opening) if policy.opening is not None else "—"
    label = screen.text(policy.label)
    return policy.name, opening, policy.digest[:SHOWN], folder.as_posix(), label


def _proposal_row(file: Path, screen: Screen) -> tuple[str, ...]:
    try:
        proposal = load_proposal(file)
    except PolicyError as error:
        return file.stem, "", file.as_posix(), _broken(len(error.problems), file, screen)
    return proposal.name, proposal.policy, file.as_posix(), screen.text(proposal.label)


def _futures_row(file: Path, screen: Screen) -> tuple[str, ...]:
    try:
        futures = load_futures(file)
    except PolicyError as error:
        return file.stem, file.as_posix(), _broken(len(error.problems), file, screen)
    return futures.name, file.as_posix(), screen.text(futures.label)


def _broken(count: int, path: Path, screen: Screen) -> str:
    command = f"simlib check {path.as_posix()}"
    return screen.text(Text(f"（有 {count} 处错误：{command}）", f"({count} problems: {command})"))


def rebind(args: Namespace, screen: Screen) -> int:
    """Bind proposals to a policy as it is now; all of them must fit it otherwise, or none is written."""
    law = load_policy(find_pack(args.pack))
    files = [find_proposal(text) for text in args.proposals]
    for file in files:
        law.with_proposal(replace(load_proposal(file), digest=law.digest))  # bound to it already, for a try
    for file in files:
        bind(file, law)
        screen.say(
            Text(f"已绑定 {file} → {law.name} {law.digest[:SHOWN]}", f"Bound {file} to {law.name} {law.digest[:SHOWN]}")
        )
    return 0


def schema(args: Namespace, screen: Screen) -> int:
    """Write the JSON Schemas of packs and proposals into a folder, made where there is none."""
    folder = Path(args.out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_schemas(folder)
    except OSError as error:
        raise Wrong(
            Text(
                "无法写入 {folder}。请检查写入权限和磁盘空间，或用 --out 另选一个文件夹。",
                "{folder} cannot be written. See that it may be and that the disk has room, or name another --out.",
            ).of(folder=folder)
        ) from error
    for name in FILES:
        screen.say(Text(f"已写入 {folder / name}", f"Written {folder / name}"))
    return 0
