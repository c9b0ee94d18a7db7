"""The words that rosters use for sexes, degrees, certificates, ratings, contracts and tracks, as members of the axes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from simlib.policy import Policy
from simlib.policy.axes import CERTIFICATES, CONTRACTS, EDUCATIONS, LABELS, RATINGS, SEXES, TRACKS
from simlib.staff.roster.cells import Cell, joined_up
from simlib.text import same

SOME = "?some"  # of certificates: one whose level is not said
MEMBERS: dict[str, tuple[str, ...]] = {
    "sex": SEXES,
    "education": EDUCATIONS,
    "degree": EDUCATIONS,
    "certificate": CERTIFICATES,
    "rating": RATINGS,
    "contract": CONTRACTS,
    "track": TRACKS,
}
# fmt: off
_PATTERNS: dict[str, tuple[tuple[str, str], ...]] = {  # tried in turn against the whole word
    "sex": (("male", "男|男性|m|man|1|1.?男|男.?1"), ("female", "女|女性|f|woman|2|2.?女|女.?2")),
    "education": (
        ("doctor", ".*博士.*|phd|doctorate"),
        ("master", ".*(硕士|研究生|mba|mpa).*"),
        ("bachelor", "(?!.*专科).*(本科|学士|大学).*|undergraduate"),
        ("college", ".*(专科|大专|高职).*|associate|diploma"),
        ("secondary", ".*(高中|中专|中技|中职|技校|职高|职专|初中|小学|中师|高中及以下|技工).*|高中|high school|junior high"),
    ),
    "degree": (
        ("doctor", ".*博士.*|phd"), ("master", ".*(硕士|mba|mpa).*"), ("bachelor", ".*(学士|本科).*"),
        ("secondary", "无|没有|none|no"),
    ),
    "certificate": (
        ("none", "(无|没有|否|未持证|未取得|无证书|无证|未考取|no|none)"),
        ("senior_social_worker", ".*高级.*(社会工作师|社工).*|(社会工作师|社工师?).*高级.*|高级"),
        ("assistant_social_worker", ".*(助理|初级).*(社会工作师|社工师?|社会工作者).*|(社会工作师|社工师?|社会工作者).*(初级|助理).*|初级|助理|助社"),
        ("social_worker", ".*(社会工作师|社工师).*|.*中级.*社工.*|社工.*中级.*|中级"),
        (SOME, "有|是|持证|已持证|已取得|社工证|有社工证|社会工作者|社会工作者证|持社工证|yes"),
    ),
    "rating": (
        ("unrated", ".*(不定等次|不确定等次|未定等次|未确定等次|不参加|未参加|免考核|未考核|新入职|不满|试用期|unrated).*"),
        ("basic", "基本(合格|称职|胜任)(等次)?"),
        ("failed", "(不合格|不称职|不胜任|不及格)(等次)?"),
        ("excellent", "(优秀?|a|优秀等次|优等)"),
        ("satisfactory", "(合格|称职|胜任|b)(等次)?"),
    ),
    "contract": (
        ("agency", ".*(派遣|外包|劳务|政府购买服务|第三方).*"),
        ("elected", ".*(选举|选任|当选|两委|换届).*"),
        ("recruited", ".*(招聘|聘用|招考|合同|公开招|选聘|考录|员额|社区工作者|专职).*"),
    ),
    "track": (
        ("men_60", "(男)?.{0,4}60(周?岁)?.*"),
        ("women_55", "(女)?.{0,4}55(周?岁)?.*|(女)?(干部|管理岗|管理|技术岗|专技).*"),
        ("women_50", "(女)?.{0,4}50(周?岁)?.*|(女)?(工人|工勤|操作岗|生产岗|工人岗|非管理).*"),
    ),
}
_POSTS: tuple[frozenset[str], ...] = tuple(  # words that mean one post, whichever of them a pack calls it by
    frozenset(line.split()) for line in (
        "head 正职 主管 书记 主任 社区书记 社区主任 党委书记 党总支书记 党支部书记 书记主任一肩挑 书记兼主任 书记、主任 书记/主任 居委会主任 村委会主任 "
        "社区正职 社区主管 党组织书记 社区党委书记 社区党组织书记 一肩挑 主职 负责人",
        "deputy 副职 副主管 副书记 副主任 社区副书记 社区副主任 党委副书记 党总支副书记 专职副书记 居委会副主任 村委会副主任 社区副职 副站长",
        "member “两委”专职成员 委员 主办 社区委员 党委委员 居委会委员 两委委员 两委成员 社区两委 党总支委员 村委会委员 committee 专职委员",
        "assistant 干事 助理 专干 社区专干 社区助理 社区干事 工作人员 社区工作人员 一般工作人员 专职工作人员 网格员 专职网格员 社工 专职社工 办事员 社区工作者 一般干部",
    )
)
# fmt: on
_COMPILED = {
    field: tuple((member, re.compile(pattern, re.IGNORECASE)) for member, pattern in patterns)
    for field, patterns in _PATTERNS.items()
}
_TAIL = re.compile(r"[(（].*[)）]$")


class Words:
    """Reads the words of a roster as members of axes, a policy's own among them.

    said  what roster.yaml says of words, by field
    """

    def __init__(self, policy: Policy, said: Mapping[str, Mapping[str, str]]) -> None:
        self._said = {field: {_key(word): member for word, member in words.items()} for field, words in said.items()}
        self._own = {field: _labels(policy, field) for field in (*MEMBERS, "post")}
        self._posts = _post_words(policy)

    def member(self, field: str, cell: Cell) -> str | None:
        """Return the member that a word means, SOME of a certificate, None for one that is not known."""
        word = _key(joined_up(cell))
        return self._member(field, word)

    @lru_cache(maxsize=4096)  # noqa: B019 - lives as long as the reading of one file
    def _member(self, field: str, word: str) -> str | None:
        for known in (self._said.get(field, {}), self._own[field]):
            if word in known:
                return known[word]
        if field == "post":
            bare = _TAIL.sub("", word)
            return self._posts.get(word) or self._posts.get(bare) or self._own["post"].get(bare)
        return next((member for member, pattern in _COMPILED[field] if pattern.fullmatch(word)), None)


def known_members(policy: Policy, field: str) -> tuple[str, ...]:
    """Return the members that a word of a field may mean."""
    return policy.axis("post") if field == "post" else MEMBERS[field]


def _key(word: object) -> str:
    return str(word).replace(" ", "").lower()


def _labels(policy: Policy, field: str) -> dict[str, str]:
    """Return what a policy calls each member of a field, and the member's name itself."""
    found = {_key(member): member for member in known_members(policy, field)}
    own = {"post": policy.posts, "rating": policy.ratings}.get(field, ())
    for member, label in [
        *((one.name, one.label) for one in own),
        *((one, LABELS.get(one, same(one))) for one in found),
    ]:
        found.update({_key(text): member for text in label if _key(text) not in found})
    return found


def _post_words(policy: Policy) -> dict[str, str]:
    """Return the words for each post: those of the groups that its name or a part of its label is in."""
    found: dict[str, str] = {}
    for post in policy.posts:
        names = {_key(part) for text in (post.name, *post.label) for part in (text, *_PARTS.split(text)) if part}
        for group in _POSTS:
            if names & group:
                found.update({word: post.name for word in group if word not in found})
    return found


_PARTS = re.compile("[（）()、和或]|其他")
