"""Custom metrics in CloudWatch's embedded metric format: a line in the log, and no call that a request waits for.

CloudWatch Logs turns the line into metrics and keeps its other fields for searches. Dimensions are few and closed sets:
each combination of their values is a metric that is paid for, so an id of a caller or a request is a property instead.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from typing import Literal

Unit = Literal["Count", "Milliseconds", "None"]

# The specification's limits for one line.
MAX_METRICS = 100
MAX_DIMENSIONS = 30


class Metrics:
    """What one request measures, written by `flush` as one line of the log."""

    def __init__(self, namespace: str, dimensions: Mapping[str, str]) -> None:
        if len(dimensions) > MAX_DIMENSIONS:
            raise ValueError(f"at most {MAX_DIMENSIONS} dimensions")
        self._namespace = namespace
        self._dimensions = dict(dimensions)
        self._properties: dict[str, object] = {}
        self._values: dict[str, list[float]] = {}
        self._units: dict[str, Unit] = {}

    def add(self, name: str, value: float, unit: Unit = "Count") -> None:
        """Measure something; a name may be measured many times, in one unit."""
        if self._units.setdefault(name, unit) != unit:
            raise ValueError(f"{name} is in {self._units[name]}")
        if len(self._units) > MAX_METRICS:
            raise ValueError(f"at most {MAX_METRICS} metrics")
        self._values.setdefault(name, []).append(value)

    def note(self, name: str, value: object) -> None:
        """Add a field that can be searched for and is no dimension, such as an id."""
        self._properties[name] = value

    def flush(self) -> None:
        """Write the line, where anything was measured."""
        if not self._values:
            return
        definition = {
            "Namespace": self._namespace,
            "Dimensions": [sorted(self._dimensions)],
            "Metrics": [{"Name": name, "Unit": unit} for name, unit in self._units.items()],
        }
        line = {
            **self._properties,
            **self._dimensions,
            **{name: values[0] if len(values) == 1 else values for name, values in self._values.items()},
            "_aws": {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [definition]},
        }
        sys.stdout.write(json.dumps(line) + "\n")
        self._values.clear()
        self._units.clear()
