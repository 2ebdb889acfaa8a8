"""The program's version, for whoever tells it: package, command line, window."""

VERSION = "0.1.0"
