"""What the status bar says of saving: 已保存 only while the file holds everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.kit.plain import PlainLabel

if TYPE_CHECKING:
    from hfgoals.app import Saving


class SaveState(PlainLabel):
    """One quiet line at the left of the status bar."""

    def show_saving(self, saving: Saving, *, typing: bool = False) -> None:
        """Say how the file stands; with something typed that no step has taken it is behind."""
        if typing and saving.state in ("saved", "saving"):
            self._say("正在填写…", "second")
        elif saving.state == "saving":
            # At once, though it is over in milliseconds: a power cut does not wait either.
            self._say("正在保存…", "second")
        elif saving.state == "failed":
            self._say("未能保存，内容都在，请看上方提示", "error")
        elif saving.state == "read_only":
            self._say("只读，不能修改", "warning")
        elif saving.at is None:
            self._say("已保存", "second")
        else:
            self._say(f"已保存 {saving.at:%H:%M:%S}", "second")

    def _say(self, text: str, role: str) -> None:
        self.setText(text)
        self.put_role(role)
