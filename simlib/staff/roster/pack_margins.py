"""The margins from which is drawn what a roster lacks: those of the pack's own staff file."""

from __future__ import annotations

import os

import numpy as np

from simlib.policy import Policy
from simlib.policy.problems import one_problem
from simlib.staff.file import STAFF, Carried, read_staff
from simlib.staff.margins import Margins
from simlib.text import Text


def margins_of(policy: Policy) -> Margins:
    """Return the margins of a pack by its own posts. Raises PolicyError where it has no staff file.

    Of a staff carried over they are the other pack's: a post has the mean of the posts that become it.
    """
    file = policy.path.parent / STAFF
    if not os.path.lexists(file):
        what = Text("{policy} 没有 {file}", "{policy} has no {file}").of(policy=policy.name, file=STAFF)
        way_out = Text(
            "名册缺的内容要按其中的分布抽取：请写上各项构成。",
            "What a roster lacks is drawn from the shares in it: write them.",
        )
        raise one_problem(what, way_out)
    read = read_staff(policy, file)
    return _through(policy, read) if isinstance(read, Carried) else read


def _through(policy: Policy, carried: Carried) -> Margins:
    theirs = margins_of(carried.origin)
    posts = carried.origin.axis("post")
    becomes = np.array([[carried.posts[post] == own for post in posts] for own in policy.axis("post")], float)
    nobody = becomes.sum(axis=1) == 0
    becomes[nobody] = 1.0  # a post that none becomes is as all of them together
    weights = becomes / becomes.sum(axis=1, keepdims=True)
    return Margins(theirs.month, theirs.seed, {name: weights @ one for name, one in theirs.shares.items()})
