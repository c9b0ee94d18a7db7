"""What the policy loader says of files and values, in Chinese. It speaks English; a text not listed here stays so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from simlib.policy.axes import EDUCATIONS, LABELS, TRACKS
from simlib.policy.problems import PolicyError, Problem

# fmt: off
_WHAT = tuple((re.compile(form), chinese) for form, chinese in (
    (r"grade is (.+), not in the band of (\S+) \((.+) to (.+)\)", r"grade 是 \1，不在 \2 的等级范围（\3 到 \4）之内"),
    (r"joined is (.+), at the age of (-?\d+)", r"joined 是 \1，当时只有 \2 岁"),
    (r"born (.+) retires in (.+), before (.+)", r"born 是 \1，\2 就已退休，早于 \3"),
    (r"track is (.+) for a man", r"男性的 track 不能是 \1"),
    (r"track is (.+) for a woman", r"女性的 track 不能是 \1"),
    (r"ratings lists (\d+) where the run has (\d+) years", r"ratings 写了 \1 个等次，而只有 \2 年"),
    (r"(\w+) has (.+), not a year", r"\1 中的 \2 不是年份"),
    (r"(service_since|post_since) is (.+), after (.+)", r"\1 是 \2，晚于 \3"),
    (r"promotions names (.+), not above (.+)", r"promotions 中的 \1 不高于 \2"),
    (r"promotions starts (.+), before (.+)", r"promotions 从 \1 起，早于 \2"),
    (r"(.+) is no trait of a person", r"没有 \1 这一项"),
    (r"(.+) is (.+), outside (.+) to (.+)", r"\1 是 \2，超出 \3 到 \4 的范围"),
    (r"(.+) is (.+), not a whole number", r"\1 是 \2，不是整数"),
    (r"(.+) is a number, not (.+)", r"\1 应是数字，不能是 \2"),
    (r"(.+) is a month, not (.+)", r"\1 应是年月，不能是 \2"),
    (r"(.+) is yes or no, not (.+)", r"\1 只能是 yes 或 no，不能是 \2"),
    (r"(.+) is (.+) yuan, finer than a fen", r"\1 是 \2 元，比分还细"),
    (r"(.+) is one value, not several", r"\1 只有一个值，却写了几个"),
    (r"(.+) has an empty value", r"\1 的值是空的"),
    (r"(.+) has no option (.+)", r"\1 没有选项 \2"),
    (r"(.+) lists (\d+) values where (\w+) has (\d+)", r"\1 写了 \2 个值，而 \3 有 \4 个"),
    (r"(.+) leaves out (.+)", r"\1 缺少 \2"),
    (r"(\S+) \((.+)\) is no (\w+) of this policy", r"\1 中的 \2 不是本政策的 \3"),
    (r"(.+) is not a term", r"没有条款 \1"),
    (r"(.+) gives no (.+)", r"\1 没有规定 \2"),
    (r"no pack gives (.+) \((.+); .+\)", r"没有政策包规定 \1（\2）"),
    (r"(.+) adds up to (.+), not 1", r"\1 合计是 \2，不是 1"),
    (r"establishment\.adjustment of (.+) moves a place by (\d+) posts, over (\d+)",
     r"\1 的 establishment.adjustment 使一个场所增减 \2 岗，超过 \3 岗"),
    (r"establishment\.adjustment of (.+) takes more posts than a place has", r"\1 的 establishment.adjustment 减去的岗位多于该场所的岗位"),
    (r"establishment\.adjustment gives (.+) (\d+) posts more than its table", r"establishment.adjustment 使 \1 比核定数多 \2 岗"),
    (r"(\S+) is (\w+), but (\S+) is (\w+)", r"\1 是 \2，而 \3 是 \4"),
    (r"(.+ \+ .+) is (.+), over 1", r"\1 合计是 \2，超过 1"),
    (r"(\S+) \((.+)\) is above (\S+) \((.+)\)", r"\1（\2）高于 \3（\4）"),
    (r"(.+) has no value in (.+): its first value starts (.+)", r"\1 在 \2 没有值：第一个值从 \3 起"),
    (r"(.+) starts (.+), after the opening month (.+)", r"\1 从 \2 起，晚于期初 \3"),
    (r"(.+) starts (.+), after (\S+) that reads it \((.+)\)", r"\1 从 \2 起，晚于要用它的 \3（\4）"),
    (r"(.+) needs (.+) in (\S+) \((.+); .+\), which nobody gives", r"\1 自 \3 起要用 \2（\4），却没有规定"),
    (r"(.+) starts (.+), not a month", r"\1 的起始日期 \2 不是年月"),
    (r"(.+) has two values in one month, (.+) and (.+)", r"\1 在同一月份有两个值：\2 和 \3"),
    (r"(.+) is assumed without a range", r"\1 是假定，却没有写范围"),
    (r"(.+) says no evidence", r"\1 没有写证据等级"),
    (r"(.+) is (published|reported|computed|assumed) without (.+)", r"\1 标为 \2，却没有写 \3"),
    (r"(.+) names source (.+), which is not declared", r"\1 引用的来源 \2 没有登记"),
    (r"source (.+) is declared but no value names it", r"来源 \1 登记了，却没有值引用它"),
    (r"(.+) changes policy (.+), not (.+)", r"方案 \1 针对的是政策 \2，不是 \3"),
    (r"(.+) was written for (.+) with digest (.+), which is now (.+)",
     r"方案 \1 是按摘要为 \3 的 \2 写的，\2 现在的摘要是 \4"),
    (r"there is no pack (.+) to lay it over", r"没有它所针对的政策包 \1"),
    (r"(.+), but there is no (.+)", r"\1，但没有 \2"),
    (r"unknown key (.+)", r"没有 \1 这个写法"),
    (r"carried_from is (.+), and there is no (.+)", r"carried_from 写的是 \1，但没有 \2"),
    (r"(.+) has no staff of its own to carry over", r"\1 没有自己的期初人员可以沿用"),
    (r"posts says nothing of (.+)'s (.+)", r"posts 没有写 \1 的岗位 \2"),
    (r"(.+) has no post (.+)", r"\1 没有岗位 \2"),
    (r"(.+) has no place (.+), where people of (.+) work", r"\1 没有 \2，而 \3 有人员在那里工作"),
    (r"(.+)'s staff is of (.+), and (.+) opens before it ends", r"\1 的期初人员截至 \2，晚于 \3 的期初"),
    (r"(years|replications|seed) is (.+)", r"--\1 不能是 \2"),
    (r"(.+) has no opening month", r"\1 没有期初年月"),
    (r"a policy with posts has no (.+)", r"有岗位的政策没有写 \1"),
    (r"(.+) is not known here", r"这里没有 \1 这个写法"),
    (r"(.+) is missing", r"缺少 \1"),
    (r"(.+) is not a mapping", r"\1 应是若干行“名称: 值”"),
    (r"(.+) is empty", r"\1 是空的"),
    (r"is empty", r"文件是空的"),
    (r"cannot be read: (.+)", r"文件读不出来（\1）"),
    (r"is not UTF-8 text", r"不是 UTF-8 编码的文本"),
    (r"is not YAML: (.+)", r"不是正确的 YAML（\1）"),
    (r"writes (.+) twice \(first in line (\d+)\)", r"\1 写了两次（第一次在第 \2 行）"),
    (r"dead end: no recruit can pass grade (\d+) of (\d+) in a whole career",
     r"死路：新进人员干满一生也升不过第 \1 级（共 \2 级）"),
    (r"dead end: nobody can come to the post (.+)", r"死路：没有人能到 \1 岗"),
    (r"dead end: the channel takes nobody over (\d+), but its service takes until (\d+)",
     r"死路：定向招录限 \1 岁以下，而所需年限最早 \2 岁才满"),
    (r"dead end: grade (\d+) is in no post's band", r"死路：第 \1 级不在任何岗位的等级范围内"),
    (r"mind: in (\d+) of the (\d+) groups that share a quota nobody can be excellent: (\S+) of (\d+) people rounds to none",
     r"留意：\2 个共用优秀名额的单位中，有 \1 个评不出优秀：\4 人的 \3 取整后不足一人"),
    (r"mind: no entry post is ever filled again", "留意：入职岗位不再补充任何人"),
    (r"mind: a usual recruit, (\d+) years old \((\w+)\), satisfactory every year, retires at grade (\d+) of (\d+) if no "
     r"promotion lifts the grade", r"留意：一般新聘人员（\1岁、\2）年年称职，不靠晋岗提级的话，退休时到第 \3 级（共 \4 级）"),
    (r"mind: part pay lasts (\d+) years and a contract (\d+): nobody is paid in full under a first contract",
     r"留意：按比例发放 \1 年，而合同只有 \2 年：第一份合同期内没有人领到全额报酬"),
    (r"mind: staying on until (\d+) is of no effect from (\S+): by then women of the track (\w+) retire as late by law",
     r"留意：留任至 \1 周岁自 \2 起不起作用：届时 \3 一档女性的法定退休年龄已不早于此"),
    (r"mind: (\S+) of (\d+) posts offered rounds to none: the channel takes nobody",
     r"留意：\2 个招录职位的 \1 取整后不足一个：定向招录招不到人"),
))
_WAY_OUT = tuple((re.compile(form), chinese) for form, chinese in (
    (r"Give a grade from (.+) to (.+), or another post\.", r"请写 \1 到 \2 级，或改写岗位。"),
    (r"Nobody may be employed before 16 \(Labour Law, article 15\): correct born or joined\.",
     "未满16周岁不得招用（劳动法第十五条）：请核对出生和入职年月。"),
    (r"Give a later month of birth, or another track\.", "请写较晚的出生年月，或改写退休类别。"),
    (r"Leave it out: men are on the 60 track\.", "男性不必写，一律为 60。"),
    (r"Write 55 or 50: the age of retirement before 2025\.", "请写 55 或 50，即2025年以前的退休年龄。"),
    (r"Leave out the last (\d+), or run more years\.", r"请去掉最后 \1 个，或加大 --years。"),
    (r"Write years with commas between them: 2024,2025\.", "年份之间用逗号，如 2024,2025。"),
    (r"Community service and the post begin no later than the career shown\.", "社区工作和任现岗不应晚于履历起点。"),
    (r"Name a higher post\.", "请写更高的岗位。"),
    (r"Give the post held at the start as post\.", "期初已任的岗位请写在 post。"),
    (r"Did you mean (.+)\?", r"您是不是要写 \1？"),
    (r"Known: (.+)\.", r"可以写：\1。"),
    (r"Give a value inside these limits\.", "请写范围以内的值。"),
    (r"Give a whole number from (.+) to (.+)\.", r"请写 \1 到 \2 的整数。"),
    (r"It is counted in whole (.+)\.", "它按整数计。"),
    (r"Write digits only: no unit, comma or expression\.", "只写数字，不写单位、逗号或算式。"),
    (r"Write digits only\.", "只写数字。"),
    (r"20% is written 0\.2\.", "20% 写作 0.2。"),
    (r"Write it as 2031-01\.", "写作 2031-01。"),
    (r"Write it as 2027-01, or 2027-01-31\.", "写作 2027-01 或 2027-01-31。"),
    (r"Write yes or no\.", "请写 yes 或 no。"),
    (r"Write a single value\.", "请只写一个值。"),
    (r"Write key: value lines below it\.", "请在其下逐行写“名称: 值”。"),
    (r"Write it, or leave the key out\.", "请写出来，或去掉这一项。"),
    (r"Write the value, or leave the line out\.", "请写出值，或去掉这一行。"),
    (r"Give at most two decimals\.", "最多写两位小数。"),
    (r"Give one for each of (.+)\.", r"请给每一个都写上：\1。"),
    (r"Give every (\w+) a value, or one value for all\.", r"请给每个 \1 写值，或全部共用一个值。"),
    (r"Change a share so that they add up to 1\.", "请调整，使合计为 1。"),
    (r"Lower the one or raise the other\.", "请降低前者或提高后者。"),
    (r"Lower one of them: they are shares of the same people\.", "它们是同一批人的比例，请降低其中一个。"),
    (r"Add the value in force before then, or start later\.", "请补上此前的值，或推迟期初。"),
    (r"Add the value in force before then, or open later\.", "请补上此前的值，或推迟期初。"),
    (r"Add it under provisions, with its clause or reason\.", "请写入 provisions，并注明条款或理由。"),
    (r"Add range: \[lowest, highest\] that is plausible\.", "请加 range: [最低, 最高]，写出合理的范围。"),
    (r"Add (\w+): .+\.", r"请补上 \1。"),
    (r"Declare it under sources\.", "请先在 sources 中登记。"),
    (r"Name it where it gives a value, or delete it\.", "请在相应的值处引用它，或删去。"),
    (r"Lay it over the policy it was written for\.", "请叠加在它所针对的政策上。"),
    (r"Check the proposal against the changed policy, then write digest: (.+)",
     r"请对照变动后的政策核对方案，然后运行 simlib rebind，或写 digest: \1"),
    (r"Let (\S+) be (\w+): that is where this quota is counted\.", r"请让 \1 取 \2：名额按此核定。"),
    (r"Give it too, or choose another rule\.", "请一并设定，或另选规则。"),
    (r"Let it start no later than the rule\.", "请让它不晚于该规则生效。"),
    (r"Write the folder of a pack, relative to this one\.", "请写政策包的文件夹，相对于本包。"),
    (r"Name the pack whose staff\.yaml has the margins\.", "请写 staff.yaml 中有边际分布的那个政策包。"),
    (r"Give both packs the same units and communities\.", "两包的单位和社区应当相同。"),
    (r"Let both packs open in the same month\.", "两包的期初年月应当相同。"),
    (r"Keep one of the two\.", "请只留一个。"),
    (r"Check the path\.", "请检查路径。"),
    (r"Save it again with encoding UTF-8\.", "请另存为 UTF-8 编码。"),
    (r"Look at the indentation, colons and brackets( here)?\.", "请检查这里的缩进、冒号和括号。"),
    (r"Fewer years per grade, more grades per step, or fewer grades\.", "可缩短晋级年限、增加晋升级数，或减少等级。"),
    (r"Choose a rule of promotion, or let the post be elected\.", "请选一条晋岗规则，或让该岗由选举产生。"),
    (r"Raise the age, or ask for less service\.", "请提高年龄或降低年限要求。"),
    (r"Count the quota over more people \(appraisal\.scope\), or round it otherwise \(appraisal\.rounding\)\.",
     "可扩大名额核定范围（appraisal.scope），或改变取整方式（appraisal.rounding）。"),
    (r"Recruit some of the vacancies\.", "请补充一部分空岗。"),
    (r"The grades above are for those promoted early, or with more years or ratings that count more\.",
     "更高的等级只有较早晋岗、年限更长或考核计分更高的人才能到。"),
    (r"Shorten the ramp, or lengthen the contract\.", "可缩短按比例发放的年数，或延长合同期限。"),
    (r"Raise the age, or let the rule end\.", "可提高年龄，或让该规定到期。"),
    (r"Offer more posts, or keep a larger share of them\.", "可增加职位数，或提高比例。"),
    (r"Stay within establishment\.tolerance\.", "增减不能超过 establishment.tolerance。"),
    (r"Take fewer\.", "请少减一些。"),
    (r"Take as many elsewhere\.", "请在本单位其他场所减去同样多。"),
    (r"Change a share: somebody bears it all\.", "请调整：各级分担合计应为 1。"),
))
# fmt: on
_MEMBERS = re.compile(rf"\b({'|'.join((*EDUCATIONS, *TRACKS))})\b", re.ASCII)  # named in a finding
_SINCE = re.compile(r"in (\d{4}-\d{2}) (.+)")
_SENTENCES = re.compile(r"(?<=[.?])\s+(?=[A-Z0-9])")


def chinese(problem: Problem) -> str | None:
    """Return a problem in Chinese with its place; None where what is wrong is not listed here."""
    since, text = match.groups() if (match := _SINCE.fullmatch(problem.what)) else ("", problem.what)
    what = _translated(text, _WHAT)
    if what is None:
        return None
    way_out = "".join(_translated(one, _WAY_OUT) or f" {one}" for one in _SENTENCES.split(problem.way_out))
    what = _MEMBERS.sub(lambda name: LABELS[name.group()][0], what)
    where = ":".join(part for part in (problem.file, str(problem.line or "")) if part)
    return f"{where + ': ' if where else ''}{since + ' 起，' if since else ''}{what}。{way_out}"


def in_both_languages(error: PolicyError) -> list[str]:
    """Return everything that is wrong, line by line, in Chinese (where it is listed here) and in English."""
    return [line for problem in error.problems for line in (chinese(problem), str(problem)) if line]


def _translated(text: str, table: Sequence[tuple[re.Pattern[str], str]]) -> str | None:
    return next((match.expand(zh) for form, zh in table if (match := form.fullmatch(text))), None)
