"""The set-up of the checkout, and the building of installers."""
