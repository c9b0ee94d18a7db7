# ruff: noqa: E501
"""Broken packs and proposals: one edit of a valid one each, and everything the loader says about it.

A row is the text to replace, the text to put there, and the problems, whole and in order.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from simlib.policy import load_policy
from tests.policy.made_up import build, complaints, load, write_proposal

# fmt: off
SHAPE = [
    ("opening: 2027-01", "openning: 2027-01",
     "town/policy.yaml: a policy with posts has no opening. Declare opening at the top of the file.",
     "town/policy.yaml:6: openning is not known here. Did you mean opening?"),
    ("format: 1\nname: town", "format: 2\nname: town",
     "town/policy.yaml:2: format is 2; this program reads 1. Write format: 1, or update the program."),
    ("format: 1\nname: town", "format: one\nname: town",
     "town/policy.yaml:2: format is not a whole number. Write digits only."),
    ("label: {zh: 小城, en: Town}\n", "",
     "town/policy.yaml:2: label is missing. Add label: {zh: …, en: …}."),
    ("{zh: 小城, en: Town}", "{zh: 小城}",
     "town/policy.yaml:4: label.en is missing. Add en: the English text."),
    ("{zh: 小城, en: Town}", "小城",
     "town/policy.yaml:4: label is not a mapping. Write key: value lines below it."),
    ("{zh: 小城, en: Town}", "{zh: 小城, en: ''}",
     "town/policy.yaml:4: label is empty in one language. Write both zh and en."),
    ("name: town", "name: Small Town",
     "town/policy.yaml:3: name is not written as it must be: Small Town. Names take small letters, digits and _ only, codes digits."),
    ("opening: 2027-01", "opening: 2027-13",
     "town/policy.yaml:6: opening is 2027-13, not a month. Write it as 2027-01."),
    ("opening: 2027-01", "opening: 2207-01",
     "town/policy.yaml:6: opening is 2207-01, outside 1990-01 to 2100-12. Give a value inside these limits."),
    ("opening: 2027-01", "opening: 9999-01",
     "town/policy.yaml:6: opening is 9999-01, outside 1990-01 to 2100-12. Give a value inside these limits."),
    ("opening: 2027-01", "opening: 0027-01",
     "town/policy.yaml:6: opening is 0027-01, outside 1990-01 to 2100-12. Give a value inside these limits."),
    ("grades: 6\n", "",
     "town/policy.yaml: a policy with posts has no grades. Declare grades at the top of the file."),
    ("grades: 6", "grades: 0",
     "town/policy.yaml:10: grades is too small. The smallest is 1."),
    ("place_types:\n  office: {zh: 机关, en: Office}\n", "place_types:\n  Office: {zh: 机关, en: Office}\n  office: {zh: 机关, en: Office}\n",
     "town/policy.yaml:12: place_types.Office is not written as it must be: Office. Names take small letters, digits and _ only, codes digits.",
     "town/policy.yaml:61: establishment.base leaves out Office. Give every place_type a value, or one value for all.",
     "town/policy.yaml:62: establishment.communities (east) leaves out Office. Give every place_type a value, or one value for all.",
     "town/policy.yaml:62: establishment.communities (west) leaves out Office. Give every place_type a value, or one value for all.",
     "town/policy.yaml:66: establishment.upper_posts leaves out Office. Give every place_type a value, or one value for all."),
    ("  rules.progression: {values: {2020-01: {value: every_n_years, evidence: computed, reason: made up}}}", "  rules.progression: every_n_years",
     "town/policy.yaml:35: provisions.rules.progression is not a mapping. Write key: value lines below it."),
    ("reason: {zh: 假设, en: made up}", "reason: {zh: 假设, en: made up, more or less}",
     "town/policy.yaml:32: provisions.exits.resignation.values.2020-08.reason.more or less is not known here. Known: zh, en. Inside braces a text with a comma stands in quotes."),
    ("{value: 3, source", "{source",
     "town/policy.yaml:25: provisions.progression.years_per_grade.values.2020-08-14.value is missing. Add value: the value."),
    ("{value: 3, source", "{value: 3, prevails: maybe, source",
     "town/policy.yaml:25: provisions.progression.years_per_grade.values.2020-08-14.prevails is neither true nor false. Write true or false."),
    ("grades: 6", "grades: 6\ngrades: 7",
     "town/policy.yaml:11: writes grades twice (first in line 10). Keep one of the two."),
]

CHAIN = [
    ("extends: [../land]", "extends: [../lnad]",
     "town/policy.yaml:5: extends is ../lnad, but there is no lnad/policy.yaml. Write the folder of a pack, relative to this file."),
    ("extends: [../land]", "extends: [../town]",
     "town/policy.yaml:5: extends ../town, which extends this pack. Let one of the two stand alone."),
    ("name: land", "name: land\nextends: [../town]",
     "land/policy.yaml:4: extends ../town, which extends this pack. Let one of the two stand alone."),
    ("name: land", "name: land\ngrades: 6",
     "town/policy.yaml:10: grades stands in land/policy.yaml too. Declare it in one pack only."),
    ("  rules: {title", "  law: {title: 令, issuer: 小城, checked_on: 2026-01-05}\n  rules: {title",
     "town/policy.yaml:21: source law is declared by a pack it extends. Give it another name, or leave it out here."),
    ("2030-01: {value: 186", "2030-01: {value: 186.5",
     "land/policy.yaml:18: retirement.contribution_months is 186.5, not a whole number. It is counted in whole months."),
]

NAMES = [
    ("  progression.years_per_grade:", "  progression.year_per_grade:",
     "town/policy.yaml:23: progression.year_per_grade is not a term. Did you mean progression.years_per_grade?"),
    ("{under_1: 0.1, 1_to_2", "{under_2: 0.1, 1_to_2",
     "town/policy.yaml:30: exits.resignation (under_2) is no service_band of this policy. Did you mean under_1?",
     "town/policy.yaml:30: exits.resignation leaves out under_1. Give every service_band a value, or one value for all."),
    ("value: every_n_years", "value: every_m_years",
     "town/policy.yaml:35: rules.progression has no option every_m_years. Did you mean every_n_years?"),
    ("{east: first, west: second}", "{east: frist, west: second}",
     "town/policy.yaml:62: establishment.unit_class (east) has no option frist. Did you mean first?"),
    ("source: rules", "source: rule",
     "town/policy.yaml:21: source rules is declared but no value names it. Name it where it gives a value, or delete it.",
     "town/policy.yaml:25: progression.years_per_grade names source rule, which is not declared. Declare it under sources. Did you mean rules?"),
    ("  rules: {title", "  memo: {title: 令, issuer: 小城, checked_on: 2026-01-05}\n  rules: {title",
     "town/policy.yaml:21: source memo is declared but no value names it. Name it where it gives a value, or delete it."),
    ("pay.base: {values", "pay.education_allowances: {values",
     "town/policy.yaml: no pack gives pay.base (Pay base). Add it under provisions, with its clause or reason.",
     "town/policy.yaml:67: pay.education_allowances is not a term. Did you mean pay.education_allowance?"),
]

VALUES = [
    ("appraisal.excellent_share: {values: {2020-01: {value: 0.2", "appraisal.excellent_share: {values: {2020-01: {value: 20%",
     "town/policy.yaml:39: appraisal.excellent_share is a number, not 20%. Write digits only: no unit, comma or expression. 20% is written 0.2."),
    ("appraisal.excellent_share: {values: {2020-01: {value: 0.2", "appraisal.excellent_share: {values: {2020-01: {value: 1/5",
     "town/policy.yaml:39: appraisal.excellent_share is a number, not 1/5. Write digits only: no unit, comma or expression."),
    ("appraisal.excellent_share: {values: {2020-01: {value: 0.2", "appraisal.excellent_share: {values: {2020-01: {value: 20",
     "town/policy.yaml:39: appraisal.excellent_share is 20, outside 0 to 1. Give a value inside these limits."),
    ("appraisal.excellent_share: {values: {2020-01: {value: 0.2", "appraisal.excellent_share: {values: {2020-01: {value: .nan",
     "town/policy.yaml:39: appraisal.excellent_share is a number, not .nan. Write digits only: no unit, comma or expression."),
    ("appraisal.excellent_share: {values: {2020-01: {value: 0.2", "appraisal.excellent_share: {values: {2020-01: {value: [0.2]",
     "town/policy.yaml:39: appraisal.excellent_share is one value, not several. Write a single value."),
    ("appraisal.excellent_share: {values: {2020-01: {value: 0.2", "appraisal.excellent_share: {values: {2020-01: {value: ",
     "town/policy.yaml:39: appraisal.excellent_share has an empty value. Write the value, or leave the line out."),
    ("appraisal.excellent_share: {values: {2020-01: {value: 0.2", "appraisal.excellent_share: {values: {2020-01: {value: *quota",
     "town/policy.yaml:39: uses an alias (*quota). Write the value out."),
    ("{value: 3, source", "{value: 2.5, source",
     "town/policy.yaml:25: progression.years_per_grade is 2.5, not a whole number. It is counted in whole years."),
    ("value: 3000.50", "value: 3000.505",
     "town/policy.yaml:67: pay.base is 3000.505 yuan, finer than a fen. Give at most two decimals."),
    ("value: 2029-01", "value: next year",
     "town/policy.yaml:66: establishment.first_review is a month, not next year. Write it as 2031-01."),
    ("{head: yes, clerk: no}", "{head: perhaps, clerk: no}",
     "town/policy.yaml:58: election.posts (head) is yes or no, not perhaps. Write yes or no."),
    ("[0.7, 0.2, 0.1, 0]", "[0.7, 0.2, 0.1]",
     "town/policy.yaml:53: recruitment.certificate_mix lists 3 values where certificate has 4. Give one for each of none, assistant_social_worker, social_worker, senior_social_worker."),
    ("{first: 1.1, second: 1}", "{first: 1.1}",
     "town/policy.yaml:63: establishment.class_coefficient leaves out second. Give every unit_class a value, or one value for all."),
]

DATES_AND_EVIDENCE = [
    ("2020-08-14: {value", "2020-8: {value",
     "town/policy.yaml:25: progression.years_per_grade starts 2020-8, not a month. Write it as 2027-01, or 2027-01-31."),
    ("2020-08-14: {value", "1920-08-14: {value",
     "town/policy.yaml:25: progression.years_per_grade starts 1920-08-14, outside 1990 to 2100. Correct the year."),
    ("2020-08-14: {value", "2028-08-14: {value",
     "town/policy.yaml:25: progression.years_per_grade starts 2028-08-14, after the opening month 2027-01. Add the value in force before then, or open later."),
    ("      2020-08-14: {value", "      2020-08: {value: 4, evidence: computed, reason: x}\n      2020-08-14: {value",
     "town/policy.yaml:26: progression.years_per_grade has two values in one month, 2020-08 and 2020-08-14. Keep one; a value counts from the first day of its month."),
    ("clause: \"2\", words: every three years, ", "",
     "town/policy.yaml:25: progression.years_per_grade is published without clause, words. Add clause, words, or change the evidence."),
    ("words: every three years, evidence: published", "words: every three years",
     "town/policy.yaml:25: progression.years_per_grade says no evidence. Add evidence: one of published, reported, computed, assumed."),
    ("words: every three years, evidence: published", "words: every three years, evidence: publishd",
     "town/policy.yaml:25: provisions.progression.years_per_grade.values.2020-08-14.evidence is publishd. Did you mean published?"),
    ("words: every three years, evidence: published", "words: every three years, evidence: proposed",
     "town/policy.yaml:25: progression.years_per_grade is proposed in a pack. Proposed values belong in a proposal file."),
    ("date: 2020-08-14, checked_on: 2026-01-05", "date: 2020-08-14",
     "town/policy.yaml:25: progression.years_per_grade does not say when it was checked. Add checked_on: the day it was last compared, here or to source rules."),
    ("date: 2020-08-14, checked_on", "date: 2020-02-30, checked_on",
     "town/policy.yaml:21: sources.rules.date is 2020-02-30, not a date. Write it as 2026-11-21."),
    ("        reason: {zh: 假设, en: made up}\n", "",
     "town/policy.yaml:29: exits.resignation is assumed without reason. Add reason, or change the evidence."),
    ("    range: [0, 0.2]\n", "",
     "town/policy.yaml:27: exits.resignation is assumed without a range. Add range: [lowest, highest] that is plausible."),
    ("range: [0, 0.2]", "range: [0, 0.05]",
     "town/policy.yaml:33: exits.resignation has a value outside its range (since 2020-08). Widen the range, or correct the value."),
    ("      2020-08:\n        value: {under_1", "      2019-08: {value: 0.3, evidence: assumed, reason: earlier}\n      2020-08:\n        value: {under_1",
     "town/policy.yaml:34: exits.resignation has a value outside its range (since 2019-08). Widen the range, or correct the value."),
    ("range: [1, 5]", "range: [5, 1]",
     "town/policy.yaml:26: progression.years_per_grade has a range from high to low. Write the lowest first."),
    ("range: [1, 5]", "range: [0, 5]",
     "town/policy.yaml:26: the range of progression.years_per_grade is 0, outside 1 to 40. Give a value inside these limits."),
    ("range: [1, 5]", "range: [1, 3, 5]",
     "town/policy.yaml:26: provisions.progression.years_per_grade.range has too many entries. There is room for 2."),
    ("value: every_n_years, evidence: computed, reason: made up}}", "value: every_n_years, evidence: computed, reason: made up}}, range: [0, 1]",
     "town/policy.yaml:35: rules.progression has a range, but is no number. Leave the range out."),
]

CONTRADICTIONS = [
    ("[0.7, 0.2, 0.1, 0]", "[0.7, 0.2, 0.2, 0]",
     "town/policy.yaml:53: in 2020-01 recruitment.certificate_mix adds up to 1.1, not 1. Change a share so that they add up to 1."),
    ("clerk: {lowest: 1, highest: 4}", "clerk: {lowest: 4, highest: 1}",
     "town/policy.yaml:34: in 2020-01 the band of clerk runs from 4 down to 1. Write the lowest grade first."),
    ("head: {lowest: 3, highest: 6}", "head: {lowest: 3, highest: 7}",
     "town/policy.yaml:34: in 2020-01 the band of head ends at grade 7 of 6. Lower it, or declare more grades."),
    ("head: {lowest: 3, highest: 6}", "head: {lowest: 3, highest: 3}",
     "town/policy.yaml:34: in 2020-01 the highest grade of head is below that of clerk. Posts stand top post first; a higher post has no lower band."),
    ("clerk: {lowest: 1, highest: 4}", "clerk: {lowest: 1, highest: 1}",
     "town/policy.yaml:34: in 2020-01 dead end: clerk ends at grade 1 and head begins at 3. Let the bands touch, so that the grades between can be reached."),
    ("grades: 6", "grades: 7",
     "town/policy.yaml:34: in 2020-01 dead end: grade 7 is in no post's band. Widen a band, or declare fewer grades."),
    ("recruitment.youngest_age: {values: {2020-01: {value: 20", "recruitment.youngest_age: {values: {2020-01: {value: 45",
     "town/policy.yaml:50: in 2020-01 Youngest age at entry (45 years) is above Highest age at entry (40 years). Lower the one or raise the other."),
    ("value: 4000,", "value: 40000,",
     "town/policy.yaml:72: in 2020-01 Floor of the insurance base (medical apart) (40,000 yuan a month) is above Cap of the insurance base (medical apart) (20,000 yuan a month). Lower the one or raise the other."),
    ("retirement.early_share: {values: {2020-01: {value: 0.2", "retirement.early_share: {values: {2026-01: {value: 0.9, evidence: computed, reason: x}, 2020-01: {value: 0.2",
     "town/policy.yaml:47: in 2026-01 Share choosing early retirement + Share choosing late retirement is 140%, over 100%. Lower one of them: they are shares of the same people."),
    ("{east: first, west: second}", "{east: 3, west: second}",
     "town/policy.yaml:62: in 2020-01 establishment.unit_class of east is 3. Write one of first, second, or their numbers from 1."),
]

PROPOSALS = [
    ("policy: town", "policy: city",
     "faster.yaml:4: faster changes policy city, not town. Lay it over the policy it was written for."),
    ("proposal: faster\n", "",
     "faster.yaml:1: proposal is missing. Add proposal: name of the proposal."),
    ("changes: {policy: town, ", "changes: {policy: town, since: now, ",
     "faster.yaml:4: changes.since is not known here. Known: policy, digest, was, read_with."),
    ("changes: {policy: town, ", "changes: {policy: town, was: 3, ",
     "faster.yaml:4: changes.was is not a mapping. Write key: value lines below it."),
    ("changes: {policy: town, ", "changes: {policy: town, was: {progression.years_per_grade: 3}, ",
     "faster.yaml:4: changes.was.progression.years_per_grade is not a mapping. Write key: value lines below it."),
    ("progression.years_per_grade", "progression.years_a_grade",
     "faster.yaml:6: progression.years_a_grade is not a term. Did you mean progression.years_per_grade?"),
    ("value: 2,", "value: 0,",
     "faster.yaml:8: progression.years_per_grade is 0 years, outside 1 to 40 years. Give a value inside these limits."),
    ("2028-07", "July 2028",
     "faster.yaml:8: progression.years_per_grade starts July 2028, not a month. Write it as 2027-01, or 2027-01-31."),
    ("reason: to see", "evidence: assumed, reason: to see",
     "faster.yaml:6: progression.years_per_grade is assumed without a range. Add range: [lowest, highest] that is plausible."),
    ("reason: to see", "evidence: published, source: decree",
     "faster.yaml:8: progression.years_per_grade is published without clause, words. Add clause, words, or change the evidence.",
     "faster.yaml:8: progression.years_per_grade names source decree, which is not declared. Declare it under sources. Known: law, rules."),
    ("progression.years_per_grade", "recruitment.youngest_age",
     "faster.yaml:8: recruitment.youngest_age is 2 years, outside 16 to 60 years. Give a value inside these limits."),
    ("progression.years_per_grade:\n    values:\n      2028-07: {value: 2,", "recruitment.youngest_age:\n    values:\n      2028-07: {value: 41,",
     "faster.yaml:8: in 2028-07 Youngest age at entry (41 years) is above Highest age at entry (40 years). Lower the one or raise the other."),
]
# fmt: on


@pytest.mark.parametrize("row", [*SHAPE, *CHAIN, *NAMES, *VALUES, *DATES_AND_EVIDENCE, *CONTRADICTIONS])
def test_a_broken_pack(tmp_path: Path, row: tuple[str, ...]):
    old, new, *expected = row
    assert complaints(tmp_path, lambda: load(tmp_path, (old, new))) == expected


@pytest.mark.parametrize("row", PROPOSALS)
def test_a_broken_proposal(tmp_path: Path, row: tuple[str, ...]):
    old, new, *expected = row
    town = load(tmp_path)
    file = write_proposal(tmp_path, town, (old, new))
    assert complaints(tmp_path, lambda: town.with_proposal(file)) == expected


def test_a_digest_that_is_none(tmp_path: Path):
    town = load(tmp_path)
    file = write_proposal(tmp_path, town, (town.digest[:16], "0123"))
    assert complaints(tmp_path, lambda: town.with_proposal(file)) == [
        "faster.yaml:4: changes.digest is 0123, not a digest. Write the first 16 digits or more of the policy's digest."
    ]


def test_a_proposal_may_not_redefine_a_source(tmp_path: Path):
    town = load(tmp_path)
    sources = "sources: {rules: {title: 令, issuer: 省, checked_on: 2026-01-05}}\nprovisions:"
    edits = [("provisions:", sources), ("reason: to see", "evidence: reported, source: rules")]
    file = write_proposal(tmp_path, town, *edits)
    assert complaints(tmp_path, lambda: town.with_proposal(file)) == [
        "faster.yaml:5: source rules is one of town too. Rename it here."
    ]


def test_the_errors_of_both_files_come_together_in_the_order_of_their_lines(tmp_path: Path):
    edits = [
        ("2030-01: {value: 186", "2030-01: {value: 1000"),
        ("name: town", "name: Town"),
        ("range: [1, 5]", "range: [5, 1]"),
        (
            "appraisal.excellent_share: {values: {2020-01: {value: 0.2",
            "appraisal.excellent_share: {values: {2020-01: {value: 20%",
        ),
        ("clerk: {lowest: 1, highest: 4}", "clerk: {lowest: 1, highest: 1}"),
    ]
    problems = complaints(tmp_path, lambda: load(tmp_path, *edits))
    assert [problem.split(": ")[0] for problem in problems] == [
        "land/policy.yaml:18", "town/policy.yaml:3", "town/policy.yaml:26", "town/policy.yaml:34", "town/policy.yaml:39",
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_is_the_only_complaint(tmp_path: Path):
    town = build(tmp_path)
    (tmp_path / "land" / "policy.yaml").write_bytes(b"name: \xb3\xc7")
    assert complaints(tmp_path, lambda: load_policy(town)) == [
        "land/policy.yaml:1: is not UTF-8 text. Save it again with encoding UTF-8."
    ]


def test_there_is_no_pack_in_the_folder(tmp_path: Path):
    assert complaints(tmp_path, lambda: load_policy(tmp_path / "nowhere")) == [
        "nowhere/policy.yaml: cannot be read. Check the path, and that it may be read."
    ]
