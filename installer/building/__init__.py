"""The building of installers from a checkout, and their smoke tests."""
