"""The program and all it runs on in one folder, for Linux; with the recipes it is made by."""
