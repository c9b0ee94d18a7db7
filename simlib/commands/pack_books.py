"""`pack write` and `pack read`: a pack as a questionnaire in Excel, and a questionnaire as a pack."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from simlib.commands.new_city import unwritable
from simlib.commands.policy_arguments import find_pack
from simlib.commands.screen import Screen, Wrong
from simlib.policy import PolicyError, load_policy
from simlib.policy.files.yaml_text import read_document
from simlib.policy.pack_chain import FILE
from simlib.questionnaire.pack_files import read_pack_files, write_pack_files
from simlib.questionnaire.places import at_cells
from simlib.questionnaire.read import read_questionnaire
from simlib.questionnaire.write import write_questionnaire
from simlib.text import Text

_SUFFIX = ".xlsx"


def write(args: Namespace, screen: Screen) -> int:
    """Write the questionnaire of a pack, sound or not."""
    book = Path(args.out)
    if book.suffix.lower() != _SUFFIX:
        raise Wrong(
            Text(
                "--out {book} 不是 {suffix} 文件。请写一个以 {suffix} 结尾的文件名。",
                "--out {book} is no {suffix} file. Name a file that ends in {suffix}.",
            ).of(book=book, suffix=_SUFFIX)
        )
    try:
        write_questionnaire(read_pack_files(find_pack(args.pack)), book)
    except OSError as error:
        raise unwritable(book) from error
    screen.say(Text(f"调查表已写入 {book.as_posix()}", f"Questionnaire written to {book.as_posix()}"))
    return 0


def read(args: Namespace, screen: Screen) -> int:
    """Write the pack that a questionnaire describes; exit code 2 where that pack does not load yet."""
    folder, found = Path(args.out), read_questionnaire(args.book)
    _same_pack(folder, str(found.files[FILE].get("name", "")))
    comment = f"由 simlib pack read 从 {Path(args.book).name} 写出 written by simlib pack read"
    try:
        written = write_pack_files(folder, found.files, dict.fromkeys(found.files, comment))
    except OSError as error:
        raise unwritable(folder) from error
    for file in written:
        screen.say(Text(f"已写入 {file.as_posix()}", f"Written {file.as_posix()}"))
    try:
        policy = load_policy(folder)
    except PolicyError as error:
        screen.refuse(PolicyError(at_cells(error.problems, found, folder)))
        return 2
    screen.say(
        Text(f"政策包可用，校验码 {policy.digest[:16]}。请运行 simlib check {folder.as_posix()}。",
             f"The pack loads, digest {policy.digest[:16]}. Run simlib check {folder.as_posix()}.")
    )  # fmt: skip
    return 0


def _same_pack(folder: Path, name: str) -> None:
    """Refuse to write over another pack."""
    if not (folder / FILE).exists():
        return
    document = read_document(folder / FILE)
    there = str(document.data.get("name", "")) if isinstance(document.data, dict) else ""
    if there != name:
        raise Wrong(
            Text(
                "{folder} 里是政策包 {there}，调查表写的是 {name}。请用 --out 另选一个文件夹。",
                "{folder} holds the pack {there}, and the questionnaire is of {name}. Name another folder with --out.",
            ).of(folder=folder, there=there, name=name)
        )
