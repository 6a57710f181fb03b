"""Forms, read as a browser reads them."""

from __future__ import annotations

import pytest
from tests.portals.pages import page

from ticketcli.portals.hostbill.web.forms import Form


def form(html: str) -> Form:
    (found,) = page(html).forms
    return found


def test_untouched_is_what_a_browser_would_send() -> None:
    found = form("""<form action="/x" method="post">
      <input type="hidden" name="security_token" value="a&amp;b">
      <input name="subject" value=" as it is ">
      <textarea name="body">
two
lines</textarea>
      <input type="checkbox" name="encrypt" value="1"><input type="checkbox" name="flag" checked>
      <input type="radio" name="dept_id" value="1"><input type="radio" name="dept_id" value="2" checked>
      <select name="priority"><option value="0">Low</option><option value="1" selected>Mid</option></select>
      <select name="first"><option value="x" disabled>No</option><option>y</option></select>
      <select name="many" multiple><option selected>a</option><option>b</option>
      <option selected>c</option></select>
      <input name="off" value="x" disabled><input value="nameless">
      <input type="file" name="attachments[]"><input type="submit" name="go" value="Send">
      <button name="also" value="1">Send</button></form>""")
    assert found.untouched == [
        ("security_token", "a&b"),
        ("subject", " as it is "),
        ("body", "two\nlines"),
        ("flag", "on"),
        ("dept_id", "2"),
        ("priority", "1"),
        ("first", "y"),
        ("many", "a"),
        ("many", "c"),
    ]
    assert (found.action, found.method) == ("/x", "post")


def test_fields_may_stand_outside_their_form() -> None:
    found = page("""<form id="ticketsform" method="post"></form>
      <input name="subject" form="ticketsform" value="x"><form id="search"><input name="q"></form>""")
    assert found.forms[0].untouched == [("subject", "x")]
    assert found.forms[1].has("q")


def test_a_form_that_a_table_empties_keeps_its_fields() -> None:
    """In old table layouts a form stands between rows, where the parser closes it at once."""
    found = form("""<table><form id="replyform" method="post"><tr><td>
      <textarea name="body"></textarea></td></tr><tr><td><input name="make" value="addreply"></td></tr>
      </form></table>""")
    assert found.has("body", "make")


@pytest.mark.parametrize(
    "html",
    [
        '<label for="a">Related Service</label><select id="a" name="s"><option>x</option></select>',
        '<label>Related Service <select name="s"><option>x</option></select></label>',
        '<div><label>Related Service</label><select name="s"><option>x</option></select></div>',
        '<table><tr><th>Related Service</th><td><select name="s"><option>x</option></select></table>',
        '<p>Related Service</p><select name="s"><option>x</option></select>',
        '<select name="s" aria-label="Related Service"><option>x</option></select>',
        '<select name="s" title="Related Service"><option>x</option></select>',
        'Related Service <select name="s"><option>x</option></select>',
    ],
)
def test_a_fields_label_is_the_words_that_belong_to_it(html: str) -> None:
    found = form(
        f'<form><div><label>Subject</label><input name="subject"></div>{html}<input name="z"></form>'
    )
    field = found.field("s")
    assert field is not None
    assert "Related Service" in field.label
    assert "x" not in field.label.split()
    subject = found.field("subject")
    assert subject is not None
    assert "Related" not in subject.label


def test_where_a_labels_link_leads_is_no_part_of_it() -> None:
    found = form('<form><label>CC <a href="https://example.com/help">?</a> <input name="c"></label></form>')
    assert found.fields[0].label == "CC ?"


@pytest.mark.parametrize(
    "html",
    [
        '<form data-url="?cmd=tickets&amp;action=handleupload"><input type="file" name="files[]"></form>',
        '<form><div class="fileupload" data-url="?cmd=tickets&amp;action=handleupload">'
        '<input type="file" name="files[]"></div></form>',
    ],
)
def test_the_upload_address_sits_on_the_form_or_inside(html: str) -> None:
    """`data-url` sits on an element of class `fileupload` in some themes, on the form in others."""
    assert form(html).upload == "?cmd=tickets&action=handleupload"


def test_names_of_controls_that_stand_in_are_told() -> None:
    found = form(
        '<form><div id="p3"><select name="priority" disabled><option>1</option></select></div></form>'
    )
    assert found.fields[0].within == ("p3",)
    assert found.fields[0].disabled


def test_what_a_disabled_fieldset_holds_is_neither_sent_nor_demanded() -> None:
    found = form(
        "<form><input name=a value=1 required>"
        "<fieldset disabled><legend><input name=b value=2 required></legend>"
        "<p><input name=c value=3 required><select name=d><option value=4></select></p>"
        "<legend><input name=e value=5></legend>"
        "<fieldset><textarea name=f required>6</textarea></fieldset></fieldset>"
        "<fieldset><input name=g value=7 disabled required></fieldset></form>"
    )
    assert found.untouched == [("a", "1"), ("b", "2")]
    assert [field.name for field in found.fields if field.required] == ["a", "b"]
