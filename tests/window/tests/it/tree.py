"""What assistive technologies are told of the window: its tree over AT-SPI, as lines of depth, role, name and states.

Called with the process id of the window; prints JSON. Runs with the system's Python, which has gi."""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

STATES = {
    Atspi.StateType.FOCUSED: "focused",
    Atspi.StateType.FOCUSABLE: "focusable",
    Atspi.StateType.CHECKED: "checked",
    Atspi.StateType.SELECTED: "selected",
    Atspi.StateType.REQUIRED: "required",
    Atspi.StateType.INVALID_ENTRY: "invalid",
    Atspi.StateType.MODAL: "modal",
}


def application(patience):
    """The window among the applications of the desktop, once it has a document."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            one = desktop.get_child_at_index(index)
            if one is not None and "greffe" in (one.get_name() or "").lower():
                found = document(one, 0)
                if found is not None:
                    return found
        time.sleep(0.1)
    names = [Atspi.get_desktop(0).get_child_at_index(i).get_name() for i in range(Atspi.get_desktop(0).get_child_count())]
    sys.exit(f"no window among {names}")


def document(node, depth):
    """The web document below a node."""
    if depth > 12:
        return None
    if node.get_role() == Atspi.Role.DOCUMENT_WEB:
        return node
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        found = document(child, depth + 1) if child is not None else None
        if found is not None:
            return found
    return None


def walk(node, depth, lines):
    if depth > 40 or len(lines) > 4000:
        return
    states = node.get_state_set()
    lines.append(
        {
            "depth": depth,
            "role": node.get_role_name(),
            "name": (node.get_name() or "").strip(),
            "description": (node.get_description() or "").strip(),
            "kind": (node.get_attributes() or {}).get("xml-roles", ""),
            "tag": (node.get_attributes() or {}).get("tag", ""),
            "states": [name for state, name in STATES.items() if states.contains(state)],
        }
    )
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            walk(child, depth + 1, lines)


lines = []
walk(application(30), 0, lines)
json.dump(lines, sys.stdout, ensure_ascii=False)
