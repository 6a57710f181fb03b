"""Secrets are blanked wherever they stand, in whatever form."""

from __future__ import annotations

from dataclasses import dataclass

from ticketcli.model.redaction import Redactor


@dataclass(frozen=True)
class Inner:
    names: tuple[str, ...]
    count: int = 1


def test_a_secret_is_blanked_in_texts_and_in_json() -> None:
    redactor = Redactor()
    redactor.add('pass"wörd', None, "")
    assert redactor.redact('it is pass"wörd.') == "it is ***."
    assert redactor.redact('{"it": "pass\\"wörd", "or": "pass\\"w\\u00f6rd"}') == '{"it": "***", "or": "***"}'


def test_a_secret_is_blanked_in_values_at_any_depth() -> None:
    redactor = Redactor()
    redactor.add("hunter22")
    assert redactor.redact_value(Inner(("hunter22!", "b"))) == Inner(("***!", "b"))
    assert redactor.redact_value({"a": ["hunter22!", {"b": "hunter22"}]}) == {"a": ["***!", {"b": "***"}]}


def test_a_short_one_is_passed_over_and_a_longer_goes_first() -> None:
    redactor = Redactor()
    redactor.add("1234", "hunter", "hunter22")
    assert redactor.redact("1234 hunter22 hunter") == "1234 *** ***"
