"""Geometry of forms, pure, in millimetres: a Sheet says what, flow says where."""
