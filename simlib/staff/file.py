"""What a staff file (`staff.yaml`) says: margins to draw the opening staff from, or whose staff is carried over.

A staff carried over is that of another pack, person by person (`carried_from`), and the file says what each of its
posts becomes (`posts`). So two schemes for one staff can be compared in pairs, whatever posts and grades they have.
A staff drawn from margins may have been on another pack's scale before the opening (`converted_from`): that is where
a conversion starts from, as it starts from the scale of the pack whose people are carried over.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simlib.policy import Policy, PolicyError, Problem, load_policy
from simlib.policy.files.yaml_text import Document, read_document
from simlib.policy.pack_chain import FILE, no_pack
from simlib.policy.problems import nearest
from simlib.staff.margins import CONVERTED_FROM, UNKNOWN_KEY, Margins, load_margins
from simlib.text import Text

STAFF = "staff.yaml"
STAFF_FILE = ".parquet"  # how the name of a staff file ends, which is made of a roster
_KEYS = ("format", "about", "carried_from", "posts")


@dataclass(frozen=True)
class Carried:
    """Whose staff is carried over (`origin`), and what each of its posts becomes."""

    origin: Policy
    posts: Mapping[str, str]


def read_staff(policy: Policy, path: Path) -> Margins | Carried:
    """Return what a staff file says, without making anybody. Raises PolicyError with everything that is wrong."""
    document = read_document(path)
    if is_carried(document):
        return _carried(policy, document)
    margins = load_margins(policy, path)
    if CONVERTED_FROM in document.data:
        _folder(document, CONVERTED_FROM)
    return margins


def is_carried(document: Document) -> bool:
    """Return whether a staff file carries another pack's staff over."""
    return isinstance(document.data, dict) and "carried_from" in document.data


def former_pack(policy: Policy, path: Path) -> Policy | None:
    """Return the pack on whose scale a staff was before the opening; None where its file names none.

    It is the one whose people are carried over, or that `converted_from` names.
    """
    document = read_document(path)
    key = "carried_from" if is_carried(document) else CONVERTED_FROM
    return _alike(load_policy(_folder(document, key)), policy) if key in document.data else None


def _alike(origin: Policy, policy: Policy) -> Policy:
    """Return another pack as it opens with a policy whose opening a caller moved."""
    return origin.opened(policy.opening) if policy.moved and policy.opening is not None else origin


def _carried(policy: Policy, document: Document) -> Carried:
    origin = _alike(load_policy(_folder(document, "carried_from")), policy)
    own = origin.path.parent / STAFF
    problems = [
        document.problem((key,), UNKNOWN_KEY.of(key=key), nearest(key, _KEYS))
        for key in document.data
        if key not in _KEYS
    ]
    if not os.path.lexists(own) or is_carried(read_document(own)):
        what = Text("{name} 没有自己的期初人员可以沿用", "{name} has no staff of its own to carry over").of(
            name=origin.name
        )
        way_out = Text("请写 staff.yaml 中有 margins 的那个政策包。", "Name the pack whose staff.yaml has the margins.")
        problems.append(document.problem(("carried_from",), what, way_out))
    posts = document.part("posts")
    problems += _post_problems(policy, origin, document, posts)
    if problems:
        raise PolicyError(problems)
    return Carried(origin, posts)


def _folder(document: Document, key: str) -> Path:
    """Return the folder of the pack that `carried_from` or `converted_from` names."""
    written = str(document.data[key])
    folder = Path(os.path.normpath(Path(document.file).parent / written))
    if not os.path.lexists(folder / FILE):
        raise PolicyError([document.at((key,), no_pack(key, written, folder / FILE))])
    return folder


def _post_problems(policy: Policy, origin: Policy, document: Document, posts: Mapping[str, Any]) -> list[Problem]:
    known, own = origin.axis("post"), policy.axis("post")
    unsaid = Text("posts 没有写 {origin} 的岗位 {post}", "posts says nothing of {origin}'s {post}")
    way_out = Text("请补上 {post}: 及其对应的岗位。", "Add {post}: and a post.")
    missing = [
        document.problem(("posts",), unsaid.of(origin=origin.name, post=post), way_out.of(post=post))
        for post in known
        if post not in posts
    ]
    unknown = [
        document.problem(("posts", post), _NO_POST.of(policy=origin.name, post=post), nearest(post, known))
        for post in posts
        if post not in known
    ]
    wrong = [
        document.problem(("posts", post), _NO_POST.of(policy=policy.name, post=becomes), nearest(becomes, own))
        for post, becomes in posts.items()
        if becomes not in own
    ]
    return [*missing, *unknown, *wrong]


_NO_POST = Text("{policy} 没有岗位 {post}", "{policy} has no post {post}")
