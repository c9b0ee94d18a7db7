"""The civil-service channel and the institutions: once a year some of those eligible leave upwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simlib.population.person import SATISFACTORY
from tests.oracle.law import NEAREST, YEAR, whole
from tests.oracle.luck import CHANNEL, INSTITUTION, draw
from tests.oracle.worker import Worker

if TYPE_CHECKING:
    from tests.oracle.district import District

LEFT = "civil_service"


def go_up(district: District) -> None:
    """Let the channel take its people, then the institutions theirs, in the month of the channel."""
    law, month = district.law, district.month
    if month % YEAR + 1 != law.names("channel.month", month):
        return
    taken = {"share_of_eligible": share_of_eligible, "share_of_posts": share_of_posts, "none": nobody}
    for worker in taken[law.choice("rules.channel", month)](district):
        district.leave(worker, LEFT)
    if law.choice("rules.institution", month) == "experienced_heads":
        for worker in experienced_heads(district):
            district.leave(worker, LEFT)


def nobody(district: District) -> list[Worker]:
    """No channel."""
    return []


def eligible(district: District) -> list[Worker]:
    """Return the holders of the posts named with enough service, excellent of late and not too old."""
    service = YEAR * district.law.value("channel.minimum_service", district.month)
    return [one for one in fit(district, "channel") if one.service(district.month) >= service]


def fit(district: District, way: str) -> list[Worker]:
    """Return the holders of the posts named who are not too old, and were excellent in the years looked at."""
    law, month = district.law, district.month
    posts, oldest, years = (law.value(f"{way}.{what}", month) for what in ("posts", "highest_age", "excellent_within"))
    return [
        one
        for one in district.people.values()
        if posts[one.post] and one.age(month) // YEAR <= oldest and (years == 0 or one.excellent_years(years) > 0)
    ]


def share_of_eligible(district: District) -> list[Worker]:
    """Return a share of those eligible: one draw each."""
    share, month = district.law.value("channel.share", district.month), district.month
    return [one for one in eligible(district) if draw(one.luck, month, CHANNEL) < share]


def share_of_posts(district: District) -> list[Worker]:
    """Return the best of those eligible and well rated, for a share of the posts offered."""
    law, month = district.law, district.month
    offered, share = law.value("channel.posts_offered", month), law.value("channel.posts_share", month)

    def claim(one: Worker) -> float:
        return 1 + one.excellent_run + (one.merit + draw(one.luck, month, CHANNEL)) / 2

    well_rated = [one for one in eligible(district) if one.rating >= SATISFACTORY]
    return sorted(well_rated, key=claim, reverse=True)[: whole(offered * share, NEAREST)]


def experienced_heads(district: District) -> list[Worker]:
    """Return the share of long-serving holders of the posts named, well rated, whom the institutions take."""
    law, month = district.law, district.month
    share = law.value("institution.share", month)
    service, term = (YEAR * law.value(f"institution.minimum_{what}", month) for what in ("service", "years_in_post"))
    return [
        one
        for one in fit(district, "institution")
        if one.service(month) >= service
        and one.in_post(month) >= term
        and one.rating >= SATISFACTORY
        and draw(one.luck, month, INSTITUTION) < share
    ]
