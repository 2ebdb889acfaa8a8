"""Files from outside: looked over, then read in a process with limits.

prescan, parts and worker run in the child and know only the standard library; child asks it,
readers starts it and keeps it for the next file.
"""
