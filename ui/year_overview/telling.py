"""Which lines the small tables of the page have."""

from __future__ import annotations

from fractions import Fraction

from hfgoals.model.money import Money, shown
from hfgoals.year_overview import words
from hfgoals.year_overview.overview import KindSum, YearOverview
from ui.kit import tokens
from ui.year_overview.ledger import Ledger, Line
from ui.year_overview.tile import Tile

_LEVELS = ("", tokens.ERROR, tokens.WARNING, tokens.HINT)


def show_sums(tile: Tile, overview: YearOverview) -> None:
    """All the money, and where it comes from."""
    budget = overview.sums.budget
    figure = "—" if budget is None else f"{budget} 万元"
    fiscal, other = (
        part.fen if part is not None else 0 for part in (overview.sums.fiscal, overview.sums.other)
    )
    shares = ((max(fiscal, 0), tokens.ACCENT), (max(other, 0), tokens.STRONG_LINE))
    tile.show_figure(figure, words.sources_told(overview), shares=shares)


def show_projects(tile: Tile, overview: YearOverview) -> None:
    """How many projects there are, and how far they are."""
    shades = {
        "complete": tokens.GOOD, "to_mend": tokens.WARNING, "blank": tokens.STRONG_LINE,
    }  # fmt: skip
    shares = [(overview.standings[each], shades[each]) for each in words.STANDINGS]
    below = words.standings_told(overview) if overview.sums.count else words.NO_PROJECTS
    tile.show_figure(f"{overview.sums.count} 个", below, shares=shares)


def show_found(tile: Tile, overview: YearOverview) -> None:
    """How much there is to mend."""
    found = overview.found
    if found is None or (overview.blank and not found.reasons):
        tile.show_figure("—", words.found_told(overview))
        return
    counts = found.sum
    below = f"错误 {counts.error}，警告 {counts.warning}，提示 {counts.hint}"
    kept = f"，已保留 {found.kept}" if found.kept else ""
    shares = (
        (counts.error, tokens.ERROR),
        (counts.warning, tokens.WARNING),
        (counts.hint, tokens.HINT),
    )
    tile.show_figure(f"{counts.all} 处", below + kept, shares=shares)


def show_difference(tile: Tile, overview: YearOverview) -> None:
    """How much more or less than last year."""
    last, now = overview.last, overview.sums
    if last is None:
        tile.show_figure("—", words.NO_LAST_YEAR)
        return
    difference = (now.budget or Money(0)) - (last.sums.budget or Money(0))
    share = words.signed_share(difference, last.sums.budget)
    more = f"（{share}）" if share else ""
    before = shown(last.sums.budget) or "—"
    below = f"{last.year}年 {before} 万元，{last.sums.count} 个项目"
    tile.show_figure(f"{words.signed(difference)} 万元{more}", below)


def show_kinds(ledger: Ledger, overview: YearOverview) -> None:
    """The kinds of projects, the most money first."""
    whole = overview.sums.budget
    lines = [_kind(each, whole) for each in overview.kinds]
    said = "" if lines else words.NO_PROJECTS
    ledger.show_lines(Line("类型", ("个数", "预算数（万元）", "占比")), lines, said)


def _kind(kind: KindSum, whole: Money | None) -> Line:
    share = words.share_shown(kind.budget, whole)
    part = None
    if share and kind.budget is not None and whole is not None:
        part = Fraction(kind.budget.fen, whole.fen)
    figures = (str(kind.count), shown(kind.budget), share)
    return Line(words.kind_name(kind), figures, share=part)


def show_spending(ledger: Ledger, overview: YearOverview) -> None:
    """The figures of the curve, and what was really spent."""
    spending = overview.spending
    lines = [
        Line(
            f"{each.month}月底",
            (
                words.percent(spending, each.planned),
                words.spent_by(each),
                words.percent(spending, each.even),
            ),
        )
        for each in spending.points
    ]
    said = "；".join(filter(None, (words.done_told(overview), words.left_out_told(spending))))
    heads = Line("时点", ("计划进度", "计划支出（万元）", "均匀支出"))
    ledger.show_lines(
        heads, lines, f"{said}。" if said and lines else "" if lines else words.NO_CURVE
    )


def show_reasons(ledger: Ledger, overview: YearOverview) -> None:
    """What was found, by the reason of return and by level."""
    found = overview.found
    if found is None or not found.reasons:
        ledger.show_lines(Line(""), (), words.found_told(overview))
        return
    lines = [
        Line(
            each.reason or "合计",
            tuple(str(count or "") for count in (each.all, each.error, each.warning, each.hint)),
            _LEVELS,
            sum=not each.reason,
        )
        for each in (*found.reasons, found.sum)
    ]
    heads = Line("退回原因", ("合计", "● 错误", "▲ 警告", "○ 提示"))
    ledger.show_lines(heads, lines, words.kept_told(found))


def show_changes(ledger: Ledger, overview: YearOverview) -> None:
    """The projects that changed most since last year."""
    last = overview.last
    if last is None:
        ledger.show_lines(Line(""), (), words.NO_LAST_YEAR)
        return
    lines = [
        Line(
            f"{words.SORTS[each.sort]}　{each.name or words.UNNAMED}",
            (shown(each.before) or "—", shown(each.after) or "—", words.signed(each.difference)),
            goes_to=each.project,
        )
        for each in last.largest
    ]
    rest = sum(last.counts.values()) - len(lines)
    told = words.changes_told(last)
    said = f"{told}{f'，以上是变化最大的 {len(lines)} 个' if rest > 0 else ''}。".replace(
        "。。", "。"
    )
    heads = Line("变化最大的项目", (f"{last.year}年", f"{last.year + 1}年", "增减"))
    ledger.show_lines(heads, lines, said)
