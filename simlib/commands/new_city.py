"""`new city`: a pack of a city's own, taken over from one that is there, with its questionnaire."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from pathlib import Path

from simlib.commands.policy_arguments import find_pack
from simlib.commands.screen import Screen, Wrong
from simlib.policy import find_packs, load_policy
from simlib.policy.packs import known_packs, shipped
from simlib.questionnaire.new_city import headings, new_city
from simlib.questionnaire.pack_files import read_pack_files, write_pack_files
from simlib.questionnaire.write import write_questionnaire
from simlib.text import Text

_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
CITIES = Path("scenarios", "cities")


def city(args: Namespace, screen: Screen) -> int:
    """Write the files of a new pack and its questionnaire, and say where they are and what to do next."""
    name = _free_name(args.name)
    folder = _folder(args.out, name)
    like = load_policy(find_pack(args.like) if args.like else find_packs(shipped() / CITIES.name)[0])
    label = Text(args.zh or args.name, args.en or args.name)
    files = new_city(name, label, like, folder)
    book = folder / f"{name}.xlsx"
    try:
        written = write_pack_files(folder, files, headings(name, like.name))
        write_questionnaire(read_pack_files(folder), book)
    except OSError as error:
        raise unwritable(folder) from error
    for file in (*written, book):
        screen.say(Text(f"已写入 {file.as_posix()}", f"Written {file.as_posix()}"))
    _what_next(name, folder, book, like.name, screen)
    return 0


def _free_name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise Wrong(
            Text(
                "名称 {text} 只能用小写字母、数字和下划线，以字母开头；中文名用 --zh 写。",
                "The name {text} may have small letters, digits and _ only, beginning with a letter; --zh and "
                "--en say what readers call it.",
            ).of(text=text)
        )
    if text in known_packs():
        raise Wrong(
            Text(
                "已经有政策包 {text}（{folder}）。请换一个名称。",
                "There is a pack {text} ({folder}): choose another name.",
            ).of(text=text, folder=known_packs()[text])
        )
    return text


def _folder(out: str | None, name: str) -> Path:
    """Return where a new pack goes: below the folder named, or among the cities of the current folder."""
    folder = Path(out) if out else CITIES
    folder = folder if folder.name == name else folder / name
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise Wrong(
            Text(
                "{folder} 里已有文件，不予覆盖。请用 --out 另选一个文件夹。",
                "{folder} holds files already, which are kept. Name another folder with --out.",
            ).of(folder=folder)
        )
    return folder


def unwritable(folder: Path) -> Wrong:
    """Return the error of a folder that cannot be written."""
    return Wrong(
        Text(
            "无法写入 {folder}。请检查写入权限和磁盘空间，或用 --out 另选一个文件夹。",
            "{folder} cannot be written. See that it may be and that the disk has room, or name another --out.",
        ).of(folder=folder)
    )


def _what_next(name: str, folder: Path, book: Path, like: str, screen: Screen) -> None:
    """Say how far the new pack is, and by which name it is found."""
    found = known_packs().get(name)
    by_name = found is not None and os.path.realpath(found) == os.path.realpath(folder)
    called = name if by_name else folder.as_posix()
    there, back = book.as_posix(), f"simlib pack read {book.as_posix()} --out {folder.as_posix()}"
    screen.say()
    screen.say(
        Text(
            f"现在就可以测算：simlib run {called}。其中每个值都沿用 {like}，标为假定。",
            f"It can be projected now: simlib run {called}. Every value is that of {like}, and marked as assumed.",
        )
    )
    screen.say(
        Text(
            f"接着：在 {there} 的黄色格里填写本地的数，然后 {back}，再 simlib check {called}。",
            f"Next: fill in the yellow cells of {there}, then {back}, and simlib check {called}.",
        )
    )
    if not by_name:
        screen.note(
            Text(
                f"要按名称 {name} 使用，请设环境变量 SIMLIB_PACKS={folder.parent.as_posix()}。",
                f"To use it by its name, {name}, set SIMLIB_PACKS={folder.parent.as_posix()}.",
            )
        )
