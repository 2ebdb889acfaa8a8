"""What dev.py does, in small modules. Standard library only: they run before all else is there."""
