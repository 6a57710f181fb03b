"""What of a text is HTML: words in angle brackets stay words, in plain text and in HTML."""

from __future__ import annotations

import pytest
from tests.output.test_bodies import draw

from ticketcli.html import shape
from ticketcli.html.shape import escape_words, looks_like_html
from ticketcli.html.to_text import extract_body

PLAIN = [
    "if a<b and c>d, write to <ops@example.com> about <your-ip>",
    "for (i = 0; i<n; i++) if (p->s>t) x<<2;",
    "List<String> a = new ArrayList<>(); Map<a, b> m; vector<p> v; Array<i>",
    "use <code> and <b>, then <address> or <time>",
    "about <object>, <script>, <style>, <title>, <select>, <textarea> and <template> tags",
    "see <http://example.com/a?b=c> and <mailto:x@example.com>",
    "it's a<b and it's c>d",
    "<host>web1</host> <Directory /var/www> Options </Directory>",
    '<config key="value"><entry name=x/></config>',
    "closed with </div> and </b>",
    "I <3 this, a <= b, a <-> b, <!-- not shown in browsers --> <?php echo 1 ?>",
    "From: Taro <taro@example.com>\nTo: <support@example.com>",
    "<img> and <input> and <link>",
    "x<b",
    "<",
    "a < b > c",
]
HTML = {
    "a<br>b": "a\nb",
    "a<br/>b <ops@example.com>": "a\nb <ops@example.com>",
    "<p>Dear <your-ip></p>": "Dear <your-ip>",
    "<p>if a<b and c>d</p>": "if a<b and c>d",
    "<p>one\n<p>two": "one\n\ntwo",
    "<b>bold</b>": "bold",
    "<div>about <script> and <title> tags</div>": "about <script> and <title> tags",
    '<font color="red">cut off': "cut off",
    "<p>Word<o:p></o:p></p>": "Word",
    "<td width=100%nowrap>a</td>": "a",
    "<!-- hidden <b> --><i>shown</i>": "shown",
    "<div>x <?php echo 1 ?> y</div>": "x <?php echo 1 ?> y",
    "<p>a</p><host>web1</host>": "a\n\n<host>web1",
    "<script>if (a<b) { document.write('<p>x</p>') }</script><p>shown</p>": "shown",
    "<!DOCTYPE html><html><head><title>t</title></head><body>shown</body></html>": "shown",
}


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_stays_plain_text(text: str) -> None:
    assert not looks_like_html(text)
    assert extract_body(text) == (text, None)


@pytest.mark.parametrize("raw", HTML)
def test_html_is_read_as_html_and_every_word_is_shown(raw: str) -> None:
    words, html = extract_body(raw)
    assert html is not None
    assert words == HTML[raw]
    assert draw(raw).split() == words.split()


@pytest.mark.parametrize(
    "piece", ['<a ="', '<a =""', "<", "<a ", "<b>", '<a b="<', "<!--", "<!doctype ", "<!["]
)
def test_the_time_taken_grows_with_the_length(piece: str) -> None:
    import time

    took = []
    for count in (4000, 16000):
        began = time.process_time()
        escape_words(piece * count)
        took.append(time.process_time() - began)
    assert took[1] < 12 * took[0] + 0.2


@pytest.mark.parametrize(
    "text",
    [
        "<p>Hello</p><p>World<br/>!</p>",
        "<P CLASS='a'>x</P><img src=\"a.png\" />",
        "<p>one<p>two",
        "<ops@example.com> wrote <b>this</b>",
        "a<b and c>d",
        "<b>open",
        "</b>closed",
        "<o:p></o:p><br>",
        '<a href="x>y">z</a>',
        "<a href='<b>'>z</a>",
        "<p hidden>x</p>",
        "<your-ip>",
        "<script>",
        "<br><x></x>",
        "<!-- a --><i>b</i>",
    ],
)
def test_what_is_well_formed_is_read_as_tag_by_tag(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = shape.escape_words(text)
    monkeypatch.setattr(shape, "_is_well_formed", lambda _text: False)
    assert at_once == shape.escape_words(text)
