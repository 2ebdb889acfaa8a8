"""The set-up of the checkout; later the building of installers."""
