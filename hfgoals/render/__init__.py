"""One module per output. They draw what the layout decided."""
