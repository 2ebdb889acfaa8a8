"""Installers installed and used, as a user would."""
