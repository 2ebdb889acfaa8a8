"""Tasks with a damaged workbook: looking at what is left, salvaging it with what a backup has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hfgoals.progress import Report
from ui.dialogs.progress import ProgressDialog
from ui.flows import choose_target, choose_workbook
from ui.memory import Memory
from ui.messages import answered

if TYPE_CHECKING:
    from hfgoals.history.filling import Gap, Source
    from hfgoals.store import Store
    from hfgoals.store.salvage import Salvaged


def look_at(parent: QWidget, path: Path) -> Store | None:
    """What is left of that workbook, to be looked at; None, and the trouble told, for nothing."""
    from hfgoals.store.damaged import open_damaged

    progress = ProgressDialog("查看", lambda _report: open_damaged(path), parent)
    if not progress.run():
        return None
    store: Store = progress.result_value
    return store


def run_salvage(parent: QWidget, memory: Memory, path: Path) -> Path | None:
    """Where all that could be saved of that damaged workbook now is, with what the user took from
    backups; None when the user thought better of it.
    """
    from hfgoals.history.filling import write_filled
    from hfgoals.store import login_name
    from ui.damage.salvage_dialog import SalvageDialog

    work = _Salvage(parent, memory, path)
    if not work.run():
        return None
    dialog = SalvageDialog(work.salvaged.report, work.gaps, work.compare, parent)
    if not answered(dialog):
        return None
    taken = dialog.taken
    target = choose_target(parent, memory, "抢救出的内容保存为", f"{path.stem}_抢救")
    if target is None:
        return None
    who = memory.who or login_name()
    progress = ProgressDialog(
        "抢救", lambda _report: write_filled(work.salvaged, taken, target, who), parent
    )
    return target if progress.run() else None


class _Salvage:
    """What is left of a workbook, and what is missing beside the sources looked at so far."""

    def __init__(self, parent: QWidget, memory: Memory, path: Path) -> None:
        self._parent, self._memory, self._path = parent, memory, path
        self._beside: list[Path] = []
        self.salvaged: Salvaged
        self.gaps: Sequence[Gap] = ()

    def run(self) -> bool:
        """Look through the file and its newest backup."""
        from hfgoals.history.filling import gaps_of, sources_of
        from hfgoals.store.salvage import salvaged

        def work(report: Report) -> tuple[Salvaged, Sequence[Gap]]:
            report(0, 2)
            found = salvaged(self._path)
            report(1, 2)
            return found, gaps_of(found, sources_of(found))

        progress = ProgressDialog("抢救", work, self._parent)
        if not progress.run():
            return False
        self.salvaged, self.gaps = progress.result_value
        return True

    def compare(self) -> Sequence[Gap] | None:
        """The same beside one more copy that the user chooses."""
        from hfgoals.history.filling import gaps_of, sources_of

        chosen = choose_workbook(self._parent, self._memory)
        if chosen is None:
            return None

        def work(report: Report) -> tuple[tuple[Source, ...], Sequence[Gap]]:
            report(0, 1)
            sources = sources_of(self.salvaged, [*self._beside, chosen])
            return sources, gaps_of(self.salvaged, sources)

        progress = ProgressDialog("对照", work, self._parent)
        if not progress.run():
            return None
        self._beside.append(chosen)
        _, self.gaps = progress.result_value
        return self.gaps
