"""Texts that hold a credential: told by their form, by the name that they stand under, or by chance being unlikely.

No text is ever part of what is said of it; `forms_in` finds the texts that a report has to mask.
"""

from __future__ import annotations

import re

#: What a credential of a kind looks like, wherever it stands.
_FORMS = (
    ("an AWS access key", r"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])"),
    ("a private key", r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    ("a JSON web token", r"(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}"),
    ("a bearer token", r"(?i)(?<![\w-])bearer\s+(?![$<{])[\w.~+/-]{12,}=*"),
    ("a user name and password", r"(?i)(?<![\w-])basic\s+(?![$<{])[A-Za-z0-9+/]{8,}={0,2}(?![\w.$])"),
    ("a password in a URL", r"[a-z][a-z0-9+.-]*://[^/\s:@'\"]+:(?!\$)[^/\s:@'\"]{3,}@"),
    ("a GitHub token", r"(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,})"),
    ("a GitLab token", r"(?<![\w-])glpat-[\w-]{20,}"),
    ("a Slack token", r"(?<![\w-])xox[abposr]-[\w-]{10,}"),
    ("a Stripe key", r"(?<![\w-])[rs]k_live_[A-Za-z0-9]{16,}"),
    ("a Google API key", r"(?<![\w-])AIza[\w-]{35}"),
    ("a SendGrid key", r"(?<![\w-])SG\.[\w-]{16,}\.[\w-]{16,}"),
)
#: The ends of names under which credentials stand: always, or where the value does not read as a name.
_ALWAYS = r"(?:password|passwd|passphrase|pwd)$"
_OFTEN = r"(?:secret|token|apikey|api_key|auth_key|access_key|secret_key|private_key|client_key|credentials?)$"
_HEADERS = r"(?:^|_)(?:authorization|proxy_authorization)$"
#: Names of what is random without being secret.
_PUBLIC = r"(?:hash|sha\d*|digest|checksum|etag|fingerprint|version|revision|public_key|nonce|id|arn|url|uri)$"
#: Values that only point at a secret, or say that there is none.
_POINTER = r"(?i)^(?:arn:|/|\.|https?://|ssm:|vault:|secretsmanager:|\{\{|\$|<|none$|null$|true$|false$|[\d.]+$)"
_EMPTY = r"(?i)^(?:changeme|change_me|redacted|required|optional|enabled|disabled|placeholder|todo|n/a|(.)\1*)$"
#: What reads as the name of something: words without digits.
_WORDS = r"^[A-Za-z]+(?:[-_./:][A-Za-z]+)*$"


def credential_in(text: str) -> str:
    """What credential stands somewhere in a text, by its form; empty where none does."""
    for kind, form in _FORMS:
        if re.search(form, text):
            return kind
    return ""


def forms_in(text: str) -> list[str]:
    """The parts of a text that are credentials by their form. Of a private key it is the whole text."""
    if any(re.search(form, text) for kind, form in _FORMS if kind == "a private key"):
        return [text]
    return [match[0] for _, form in _FORMS for match in re.finditer(form, text)]


def joined(owner: str, holds: list[tuple[str, str]]) -> str:
    """Places of an owner with the kind of credential in each, in words."""
    if len(holds) == 1:
        return f"{holds[0][0]} of {owner} holds {holds[0][1]}"
    named = [f"{place} ({kind})" for place, kind in holds]
    return f"{', '.join(named[:-1])} and {named[-1]} of {owner} hold credentials"


def credential(name: str, text: str) -> str:
    """What credential a text under a name is; empty where it is none."""
    form = credential_in(text)
    if form:
        return form
    text = text.strip()
    if len(text) < 6 or re.match(_POINTER, text) or re.match(_EMPTY, text):
        return ""
    plain = _plain(name)
    if re.search(_ALWAYS, plain):
        return "a password, by its name"
    if (re.search(_OFTEN, plain) or re.search(_HEADERS, plain)) and not re.match(_WORDS, text):
        return "a credential, by its name"
    if not re.search(_PUBLIC, plain) and looks_random(text):
        return "a random text as keys and tokens are"
    return ""


def names_credential(name: str) -> bool:
    """Whether a credential is to be expected under the name."""
    plain = _plain(name)
    return any(re.search(form, plain) is not None for form in (_ALWAYS, _OFTEN, _HEADERS))


def looks_random(text: str) -> bool:
    """Whether a text is long, of all kinds of signs and without a pattern, and no digest in hexadecimal digits."""
    if re.match(r"^[A-Za-z0-9+/=_-]{32,}$", text) is None or re.match(r"^[0-9a-fA-F-]+$", text) is not None:
        return False
    if not all(re.search(signs, text) for signs in ("[a-z]", "[A-Z]", "[0-9]")):
        return False
    from collections import Counter
    from math import log2

    shares = [count / len(text) for count in Counter(text).values()]
    return -sum(share * log2(share) for share in shares) >= 4.2  # of 32 random letters and digits: about 4.5


def _plain(name: str) -> str:
    """`clientSecret`, `X-Client-Secret` and `client.secret` all end in `client_secret`."""
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    return re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")
