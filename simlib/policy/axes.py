"""The axes along which a term may vary, and what stands on each.

Fixed axes are the same in every policy. Posts, units, place types and unit classes are the policy's own: their length
is read from the pack (`MOST` says how many the engine has room for).
"""

from __future__ import annotations

SEXES = ("male", "female")
TRACKS = ("men_60", "women_55", "women_50")
RATINGS = ("unrated", "failed", "basic", "satisfactory", "excellent")
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
FUNDERS: dict[str, tuple[str, str]] = {  # levels of government
    "region": ("省（自治区）", "Province or region"),
    "prefecture": ("市（盟）", "Prefecture"),
    "county": ("县（市、区、旗）", "County or district"),
    "street": ("街道（镇）", "Street or town"),
}
WAGE_SERIES: dict[str, tuple[str, str]] = {  # average wages of urban units that pay may be anchored to
    "private": ("城镇私营单位", "Private urban units"),
    "nonprivate": ("城镇非私营单位", "Non-private urban units"),
    "full_calibre": ("全口径城镇单位", "All urban units (full calibre)"),
}
LINES: dict[str, tuple[str, str]] = {  # of the budget
    "basic_pay": ("基本报酬", "Basic pay"),
    "performance_pay": ("绩效报酬", "Performance pay"),
    "year_end_reward": ("奖励报酬", "Year-end reward"),
    "post_allowance": ("岗位津贴", "Post allowance"),
    "education_allowance": ("学历津贴", "Education allowance"),
    "certificate_allowance": ("职业津贴", "Certificate allowance"),
    "protected_pay": ("套改保留工资", "Protected pay on conversion"),
    "guarantee": ("收入保障补差", "Top-up to the guaranteed income"),
    "meals": ("误餐补贴", "Meals"),
    "insurance": ("商业保险", "Commercial insurance"),
    "check_up": ("体检", "Check-ups"),
    "training": ("培训", "Training"),
    "recruitment": ("招聘", "Recruitment"),
    "grid_service": ("网格服务经费", "Grid service money"),
    "pension": ("养老保险（单位）", "Pension (employer)"),
    "medical": ("医疗及生育保险（单位）", "Medical and maternity (employer)"),
    "unemployment": ("失业保险（单位）", "Unemployment (employer)"),
    "injury": ("工伤保险（单位）", "Work injury (employer)"),
    "housing_fund": ("住房公积金（单位）", "Housing fund (employer)"),
    "union_fund": ("工会经费", "Union fund"),
    "protected_contributions": ("保留工资的单位缴费", "Contributions on protected pay (employer)"),
    "severance": ("经济补偿", "Severance"),
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
    "line": tuple(LINES),
    "wage_series": tuple(WAGE_SERIES),
}
MOST: dict[str, int] = {"post": 6, "grade": 30}  # the policy's own axes that the compiled rules see

LABELS: dict[str, tuple[str, str]] = {
    "male": ("男", "Men"),
    "female": ("女", "Women"),
    "men_60": ("男，原60周岁", "Men, 60 before 2025"),
    "women_55": ("女，原55周岁", "Women, 55 before 2025"),
    "women_50": ("女，原50周岁", "Women, 50 before 2025"),
    "unrated": ("未定等次", "Not rated"),
    "failed": ("不称职", "Failed"),
    "basic": ("基本称职", "Basic"),
    "satisfactory": ("称职", "Satisfactory"),
    "excellent": ("优秀", "Excellent"),
    "secondary": ("高中及以下", "Secondary or less"),
    "college": ("大专", "College diploma"),
    "bachelor": ("本科", "Bachelor"),
    "master": ("硕士", "Master"),
    "doctor": ("博士", "Doctor"),
    "none": ("无证书", "No certificate"),
    "assistant_social_worker": ("助理社会工作师", "Assistant social worker"),
    "social_worker": ("社会工作师", "Social worker"),
    "senior_social_worker": ("高级社会工作师", "Senior social worker"),
    "under_1": ("1年以下", "Under 1 year"),
    "1_to_2": ("1–2年", "1–2 years"),
    "3_to_4": ("3–4年", "3–4 years"),
    "5_to_9": ("5–9年", "5–9 years"),
    "10_to_19": ("10–19年", "10–19 years"),
    "20_and_over": ("20年及以上", "20 years and over"),
    "under_25": ("25岁以下", "Under 25"),
    "65_and_over": ("65岁及以上", "65 and over"),
    "lowest": ("最低级", "Lowest grade"),
    "highest": ("最高级", "Highest grade"),
    "year_1": ("第一年", "First year"),
    "year_2": ("第二年", "Second year"),
    "year_3": ("第三年", "Third year"),
    "year_4": ("第四年起", "From the fourth year"),
    **FUNDERS,
    **LINES,
    **WAGE_SERIES,
    **{f"{a}_to_{a + 4}": (f"{a}–{a + 4}岁", f"{a}–{a + 4}") for a in range(25, 65, 5)},
}
