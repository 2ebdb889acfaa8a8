"""Installers of the program, and trying them as a user would."""
