"""What matplotlib draws, made fit for our pages: no style of its own (their policy forbids it), said to who listens."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
# What `font: 11px 'A', sans-serif` says of the size; the page's own letters are used.
_BOLD = ("bold", "700")
_FONT_SIZE = re.compile(r"([\d.]+)px")
# What no part of a drawing says again for itself.
_EVERYWHERE = {"stroke-linejoin": "round", "stroke-linecap": "butt"}


def for_page(drawn: str, name: str, title: str, description: str) -> str:
    """Give a drawing as one <svg> element to stand in a page.

    Args:
        drawn: an SVG file of matplotlib's.
        name: of the drawing within its page; makes its ids its own.
        title, description: what it is called, and what can be seen in it.
    """
    root = ElementTree.fromstring(drawn)
    for kind in ("metadata", "defs/style"):
        _remove(root, kind)
    ids = {one.get("id"): f"{name}-{place}" for place, one in enumerate(root.iter()) if one.get("id")}
    for one in root.iter():
        _without_style(one)
        _renamed(one, ids)
    _tell(root, name, title, description)
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    return ElementTree.tostring(root, encoding="unicode")


def _remove(root: Element, path: str) -> None:
    *above, last = (f"{{{SVG}}}{step}" for step in path.split("/"))
    for parent in root.iterfind("/".join(above)) if above else [root]:
        for child in parent.findall(last):
            parent.remove(child)


def _without_style(one: Element) -> None:
    """Every property as an attribute of its own."""
    for said in filter(None, (part.strip() for part in one.attrib.pop("style", "").split(";"))):
        name, _, value = (piece.strip() for piece in said.partition(":"))
        size = _FONT_SIZE.search(value) if name == "font" else None
        if size:
            one.set("font-size", size.group(1))
            if value.startswith(_BOLD):
                one.set("font-weight", "bold")
        elif not name.startswith("font"):
            one.set(name, value)


def _renamed(one: Element, ids: dict[str | None, str]) -> None:
    """Ids that no other drawing of the page has; those that nothing points to are left out."""
    one.attrib.pop("id", None) if one.tag == f"{{{SVG}}}g" else None
    if one.get("id"):
        one.set("id", ids[one.get("id")])
    reference = one.get(f"{{{XLINK}}}href", "")
    if reference.startswith("#"):
        one.set(f"{{{XLINK}}}href", f"#{ids[reference[1:]]}")
    clip = one.get("clip-path", "")
    if clip.startswith("url(#"):
        one.set("clip-path", f"url(#{ids[clip[5:-1]]})")


def _tell(root: Element, name: str, title: str, description: str) -> None:
    for size in ("width", "height", "version"):
        root.attrib.pop(size, None)
    root.attrib.update(_EVERYWHERE)
    root.set("role", "img")
    root.set("class", "chart")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-description")
    for place, (kind, text) in enumerate((("title", title), ("desc", description))):
        told = Element(f"{{{SVG}}}{kind}", {"id": f"{name}-{'title' if kind == 'title' else 'description'}"})
        told.text = text
        root.insert(place, told)
