"""What is said of where, when and on whom a cost falls, on the command line and on screen."""

from __future__ import annotations

from simlib.text import Text

DECEMBER = Text(
    "年终奖励、商业保险、体检、培训、经济补偿等一年一次的支出，文件没有写明发放月份，暂列12月；"
    "招聘和岗前培训列在到岗之月。",
    "What is paid once a year (reward, insurance, check-ups, training, severance …) stands in December: no document "
    "names the month (assumed). Recruitment and entry training stand in the month of taking up post.",
)
GAINS_NOTE = Text(
    "同一批人、同样的随机因素，只比两边都在岗的月份；比的是应发报酬（含年终奖励和保留差额，不含经济补偿），"
    "平均到每人每月。人数是每次模拟的平均；不足{few}人的组不列数。",
    "The same people with the same random draws, over the months in post under both; what they are paid (with reward "
    "and protected pay, without severance), per person and month. People are means of a replication; groups of fewer "
    "than {few} are not shown.",
)
GROUP_NAMES = {  # of the people converted
    "post_before": Text("原岗位", "Post before"),
    "grade_before": Text("原等级", "Grade before"),
    "education": Text("学历", "Education"),
    "service_band": Text("社区工作年限", "Service"),
}
