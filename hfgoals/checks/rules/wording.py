"""W18, W19, W21, W22: slips of the pen, left-over sample text, the unit's own name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hfgoals.checks.case import OverallCase, PlanCase, ProjectCase
from hfgoals.checks.following import WHOLE
from hfgoals.checks.rule import Hit, HitGroup, YearRule, rule
from hfgoals.checks.text.mistakes import mistakes
from hfgoals.checks.text.sounds import slips, unlike, wrong_units
from hfgoals.checks.text.wording import HAN, clauses, quoted, sentences
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText
from hfgoals.model.values import Overall, Unit

_ALL = ("project", "goal", "indicator", "plan", "subgoal", "safeguard")
_REPEATED = re.compile(
    rf"([{HAN}A-Za-z]{{3,24}}?)\1|([{HAN}]{{2}})\2\2|((?!([{HAN}])\4)(?![一每逐])[{HAN}]{{2}})\3(?![{HAN}]?[数率])"
)
_SAME_OBJECT = re.compile(rf"(?P<object>[{HAN}]{{4,12}})，[{HAN}]{{2,3}}(?P=object)(?=[，。；])")
_VERB_AGAIN = re.compile(
    r"(?:^|[，。；、\n\0])(?P<verb>保持|加强|提高|推进|推动|完善|做好|开展|扩大|提升)"
    r"[^，。；\n]{2,30}[的中]的?(?P=verb)"
)
_LEFT_OVER = re.compile(
    r"填制说明|填报说明[:：]|指标\s*\d\s*[:：]|请(?:在此)?填写|请输入|点击(?:此处)?(?:输入|填写)|此处填写|"
    r"\[bookmark[^\]]*\]|示例[:：]|（示例）"
)
_SAMPLE = "示例"
_STATION = re.compile(
    r"(?<![级省市县区央视播电讲舞平柜吧一两三几各该前后灶月\d])"
    r"(?:台领导|台党总支|台党支部|台党组|台内(?!容)|台里)"
    r"|(?<![安健完齐成基])(?:全台|我台|本台)(?![账帐式湾风北州灯])"
)
# Another county's centre is left from another county's text, unless it is one worked with.
_IS_MEDIA = re.compile("融媒|广播|电视|传媒|新闻")
_MEDIA = re.compile(
    rf"(?P<place>[{HAN}]{{2,3}}?)[县区旗](?:融媒体中心|广播电视台|新闻中心|传媒中心)"
)
_BESIDE = re.compile("[与和同向到在赴、]")
_ANY = re.compile("[地各全本我该外邻市县乡村级]|兄弟|周边|其他|先进|示范|试点")
_AMONG = re.compile("合作|交流|学习|考察|联合|联办|共建|等")
_PLACE = re.compile(rf"^(?:[{HAN}]{{2,3}}市)?(?P<place>[{HAN}]{{2,3}})(?P<kind>县|区|市)")


@rule("W18", reads=_ALL, scope="texts")
def said_once(case: ProjectCase | OverallCase) -> Iterator[Hit]:
    """No words doubled, no clause said twice in a sentence."""
    repeated = _REPEATED.search(case.whole) is not None
    meant = [each for each in (_SAME_OBJECT, _VERB_AGAIN) if each.search(case.whole)]
    for address, text in case.texts:
        if len(text) < 6 or address.path == "code":
            continue
        label = address.field.label
        for found in _REPEATED.finditer(text) if repeated else ():
            mended = (
                text[: found.start()] + (found[1] or found[2] or found[3]) + text[found.end() :]
            )
            told = {"label": label, "place": found[0]}
            yield Hit(address, told, (SetText(address, mended),))
        for odd in meant:
            for found in odd.finditer(text):
                place = quoted(found[0].strip("，。；、\n"), 40)
                # It may be meant so: 制定制度，落实制度.
                yield Hit(address, {"label": label, "place": place}, level="hint")
        twice = _said_twice(text)
        if twice:
            yield Hit(address, {"label": label, "place": quoted(twice, 40)})


def _said_twice(text: str) -> str:
    if len(text) < 14:
        return ""
    for sentence in sentences(text):
        said: set[str] = set()
        for clause in clauses(sentence):
            if clause in said and len(clause) >= 6:
                return clause
            said.add(clause)
    return ""


@rule("W19", reads=_ALL, scope="texts")
def spelt_right(case: ProjectCase | OverallCase) -> Iterator[Hit]:
    """No word of the list of wrong ones, none that only sounds like the word meant."""
    known = mistakes()
    listed = known.pattern.search(case.whole) is not None
    texts = [text for _, text in case.texts]
    odd = dict((*unlike(texts), *wrong_units(texts)))
    for place, (address, text) in enumerate(case.texts):
        if address.path == "code":
            continue
        label = address.field.label
        found = known.found(text) if listed else []
        if found:
            mended = known.mended(text)
            wrong = list(dict.fromkeys(each[0] for each in found))
            right = "”“".join(known.right[each] for each in wrong)
            repair = (SetText(address, mended),) if mended != text else ()
            yield Hit(address, {"label": label, "wrong": "”“".join(wrong), "right": right}, repair)
            continue
        slip = next(iter(slips(text)), odd.get(place))
        if slip is not None:
            told = {"label": label, "wrong": slip.wrong, "right": slip.right}
            # By its sound alone it may be meant; when the form says the right word too, it is not.
            sure = len(slip.right) == 2 and slip.right in case.whole
            yield Hit(address, told, level=None if sure else "hint")


@rule("W21", reads=(*_ALL, "unit.name"), scope="texts")
def nothing_left_over(case: ProjectCase | OverallCase) -> Iterator[Hit]:
    """No instructions, prompts, bookmarks or sample names left in the text."""
    named = case.unit.name.strip()
    sample = bool(named) and _SAMPLE in case.whole and _SAMPLE not in named
    if not sample and not _LEFT_OVER.search(case.whole):
        return
    for address, text in case.texts:
        found = _LEFT_OVER.search(text)
        if found or (sample and re.search(r"示例(?:县|融媒|新闻)", text)):
            shown = found[0] if found else _SAMPLE
            yield Hit(address, {"label": address.field.label, "found": quoted(shown)})


@rule("W22", reads=(*_ALL, "unit.name"), scope="plan")
class OneName(YearRule):
    """The unit, and what it publishes, is called by one name throughout."""

    def __init__(self, case: PlanCase) -> None:
        super().__init__(case)
        named = _PLACE.match(case.unit.name)
        self._unit, self._place = case.unit, named["place"] if named else ""
        self._calls: dict[str, tuple[_Call, ...]] = {}
        """Where a project, or the overall part, calls the unit otherwise."""
        self._short: set[str] = set()
        """Those that say 怀来发布, and whether any did when it was told last."""
        self._was_short = False
        self._changed: dict[str, None] = {}
        self._overall: Overall | None = None

    def change(self, old: ProjectCase | None, new: ProjectCase | None) -> None:
        if old is not None:
            self._put(old.project.id, ())
        if new is not None:
            self._put(new.project.id, new.texts)

    def told(self, case: PlanCase) -> Iterator[HitGroup]:
        if self._overall is not case.plan.overall:
            self._overall = case.plan.overall
            self._put(WHOLE, case.overall_texts)
        changed, self._changed = self._changed, {}
        if self._was_short != bool(self._short):
            self._was_short = not self._was_short
            changed |= dict.fromkeys(self._calls)
        for owner in changed:
            yield owner, tuple(self._hits(self._calls.get(owner, ())))

    def _hits(self, calls: tuple[_Call, ...]) -> Iterator[Hit]:
        for address, found, usual, kind in calls:
            if kind != "longer" or self._short:
                label = address.field.label
                yield Hit(address, {"label": label, "found": found, "usual": usual})

    def _put(self, owner: str, texts: Iterable[tuple[Address, str]]) -> None:
        self._changed[owner] = None
        self._calls.pop(owner, None)
        self._short.discard(owner)
        calls: list[_Call] = []
        for address, text in texts:
            calls += _odd(address, text, self._unit, self._place)
            if self._place and f"{self._place}发布" in text:
                self._short.add(owner)
        if calls:
            self._calls[owner] = tuple(calls)


_Call = tuple[Address, str, str, str]


def _odd(address: Address, text: str, unit: Unit, place: str) -> Iterator[_Call]:
    for found in _MEDIA.finditer(text) if place and _IS_MEDIA.search(unit.name) else ():
        beside = text[max(0, found.start() - 1) : found.start() + 1]
        among = _BESIDE.search(beside) or _AMONG.search(text, found.end(), found.end() + 6)
        if found["place"].endswith(place) or among or _ANY.search(found["place"]):
            continue
        yield address, found[0], f"单位名称“{unit.name}”", ""
    station = _STATION.search(text) if "台" not in unit.name else None
    if station and unit.name:
        yield address, station[0], f"单位名称“{unit.name}”", ""
    narrow = unit.name.replace("（", "(").replace("）", ")")
    if narrow != unit.name and narrow in text:
        yield address, narrow, f"单位名称“{unit.name}”", ""
    longer = re.search(rf"{re.escape(place)}[县区市]发布(?!会)", text) if place else None
    if longer:
        yield address, longer[0], f"其他地方的“{place}发布”", "longer"
