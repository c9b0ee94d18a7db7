"""When each person retires, as chances by month: every length of the three draws of a life, weighed.

Choice, how many months, and a woman's track are drawn once. Between two values at which any of them makes a difference
a life is the same, so the draws are cut there, and each piece is followed through the law as it stands each time the
months of leaving are worked out: every January, and when a clause comes into force.                    [retirement.*]
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np

from simlib.months import YEAR
from simlib.policy.axes import AGE_BAND_STARTS, TRACKS
from simlib.policy.terms import option
from simlib.population.person import FEMALE, MEN_60, NEVER, TRACK_BY_POST, WOMEN_50, WOMEN_55
from simlib.twin.monthly_terms import MonthlyTerms

_BY_LAW, _SET_AGE = (option("rules.retirement", name) for name in ("by_law", "set_age"))
_FORCE = option("retirement.late_by", "force_by_age")
_DECIMALS = 12  # to which two places of a draw are one
_RULE = ("rules.extension", "outstanding_women_secretaries")


class _Pieces(NamedTuple):
    """Pieces of the draws of a life: a value inside each, and its share of all lives. Each (pieces,)."""

    choice: np.ndarray
    how_far: np.ndarray
    track: np.ndarray
    stays: np.ndarray
    best: np.ndarray
    weight: np.ndarray


def chances_of_retiring(run_terms: MonthlyTerms, records: np.ndarray) -> np.ndarray:
    """Return the chance of retiring in each month of the run if nothing else happens, (people, months)."""
    chances = np.zeros((len(records), len(run_terms.months)))
    may_stay = (records["sex"] == FEMALE) & _ever_extended(run_terms)[records["post"]]
    left = _left_to_choose(run_terms, records)
    past = (left > 0).any(axis=0)
    for women, staying, late in product((False, True), repeat=3):
        of_sex = (records["sex"] == FEMALE) == women
        who = np.flatnonzero(of_sex & (may_stay == staying) & (past == late) & _old_enough(run_terms, records))
        if len(who):
            pieces = _pieces(run_terms, women, staying, records[who], np.unique(left[:, who]))
            month = _retirement(run_terms, records[who], pieces, staying) - run_terms.months[0]
            person, piece = np.nonzero(month < len(run_terms.months))
            np.add.at(chances, (who[person], month[person, piece]), pieces.weight[piece])
    return chances


def _old_enough(run_terms: MonthlyTerms, records: np.ndarray) -> np.ndarray:
    """Return who can come to any age of retirement within the law."""
    return run_terms.months[-1] - records["birth"] >= undelayed_ages(run_terms.table).min()


def _ever_extended(run_terms: MonthlyTerms) -> np.ndarray:
    """Return for each post whether its holders may ever be let stay on."""
    return np.asarray((run_terms.chosen(*_RULE)[:, None] & (run_terms.table["extension_posts"] == 1)).any(axis=0))


def _cuts(*edges: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the middles and the lengths of the pieces into which edges cut the draws from 0 to 1."""
    ends = np.unique(np.clip(np.concatenate([[0.0, 1.0], *[np.ravel(edge) for edge in edges]]), 0, 1))
    return (ends[1:] + ends[:-1]) / 2, np.diff(ends)


def _left_to_choose(run_terms: MonthlyTerms, records: np.ndarray) -> np.ndarray:
    """Return in how many months from the opening on who is past the statutory one may still leave, (track, people).

    0 where that is not known of them: on that track they are not past it, or nobody chooses late.
    """
    terms, first = run_terms.terms(run_terms.months[0]), run_terms.months[0]
    if terms["retirement_late_share"] == 0 or terms["rules_retirement"] != _BY_LAW:
        return np.zeros((len(TRACKS), len(records)), np.int64)
    birth = records["birth"].astype(np.int64)
    statutory = np.stack([birth + statutory_age(birth, np.full(len(birth), t), terms) for t in range(len(TRACKS))])
    left = statutory + int(terms["retirement_late_limit"]) - first + 1
    return np.where(_may_be_on(records) & (statutory < first) & (left > 0) & (records["extended"] == 0), left, 0)


def _may_be_on(records: np.ndarray) -> np.ndarray:
    """Return on which tracks people may be, (track, people): either, where that follows a woman's post."""
    track, women = records["track"], records["sex"] == FEMALE
    of_women = [women & ((track == TRACK_BY_POST) | (track == one)) for one in (WOMEN_55, WOMEN_50)]
    return np.stack([~women, *of_women])


def _pieces(run_terms: MonthlyTerms, women: bool, staying: bool, people: np.ndarray, left: np.ndarray) -> _Pieces:
    table, nothing = run_terms.table, np.zeros(0)
    limits = np.unique([table["retirement_early_limit"], table["retirement_late_limit"]])
    in_force = table[run_terms.chosen(*_RULE) & staying]
    cut = [
        _cuts(table["retirement_early_share"], 1 - table["retirement_late_share"]),
        _cuts(
            *[np.arange(most) / most for most in {*limits.tolist(), *left.tolist()} if most > 0],
            *_where_forces_end(run_terms, people),
        ),
        _cuts(table["retirement_women_55_share"] if women else nothing),
        _cuts(in_force["extension_share"]),
        _cuts(in_force["extension_best_share"]),
    ]
    values = np.meshgrid(*[middles for middles, _ in cut], indexing="ij")
    lengths = np.meshgrid(*[pieces for _, pieces in cut], indexing="ij")
    return _Pieces(*[one.ravel() for one in (*values, np.prod(lengths, axis=0))])


def _retirement(run_terms: MonthlyTerms, people: np.ndarray, pieces: _Pieces, staying: bool) -> np.ndarray:
    """Return the month in which each person retires under each piece of luck, (people, pieces); NEVER for none."""
    found = np.full((len(people), len(pieces.weight)), NEVER, np.int64)
    extended = _extended(run_terms, people, pieces)
    for now, then in zip(run_terms.reckonings, (*run_terms.reckonings[1:], run_terms.months[-1] + 1)):
        due = np.maximum(_as_the_law_stands(run_terms, now, people, pieces, extended, staying), now)
        found = np.where((found == NEVER) & (due < then), due, found)
    return found


def _extended(run_terms: MonthlyTerms, people: np.ndarray, pieces: _Pieces) -> np.ndarray:
    """Return the ages in months to which people stay from the opening on, (people, pieces); 0: no longer than others.

    Whoever is past the statutory month has chosen late: until any of the months that are left.
    """
    first, of_track = run_terms.months[0], _left_to_choose(run_terms, people)
    left = np.take_along_axis(of_track.T, _track(people, pieces, run_terms.terms(first)), axis=1)
    until = first + (pieces.how_far * left).astype(np.int64) - people["birth"].astype(np.int64)[:, None]
    return np.where(left > 0, until, people["extended"].astype(np.int64)[:, None])


def _as_the_law_stands(
    run_terms: MonthlyTerms, now: int, people: np.ndarray, pieces: _Pieces, extended: np.ndarray, staying: bool
) -> np.ndarray:
    """Return the months of retirement worked out in the month `now`; `extended` notes who is let stay on."""
    terms = run_terms.terms(now)
    birth, track = people["birth"][:, None].astype(np.int64), _track(people, pieces, terms)
    statutory = birth + statutory_age(birth, track, terms)
    if staying and run_terms.chooses(*_RULE, now):
        asked = (extended == 0) & (statutory // YEAR == now // YEAR) & _eligible(run_terms, now, people, statutory)
        np.copyto(extended, _stay_until(pieces, statutory - birth, terms), where=asked)
    early = pieces.choice < terms["retirement_early_share"]
    late = (pieces.choice >= 1 - terms["retirement_late_share"]) & (terms["retirement_late_limit"] > 0)
    earlier = _early(people, pieces, statutory, track, terms)
    later = statutory + _months_late(statutory - birth, pieces, terms)
    chosen = np.where(early, np.where(earlier >= now, earlier, statutory), np.where(late, later, statutory))
    return np.where(birth + extended > statutory, birth + extended, chosen)


def _track(people: np.ndarray, pieces: _Pieces, terms: np.ndarray) -> np.ndarray:
    """Return everybody's track under each piece of luck."""
    share = terms["retirement_women_55_share"][people["post"]][:, None]
    drawn = np.where(pieces.track < share, WOMEN_55, WOMEN_50)
    known = people["track"][:, None]
    womans = np.where(known == TRACK_BY_POST, drawn, known)
    return np.where(people["sex"][:, None] == FEMALE, womans, MEN_60)


def _months_late(statutory_age: np.ndarray, pieces: _Pieces, terms: np.ndarray) -> np.ndarray:
    """Return how many months after the statutory one those who choose to stay late go, (people, pieces)."""
    limit = int(terms["retirement_late_limit"])
    if terms["retirement_late_by"] != _FORCE or limit == 0:
        return np.asarray(1 + (pieces.how_far * limit).astype(np.int64))
    late, threshold = np.zeros(statutory_age.shape, np.int64), -np.log1p(-pieces.how_far)
    for age in np.unique(statutory_age):
        months = 1 + np.searchsorted(_forces_met(int(age), terms), threshold, side="right")
        late = np.where(statutory_age == age, months, late)
    return late


def _forces_met(age: int, terms: np.ndarray) -> np.ndarray:
    """Return the forces of retiring met after one, two, … months beyond an age, up to the month before the limit."""
    ages = age + np.arange(1, max(int(terms["retirement_late_limit"]), 1))
    rates = terms["retirement_late_rate"][np.searchsorted(AGE_BAND_STARTS, ages, side="right") - 1]
    return np.asarray(np.cumsum(-np.log1p(-rates) / YEAR))


def _where_forces_end(run_terms: MonthlyTerms, people: np.ndarray) -> list[np.ndarray]:
    """Return the draws at which one month more of staying late makes a difference to anybody, under any law."""
    birth, found = np.unique(people["birth"]).astype(np.int64), []
    for now in run_terms.reckonings:
        terms = run_terms.terms(now)
        if terms["retirement_late_by"] == _FORCE:
            ages = {int(age) for track in range(len(TRACKS)) for age in statutory_age(birth, np.array(track), terms)}
            found += [-np.expm1(-_forces_met(age, terms)) for age in ages]
    return [np.unique(np.round(np.concatenate(found), _DECIMALS))] if found else []


def undelayed_ages(terms: np.ndarray) -> np.ndarray:
    """Return the ages in months to which the delay is added, (…, tracks): of before 2025, or set instead."""
    by_law = terms["rules_retirement"] == _BY_LAW
    return np.where(by_law[..., None], terms["retirement_original_age"], terms["retirement_set_age"])


def statutory_age(birth: np.ndarray, track: np.ndarray, terms: np.ndarray) -> np.ndarray:
    """Return the statutory age in months: a month more for every so many months of birth after the first affected."""
    age = undelayed_ages(terms)[track]
    if terms["rules_retirement"] == _SET_AGE:
        return np.asarray(age + 0 * birth)
    after_first = birth - terms["retirement_first_birth"][track]
    delay = np.minimum(after_first // terms["retirement_births_per_delay"][track] + 1,
                       terms["retirement_longest_delay"][track])  # fmt: skip
    return np.asarray(age + np.where(after_first >= 0, delay, 0))


def _early(
    people: np.ndarray, pieces: _Pieces, statutory: np.ndarray, track: np.ndarray, terms: np.ndarray
) -> np.ndarray:
    """Return when those who choose to go early go: no earlier than the old age and the least contributions."""
    limit = terms["retirement_early_limit"]
    if limit == 0:
        return statutory
    wanted = statutory - 1 - (pieces.how_far * limit).astype(np.int64)
    old_age = people["birth"][:, None] + undelayed_ages(terms)[track]
    paid_up = people["contribution_from"][:, None] + terms["retirement_contribution_months"]
    return np.minimum(statutory, np.maximum(wanted, np.maximum(old_age, paid_up)))


def _eligible(run_terms: MonthlyTerms, now: int, people: np.ndarray, statutory: np.ndarray) -> np.ndarray:
    """Return whose record lets them stay on: a full term in the post, and enough excellent years (none in the run)."""
    terms, past = run_terms.terms(now), now // YEAR - run_terms.months[0] // YEAR
    window = (1 << int(terms["extension_window_years"])) - 1
    years = np.bitwise_count((people["excellent_history"].astype(np.int64) << past) & window)
    first = np.bitwise_count((people["top_history"].astype(np.int64) << past) & window)
    known = (years >= terms["extension_excellent_years"]) | (first >= terms["extension_community_top_years"])
    term = statutory - people["post_from"][:, None] >= YEAR * terms["extension_term_years"]
    return np.asarray(term & (known & (terms["extension_posts"][people["post"]] == 1))[:, None])


def _stay_until(pieces: _Pieces, statutory_age: np.ndarray, terms: np.ndarray) -> np.ndarray:
    """Return the age in months to which those who are eligible are let stay; 0 for those who are not."""
    age = np.where(pieces.best < terms["extension_best_share"], terms["extension_best_age"], terms["extension_age"])
    until = np.minimum(age, statutory_age + terms["retirement_late_limit"])
    return np.where((pieces.stays < terms["extension_share"]) & (until > statutory_age), until, 0)
