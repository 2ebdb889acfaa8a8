"""What the window is made of: its look, and the parts that every room uses."""
