"""Masking of sensitive values and cleaning of what comes from an input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigw_check.report.redact import MASK, Redactor, plain


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("GET /orders", "GET /orders"),
        ("naïve 注文 🚀", "naïve 注文 🚀"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;https://evil.example\x07click\x1b]8;;\x07", "click"),
        ("\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\", "click"),
        ("\x1b]0;open ended", "]0;open ended"),
        ("a\x1b]0;b our own words c\x07d", "a]0;b our own words cd"),
        ("\x9b31mred", "31mred"),
        ("two\r\nlines\tand\x0bmore", "two lines and more"),
        ("line\u2028para\u2029", "line para "),
        ("admin\u202etxt.exe\u2066\u2069", "admintxt.exe"),
        ("zero\u200bwidth\ufeff\u2060", "zerowidth"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("bell\x07back\x08del\x7f\x00\x85x", "bellbackdel x"),
        ("half \ud83d pair", "half  pair"),
    ],
)
def test_plain(text: str, wanted: str) -> None:
    assert plain(text) == wanted


@given(st.text())
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    shown = plain(text)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown)
    assert plain(shown) == shown
    shown.encode("utf-8")


def test_masks_every_occurrence_longest_first() -> None:
    clean = Redactor(["hunter2", "hunter2-long"]).clean
    assert clean("a hunter2-long and hunter2") == f"a {MASK} and {MASK}"


@pytest.mark.parametrize(
    ("secret", "text", "wanted"),
    [
        ("abc", "abc abcd xabc a-abc.", f"{MASK} abcd xabc a-{MASK}."),
        ("1", "rate 1, port 21", f"rate {MASK}, port 21"),
        ("abcd", "xabcdx", f"x{MASK}x"),
        ("a.*b", "a.*b axxb", f"{MASK} axxb"),
        ('q"uote', 'x = "q\\"uote"', f'x = "{MASK}"'),
        ("a${b}c", 'x = "a$${b}c"', f'x = "{MASK}"'),
        ("first line\nsecond line", "  second line", f"  {MASK}"),
        ("first line\nsecond line", "first line second line", MASK),
        ("tab\there", "tab here", MASK),
        ("", "text", "text"),
        ("   ", "a    b", "a    b"),
    ],
)
def test_mask(secret: str, text: str, wanted: str) -> None:
    assert Redactor([secret]).clean(text) == wanted


def test_a_secret_is_found_behind_characters_that_are_taken_out() -> None:
    assert Redactor(["hunter2"]).clean("x hun\u200bter2 \x1b[1mhunter2") == f"x {MASK} {MASK}"


def test_the_mask_itself_is_not_masked() -> None:
    assert Redactor(["hunter2", "sensitive"]).clean("hunter2\x00") == MASK


def test_spans_are_where_mask_replaces() -> None:
    redactor = Redactor(["hunter2"])
    text = "a hunter2 b hunter2"
    assert [text[start:end] for start, end in redactor.spans(text)] == ["hunter2", "hunter2"]
    assert Redactor().spans(text) == []


def test_short_lines_of_a_long_secret_are_no_secrets() -> None:
    assert Redactor(["{\n  key: value\n}"]).clean("{ a } key: value") == f"{{ a }} {MASK}"


@given(st.lists(st.text(min_size=4), min_size=1, max_size=5), st.text(), st.text())
def test_no_secret_survives(secrets: list[str], before: str, after: str) -> None:
    redactor = Redactor(secrets)
    for secret in secrets:
        shown = redactor.mask(f"{before}{secret}{after}").replace(MASK, "")
        assert not secret.strip() or secret not in shown or secret in before + after or secret in MASK
