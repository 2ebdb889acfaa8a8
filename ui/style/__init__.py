"""How the window looks: colours, distances, type, icons. Nothing else names a colour."""
