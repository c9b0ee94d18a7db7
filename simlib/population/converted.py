"""The part of the verbs that keeps count of those converted to a new scale, by what they had before and have now.

Nothing is kept, and nothing done, in a run without a conversion. `i` is the place of a person's record.
"""

from __future__ import annotations

from simlib.compiled import lightly_compiled
from simlib.population.world import NOW, THEN


@lightly_compiled
def protected_cell(state, before, post, grade):
    """Return the cell of somebody converted: the post and grade before, and those of now."""
    return before * state.scale + post * state.grades + grade - 1


@lightly_compiled
def onto_protected(world, i, people):
    """Somebody converted is counted where they now stand (1), or no longer (−1)."""
    if len(world.converted) == 0:
        return
    converted = world.converted[i]
    if converted.then >= 0:
        person = world.people[i]
        now = protected_cell(world.state[0], converted.before, person.post, person.grade)
        enter_protected(world, NOW, now, people)
        enter_protected(world, THEN, converted.then, people)


@lightly_compiled
def move_protected(world, i, post, grade):
    """A person goes to another post or grade: whoever was converted is counted there from now on."""
    if len(world.converted) == 0:
        return
    before, person, state = world.converted[i].before, world.people[i], world.state[0]
    if world.converted[i].then >= 0:
        enter_protected(world, NOW, protected_cell(state, before, person.post, person.grade), -1)
        enter_protected(world, NOW, protected_cell(state, before, post, grade), 1)


@lightly_compiled
def enter_protected(world, book, cell, people):
    """So many people more in a cell of the converted: what was paid so far in this period was not theirs."""
    state = world.state[0]
    world.protected[book, -1, cell] += people
    if state.paid > 0:
        world.protected[book, state.period, cell] -= people * state.paid


@lightly_compiled
def close_protected(world):
    """The pay period ends: its months are entered for the converted in post."""
    state = world.state[0]
    for cell in range(world.protected.shape[2]):
        world.protected[NOW, state.period, cell] += state.paid * world.protected[NOW, -1, cell]
        world.protected[THEN, state.period, cell] += state.paid * world.protected[THEN, -1, cell]


@lightly_compiled
def end_protection(world, i):
    """A person's pay before a conversion is nothing to go by any more."""
    if len(world.converted) > 0:
        onto_protected(world, i, -1)
        world.converted[i].before = world.converted[i].then = -1
