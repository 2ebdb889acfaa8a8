"""The window's commands by subject; ui/actions.py names them and says where they stand."""
