"""What is read of a roster: each field, whether it is needed, how it is read, and the headings it is known by.

Everything else in a file is not read at all: phone numbers, addresses, bank cards, remarks.
"""

from __future__ import annotations

from typing import NamedTuple

from simlib.text import Text

# how a cell of a field is read
MONTH, WORD, GRADE, AMOUNT, NUMBER, ID, NAME, YEARS, PLACE, KEY = (
    "month", "word", "grade", "amount", "number", "id", "name", "years", "place", "key",
)  # fmt: skip


class Field(NamedTuple):
    """A field of a roster.

    label     what it is called
    read_as   how its cells are read: MONTH, WORD, …
    headings  what it is called in files, the likeliest first
    """

    label: Text
    read_as: str
    headings: tuple[str, ...]


def _field(zh: str, en: str, read_as: str, *headings: str) -> Field:
    return Field(Text(zh, en), read_as, (zh, *(one for line in headings for one in line.split()), en))


# fmt: off
FIELDS: dict[str, Field] = {
    "number": _field("工号", "Staff number", NUMBER,
                     "人员编号 员工编号 职工编号 职工号 员工号 人员代码 编号 staff_no staffno employee_number employee_id"),
    "id": _field("身份证号", "ID number", ID,
                 "身份证号码 公民身份号码 公民身份证号码 居民身份证号码 居民身份证号 身份证件号码 身份证件号 身份证 证件号码 证件号 身份号码 "
                 "id_card id_no identity_number"),
    "name": _field("姓名", "Name", NAME, "人员姓名 职工姓名 名字 full_name"),
    "key": _field("模型代码", "Model key", KEY),
    "sex": _field("性别", "Sex", WORD, "男女 gender"),
    "birth": _field("出生年月", "Month of birth", MONTH,
                    "出生日期 出生年月日 出生时间 出生月份 出生 生日 date_of_birth birth_date birth_month birth born"),
    "joined": _field("入职时间", "Joined", MONTH,
                     "入职年月 入职日期 到岗时间 到岗日期 到岗年月 聘用时间 聘用日期 聘用年月 受聘时间 录用时间 录用日期 招聘时间 上岗时间 "
                     "进入社区工作时间 进社区时间 到社区时间 到社区工作时间 签订合同时间 合同签订时间 劳动合同签订时间 首次签订合同时间 "
                     "date_joined joining_date start_date hired hire_date joined_month"),
    "service_from": _field("从事社区工作时间", "Community service since", MONTH,
                           "社区工作年限起算时间 社区工作起始时间 社区工作起算时间 从事社区工作起始时间 从事社区工作年月 从事社区工作日期 "
                           "参加社区工作时间 社区工作时间 社区工龄起算时间 社区工作年限起始时间 service_since service_from"),
    "contribution_from": _field("参加工作时间", "Working since", MONTH,
                                "参加工作年月 参加工作日期 工作时间 首次参保时间 参保时间 养老保险缴费起始时间 contributing_since"),
    "post": _field("岗位", "Post", WORD,
                   "现任岗位 现岗位 现任职务 职务 岗位名称 岗位类别 任职岗位 所任岗位 所任职务 岗位(职务) 职务(岗位) 现任职务(岗位) "
                   "position present_post"),
    "grade": _field("等级", "Grade", GRADE,
                    "岗位等级 现定级 现等级 级别 现级别 薪酬等级 工资等级 报酬等级 定级 套定等级 现岗位等级 现岗级 岗级 pay_grade"),
    "grade_from": _field("现等级起算时间", "In grade since", MONTH,
                         "任现等级时间 等级起算时间 现等级时间 现级别起算时间 现级起算时间 现等级起始时间 定级时间 现定级时间 晋级时间 "
                         "上次晋级时间 最近晋级时间 grade_since"),
    "post_from": _field("任现职时间", "In post since", MONTH,
                        "任现岗时间 任现岗位时间 任现职务时间 任现职日期 任职时间 任职日期 任职年月 现任岗位起始时间 任现职年月 post_since"),
    "unit": _field("所在街道", "Street", PLACE,
                   "街道 街镇 镇街 所属街道 所属镇街 街道名称 乡镇街道 乡镇(街道) 街道(镇) 街道(乡镇) 所在街道(镇) 所在街镇 所在单位 单位 "
                   "单位名称 工作单位 所属单位 unit"),
    "place": _field("所在社区", "Community", PLACE,
                    "社区 社区名称 所属社区 所在社区(村) 所在社区/村 所在村 村 村居 村(居) 村(社区) 社区(村) 村社区 服务社区 工作社区 "
                    "community_name place"),
    "contract": _field("用工形式", "Contract", WORD, "人员类别 身份 用工性质 聘用形式 聘用方式 人员性质 人员身份 用工方式 人员来源 来源 contract_type"),
    "education": _field("学历", "Education", WORD,
                        "最高学历 文化程度 全日制学历 在职学历 学历层次 学历情况 第一学历 全日制教育学历 在职教育学历 highest_education"),
    "degree": _field("学位", "Degree", WORD, "最高学位 全日制学位 在职学位"),
    "certificate": _field("职业资格", "Certificate", WORD,
                          "持证情况 社工证 社工证书 社会工作者职业资格 社会工作职业资格 社会工作者职业水平 社会工作者证书 社会工作者职业资格证书 "
                          "社工职业资格 持证等级 资格证书 职业资格证书 职业水平证书 证书 社工资格 certificates qualification"),
    "rating": _field("考核结果", "Rating", WORD,
                     "考核等次 考核情况 年度考核 年度考核结果 年度考核等次 上年考核 上年度考核 上年度考核结果 上年考核等次 考评结果 last_rating"),
    "track": _field("退休类别", "Retirement track", WORD, "退休类型 原退休年龄 退休岗位类别 法定退休年龄 退休年龄 track"),
    "pay": _field("月工资", "Monthly pay", AMOUNT,
                  "应发工资 月应发工资 应发合计 应发报酬 月报酬 月薪 现工资 工资 现月工资 月应发报酬 工资标准 月工资标准 现执行工资 present_pay pay"),
    "satisfactory_years": _field("已累计合格年数", "Satisfactory years", NUMBER),
    "excellent_years": _field("优秀年份", "Years rated excellent", YEARS, "考核优秀年份"),
    "top_years": _field("社区考核靠前年份", "Years the community ranked first", YEARS),
    "excellent_run": _field("连续优秀次数", "Excellent in a row", NUMBER),
    "failed_run": _field("连续不合格次数", "Failed in a row", NUMBER),
    "basic_run": _field("连续基本合格次数", "Basic in a row", NUMBER),
}
# fmt: on
RATING = "rating"  # of a year: `rating:2023`
WHO = ("key", "number", "id", "name")  # any of these says who a person is
NEEDED: tuple[tuple[str, ...], ...] = (WHO, ("birth", "id"), ("sex", "id"), ("joined",), ("post",))
SEVERAL = frozenset({"education", "degree"})  # may stand in several columns: the highest counts
NOT_READ = frozenset(  # headings that are known, and are no field: no likeness makes them one
    [
        "序号",
        "序",
        "民族",
        "政治面貌",
        "毕业院校",
        "毕业院校及专业",
        "毕业学校",
        "院校",
        "专业",
        "所学专业",
        "联系电话",
        "联系方式",
        "手机",
        "手机号",
        "手机号码",
        "电话",
        "备注",
        "说明",
        "合同期限",
        "合同起止",
        "合同起止时间",
        "合同到期",
        "合同到期时间",
        "合同终止时间",
        "合同期满时间",
        "籍贯",
        "户籍",
        "户籍地",
        "户籍所在地",
        "住址",
        "家庭住址",
        "现住址",
        "婚姻状况",
        "银行卡号",
        "开户行",
        "年龄",
        "周岁",
        "社区工作年限",
        "社区工龄",
        "工龄",
        "工作年限",
        "照片",
        "健康状况",
        "紧急联系人",
        "入党时间",
        "职称",
        "分工",
        "分管工作",
        "工作职责",
        "网格",
        "所在网格",
        "毕业时间",
        "院校及专业",
        "全日制毕业院校",
        "在职毕业院校",
        "是否退役军人",
        "是否党员",
        "是否持证",
        "是否两委",
        "特长",
        "邮箱",
        "实发工资",
        "五险一金",
        "公积金",
        "社保",
        "取得时间",
        "取证时间",
        "发证时间",
        "证书编号",
        "证书号",
        "退休时间",
        "预计退休时间",
        "签名",
        "核对人",
        "no",
        "no.",
        "remarks",
        "phone",
        "nation",
    ]
)


def label_of(field: str) -> Text:
    """Return what a field is called; that of a year's rating has the year.

    >>> label_of("rating:2023")
    Text(zh='2023年考核结果', en='Rating 2023')
    """
    name, _, year = field.partition(":")
    label = FIELDS[name].label
    return Text(f"{year}年{label.zh}", f"{label.en} {year}") if year else label


def read_as(field: str) -> str:
    """Return how the cells of a field are read."""
    return FIELDS[field.partition(":")[0]].read_as
