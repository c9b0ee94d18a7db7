"""What the sheets say about themselves, in both languages; {…} is filled in."""

from __future__ import annotations

from simlib.text import Text

TOLD: dict[str, Text] = {
    "numbers_only": Text(
        "期初人员是真实的：逐格列出人月的各表不在其中，所以本工作簿只有数值，参数不能在此改动。",
        "The opening staff is real: sheets of person-months, pay cell by pay cell, are left out, so all here is "
        "numbers, and no parameter can be changed in it. ",
    ),
    "function": Text(
        "支出功能分类：{code} {zh}（假定，请按本地预算核对）；部门预算支出经济分类见“科目”列。",
        "Function: {code} {en} (assumed: check it against the local budget); economic category in the first column.",
    ),
    "ranges_as_projected": Text(
        "范围按测算时的参数；改动黄色单元格后须重新模拟，此处隐去",
        "Ranges are with the parameters as projected: once a yellow cell is changed they are blank",
    ),
    "mark": Text("参数已改动", "Parameters changed"),
    "blank": Text(
        "参数已改动：不随公式重算的结果已隐去，须重新模拟",
        "Parameters changed: results that do not follow by formula are left blank; project anew",
    ),
    "blank_range": Text("（参数已改动，须重新模拟）", " (parameters changed: project anew)"),
    "stands": Text("（参数已改动，仍为原数额）", " (parameters changed: still as projected)"),
    "tail": Text(
        "注：各数四舍五入列示，合计与各项之和不等的为尾差，未作机械调整。",
        "Note: figures are rounded as shown; where a total is not the sum of its parts as shown, it is by rounding.",
    ),
    "policy": Text("政策校验码 {digest}", "policy {digest}"),
    "identity": Text("参数已改动，不再是政策校验码 {digest} 的结果", "Parameters changed: no longer policy {digest}"),
    "no_longer": Text("参数已改动，不再是 {what}", "Parameters changed: no longer {what}"),
    "assumed_changed": Text(
        "（参数已改动：本表为测算时的数值）", " (parameters changed: values here are as projected)"
    ),
    "points": Text(
        "各行范围的端点不能相加，合计行是总额的范围。",
        "Ends of the ranges of lines do not add up; the last row is the range of the total.",
    ),
    "careers": Text(
        "政策包所列的典型人员（虚拟），按模拟所用参数；改动黄色单元格后金额隐去。",
        "Made-up people of the pack's careers.yaml, with the parameters as projected: once a yellow cell is changed "
        "their amounts are blank.",
    ),
    "moved": Text(
        "参数已改动：平均数已按新参数重算；范围、增减原因、典型人员须重新模拟，已隐去。",
        "Parameters changed: expected amounts follow them; ranges, causes and careers are blank until projected anew.",
    ),
    "causes_as_projected": Text(
        "各次模拟的平均数，按测算时的参数，改动黄色单元格后隐去；各项之和等于支出的增减。",
        "Means over replications with the parameters as projected, blank once a yellow cell is changed; the causes "
        "add up to the change.",
    ),
    "funding": Text(
        "左表浅黄单元格可以改动，每行合计须为100%；右表是模拟时的比例。",
        "Yellow cells may be changed; a row adds up to 100 %. On the right, the shares as projected.",
    ),
    "luck": Text(
        "“收入保障补差”按年补足：有的模拟需要补，有的不需要，因此补差的平均数不等于平均数的补差。本表是各次模拟的缺口"
        "（应保障收入减实发收入）与平均缺口之差；改动参数后平均缺口随公式移动，离差不变（这一步是近似）。",
        "Income is topped up by the year, in some replications and not in others, so the mean top-up is not the top-up "
        "of the means. Here is each replication's shortfall less the mean one; after a change of parameters the mean "
        "moves and these stay (an approximation).",
    ),
    "parameters": Text(
        "底色为浅黄的单元格可以改动：改后报酬标准、分期支出、预算科目、分级负担随之重算。人数、等级和人月是模拟的结果，"
        "不随本表变动；改动影响人员进出、晋级的参数须重新模拟。",
        "Cells in yellow may be changed: prices, spending, budget and payers are then calculated anew. People, grades "
        "and person-months are results of the projection and do not move; terms that decide about people need a new "
        "run.",
    ),
    "payers": Text(
        "各级金额＝分期支出×“分担比例”表的比例，由公式得出；合计等于预算科目的合计。",
        "Spending times the shares of the sheet of shares, by formula; the total is that of the budget lines.",
    ),
    "people": Text(
        "模拟{many}次的平均数，因此有小数；合计与空岗由公式得出。",
        "Means of {many} replications, hence the decimals; totals and vacancies are by formula.",
    ),
    "periods": Text(
        "一期之内标准不变；每年1月、调资月、缴费基数调整月及参数生效月另起一期。全部由“参数”表的公式得出。",
        "Within a period no price changes. Everything here is by formula from the sheet of parameters.",
    ),
    "prices": Text(
        "每行是某一期中一类人员一个月的报酬，奖励报酬为年终一次，经济补偿为每半个月（全年工资的二十四分之一，只列有人辞退的行，乘后再四舍五入）；"
        "全部为公式，四舍五入到分。模拟期以前各月的行只供按年计算的项目（缴费基数等）取用，不是支出。",
        "A row is what one month of one kind of person is paid in a period; the reward is paid once at year end, "
        "severance for each half month: a 24th of the year's wages, in rows with somebody dismissed, rounded when "
        "multiplied. Rows of months before the run serve what is reckoned by the year (bases …) alone.",
    ),
    "months": Text(
        "模拟{many}次的平均数（不是某一次模拟）：报酬标准是确定的，平均人月×报酬标准等于模型支出的平均数。与“报酬标准”同一行为同一类人员。"
        "模拟期以前各月的人月（从年中开始模拟的才有）同样不是支出。",
        "Means of {many} replications, not one of them: means times prices are the model's expected cost. Rows are "
        "those of the price table; months before the run (one that opens within a year) are no cost here either.",
    ),
    "bases": Text(
        "每行是一类人员上年的月平均工资（计入工资总额的各月工资加年终奖励，除以计发月数）和按它缴费的月数（模拟{many}次的平均数）；新进人员按首月工资。"
        "各险种的缴费＝月数×费率×（在当期上下限之内的月平均工资），见“分期支出”。",
        "A row is one kind of person's mean monthly wages of the year (those of each month and the reward, over the "
        "months paid) and the months of contributions on it, means over {many} replications; recruits are on their "
        "first wage. Contributions are months times the rate of these wages, within floor and cap: see the spending.",
    ),
    "spending": Text(
        "人月 × 报酬标准，各期分别相乘求和；人月为各次模拟的平均数，因此合计即支出的平均数。",
        "Person-months times prices, period by period; the months are means over replications, so the sum is the "
        "expected cost.",
    ),
    "checks": Text(
        "每行都应为零；差额先四舍五入到所注的位数。", "Every row should be nothing, once rounded as it says."
    ),
}
TOLD_OF_NUMBERS: dict[str, Text] = {  # instead, where no cell can be changed
    "ranges_as_projected": Text("范围按测算时的参数", "Ranges are with the parameters as projected"),
    "careers": Text(
        "政策包所列的典型人员（虚拟），按模拟所用参数。",
        "Made-up people of the pack's careers.yaml, with the parameters as projected.",
    ),
    "payers": Text(
        "各级金额＝支出×分担比例；合计等于预算科目的合计。",
        "Spending times the shares of each level; the total is that of the budget lines.",
    ),
    "people": Text("模拟{many}次的平均数，因此有小数。", "Means of {many} replications, hence the decimals. "),
    "causes_as_projected": Text(
        "各次模拟的平均数，按测算时的参数；各项之和等于支出的增减。",
        "Means over replications with the parameters as projected; the causes add up to the change.",
    ),
}

LIMITS: tuple[Text, ...] = (
    Text(
        "报酬不影响辞职：辞职率为假定，不随工资变动。", "Pay does not feed back on resignation: its rates are assumed."
    ),
    Text("没有内部调动：人员只因晋升岗位或选举变换单位。", "Nobody moves between places but by promotion or election."),
    Text(
        "范围和概率只含所列假定的变动；没有列入的（如报酬对辞职的影响、新的政策）不在其中。",
        "Ranges cover the assumptions that were varied and nothing else: not pay moving resignations, no new policy.",
    ),
    Text(
        "期初队伍若按边际分布合成，则年龄、年限、学历在岗位之内相互独立。",
        "An opening staff drawn from margins has age, service and education independent within a post.",
    ),
    Text(
        "人员退出的当月照发报酬；经济补偿按所在类别全年工资的月平均数计，年内晋升岗位、套改的人不单列；孕期、产期、哺乳期不在记录中，其不得辞退未模拟。",
        "The month of leaving is paid. Severance is counted on the year's mean wage of one's kind, also for who moved "
        "within the year. Pregnancy and nursing, which bar dismissal, are not in the record.",
    ),
    Text(
        "员额减少不裁人；空出一个少一个，已批准的招聘照常到岗。",
        "Nobody is dismissed when the establishment falls; approved recruits still come.",
    ),
    Text(
        "本表中改动参数只重算报酬和支出，不重新模拟人员；改动影响人员进出、晋级、考核的参数，须用命令行重新生成。",
        "Changing parameters here calculates prices anew, not people; terms that decide about people need a new run.",
    ),
)

CAUSES: dict[str, Text] = {
    "carry_over": Text(
        "上年人员全年按上年12月的标准发放比上年实际多出的部分", "last year's staff all year at December's prices"
    ),
    "headcount": Text("人月增减，结构不变", "so many more person-months of the same mix"),
    "post_mix": Text("各岗位人数构成的变化", "the posts as they now are"),
    "new_for_old": Text("同岗位内新人替老人带来的等级变化", "within posts, recruits in the place of leavers"),
    "grade_drift": Text("留任者晋级", "rises of those who stay"),
    "ratings_and_allowances": Text(
        "考核等次、学历、证书、发放比例及其标准", "ratings, degrees, certificates, part pay and their standards"
    ),
    "pay_award": Text("薪酬基数或数额调整（含相应缴费）", "the pay scale as it now is, with contributions"),
    "contributions": Text("费率、缴费基数上下限", "rates, floors and caps"),
    "conversion": Text(
        "套改后工资降低者的保留差额及其单位缴费", "pay protected on conversion, and contributions on it"
    ),
    "other": Text(
        "经济补偿、保险、体检、培训、招聘、网格经费、收入补差",
        "severance, welfare, training, recruiting, grid money, top-up",
    ),
}

OF_STANDARDS: dict[str, Text] = {
    "carried": Text(
        "上年年中调整，上年只付了一部分，今年付全年", "what last year's changes, paid for part of it, add now"
    ),
    "mass": Text("当年调整落在当年的部分", "what of this year's changes falls in the year"),
    "ahead": Text("当年调整落在下年的部分，即下年的上年翘尾", "what of them falls in the next: its carry-over"),
    "level": Text(
        "当年人员全年按年末标准，比全年按上年末标准多支", "this year's staff at December's standards all year"
    ),
}
