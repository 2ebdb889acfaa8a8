"""Files from outside: looked over, then read in a child process with limits.

prescan, parts and worker run in the child and know only the standard library; child starts it.
"""
