#!/usr/bin/env python3
"""Sets the checkout up and runs it. Wants Python 3.11 or newer and nothing else.

python3 dev.py run [ARGUMENTS]            opens the program; with arguments: the command line
python3 dev.py test [--quick] [-- PYTEST] runs every check and the whole test suite
"""

import os
import sys

# This file has to be readable for any Python 3, to be able to say that it is too old.
if sys.version_info < (3, 11):
    sys.exit(
        "本程序需要 Python 3.11 或更高版本，现在是 {0}.{1}。请安装新版本后重新运行本命令。\n"
        "Python 3.11 or newer is needed, this is {0}.{1}; please use a newer one.".format(
            *sys.version_info[:2]
        )
    )

# A json.py that somebody's archive left beside this file must not be taken for Python's: this
# folder comes behind the standard library, and before packages, one of which may be an installer.
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [entry for entry in sys.path if entry != HERE]
sys.path.insert(sum("-packages" not in entry for entry in sys.path), HERE)

from installer.setup.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
