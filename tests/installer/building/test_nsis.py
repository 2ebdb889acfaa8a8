"""The text of the installer: filled in, and careful with what is the user's."""

from __future__ import annotations

import re

import pytest

from installer.building import nsis

FIELDS = dict.fromkeys("OUT STAGE ICON VERSION DOTTED KILOBYTES REMOVE NUMBERS".split(), "1")


@pytest.mark.parametrize("name", ["hfg.c", "hfg.rc", "hfg.manifest", "hfg.nsi"])
def test_templates_are_filled_in_whole(name: str) -> None:
    assert not re.search(r"@[A-Z]+@", nsis.filled(name, FIELDS))


def test_a_field_that_is_not_given_is_no_empty_place() -> None:
    with pytest.raises(KeyError):
        nsis.filled("hfg.nsi", {})


def test_windows_wants_four_numbers() -> None:
    assert nsis.numbers("0.1.0", ",") == "0,1,0,0"
    assert nsis.numbers("2.10", ".") == "2.10.0.0"


def test_each_file_is_removed_by_name_and_folders_only_when_empty() -> None:
    lines = nsis.removal(["hfg.exe", "files/a/b.py", "files/一 $.txt"]).split("\n")
    assert [line.strip() for line in lines] == [
        'Delete "$INSTDIR\\files\\a\\b.py"',
        'Delete "$INSTDIR\\files\\一 $$.txt"',
        'Delete "$INSTDIR\\hfg.exe"',
        'RMDir "$INSTDIR\\files\\a"',
        'RMDir "$INSTDIR\\files"',
    ]


def test_no_folder_is_taken_away_with_what_the_user_put_into_it() -> None:
    assert not re.search(r"RMDir\s+/r", nsis.filled("hfg.nsi", FIELDS), re.IGNORECASE)


def test_nothing_is_written_outside_the_users_own_part_of_the_registry() -> None:
    text = nsis.filled("hfg.nsi", FIELDS)
    assert "RequestExecutionLevel user" in text
    roots = re.findall(
        r"^\s*(?:Write|Delete|Read)Reg\w+(?: /\w+)?(?: \$\d)? (\w+)", text, re.MULTILINE
    )
    assert set(roots) == {"HKCU"}
