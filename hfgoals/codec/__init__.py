"""What our own files say beside what they show, so that they read back to the same values."""
