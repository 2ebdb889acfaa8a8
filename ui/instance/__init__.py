"""One program for a user at a desk: what a further start hands to the one that runs.

``asking`` is the further start's part, before it loads anything of Qt's; ``talking`` that of the
running program, with ``answering`` and ``showing`` on the window's thread; ``channel`` what both
speak through. Nothing here goes over a network.

They talk in short lines. The new one says what it was started with; the running one answers
"front" (that file is open here), "room" (it can be opened here), "busy" (a dialog waits for an
answer) or "wait" (it is starting itself); the new one says "go" to the best of them, which says
"done". Whoever hangs up sooner has asked for nothing, so a program that hung for a while opens no
file that has long been opened.
"""
