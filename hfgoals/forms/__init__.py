"""The standard forms: one module each, from the model's values to a Sheet.

To add a form: one module with its ``FORM``, and its line in FORMS.
"""

from __future__ import annotations

from hfgoals.forms import hebei_overall, hebei_project
from hfgoals.forms.form import Form

FORMS: tuple[Form, ...] = (hebei_overall.FORM, hebei_project.FORM)
"""Every form, in the order of a printed text."""


def form_of(form_id: str) -> Form:
    """The form of that id. Raises KeyError when there is none."""
    for form in FORMS:
        if form.id == form_id:
            return form
    raise KeyError(form_id)
