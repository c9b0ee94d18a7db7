"""Every kind of finding in a roster."""

from __future__ import annotations

from simlib.staff.roster.findings import NOTICE, PROBLEM, QUESTION, READ, Finding, Kind, Weight
from simlib.text import Text

_FIX = Text("请在名册中更正。", "Correct it in the roster.")
_COUNTS = Text("年龄、年限和退休都由它推出", "age, service and retirement follow from it")


def _kind(weight: Weight, what: Text, why: Text, way_out: Text = _FIX) -> Kind:
    return Kind(weight, what, why, way_out)


def _month(zh: str, en: str) -> Kind:
    return _kind(PROBLEM, Text("{label}" + zh, "{label} " + en), _COUNTS, _WRITE_MONTH)


_WRITE_MONTH = Text("请写成年月，如 1985-07。", "Write year and month, as 1985-07.")
_ANSWER = Text(
    "请更正，或在 {map} 的 answers 中写 {kind}: {choices}。",
    "Correct it, or answer in {map}, under answers: {kind}: {choices}.",
)
_ID_USE = Text("核对人员、出生年月和性别要用它", "people, months of birth and sex are checked by it")
_ID_FIX = Text(
    "请从原始档案重新录入，该列设为文本格式。", "Enter it anew from the files, in a column formatted as text."
)
_SAY_WORD = Text(
    "请更正，或在 {map} 的 words 中写明它是哪一种：{known}。",
    "Correct it, or say in {map}, under words, which it is: {known}.",
)
_ONE_PERSON = Text("一个人只能算一次", "a person counts once")

# fmt: off
KINDS: dict[str, Kind] = {
    # cells
    "missing": _kind(PROBLEM, Text("没有填写{label}", "{label} is missing"),
                     Text("没有它就不能测算这个人", "nobody can be projected without it"),
                     Text("请补上。", "Fill it in.")),
    "no_month": _month("不是年月", "is not a month"),
    "no_such_day": _month("没有这个月或这一天", "is a month or a day that does not exist"),
    "year_only": _month("只有年份", "is only a year"),
    "lost_nought": _kind(QUESTION, Text("{label}写作“年.1”：可能是1月，也可能是丢了末尾0的10月",
                                        "{label} is written as year.1: January, or an October that lost its nought"),
                         _COUNTS, _ANSWER),
    "short_year": _kind(QUESTION, Text("{label}的年份只有两位", "{label} has a year of two digits"), _COUNTS, _ANSWER),
    "day_or_month": _kind(QUESTION, Text("{label}中日在前还是月在前，看不出来", "{label} may have the day or the month first"),
                          _COUNTS, _ANSWER),
    "id_damaged": _kind(PROBLEM, Text("身份证号已被 Excel 损坏（按数字保存只留15位）", "the ID was damaged by Excel, "
                                      "which keeps fifteen digits of a number"), _ID_USE, _ID_FIX),
    "id_length": _kind(PROBLEM, Text("身份证号不是18位，也不是15位", "the ID has neither 18 characters nor 15"), _ID_USE),
    "id_birth": _kind(PROBLEM, Text("身份证号中的出生日期不存在", "the day of birth in the ID does not exist"), _ID_USE),
    "id_check": _kind(PROBLEM, Text("身份证号的校验码不符", "the check character of the ID is wrong"), _ID_USE),
    "id_old": _kind(NOTICE, Text("身份证号是15位旧号", "the ID is an old one of 15 digits"),
                    Text("没有校验码，年份按19××年计", "it has no check character, and its year is taken to be 19xx"),
                    Text("请核对，最好换成18位。", "Check it; better give the one of 18.")),
    "id_hidden": _kind(NOTICE, Text("身份证号已脱敏，不能使用", "the ID is starred out, and not used"),
                       Text("出生年月、性别取自其他列", "birth and sex are taken from other columns"),
                       Text("无须处理。", "Nothing need be done.")),
    "id_unknown_place": _kind(NOTICE, Text("身份证号的行政区划代码不在代码表中", "the place code of the ID is not in the list"),
                              Text("代码表不全，旧代码也可能查不到", "the list is not complete, and lacks some old codes"),
                              Text("请核对；仍按此号读取。", "Check it; the ID is read all the same.")),
    "word": _kind(PROBLEM, Text("{label}的写法不认识", "{label} is a word that is not known"),
                  Text("决定报酬、晋级和退休", "pay, grades and retirement go by it"), _SAY_WORD),
    "certificate_level": _kind(QUESTION, Text("{label}只写了有证，没有写哪一级", "{label} says that there is one, and not of which level"),
                               Text("津贴按级别不同", "allowances differ by level"), _ANSWER),
    "grade_unread": _kind(PROBLEM, Text("{label}不是等级", "{label} is not a grade"),
                          Text("报酬按等级计", "pay goes by grade"), Text("请写数字，如 4。", "Write a number, as 4.")),
    "amount_unread": _kind(PROBLEM, Text("{label}不是数", "{label} is not a number"),
                           Text("要与模型所算的比较", "it is compared with what the model pays"),
                           Text("请写数字，如 4800.5。", "Write a number, as 4800.5.")),
    # a person
    "same_number": _kind(PROBLEM, Text("与第{other}行工号相同", "the staff number is that of row {other}"), _ONE_PERSON),
    "same_id": _kind(PROBLEM, Text("与第{other}行身份证号相同", "the ID is that of row {other}"), _ONE_PERSON,
                     Text("请删去重复的一行，或更正身份证号。", "Delete one of the rows, or correct the ID.")),
    "same_person": _kind(QUESTION, Text("与第{other}行姓名、出生和入职年月都相同", "name, birth and joining are those of row {other}"),
                         Text("可能是同一个人，也可能是同名", "it may be one person, or a namesake"), _ANSWER),
    "id_not_birth": _kind(PROBLEM, Text("出生年月与身份证号不符", "the month of birth is not that of the ID"), _COUNTS),
    "id_not_sex": _kind(PROBLEM, Text("性别与身份证号不符", "the sex is not that of the ID"),
                        Text("退休年龄按性别不同", "the retirement age differs by sex")),
    # against the law and the pack
    "too_young": _kind(PROBLEM, Text("入职时不满16周岁", "was under 16 on joining"),
                       Text("不得招用未满16周岁的人（劳动法第十五条）", "nobody may be employed before 16 (Labour Law, article 15)"),
                       Text("请核对出生和入职年月。", "Check birth and joining.")),
    "joined_late": _kind(PROBLEM, Text("入职晚于名册年月（{month}）", "joined after the month of the roster ({month})"),
                         Text("名册上还没有这个人", "the roster cannot have this person yet")),
    "later_than_roster": _kind(PROBLEM, Text("{label}晚于名册年月（{month}）", "{label} is after the month of the roster ({month})"),
                               _COUNTS),
    "service_too_long": _kind(PROBLEM, Text("从事社区工作时不满16周岁：年限长于年龄所容", "community service begins before 16: longer "
                                            "than the age allows"), _COUNTS, Text("请核对出生和社区工作起始年月。",
                                                                                 "Check birth and the start of service.")),
    "service_after_joining": _kind(PROBLEM, Text("从事社区工作时间晚于入职时间", "community service begins after joining"), _COUNTS),
    "post_before_service": _kind(PROBLEM, Text("{label}早于从事社区工作和入职的时间", "{label} is before service and joining"), _COUNTS),
    "past_retirement": _kind(PROBLEM, Text("名册年月时已过最迟退休年月（{month}）", "is past the latest month of retirement ({month})"),
                             Text("不应仍在岗（国务院关于渐进式延迟法定退休年龄的办法）",
                                  "cannot be in post still (the national measures on retirement age)"),
                             Text("请核对出生年月和退休类别；已退休的请删去。", "Check birth and track; delete who has retired.")),
    "born_unlikely": _kind(PROBLEM, Text("出生年月不在合理范围内", "the month of birth is beyond any that is likely"), _COUNTS),
    "outside_band": _kind(PROBLEM, Text("等级不在本岗 {band} 级之内", "the grade is outside the post's band, {band}"),
                          Text("本岗没有这一级的报酬", "the post has no pay of that grade"),
                          Text("请核对岗位和等级。", "Check post and grade.")),
    "track_not_sex": _kind(PROBLEM, Text("退休类别与性别不符", "the retirement track is not one of that sex"),
                           Text("退休年龄由它决定", "the retirement age goes by it")),
    "track_not_post": _kind(PROBLEM, Text("退休类别与岗位不符：该岗按政策包都属另一类", "the retirement track is not the post's: by the pack all of that post are on another"),
                            Text("退休年龄由它决定", "the retirement age goes by it")),
    "rated_before_joining": _kind(PROBLEM, Text("入职以前的年度有考核结果", "is rated for a year before joining"),
                                  Text("入职年月或考核结果有误", "joining or the rating is wrong")),
    "pay_negative": _kind(PROBLEM, Text("月工资小于零", "the monthly pay is below nought"),
                          Text("要与模型所算的比较", "it is compared with what the model pays")),
    "pay_unlikely": _kind(NOTICE, Text("月工资的数额不像按月的元（可能是万元或年薪），未采用", "the monthly pay does not look like yuan a "
                                       "month (10,000 yuan, or a year's?), and is not used"),
                          Text("要与模型所算的比较", "it is compared with what the model pays"),
                          Text("请改成每月多少元。", "Write yuan a month.")),
    "unit_unknown": _kind(PROBLEM, Text("所在街道（单位）不在政策包中", "the street or unit is none of the pack's"),
                          Text("核定人数和分担按单位计", "the establishment, and who pays, go by unit"),
                          Text("请更正，或在 {map} 的 units 中写明它是哪一个：{known}。",
                               "Correct it, or say in {map}, under units, which it is: {known}.")),
    "place_unknown": _kind(PROBLEM, Text("所在社区不在政策包中，或多于其社区数", "the community is none of the pack's, or one more than it has"),
                           Text("核定人数按社区计", "the establishment goes by community"),
                           Text("请更正，或在 {map} 的 places 中写明它是哪一个，或在政策包中增加社区数。",
                                "Correct it, say in {map}, under places, which it is, or give the pack more communities.")),
    # of the whole file
    "not_confirmed": _kind(QUESTION, Text("列的对应尚待确认", "the match of the columns is not confirmed"),
                           Text("读错一列，所有数都错", "one column read for another makes every figure wrong"),
                           Text("无误请加 --accept（同时写 --map 文件，就存下来）；否则在 --map 文件中改。",
                                "If it is right add --accept (with --map FILE it is saved there); else correct it in that file.")),
    "two_columns": _kind(QUESTION, Text("{label}有两列，而且不同：{columns}", "{label} stands in two columns, which differ: {columns}"),
                         Text("读了第一列", "the first was read"),
                         Text("请在 {map} 的 columns 中只写一列。", "Name one of them in {map}, under columns.")),
    "over_establishment": _kind(NOTICE, Text("{unit} 的{post}有 {people} 人，核定 {posts} 人", "{unit} has {people} in the post {post}, "
                                               "{posts} authorised"),
                                Text("超出部分没有岗位，模型不再补人", "there is no post for the rest; the model refills none"),
                                Text("请核对；无误则照此测算。", "Check it; if it is so it is projected so.")),
    "no_sheet": _kind(READ, Text("第{number}张表没有找到表头，未读", "no header was found in sheet {number}; it is not read"),
                      Text("没有一行像表头", "no row looks like one"),
                      Text("如有人员，请加上一行表头。", "If it has people, give it a header row.")),
    "hidden_sheet": _kind(READ, Text("第{number}张表是隐藏的，未读", "sheet {number} is hidden, and not read"),
                          Text("可能是下拉选项或旧名册", "it may hold menus, or an old roster"),
                          Text("如应读取，请取消隐藏。", "Unhide it if it is to be read.")),
    "hidden_row": _kind(NOTICE, Text("这一行是隐藏的，已读入", "the row is hidden, and was read"),
                         Text("可能是筛选后看不见的人员", "they may be people that a filter hides"),
                         Text("不该读入的请删去。", "Delete those that are not to be read.")),
    "left_out": _kind(READ, Text("不是人员的行没有读入：第{number}张表{rows}", "rows that are no people were left out, in sheet {number}: {rows}"),
                      Text("合计、小计、注、填表人、重复的表头", "totals, notes, signatures, repeated headers"),
                      Text("请核对；无误则无须处理。", "Check them; if so, nothing need be done.")),
    "filled_down": _kind(READ, Text("{label}空着的单元格按上一行填：{rows}", "blank cells of {label} were filled from above: {rows}"),
                         Text("合并单元格另存后只留下第一行", "merged cells keep their first row only"),
                         Text("请核对。", "Check them.")),
    "no_certificate": _kind(READ, Text("{label}空着的按无证书计：{rows}", "a blank {label} counts as none: {rows}"),
                            Text("名册一般只写有证书的", "rosters mostly name those who have one"),
                            Text("如另有所指请补上。", "Fill in what is meant otherwise.")),
    "month_taken": _kind(READ, Text("文件没有写名册年月，按期初上月 {month} 计", "the file does not say its month; it is taken to be {month}, that "
                                      "before the opening"),
                         Text("年龄和年限算到这个月底", "age and service are counted to its end"),
                         Text("如不是，请写 --month，或在 {map} 中写 month。", "If not, give --month, or write month in {map}.")),
    "earlier_roster": _kind(NOTICE, Text("名册是 {month} 的，而期初是 {opening}：其间无人进出、晋级、退休", "the roster is of {month} and the run opens in {opening}: nobody comes, goes, rises or retires between"),
                            Text("期初人员就是名册上的人", "the opening staff is the roster's"),
                            Text("测算时写 --opening {next}，其间的变动就由模拟推出。", "Give --opening {next} to a run: it then works out what happens between.")),
    "places_numbered": _kind(QUESTION, Text("{unit}：社区按文件中先后对应到政策包的社区（{many} 个）", "{unit}: {many} communities were taken for the pack's "
                                          "in the order in which they come"),
                             Text("政策包的社区只有编号", "the pack's communities have numbers only"),
                             Text("可以就加 --accept；否则请在 {map} 的 places 中写明。", "If that will do add --accept; else say in {map}, under places, which is which.")),
}
# fmt: on
ANSWERS: dict[str, tuple[str, ...]] = {  # what a question may be answered with in roster.yaml
    "lost_nought": ("january", "october"),
    "short_year": ("1900", "2000"),
    "day_or_month": ("day_first", "month_first"),
    "certificate_level": ("assistant_social_worker", "social_worker", "senior_social_worker", "none"),
    "same_person": ("same", "different"),
}


def texts(found: Finding) -> tuple[Text, Text, Text]:
    """Return what is wrong, why it matters and what to do, of a finding."""
    kind = KINDS[found.kind]
    filled = {"kind": found.kind, "choices": " / ".join(ANSWERS.get(found.kind, ())), **found.filled}
    return kind.what.of(**filled), kind.why.of(**filled), kind.way_out.of(**filled)
