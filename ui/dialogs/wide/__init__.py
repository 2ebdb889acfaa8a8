"""The dialog of the wide table: profiles, columns with their titles, a live preview."""
