"""--public, --confirm, --blacken: what of personal information may be published."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from hfgoals.cli.talk import DOES_NOT_HOLD, WrongUse, give_json, place_as_json, say, say_trouble
from hfgoals.publication import EVERY, Clearance, Exposed, NotCleared


def clearance_of(options: argparse.Namespace, known: Callable[[], Sequence[Exposed]]) -> Clearance:
    """What the options decide about the pieces that are ``known``. Raises WrongUse."""
    if not options.public:
        if options.confirm or options.blacken:
            raise WrongUse("“--confirm”和“--blacken”只用于公开的文本，请同时写上 --public。")
        return Clearance()
    named = {code.upper() if code != EVERY else code for code in options.confirm}
    strange = sorted(named - {EVERY} - {each.code for each in known()})
    if strange:
        raise WrongUse(
            f"没有代号为“{'、'.join(strange)}”的个人信息，可能是文字改过了。没有导出任何文件；"
            "请不写 --confirm 再导出一次，照列出的代号写。"
        )
    return Clearance(frozenset(named), frozenset({EVERY} if options.blacken else ()))


def refused(options: argparse.Namespace, why: NotCleared) -> int:
    """Tell what was found where, and how to go on; the exit code."""
    say_trouble(why)
    for each in why.pieces:
        place = f"{each.where.year}年 {each.where.home} {each.where.says}"
        say(f"  {each.code}　{place}：{each.piece.kind}“{' '.join(each.piece.text.split())}”")
    say("可以公开的写 --confirm 代号（全部可以公开写 --confirm all）；其余写 --blacken 涂黑。")
    if options.json:
        give_json({"exposed": [_as_json(each) for each in why.pieces]})
    return DOES_NOT_HOLD


def _as_json(each: Exposed) -> dict[str, object]:
    return {
        "code": each.code,
        "kind": each.piece.kind,
        "text": each.piece.text,
        "where": place_as_json(each.where),
    }
