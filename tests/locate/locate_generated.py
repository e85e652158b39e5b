"""HCL as people might write it, made by hypothesis: valid, and as awkward as the language allows."""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = st.sampled_from(["a", "name", "rest_api_id", "for-each", "_x", "größe", "settings", "EOT", "content", "x1"])
ROOTS = ("var", "local", "module", "aws_x", "each", "data")
COMMENTS = st.sampled_from(["# c", "// c {", '# "', "# 日本 }", "// ${", "# <<EOT"])
INLINE = st.sampled_from(["", "", "", " ", "/* c */", ' /* } ** " */ ', "/**/"])
LITERAL = st.text("ab ,{}=#/<>'é日%$&[]()?:*\t", max_size=8).map(
    # A dollar or percent sign before a brace would begin a sequence.
    lambda text: text.replace("$", "$ ").replace("%", "% ")
)
ESCAPES = st.sampled_from(['\\"', "\\\\", "\\n", "\\u00e9", "$${", "%%{", "$${x}", '\\\\\\"'])


def _sequence(expressions: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """What templates interpolate, and the directives in them."""
    wrapped = st.sampled_from(
        [
            "${@}",
            "${@}",
            "${~ @ ~}",
            "%{ if @ }a%{ else }b%{ endif }",
            "%{ for x in @ ~}${x.y}%{ endfor ~}",
            "%{if @}%{endif}",
        ]
    )
    return st.tuples(wrapped, expressions).map(lambda parts: parts[0].replace("@", parts[1]))


def _string(expressions: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    sequence = _sequence(expressions)
    return st.lists(LITERAL | ESCAPES | sequence, max_size=4).map(lambda parts: '"' + "".join(parts) + '"')


def _heredoc(expressions: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    lines = st.sampled_from(
        [
            'resource "a" "b" {',
            "}",
            "EOTX",
            "x = <<EOT",
            '"',
            "# no comment",
            "/*",
            "$${x}",
            "%%{y}",
            "",
            "  EO T",
            "日本",
        ]
    )
    sequence = _sequence(expressions).map(lambda text: f"  {text} tail")
    return st.tuples(
        st.sampled_from(["<<EOT", "<<-EOT"]), st.lists(lines | sequence, max_size=4), st.sampled_from(["", "  ", "\t"])
    ).map(lambda parts: "\n".join([parts[0], *parts[1], parts[2] + "EOT"]))


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    # The value of an object's item may not be a heredoc here: the reference parser wants none there.
    key = NAMES.filter(lambda name: name != "for-each") | st.sampled_from(['"k"', '"a b"', "(var.k)", '"${var.k}"'])
    item = st.tuples(key, st.sampled_from([" = ", ": ", "="]), inner).map("".join)
    broken = st.sampled_from(["\n", "\n  ", " # c\n", " /* c */\n\n\t"])
    return st.one_of(
        st.tuples(st.lists(inner, max_size=3), broken).map(lambda p: "[" + ("," + p[1]).join(p[0]) + p[1] + "]"),
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.tuples(st.lists(item, max_size=3), broken).map(lambda p: "{" + p[1] + p[1].join([*p[0], ""]) + "}"),
        st.lists(item, max_size=3).map(lambda items: "{ " + ", ".join(items) + " }"),
        st.tuples(st.sampled_from(["f", "merge", "jsonencode"]), st.lists(inner, max_size=3)).map(
            lambda p: p[0] + "(" + ", ".join(p[1]) + ")"
        ),
        st.tuples(inner, inner, inner).map(lambda p: f"(\n  {p[0]}\n  ? {p[1]}\n  : {p[2]}\n)"),
        st.tuples(inner, inner).map(lambda p: f"[for k, v in {p[0]} : {p[1]} if v != k.x]"),
        st.tuples(inner, inner).map(lambda p: "{for k, v in " + p[0] + " : k => " + p[1] + "}"),
        st.tuples(inner, st.sampled_from([" + ", " && ", " == ", " >= ", " / "]), inner).map("".join),
        _string(inner),
    )


SIMPLE = st.one_of(
    st.sampled_from(["1", "-1.5", "true", "null", '""', '"x"', "var.a", "local.b.c", "each.key", "aws_x.y[0].id"]),
    st.sampled_from(["aws_x.y[each.key].id", "module.m.out[*].id", 'data.t.n["k"].attr', "aws_x.y.*.id"]),
)
EXPRESSIONS = st.recursive(SIMPLE | _string(SIMPLE), _compound, max_leaves=6)
HEREDOCS = _heredoc(EXPRESSIONS)
VALUES = st.one_of(EXPRESSIONS, EXPRESSIONS, EXPRESSIONS, HEREDOCS, HEREDOCS.map(lambda text: f"f(1, {text}\n)"))
LABELS = st.sampled_from(['"aws_x"', '"this"', "bare", '"a.b-c"', '"größe"'])


@st.composite
def bodies(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """The lines of a body: attributes, nested blocks, comments."""
    pad = draw(st.sampled_from(["", "  ", "\t"])) * min(depth, 1)
    found: list[str] = []
    for name in draw(st.lists(NAMES, max_size=4, unique=True)):
        kind = draw(st.integers(0, 9))
        if kind < 6 and depth:
            gap = draw(st.sampled_from([" ", "", "   ", "\t"]))
            value = draw(VALUES)
            end = "" if value.endswith("EOT") else draw(st.sampled_from(["", "", " # c", " // c", " /* c */", "  "]))
            found.append(f"{pad}{name}{gap}={gap}{draw(INLINE)}{value}{end}")
        elif kind < 9:
            labels = draw(st.lists(LABELS, max_size=2))
            header = draw(INLINE).join([" ".join([name, *labels]), ""]).rstrip() + " {"
            if draw(st.booleans()) or depth > 2:
                inside = draw(st.sampled_from(["", " ", " a = 1 ", ' a = "}" ', " x = [1, { b = 2 }] "]))
                found.append(f"{pad}{header}{inside}}}")
            else:
                found += [f"{pad}{header}{draw(st.sampled_from(['', ' # c']))}", *draw(bodies(depth + 1)), f"{pad}}}"]
        else:
            found.append(pad + draw(COMMENTS | st.sampled_from(["", "/* a\n } b */", "/* { */"])))
    return found


DOCUMENTS = bodies().map(lambda lines: "\n".join([*lines, ""]))
