"""The axes along which a term may vary, and what stands on each.

Fixed axes are the same in every policy. Posts, units, place types and unit classes are the policy's own: their length
is read from the pack (`MOST` says how many the engine has room for).
"""

from __future__ import annotations

from simlib.policy.items import ITEMS, payments
from simlib.text import Text

SEXES = ("male", "female")
TRACKS = ("men_60", "women_55", "women_50")
RATINGS = ("unrated", "failed", "basic", "satisfactory", "excellent")  # worst first: rules compare them
EDUCATIONS = ("secondary", "college", "bachelor", "master", "doctor")
CERTIFICATES = ("none", "assistant_social_worker", "social_worker", "senior_social_worker")
CONTRACTS = ("recruited", "elected", "agency")
SERVICE_BANDS = ("under_1", "1_to_2", "3_to_4", "5_to_9", "10_to_19", "20_and_over")
SERVICE_BAND_STARTS = (0, 12, 36, 60, 120, 240)  # months of community service
AGE_BANDS = ("under_25", "25_to_29", "30_to_34", "35_to_39", "40_to_44", "45_to_49", "50_to_54", "55_to_59",
             "60_to_64", "65_and_over")  # fmt: skip
AGE_BAND_STARTS = tuple(12 * age for age in (0, 25, 30, 35, 40, 45, 50, 55, 60, 65))  # months of age
ENDS = ("lowest", "highest")  # of a band of grades
RAMP_STEPS = ("year_1", "year_2", "year_3", "year_4")  # of part pay for new staff; the last is from then on
TAX_BRACKETS = tuple(f"bracket_{number}" for number in range(1, 8))  # of income tax, the lowest first
FUNDERS: dict[str, Text] = {  # levels of government
    "region": Text("省（自治区）", "Province or region"),
    "prefecture": Text("市（盟）", "Prefecture"),
    "county": Text("县（市、区、旗）", "County or district"),
    "street": Text("街道（镇）", "Street or town"),
}
WAGE_SERIES: dict[str, Text] = {  # average wages of urban units that pay may be anchored to
    "private": Text("城镇私营单位", "Private urban units"),
    "nonprivate": Text("城镇非私营单位", "Non-private urban units"),
    "full_calibre": Text("全口径城镇单位", "All urban units (full calibre)"),
}
FIXED: dict[str, tuple[str, ...]] = {
    "sex": SEXES,
    "track": TRACKS,
    "rating": RATINGS,
    "education": EDUCATIONS,
    "certificate": CERTIFICATES,
    "service_band": SERVICE_BANDS,
    "age_band": AGE_BANDS,
    "end": ENDS,
    "ramp_step": RAMP_STEPS,
    "funder": tuple(FUNDERS),
    "line": tuple(ITEMS),
    "payment": payments(),
    "wage_series": tuple(WAGE_SERIES),
    "bracket": TAX_BRACKETS,
}
MOST: dict[str, int] = {"post": 6, "grade": 30}  # the policy's own axes that the compiled rules see

LABELS: dict[str, Text] = {  # of ratings: a pack may have its document's own words (`ratings`)
    "male": Text("男", "Men"),
    "female": Text("女", "Women"),
    "men_60": Text("男（原60周岁退休）", "Men, 60 before 2025"),
    "women_55": Text("女（原55周岁退休）", "Women, 55 before 2025"),
    "women_50": Text("女（原50周岁退休）", "Women, 50 before 2025"),
    "unrated": Text("不确定等次", "Not rated"),
    "failed": Text("不合格", "Failed"),
    "basic": Text("基本合格", "Basic"),
    "satisfactory": Text("合格", "Satisfactory"),
    "excellent": Text("优秀", "Excellent"),
    "secondary": Text("高中及以下", "Secondary or less"),
    "college": Text("大专", "College diploma"),
    "bachelor": Text("本科", "Bachelor"),
    "master": Text("硕士", "Master"),
    "doctor": Text("博士", "Doctor"),
    "none": Text("无证书", "No certificate"),
    "assistant_social_worker": Text("助理社会工作师", "Assistant social worker"),
    "social_worker": Text("社会工作师", "Social worker"),
    "senior_social_worker": Text("高级社会工作师", "Senior social worker"),
    "under_1": Text("1年以下", "Under 1 year"),
    "1_to_2": Text("1–2年", "1–2 years"),
    "3_to_4": Text("3–4年", "3–4 years"),
    "5_to_9": Text("5–9年", "5–9 years"),
    "10_to_19": Text("10–19年", "10–19 years"),
    "20_and_over": Text("20年及以上", "20 years and over"),
    "under_25": Text("25岁以下", "Under 25"),
    "65_and_over": Text("65岁及以上", "65 and over"),
    "lowest": Text("最低级", "Lowest grade"),
    "highest": Text("最高级", "Highest grade"),
    "year_1": Text("第一年", "First year"),
    "year_2": Text("第二年", "Second year"),
    "year_3": Text("第三年", "Third year"),
    "year_4": Text("第四年起", "From the fourth year"),
    **{name: Text(f"第{number}级", f"Bracket {number}") for number, name in enumerate(TAX_BRACKETS, 1)},
    **FUNDERS,
    **{key: item.label for key, item in ITEMS.items()},
    **WAGE_SERIES,
    **{f"{a}_to_{a + 4}": Text(f"{a}–{a + 4}岁", f"{a}–{a + 4}") for a in range(25, 65, 5)},
}
