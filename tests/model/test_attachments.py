"""What the guide says of attachments: "Allowed File Extensions .jpg / .gif / .zip / .png / .pdf"."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketcli.model import attachments, sizes

HEADS = {
    ".jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    ".gif": b"GIF89a\x01\x00\x01\x00",
    ".png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    ".pdf": b"%PDF-1.7\n",
    ".zip": b"PK\x03\x04\x14\x00",
}


@pytest.mark.parametrize("extension", attachments.EXTENSIONS)
def test_the_guides_extensions_are_accepted_in_any_case(extension: str) -> None:
    assert attachments.accepts_extension(f"shot{extension}", attachments.EXTENSIONS)
    assert attachments.accepts_extension(f"SHOT{extension.upper()}", None)


@pytest.mark.parametrize(
    "name", ["notes.txt", "png", ".png", "shot.png.exe", "shot", "", "shot.", "ログ.txt"]
)
def test_other_names_are_not(name: str) -> None:
    assert not attachments.accepts_extension(name, attachments.EXTENSIONS)


def test_a_portals_own_list_goes_before_the_guides() -> None:
    assert attachments.accepts_extension("notes.txt", [".txt", ".tar.gz"])
    assert attachments.accepts_extension("logs.tar.gz", [".txt", ".tar.gz"])
    assert not attachments.accepts_extension("shot.png", [".txt", ".tar.gz"])


def test_jpeg_goes_as_jpg() -> None:
    assert attachments.accepts_extension("photo.jpeg", attachments.EXTENSIONS)
    assert attachments.normalize_file_name("photo.jpeg", attachments.EXTENSIONS) == "photo.jpg"
    assert attachments.normalize_file_name("PHOTO.JPEG", attachments.EXTENSIONS) == "PHOTO.JPG"
    assert attachments.normalize_file_name("Photo.Jpeg", attachments.EXTENSIONS) == "Photo.jpg"


def test_jpeg_stays_where_the_portal_lists_it() -> None:
    assert attachments.normalize_file_name("photo.jpeg", [".jpeg"]) == "photo.jpeg"


def test_a_portal_without_jpg_takes_no_jpeg() -> None:
    assert not attachments.accepts_extension("photo.jpeg", [".png"])


def test_a_refused_extension_is_told_with_what_is_allowed_and_what_to_do() -> None:
    assert attachments.check_extension("notes.txt", attachments.EXTENSIONS) == (
        "“notes.txt”: file type not accepted by the portal (.jpg .gif .zip .png .pdf). "
        "Add --zip to send it in a zip file."
    )
    assert attachments.check_extension("notes.txt", [".png"]) == (
        "“notes.txt”: file type not accepted by the portal (.png)."
    )
    assert attachments.check_extension("shot.png", attachments.EXTENSIONS) is None


@pytest.mark.parametrize("extension", HEADS)
def test_content_that_fits_its_extension_is_fine(extension: str) -> None:
    assert attachments.check_content(f"file{extension}", HEADS[extension]) is None
    assert attachments.check_content(f"FILE{extension.upper()}", HEADS[extension]) is None


@pytest.mark.parametrize("claimed", HEADS)
@pytest.mark.parametrize("real", HEADS)
def test_content_of_another_kind_is_named_with_the_right_extension(claimed: str, real: str) -> None:
    if claimed != real:
        problem = attachments.check_content(f"file{claimed}", HEADS[real])
        assert problem is not None
        assert problem.endswith(f"rename it to “file{real}”.")


@pytest.mark.parametrize("extension", HEADS)
def test_content_of_no_known_kind_is_refused(extension: str) -> None:
    problem = attachments.check_content(f"file{extension}", b"<!DOCTYPE html>")
    assert problem is not None
    assert "despite its name" in problem


def test_a_screenshot_saved_under_the_wrong_name() -> None:
    assert attachments.check_content("shot.png", HEADS[".jpg"]) == (
        "“shot.png” is a JPEG picture, not a PNG picture: rename it to “shot.jpg”."
    )
    assert attachments.check_content("a.jpeg", HEADS[".jpg"]) is None


def test_what_readers_of_the_formats_accept_is_accepted() -> None:
    assert attachments.check_content("a.gif", b"GIF87a") is None
    assert attachments.check_content("a.pdf", b"\xef\xbb\xbf junk \n%PDF-1.4") is None
    assert attachments.check_content("empty.zip", b"PK\x05\x06" + bytes(18)) is None
    assert attachments.check_content("part.zip", b"PK\x07\x08PK\x03\x04") is None


@given(st.binary())
def test_extensions_that_are_not_known_are_not_judged(head: bytes) -> None:
    assert attachments.check_content("notes.txt", head) is None


def test_two_of_one_name_are_told_once() -> None:
    assert attachments.check_duplicates(["a.png", "b.png", "a.png", "a.png"]) == [
        "3 attachments would be named “a.png”: rename all but one."
    ]


def test_names_that_differ_by_case_or_normalisation_only_are_one() -> None:
    assert attachments.check_duplicates(["Shot.png", "shot.PNG"])
    composed, decomposed = (unicodedata.normalize(form, "ガイド.png") for form in ("NFC", "NFD"))
    assert composed != decomposed
    assert attachments.check_duplicates([composed, decomposed])
    assert attachments.check_duplicates(["a.png", "b.png"]) == []


@given(st.text())
def test_a_name_as_sent_is_one_part_on_one_line_in_utf8(name: str) -> None:
    sent = attachments.normalize_file_name(name, attachments.EXTENSIONS)
    assert sent
    assert not set(sent) & set("/\\\n\r\t\x00\x1b")
    sent.encode()
    assert attachments.normalize_file_name(sent, attachments.EXTENSIONS) == sent


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_an_ordinary_name_arrives_as_it_is(name: str) -> None:
    assert attachments.normalize_file_name(f"{name}.png", attachments.EXTENSIONS) == f"{name}.png"


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (9_949, "9.9 kB"),
        (9_950, "10 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (2 * 1024**2, "2.1 MB"),
        (5_000_000_000_000, "5000 GB"),
    ],
)
def test_sizes_are_told_as_people_read_them(size: int, said: str) -> None:
    assert sizes.format_size(size) == said


def test_a_file_larger_than_the_portal_takes() -> None:
    assert attachments.check_size("big.zip", 12_000_000, 8_000_000) == (
        "“big.zip” is 12 MB; the portal accepts at most 8.0 MB."
    )
    assert attachments.check_size("big.zip", 8_000_000, 8_000_000) is None
    assert attachments.check_size("big.zip", 8_000_000, None) is None


def test_a_file_a_little_too_large_is_told_exactly() -> None:
    assert attachments.check_size("big.zip", 8_000_001, 8_000_000) == (
        "“big.zip” is 8000001 bytes; the portal accepts at most 8000000 bytes."
    )


def test_files_too_large_together() -> None:
    assert attachments.check_total_size([5_000_000, 6_000_000], 8_000_000) == (
        "The attachments are 11 MB in all; the portal accepts at most 8.0 MB."
    )
    assert attachments.check_total_size([5_000_000], 8_000_000) is None
    assert attachments.check_total_size([5_000_000], None) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.jpg", "image/jpeg"),
        ("a.GIF", "image/gif"),
        ("a.png", "image/png"),
        ("a.pdf", "application/pdf"),
        ("a.zip", "application/zip"),
        ("a.txt", "text/plain"),
        ("a.tar.gz", "application/octet-stream"),
        ("a.unheard-of", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_a_names_media_type(name: str, kind: str) -> None:
    assert attachments.guess_media_type(name) == kind


def test_nothing_is_refused_or_renamed_for_its_extension_where_the_portals_list_is_not_known() -> None:
    assert attachments.accepts_extension("notes.txt", None)
    assert attachments.check_extension("notes.txt", None) is None
    assert attachments.normalize_file_name("photo.jpeg", None) == "photo.jpeg"


def test_a_list_of_what_is_refused_takes_everything_else() -> None:
    refused = attachments.Forbidden((".exe", ".php"))
    assert not attachments.accepts_extension("Setup.EXE", refused)
    assert attachments.accepts_extension("archive.zip", refused)
    assert attachments.normalize_file_name("photo.jpeg", refused) == "photo.jpeg"
    said = attachments.check_extension("a.php", refused)
    assert said is not None
    assert ".exe .php" in said


def test_a_list_in_unknown_words_refuses_nothing_and_is_told() -> None:
    unclear = attachments.Unclear((".jpg", ".zip"))
    assert attachments.accepts_extension("a.exe", unclear)
    assert attachments.check_extension("a.exe", unclear) is None
    said = attachments.warn_of_extensions(["a.exe"], unclear)
    assert said is not None
    assert ".jpg .zip" in said
    assert attachments.warn_of_extensions([], unclear) is None
    assert attachments.warn_of_extensions(["a.exe"], (".jpg",)) is None
