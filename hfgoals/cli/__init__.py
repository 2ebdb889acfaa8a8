"""The command line (shared contract, "Command line"). Messages for people are Chinese, on stderr.

entry.py decides between window and command; arguments.py knows every command's arguments; a module
for each group of commands does the work and imports what it needs only then, so that the window
opens in a blink. To add a command: a parser in arguments.py, a function, a line in entry.COMMANDS.
"""
