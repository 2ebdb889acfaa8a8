"""export."""

from __future__ import annotations

import argparse

from hfgoals.cli.talk import FINE, WrongUse, say


def run_export(options: argparse.Namespace) -> int:
    """Write the forms wanted into the folder and tell which files they are in."""
    from hfgoals.export import EVERY_FORMAT, FORMATS, Choice, export, projects_coded
    from hfgoals.forms import hebei_overall, hebei_project
    from hfgoals.store import open_file

    known = {module.ID: module.FORM.name for module in (hebei_project, hebei_overall)}
    if options.form and options.form not in known:
        choices = "；".join(f"{form} {name}" for form, name in known.items())
        raise WrongUse(f"没有“{options.form}”这种表样。可以写：{choices}。")
    wanted = tuple(form for form in EVERY_FORMAT if getattr(options, form))
    with open_file(options.file, read_only=True) as store:
        book = store.book
    choice = Choice(
        formats=wanted or FORMATS,
        form=options.form,
        projects=projects_coded(book, options.project),
        public=options.public,
    )
    result = export(book, options.to, choice)
    for note in result.notes:
        say(note)
    say(f"已导出{len(result.files)}个文件：")
    for file in result.files:
        say(f"  {file}")
    return FINE
