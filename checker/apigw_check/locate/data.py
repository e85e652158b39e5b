"""What a YAML or JSON file holds that the configuration decodes: its members, each with its place in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from .blocks import Text
from .documents import blank, too_deep
from .shapes import LITERAL, OBJECT, OTHER, TUPLE, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_MERGE = "<<"


class Node(Struct):
    """A value: its kind (as of `shapes.Shape`), its members by key, its elements, and what a scalar says (`null`
    where it is none). A mapping with keys that are not literals is not `whole`."""

    kind: int
    members: dict[str, Entry]
    elements: list[Entry]
    said: str = ""
    whole: bool = True


class Data(Text):
    """The text of a file with the values in it by the offset where they begin."""

    __slots__ = ("nodes", "span")

    def __init__(self, text: str, *, template: bool = False) -> None:
        super().__init__(text)
        self.nodes: dict[int, Node] = {}
        #: Where the value of the first document stands; None where the text is neither YAML nor JSON.
        self.span: tuple[int, int] | None = None
        source = blank(self.text) if template else self.text
        if not too_deep(source):
            self.span = _Reader(self.text, source, self.nodes).read()
            if self.span is None:
                self.nodes.clear()

    def node(self, start: int) -> Node:
        """Return the value that begins at an offset."""
        return self.nodes.get(start) or Node(OTHER, {}, [])


class _Open(Struct):
    """A mapping or list that is being read, with the key whose value comes next and the mappings to merge in."""

    node: Node
    start: int
    stop: int
    key: tuple[str | None, int] | None = None
    merged: list[Node] = []


class _Reader:
    """Reads the events rather than the nodes: composing nodes recurses as deep as the document does."""

    def __init__(self, text: str, source: str, nodes: dict[int, Node]) -> None:
        self._text = text
        self._source = source
        self._nodes = nodes
        self._anchors: dict[str, Node] = {}
        self._stack: list[_Open] = []

    def read(self) -> tuple[int, int] | None:
        """Return where the value of the first document stands; None where the text is damaged."""
        import yaml

        try:
            for event in self._events(yaml):
                span = self._take(yaml, event)
                if span is not None:
                    return span
        except (yaml.YAMLError, ValueError):
            return None
        return None

    def _events(self, yaml: Any) -> Iterator[Any]:
        events: Iterator[Any] = yaml.parse(self._source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return events

    def _take(self, yaml: Any, event: Any) -> tuple[int, int] | None:
        """Take an event. Return where the document's value stands once that is complete."""
        if isinstance(event, yaml.CollectionEndEvent):
            done = self._stack.pop()
            for other in done.merged:
                for key, entry in other.members.items():
                    done.node.members.setdefault(key, entry)
                done.node.whole = done.node.whole and other.whole
            stop = max(done.stop, event.end_mark.index) if self._text[done.start] in "{[" else done.stop
            return self._place(done.node, done.start, stop)
        if not isinstance(event, yaml.NodeEvent):
            return None
        start, stop = event.start_mark.index, event.end_mark.index
        parent = self._stack[-1] if self._stack else None
        if isinstance(event, yaml.CollectionStartEvent):
            kind = TUPLE if isinstance(event, yaml.SequenceStartEvent) else OBJECT
            node = self._anchored(event, Node(kind, {}, []))
            self._stack.append(_Open(node, start, start, merged=[]))
            return None
        if isinstance(event, yaml.AliasEvent):
            node = self._anchors.get(event.anchor, Node(OTHER, {}, []))
        else:
            node = self._anchored(event, self._scalar(event, start, stop))
        if parent is not None and parent.node.kind == OBJECT and parent.key is None:
            literal = node.kind == LITERAL
            parent.key = (node.said if literal else None), start
            parent.node.whole = parent.node.whole and literal
            return None
        return self._place(node, start, stop)

    def _anchored(self, event: Any, node: Node) -> Node:
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _scalar(self, event: Any, start: int, stop: int) -> Node:
        if self._text[start:stop] != self._source[start:stop]:
            return Node(OTHER, {}, [])
        plain = event.implicit[0]
        said = "null" if plain and event.value in _NULLS else event.value
        return Node(LITERAL, {}, [], said)

    def _place(self, node: Node, start: int, stop: int) -> tuple[int, int] | None:
        """Put a complete value where it belongs: into the mapping or list around it."""
        if self._stack and self._stack[-1].node.kind == OBJECT and self._stack[-1].key is None:
            # A mapping or list that is itself a key.
            self._stack[-1].key = None, start
            self._stack[-1].node.whole = False
            return None
        self._nodes[start] = node
        if not self._stack:
            return start, stop
        around = self._stack[-1]
        around.stop = max(around.stop, stop)
        if around.node.kind == TUPLE:
            around.node.elements.append(Entry(start, start, stop))
            return None
        key, begin = around.key or (None, start)
        around.key = None
        if key == _MERGE and node.kind in (OBJECT, TUPLE):
            merged = [node] if node.kind == OBJECT else [self._nodes[entry.value] for entry in node.elements]
            around.merged += merged
        elif key is not None:
            around.node.members[key] = Entry(begin, start, stop)
        return None
