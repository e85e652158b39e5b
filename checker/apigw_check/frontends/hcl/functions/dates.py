"""Functions on times. What depends on the present time is not evaluated."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from ..values import FunctionError, NotEvaluatedError
from .define import Function

_TIME = re.compile(r"(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:Z|([+-])(\d{2}):(\d{2}))", re.ASCII)
_DURATION = re.compile(r"([-+])?((?:\d{1,9}(?:\.\d{1,9})?(?:h|m|s|ms))+)", re.ASCII)
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_SPEC = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+|'")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _parse(text: str) -> datetime:
    match = _TIME.fullmatch(text)
    if match is None:
        if re.fullmatch(r"[^.]*\.\d+.*", text):
            raise NotEvaluatedError("a time with fractions of a second")
        raise FunctionError("a time like 2006-01-02T15:04:05Z is needed")
    zone: timezone = UTC
    try:
        if match[7]:
            offset = timedelta(hours=int(match[8]), minutes=int(match[9]))
            zone = timezone(-offset if match[7] == "-" else offset)
        year, month, day, hour, minute, second = (int(match[part]) for part in range(1, 7))
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        raise FunctionError("a time that does not exist") from None


def _timeadd(text: str, duration: str) -> str:
    moment = _parse(text)
    match = _DURATION.fullmatch(duration)
    if match is None:
        if duration in ("0", "+0", "-0"):
            return _written(moment)
        raise NotEvaluatedError("the duration")
    parts = re.findall(r"([\d.]+)(ms|h|m|s)", match[2])
    seconds = sum(float(number) * _UNITS[unit] for number, unit in parts)
    if seconds != int(seconds):
        raise NotEvaluatedError("a time with fractions of a second")
    try:
        return _written(moment + timedelta(seconds=-seconds if match[1] == "-" else seconds))
    except OverflowError:
        raise NotEvaluatedError("a time that far away") from None


def _written(moment: datetime) -> str:
    text = moment.replace(tzinfo=None).isoformat(timespec="seconds")
    offset = _zone(moment, ":")
    return text + ("Z" if offset == "+00:00" else offset)


def _zone(moment: datetime, separator: str) -> str:
    minutes = int((moment.utcoffset() or timedelta()).total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}{separator}{abs(minutes) % 60:02}"


def _timecmp(left: str, right: str) -> int:
    a, b = _parse(left), _parse(right)
    return (a > b) - (a < b)


def _formatdate(spec: str, text: str) -> str:
    moment = _parse(text)
    found = []
    for match in _SPEC.finditer(spec):
        part = match[0]
        if match[1] is not None:
            found.append(match[1].replace("''", "'"))
        elif part == "'":
            raise FunctionError("a quote in the format has no end")
        elif match[2]:
            found.append(_part(part, moment))
        else:
            found.append(part)
    return "".join(found)


def _part(letters: str, moment: datetime) -> str:
    hour = moment.hour % 12 or 12
    colon, plain = _zone(moment, ":"), _zone(moment, "")
    parts = {
        "YYYY": f"{moment.year:04}",
        "YY": f"{moment.year % 100:02}",
        "MMMM": _MONTHS[moment.month - 1],
        "MMM": _MONTHS[moment.month - 1][:3],
        "MM": f"{moment.month:02}",
        "M": str(moment.month),
        "DD": f"{moment.day:02}",
        "D": str(moment.day),
        "EEEE": _DAYS[moment.weekday()],
        "EEE": _DAYS[moment.weekday()][:3],
        "hh": f"{moment.hour:02}",
        "h": str(moment.hour),
        "HH": f"{hour:02}",
        "H": str(hour),
        "AA": "AM" if moment.hour < 12 else "PM",
        "aa": "am" if moment.hour < 12 else "pm",
        "mm": f"{moment.minute:02}",
        "m": str(moment.minute),
        "ss": f"{moment.second:02}",
        "s": str(moment.second),
        "ZZZZZ": colon,
        "ZZZZ": plain,
        "ZZZ": "UTC" if plain == "+0000" else plain,
        "Z": "Z" if plain == "+0000" else colon,
    }
    if letters not in parts:
        raise FunctionError("a part of the format does not exist")
    return parts[letters]


FUNCTIONS = {
    "formatdate": Function("ss", _formatdate),
    "timeadd": Function("ss", _timeadd),
    "timecmp": Function("ss", _timecmp),
}
