"""Every term that decides about people, by the decision it belongs to: name, label, unit, limits, slider, shape."""

from __future__ import annotations

from simlib.policy.term import NO_YES, PLACES, ROUNDING, Term
from simlib.text import Text

# fmt: off
_BASE, _GRID, _NORM, _TABLE = (("base_times_coefficient",), ("staff_per_grid",), ("norm_per_population",),
                               ("table_by_unit",))  # options of rules.establishment
_MERIT, _PUSH = ("excellent_years_then_merit",), ("stated_rates",)  # of rules.promotion
_SET_AGE, _DELAYED = ("set_age_with_delay", "set_age"), ("by_law", "set_age_with_delay")  # of rules.retirement
_CHANNELS = ("share_of_eligible", "share_of_posts")  # of rules.channel
_RANKED = ("quota_by_ranked_community",)  # of rules.appraisal
_EXTENDS = ("outstanding_women_secretaries",)  # of rules.extension

STRUCTURE = (
    Term("grades.band", Text("各岗等级范围", "Band of grades of each post"), "grades", (1, 30), shape=("post", "end")),
)

PROGRESSION = (
    Term("rules.progression", Text("晋级规则", "Rule of grade progression"), "choice",
         options=(("every_n_years", Text("每满若干合格年晋一级", "A grade every so many satisfactory years")),
                  ("none", Text("不晋级", "No progression")))),
    Term("progression.years_per_grade", Text("晋级年限", "Years per grade"), "years", (1, 40), (1, 5, 1), needed_by=("every_n_years",)),
    Term("progression.grades_per_step", Text("每次晋升级数", "Grades per step"), "grades", (1, 10), (1, 3, 1), needed_by=("every_n_years",)),
    Term("progression.year_counts", Text("各考核等次计为合格年数", "Satisfactory years that a rating counts for"), "factor", (0, 5),
         shape=("rating",)),
    Term("progression.failed_restarts", Text("考核不合格则重新计年", "A failed year restarts the count"), "yes_no", options=NO_YES),
)

CONVERSION = (
    Term("rules.conversion", Text("套改规则（开始执行之月套改一次）", "Rule of conversion (once, when it comes into force)"), "choice",
         options=(("none", Text("不套改", "No conversion")),
                  ("by_service_and_education", Text("按年限和学历套入新等级", "A new grade by service and education")))),
)

PROMOTION = (
    Term("rules.promotion", Text("岗位晋升规则", "Rule of post promotion"), "choice",
         options=(("excellent_years_then_merit", Text("连续优秀者优先，其次择优", "Excellent years first, then merit")),
                  ("stated_rates", Text("按规定比率换岗（不看空岗）", "At stated rates, vacant posts or not")),
                  ("none", Text("不晋升岗位", "No promotion")))),
    Term("promotion.scope", Text("空岗选拔范围", "Where a vacant post is filled from"), "choice", options=PLACES, needed_by=_MERIT),
    Term("promotion.first_call_excellent_years", Text("优先晋升岗位所需连续优秀年数", "Excellent years in a row that give first call"),
         "years", (1, 10), (1, 5, 1), needed_by=_MERIT),
    Term("promotion.minimum_years_in_post", Text("岗位晋升所需任现岗年限", "Years in post before promotion"), "years", (0, 20), (0, 8, 1), needed_by=_MERIT),
    Term("promotion.posts_below", Text("可参加选拔的下级岗位数", "How many posts below may compete"), "posts", (1, 5), (1, 3, 1), needed_by=_MERIT),
    Term("promotion.rate", Text("每年由一岗转到另一岗的比率", "Share moved each year, from post to post"), "share", (0, 1), shape=("post", "post"),
         needed_by=_PUSH),
)

REGRADING = (
    Term("rules.regrading", Text("晋升岗位、当选后的等级", "Grade on a higher post"), "choice",
         options=(("by_entry_rule", Text("按新岗位的定级办法，不低于原等级", "By the entry rule of the new post, never lower")),
                  ("keeps_grade_or_lowest", Text("保留原等级，不低于新岗最低级", "The old grade, or the lowest of the new post")),
                  ("next_pay_above", Text("就高若干档", "So many steps above the old pay")))),
    Term("regrading.steps_above", Text("就高档数", "Steps above the old pay"), "grades", (0, 5), (0, 5, 1), needed_by=("next_pay_above",)),
)

APPRAISAL = (
    Term("rules.appraisal", Text("考核规则", "Rule of appraisal"), "choice",
         options=(("quota_by_merit", Text("按比例择优评定", "A quota, to the best")),
                  ("quota_by_ranked_community", Text("考核靠前的社区提高比例", "A larger quota in the communities ranked first")))),
    Term("appraisal.excellent_share", Text("优秀比例上限", "Share that may be rated excellent"), "share", (0, 1), (0.05, 0.4, 0.01)),
    Term("appraisal.scope", Text("优秀名额核定范围", "Where the excellent quota is counted"), "choice", options=PLACES),
    Term("appraisal.rounding", Text("优秀名额取整", "Rounding of the excellent quota"), "choice", options=ROUNDING),
    Term("appraisal.heads_apart", Text("正职单列考核", "Heads appraised apart"), "yes_no", options=NO_YES),
    Term("appraisal.failed_rate", Text("考核不合格比例", "Share rated failed"), "share", (0, 0.5), (0, 0.05, 0.001), set_by="nobody"),
    Term("appraisal.basic_rate", Text("考核基本合格（基本称职）比例", "Share rated basic"), "share", (0, 0.5), (0, 0.1, 0.005), set_by="nobody"),
    Term("appraisal.merit_weight", Text("考核中持久业绩的权重", "Weight of lasting merit in the appraisal"), "share", (0, 1), (0, 1, 0.05), set_by="nobody"),
    Term("appraisal.minimum_months", Text("参加考核的最短任职月数", "Months in service before a rating"), "months", (0, 12), (0, 12, 1)),
    Term("appraisal.top_communities", Text("提高优秀比例的社区所占比例", "Share of a street's communities with the larger quota"), "share",
         (0, 1), (0, 1, 0.05), needed_by=_RANKED),
    Term("appraisal.top_excellent_share", Text("靠前社区的优秀比例上限", "Share that may be rated excellent there"), "share", (0, 1),
         (0.05, 0.5, 0.01), needed_by=_RANKED),
    Term("appraisal.top_rounding", Text("靠前社区数取整", "Rounding of the number of those communities"), "choice", options=ROUNDING,
         needed_by=_RANKED),
    Term("appraisal.ranked_places", Text("参加社区考核排名的场所类型", "Place types that are ranked"), "yes_no", shape=("place_type",),
         needed_by=_RANKED),
    Term("appraisal.community_weight", Text("社区排名中持久水平的权重", "Weight of a community's lasting quality in its rank"), "share",
         (0, 1), (0, 1, 0.05), needed_by=_RANKED, set_by="nobody"),
)

DISMISSAL = (
    Term("dismissal.failed_years", Text("连续不合格辞退年数（0为不辞退）", "Failed years in a row to dismissal (0: never)"),
         "years", (0, 10), (0, 4, 1)),
    Term("dismissal.basic_years", Text("连续基本合格（基本称职）辞退年数（0为不辞退）", "Basic years in a row to dismissal (0: never)"),
         "years", (0, 10), (0, 5, 1)),
    Term("dismissal.protects_near_retirement", Text("工龄满十五年且距退休不足五年的不辞退", "Long service within five years of retirement bars dismissal"),
         "yes_no", options=NO_YES),
    Term("severance.elected", Text("无劳动合同的选任人员支付经济补偿", "Severance to elected members without a labour contract"), "yes_no", options=NO_YES),
    Term("severance.cap_years", Text("经济补偿封顶年限", "Years of service that count above the wage cap"), "years", (1, 60), (6, 20, 1)),
)

RETIREMENT = (
    Term("rules.retirement", Text("退休年龄规则", "Rule of the retirement age"), "choice",
         options=(("by_law", Text("按国家规定", "By national law")),
                  ("set_age_with_delay", Text("另定年龄，再加国家规定的延迟", "A set age, and the delay of national law on top")),
                  ("set_age", Text("另定年龄，不再延迟", "A set age, without delay")))),
    Term("retirement.set_age", Text("另定的退休年龄", "Retirement age set instead"), "months", (480, 840), (540, 780, 6), shape=("track",),
         needed_by=_SET_AGE),
    Term("retirement.original_age", Text("2025年前法定退休年龄", "Statutory age before 2025"), "months", (480, 840), shape=("track",), needed_by=("by_law",)),
    Term("retirement.first_birth", Text("最早受延迟影响的出生年月", "First birth month whose age rises"), "month", (0, 40000), shape=("track",),
         needed_by=_DELAYED),
    Term("retirement.births_per_delay", Text("延迟一个月所隔出生月数", "Birth months for one month of delay"), "months", (1, 120), shape=("track",),
         needed_by=_DELAYED),
    Term("retirement.longest_delay", Text("最长延迟月数", "Longest delay"), "months", (0, 120), shape=("track",), needed_by=_DELAYED),
    Term("retirement.contribution_months", Text("最低缴费月数", "Least months of contributions"), "months", (0, 480)),
    Term("retirement.contribution_start_age", Text("开始缴费年龄", "Age at which contributions began"), "years", (16, 50), (18, 40, 1), set_by="nobody"),
    Term("retirement.early_limit", Text("弹性提前最长月数", "Longest early choice"), "months", (0, 60), (0, 36, 6)),
    Term("retirement.late_limit", Text("弹性延迟最长月数", "Longest late choice"), "months", (0, 60), (0, 36, 6)),
    Term("retirement.early_share", Text("选择弹性提前的比例", "Share choosing early retirement"), "share", (0, 1), (0, 0.8, 0.05), set_by="nobody"),
    Term("retirement.late_share", Text("选择弹性延迟的比例", "Share choosing late retirement"), "share", (0, 1), (0, 0.8, 0.05), set_by="nobody"),
    Term("retirement.late_by", Text("弹性延迟多久", "How long a late choice lasts"), "choice",
         options=(("month_drawn", Text("上限以内各月机会相同", "Every month up to the limit alike")),
                  ("force_by_age", Text("每月按年龄的退休率退休", "Retiring month by month at a rate by age")))),
    Term("retirement.late_rate", Text("延迟者的退休率", "Retirement of those who stay late"), "rate_per_year", (0, 0.95), shape=("age_band",),
         idle_where=(("retirement.late_by", "month_drawn"),), set_by="nobody"),
    Term("retirement.women_55_share", Text("按55周岁类别退休的女性比例", "Share of women on the 55 track"), "share", (0, 1), (0, 1, 0.05),
         shape=("post",), set_by="nobody"),
)

EXTENSION = (
    Term("rules.extension", Text("女性书记延长留任", "Extension of women secretaries"), "choice",
         options=(("none", Text("不延长", "None")),
                  ("outstanding_women_secretaries", Text("表现优秀的女性书记可留任", "Outstanding women secretaries may stay on")))),
    Term("extension.posts", Text("可留任的岗位", "Posts whose holders may stay on"), "yes_no", shape=("post",), needed_by=_EXTENDS),
    Term("extension.term_years", Text("留任所需任现岗年限", "Years in the post (a full term)"), "years", (0, 20), (0, 10, 1), needed_by=_EXTENDS),
    Term("extension.window_years", Text("计算考核结果的年数", "Years whose results are looked at"), "years", (1, 15), (1, 8, 1), needed_by=_EXTENDS),
    Term("extension.community_top_years", Text("社区考核靠前的年数", "Years the community was ranked first"), "years", (1, 15), (1, 5, 1),
         needed_by=_EXTENDS),
    Term("extension.excellent_years", Text("个人优秀的年数", "Years rated excellent"), "years", (1, 15), (1, 5, 1), needed_by=_EXTENDS),
    Term("extension.age", Text("一般留任至", "Age to which they stay"), "months", (480, 840), needed_by=_EXTENDS),
    Term("extension.best_age", Text("特别优秀者留任至", "Age to which the best stay"), "months", (480, 840), needed_by=_EXTENDS),
    Term("extension.share", Text("符合条件者获准留任的比例", "Share of those eligible who stay"), "share", (0, 1), (0, 1, 0.05), needed_by=_EXTENDS, set_by="nobody"),
    Term("extension.best_share", Text("其中特别优秀的比例", "Share of them who are the best"), "share", (0, 1), (0, 1, 0.05), needed_by=_EXTENDS, set_by="nobody"),
)

CONTRACT = (
    Term("contract.years", Text("劳动合同期限", "Length of a labour contract"), "years", (1, 40), affects="checks"),
)

EXITS = (
    Term("exits.resignation", Text("辞职率", "Resignation"), "rate_per_year", (0, 0.95), shape=("service_band",), set_by="nobody"),
    Term("exits.resignation_age_factor", Text("辞职率的年龄系数", "Resignation by age"), "factor", (0, 10), shape=("age_band",), set_by="nobody"),
    Term("exits.resignation_level", Text("辞职率整体倍数", "Level of resignation"), "factor", (0, 10), (0, 4, 0.1), set_by="nobody"),
    Term("exits.resignation_sex_factor", Text("辞职率的性别系数", "Resignation by sex"), "factor", (0, 10), shape=("sex",), set_by="nobody"),
    Term("exits.resignation_post_factor", Text("辞职率的岗位系数", "Resignation by post"), "factor", (0, 10), shape=("post",), set_by="nobody"),
    Term("exits.resignation_grade_factor", Text("辞职率的等级系数", "Resignation by grade"), "factor", (0, 10), shape=("grade",), set_by="nobody"),
    Term("exits.resignation_unit_factor", Text("辞职率的单位系数", "Resignation by unit"), "factor", (0, 10), shape=("unit",), set_by="nobody"),
    Term("exits.death", Text("死亡率", "Death rate"), "rate_per_year", (0, 0.5), shape=("sex", "age_band"), set_by="nobody"),
    Term("exits.misconduct", Text("违纪解除率", "Dismissal for misconduct"), "rate_per_year", (0, 0.5), (0, 0.02, 0.001), set_by="nobody"),
)

CHANNEL = (
    Term("rules.channel", Text("定向招录规则", "Rule of the civil-service channel"), "choice",
         options=(("share_of_eligible", Text("符合条件者的一定比例", "A share of those eligible")),
                  ("share_of_posts", Text("招录职位的一定比例", "A share of the posts offered")),
                  ("none", Text("没有定向招录", "No channel")))),
    Term("channel.month", Text("定向招录月份", "Month of the civil-service channel"), "month_of_year", (1, 12), (1, 12, 1)),
    Term("channel.posts", Text("可参加定向招录的岗位", "Posts whose holders may compete"), "yes_no", shape=("post",), needed_by=_CHANNELS),
    Term("channel.share", Text("每年进入公务员和事业单位的比例", "Yearly share leaving to the civil service"), "share", (0, 0.5),
         (0, 0.05, 0.005), needed_by=("share_of_eligible",), set_by="nobody"),
    Term("channel.posts_offered", Text("每年招录职位数", "Posts offered each year"), "people", (0, 5000), (0, 200, 5), needed_by=("share_of_posts",)),
    Term("channel.posts_share", Text("其中面向社区工作者的比例", "Share kept for community workers"), "share", (0, 1), (0, 0.5, 0.05),
         needed_by=("share_of_posts",)),
    Term("channel.minimum_service", Text("定向招录所需社区工作年限", "Years of service the channel asks"), "years", (0, 40), (0, 10, 1), needed_by=_CHANNELS),
    Term("channel.highest_age", Text("定向招录年龄上限", "Highest age the channel takes"), "years", (18, 60), (30, 50, 1), needed_by=_CHANNELS),
    Term("channel.excellent_within", Text("定向招录要求近几年内有优秀（0为不要求）", "Channel: excellent once within so many years (0: not asked)"),
         "years", (0, 15), (0, 5, 1), needed_by=_CHANNELS),
)

INSTITUTION = (
    Term("rules.institution", Text("书记聘用为事业单位人员", "Heads taken into public institutions"), "choice",
         options=(("none", Text("无此规定", "None")),
                  ("experienced_heads", Text("任职年限较长的正职择优聘用", "The best of the long-serving heads")))),
    Term("institution.posts", Text("可聘用的岗位", "Posts whose holders are eligible"), "yes_no", shape=("post",), needed_by=("experienced_heads",)),
    Term("institution.minimum_service", Text("聘用所需社区工作年限", "Years of community service it asks"), "years", (0, 40), (0, 20, 1),
         needed_by=("experienced_heads",)),
    Term("institution.minimum_years_in_post", Text("聘用所需任现岗年限", "Years in the post it asks"), "years", (0, 20), (0, 10, 1),
         needed_by=("experienced_heads",)),
    Term("institution.excellent_within", Text("聘用要求近几年内有优秀（0为不要求）", "Institution: excellent once within so many years (0: not asked)"),
         "years", (0, 15), (0, 5, 1), needed_by=("experienced_heads",)),
    Term("institution.highest_age", Text("聘用年龄上限", "Highest age an institution takes"), "years", (18, 65), (30, 60, 1),
         needed_by=("experienced_heads",)),
    Term("institution.share", Text("符合条件者每年聘用比例", "Yearly share of those eligible"), "share", (0, 1), (0, 0.3, 0.01),
         needed_by=("experienced_heads",)),
)

QUALIFICATION = (
    Term("qualification.month", Text("取得证书和学历的月份", "Month in which certificates and degrees are earned"), "month_of_year", (1, 12), (1, 12, 1)),
    Term("qualification.certificate_rate", Text("每年取得高一级证书的比例", "Yearly chance of the next certificate"), "rate_per_year", (0, 1),
         shape=("certificate",), set_by="nobody"),
    Term("qualification.education_rate", Text("每年取得高一级学历的比例", "Yearly chance of the next degree"), "rate_per_year", (0, 1),
         shape=("education",), set_by="nobody"),
    Term("qualification.highest_age", Text("取得证书和学历的最高年龄", "Highest age at which either is earned"), "years", (18, 70), (40, 60, 1), set_by="nobody"),
    Term("qualification.degree_lifts_grade", Text("在职取得学历提高等级", "A degree earned in post lifts the grade"), "yes_no", options=NO_YES),
)

RECRUITMENT = (
    Term("recruitment.month", Text("招聘批准月份（首批）", "Month recruitment is approved (first round)"), "month_of_year", (1, 12), (1, 12, 1)),
    Term("recruitment.rounds", Text("每年招聘批次", "Rounds of recruitment a year"), "rounds", (1, 12), (1, 12, 1)),
    Term("recruitment.delay_months", Text("招聘推迟月数", "Months by which rounds are delayed"), "months", (0, 24), (0, 12, 1)),
    Term("recruitment.freeze", Text("冻结招聘", "Freeze on recruitment"), "yes_no", options=NO_YES),
    Term("recruitment.fill_share", Text("空岗招聘补充比例", "Share of vacancies to fill"), "share", (0, 1), (0, 1, 0.05)),
    Term("recruitment.lead_months", Text("招聘到岗所需月数", "Lead time of recruitment"), "months", (0, 24), (0, 12, 1)),
    Term("recruitment.exam_yield", Text("录用到岗率", "Share of approved places taken up"), "share", (0, 1), (0.5, 1, 0.05), set_by="nobody"),
    Term("recruitment.youngest_age", Text("新聘最低年龄", "Youngest age at entry"), "years", (16, 60), (18, 30, 1)),
    Term("recruitment.highest_age", Text("新聘最高年龄", "Highest age at entry"), "years", (18, 60), (30, 50, 1)),
    Term("recruitment.age_mix", Text("新聘年龄构成", "Ages of recruits"), "share", (0, 1), shape=("age_band",), adds_up=True),
    Term("recruitment.female_share", Text("新聘女性比例", "Share of women among recruits"), "share", (0, 1), (0.3, 0.9, 0.05), set_by="nobody"),
    Term("recruitment.education_mix", Text("新聘学历构成", "Education of recruits"), "share", (0, 1), shape=("education",), adds_up=True),
    Term("recruitment.certificate_mix", Text("新聘职业资格构成", "Certificates of recruits"), "share", (0, 1), shape=("certificate",), adds_up=True),
    Term("recruitment.service_mix", Text("新聘人员已有社区工作年限构成", "Community service that recruits bring"), "share", (0, 1),
         shape=("service_band",), adds_up=True),
    Term("entry.service_elsewhere", Text("外地社区工作年限累计计算", "Service elsewhere counts"), "yes_no", options=NO_YES),
    Term("entry.years_per_grade", Text("定级时每级折算年限", "Years of service per grade at entry"), "years", (1, 40), (1, 5, 1)),
    Term("entry.education_lift", Text("定级时学历提高级数", "Grades that education adds at entry"), "grades", (0, 10), shape=("education",)),
    Term("agency.conversion_share", Text("劳务派遣人员转岗比例上限", "Cap on agency workers converted"), "share", (0, 1), (0, 0.3, 0.01)),
    Term("agency.cap_of", Text("转岗比例的计算基数", "What the cap on conversions is a share of"), "choice",
         options=(("those_left", Text("每批按当时尚未转岗的派遣人员", "Each round: of those not yet converted")),
                  ("all_once", Text("各批累计，按原有派遣人员", "All rounds together: of all there were")))),
    Term("agency.minimum_years", Text("劳务派遣转岗所需年限", "Years before an agency worker converts"), "years", (0, 20), (0, 8, 1)),
    Term("agency.workers", Text("每单位劳务派遣人数", "Agency workers in each unit"), "people", (0, 5000), (0, 100, 5), set_by="nobody"),
)

ABSORPTION = (
    Term("absorption.month", Text("集中吸纳年月", "Month of absorption in bulk"), "month", (0, 40000), never=True),
    Term("absorption.people", Text("各单位集中吸纳人数", "People absorbed by each unit"), "people", (0, 5000), (0, 100, 1), shape=("unit",)),
    Term("absorption.service_years", Text("吸纳人员已有工作年限", "Years of service that they bring"), "years", (0, 40), (0, 20, 1)),
    Term("absorption.highest_age", Text("吸纳人员最高年龄", "Highest age at absorption"), "years", (18, 60), (35, 60, 1)),
    Term("absorption.beyond_establishment", Text("超出空岗的也吸纳", "Absorbed beyond the vacant posts too"), "yes_no", options=NO_YES),
)

ELECTION = (
    Term("election.first_month", Text("下次换届年月", "Month of the next election"), "month", (0, 40000)),
    Term("election.every_years", Text("换届周期", "Years between elections"), "years", (1, 20), (3, 10, 1)),
    Term("election.posts", Text("由选举产生的岗位", "Posts filled by election"), "yes_no", shape=("post",)),
    Term("election.places", Text("举行换届选举的场所类型", "Place types that hold elections"), "yes_no", shape=("place_type",)),
    Term("election.minimum_service", Text("当选所需社区工作年限", "Years of community service a winner needs"), "years", (0, 20), (0, 8, 1)),
    Term("election.turnover_share", Text("换届中落选或不再参选比例", "Share of incumbents replaced"), "share", (0, 1), (0, 0.6, 0.05), set_by="nobody"),
    Term("election.leave_share", Text("落选后退出的比例", "Share of those replaced who leave"), "share", (0, 1), (0, 1, 0.05), set_by="nobody"),
    Term("election.outsider_share", Text("新当选者中外来人员比例", "Share of the newly elected from outside"), "share", (0, 1), (0, 1, 0.05), set_by="nobody"),
    Term("election.outsider_age_mix", Text("外来当选者年龄构成", "Ages of those elected from outside"), "share", (0, 1), shape=("age_band",), adds_up=True),
    Term("election.outsider_service_mix", Text("外来当选者社区工作年限构成", "Community service of those elected from outside"), "share", (0, 1),
         shape=("service_band",), adds_up=True),
    Term("election.standing_weight", Text("当选中声望（考核、年限）的权重", "Weight of standing in who wins"), "share", (0, 1), (0, 1, 0.05), set_by="nobody"),
    Term("election.standing_years", Text("声望看近几年的优秀", "Years whose excellent ratings make standing"), "years", (1, 15), (1, 10, 1),
         set_by="nobody"),
    Term("election.vacancies_between", Text("两次换届之间的空岗", "Elected posts that fall vacant between elections"), "choice",
         options=(("filled_by_promotion", Text("任命（按岗位晋升规则补充）", "Appointed, by the rule of promotion")),
                  ("wait_for_election", Text("等到换届时选举", "Wait for the election")))),
)

ESTABLISHMENT = (
    Term("rules.establishment", Text("人员核定办法", "Rule of establishment"), "choice",
         options=(("base_times_coefficient", Text("基数乘以类别系数", "Base times class coefficient")),
                  ("staff_per_grid", Text("按网格配备", "Staff per grid")),
                  ("norm_per_population", Text("按常住人口配备", "A norm per 10,000 residents")),
                  ("table_by_unit", Text("按单位核定", "A table by unit")))),
    Term("establishment.base", Text("员额基数", "Base number of posts"), "people", (0, 2000), shape=("place_type",), needed_by=_BASE),
    Term("establishment.communities", Text("各单位社区（村）数", "Communities of each unit by type"), "people", (0, 500),
         shape=("unit", "place_type")),
    Term("establishment.unit_class", Text("单位类别", "Class of each unit"), "code", (1, 9), shape=("unit",), needed_by=_BASE),
    Term("establishment.class_coefficient", Text("类别调整系数", "Class coefficient"), "factor", (0.1, 5), (0.7, 1.3, 0.01),
         shape=("unit_class",), needed_by=_BASE),
    Term("establishment.coefficient_level", Text("员额系数整体倍数", "Level of the establishment coefficient"), "factor", (0.1, 5), (0.8, 1.2, 0.01),
         needed_by=_BASE),
    Term("establishment.grids", Text("各单位网格数", "Grids of each unit"), "grids", (0, 5000), shape=("unit",), needed_by=_GRID, set_by="nobody"),
    Term("establishment.grid_places", Text("划分网格的场所类型", "Place types that are divided into grids"), "yes_no", shape=("place_type",),
         needed_by=_GRID),
    Term("establishment.staff_per_grid", Text("每网格配备人数", "Staff per grid"), "factor", (0, 20), (0.5, 2, 0.05), needed_by=_GRID),
    Term("establishment.residents", Text("城镇常住人口", "Urban residents"), "people", (0, 50_000_000), shape=("unit",), needed_by=_NORM, set_by="nobody", grows_with="establishment.residents_growth"),
    Term("establishment.residents_growth", Text("常住人口年增长率", "Yearly growth of residents"), "share", (-0.1, 0.2), (-0.02, 0.03, 0.001),
         needed_by=_NORM, set_by="nobody"),
    Term("establishment.norm", Text("每万人配备人数", "Workers per 10,000 residents"), "factor", (0, 200), (5, 30, 0.5), needed_by=_NORM),
    Term("establishment.table", Text("各单位每个场所核定岗位数", "Posts of each place by unit"), "posts", (0, 500),
         shape=("unit", "place_type", "post"), needed_by=_TABLE),
    Term("establishment.adjustment", Text("单位统筹增减岗位数", "Posts that the unit moves between its places"), "posts", (-50, 50),
         shape=("unit", "place_type", "post"), needed_by=_TABLE),
    Term("establishment.tolerance", Text("每个场所选举岗位、其他岗位各可增减数", "Elected posts, and others, that a place may be moved by"), "posts", (0, 50), needed_by=_TABLE),
    Term("establishment.rounding", Text("员额取整", "Rounding of the establishment"), "choice", options=ROUNDING),
    Term("establishment.upper_posts", Text("入职岗位以外的岗位数", "Posts above the entry post in each place"), "posts", (0, 500),
         shape=("place_type", "post"), needed_by=(*_BASE, *_GRID, *_NORM)),
    Term("establishment.closed_staff", Text("撤并社区的人员", "Staff of a community that is closed"), "choice",
         options=(("stay", Text("留到退出为止", "Stay until they leave")),
                  ("move_within_unit", Text("安置到本单位其他社区", "Move to other places of the unit")))),
    Term("establishment.first_review", Text("下次员额调整年月", "Month of the next establishment review"), "month", (0, 40000)),
    Term("establishment.review_years", Text("员额调整周期", "Years between establishment reviews"), "years", (1, 20), (1, 6, 1)),
    Term("establishment.review_change", Text("每次调整员额增减比例", "Change at each establishment review"), "share", (-0.5, 1), (-0.1, 0.1, 0.01)),
)
