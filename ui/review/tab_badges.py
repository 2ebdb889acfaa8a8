"""How much was found on the page of each tab."""

from __future__ import annotations

from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from ui.review.counter import CountBadge
from ui.review.counts import Counts


class TabBadges:
    """A badge for each tab that ever had something to tell."""

    def __init__(self, tabs: QTabWidget) -> None:
        self._tabs = tabs
        self._badges: dict[QWidget, CountBadge] = {}

    def of(self, page: QWidget) -> CountBadge:
        """The badge of that page."""
        badge = self._badges.get(page)
        if badge is None:
            badge = self._badges[page] = CountBadge()
        return badge

    def show(self, page: QWidget, counts: Counts) -> None:
        """Show these counts on the tab of that page."""
        badge = self.of(page)
        if badge.show_counts(counts):
            # The bar gives room to a button only when it is put there.
            at, side = self._tabs.indexOf(page), QTabBar.ButtonPosition.RightSide
            self._tabs.tabBar().setTabButton(at, side, badge)
            badge.show()
