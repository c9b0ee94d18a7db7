"""How many posts are authorised at each place: set at the start, at reviews and when clauses change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.law import YEAR, Law, Round, whole

if TYPE_CHECKING:
    from tests.oracle.district import District, Place

Posts = list[int]


class Establishment:
    """What is remembered between two settings: the reviews so far, and when residents were last counted."""

    def __init__(self, law: Law) -> None:
        self.reviewed = 1.0
        self.counted = law.opening
        self.reviews = Round(law, "establishment.first_review", "establishment.review_years")

    def set(self, district: District) -> None:
        """Set the posts of every place, where this month asks for it."""
        law, month = district.law, district.month
        review = self.reviews.is_due(month)
        if review:
            self.reviewed *= 1 + law.value("establishment.review_change", month)
            self.counted = month
        if review or month == law.opening or month in law.changes:
            rule = RULES[law.choice("rules.establishment", month)]
            there = [index for index, place in enumerate(district.places) if place.stands(law, month)]
            district.authorised = [[0] * law.posts for _ in district.places]
            for index, posts in zip(there, rule(law, [district.places[index] for index in there], month, self)):
                district.authorised[index] = posts
            if law.choice("establishment.closed_staff", month) == "move_within_unit":
                rehouse(district)


def base_times_coefficient(law: Law, places: list[Place], month: int, so_far: Establishment) -> list[Posts]:
    """Posts of a place = base of its type × coefficient of its unit's class × level × reviews."""
    base, classes = law.value("establishment.base", month), law.value("establishment.unit_class", month)
    coefficient = law.value("establishment.class_coefficient", month)
    level = law.value("establishment.coefficient_level", month) * so_far.reviewed
    rounding = law.value("establishment.rounding", month)
    totals = [whole(base[place.kind] * coefficient[classes[place.unit] - 1] * level, rounding) for place in places]
    return [upper_first(law, place, total, month) for place, total in zip(places, totals)]


def norm_per_population(law: Law, places: list[Place], month: int, so_far: Establishment) -> list[Posts]:
    """So many workers per 10,000 residents of a unit, shared evenly among its places, upper posts first."""
    people, norm = residents(law, month, so_far.counted), law.value("establishment.norm", month)
    rounding = law.value("establishment.rounding", month)
    posts: dict[Place, Posts] = {}
    for unit, number in enumerate(people):
        own = [place for place in places if place.unit == unit]
        total = whole(number * norm / 10_000 * so_far.reviewed, rounding)
        posts |= {place: upper_first(law, place, share, month) for place, share in zip(own, evenly(total, len(own)))}
    return [posts[place] for place in places]


def residents(law: Law, month: int, counted: int) -> list[float]:
    """Return the residents of each unit when last counted: grown by each full year's growth since their date.

    A new figure is a count of its own, from its date.
    """
    date = law.starts("establishment.residents", month)
    numbers = [float(number) for number in law.value("establishment.residents", month)]
    for full in range(date + YEAR, counted + 1, YEAR):
        growth = law.value("establishment.residents_growth", full)
        numbers = [number * (1 + growth) for number in numbers]
    return numbers


def staff_per_grid(law: Law, places: list[Place], month: int, so_far: Establishment) -> list[Posts]:
    """Entry posts = grids of a unit × staff per grid, shared evenly; the posts above stand in each place."""
    grids, divided = law.value("establishment.grids", month), law.value("establishment.grid_places", month)
    each, rounding = law.value("establishment.staff_per_grid", month), law.value("establishment.rounding", month)
    upper = law.value("establishment.upper_posts", month)
    posts = [[*upper[place.kind][:-1], 0] for place in places]
    for unit, number in enumerate(grids):
        own = [index for index, place in enumerate(places) if place.unit == unit and divided[place.kind]]
        total = whole(number * each * so_far.reviewed, rounding)
        for index, share in zip(own, evenly(total, len(own))):
            posts[index][-1] = share
    return posts


def table_by_unit(law: Law, places: list[Place], month: int, so_far: Establishment) -> list[Posts]:
    """A table of posts by unit and type of place, shifted as the unit says."""
    table, shifted = law.value("establishment.table", month), law.value("establishment.adjustment", month)
    rounding = law.value("establishment.rounding", month)
    return [
        [
            whole((number + shift) * so_far.reviewed, rounding)
            for number, shift in zip(table[place.unit][place.kind], shifted[place.unit][place.kind])
        ]
        for place in places
    ]


def rehouse(district: District) -> None:
    """Move whoever serves, or is approved, where no post is authorised to another place of the unit, in the same post.

    In order of key, each to a place with the post before one without it, and then to where the post has most vacancies;
    nobody moves where the unit has no place with posts.
    """
    taken = district.taken()

    def room(place: int, post: int) -> tuple[bool, int]:
        posts = district.authorised[place][post]
        return posts > 0, posts - taken[place, post]

    for one in sorted((*district.people.values(), *district.approved), key=lambda one: one.key):
        open_places = [place for place in district.places_of(one.unit) if sum(district.authorised[place])]
        if open_places and one.place not in open_places:
            taken[one.place, one.post] -= 1
            one.place = max(open_places, key=lambda place: room(place, one.post))
            taken[one.place, one.post] += 1


def upper_first(law: Law, place: Place, total: int, month: int) -> Posts:
    """Split a place's posts: those above the entry post first, the lowest giving way, the entry post the rest."""
    posts = []
    for number in law.value("establishment.upper_posts", month)[place.kind][:-1]:
        posts.append(min(number, total))
        total -= posts[-1]
    return [*posts, total]


def evenly(total: int, shares: int) -> list[int]:
    """Share a number as evenly as can be, the first having one more."""
    return [total // shares + (index < total % shares) for index in range(shares)]


RULES = {
    "base_times_coefficient": base_times_coefficient,
    "norm_per_population": norm_per_population,
    "staff_per_grid": staff_per_grid,
    "table_by_unit": table_by_unit,
}
