"""What readers of a screen follow: the order of the texts, what each is, headings to go to, the language.

PDF's own: marked lines on the pages, a tree of elements over them, a way back from each line to its element, bookmarks.
It says nothing that the pages don't: elements come from parts that were printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from caselink.documents.ink import Tagged
from caselink.documents.passages import Group, Passage

_LONGEST_BOOKMARK: Final = 80
_OWN: Final = Dictionary(O=Name.Table, Scope=Name.Column)


def give_structure(document: pikepdf.Pdf, tagged: Sequence[Tagged], spoken: str) -> None:
    """Give the document its language (ISO 639-1), its tree of elements and its bookmarks."""
    root = document.Root
    root.Lang = String(spoken)
    root.MarkInfo = Dictionary(Marked=True)
    tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array([])))
    elements = _Elements(document, whole)
    backwards: list[list[pikepdf.Object]] = [[] for _page in document.pages]
    pages = [page.obj for page in document.pages]
    for each in tagged:
        element = elements.of(each.passage)
        element.K.append(Dictionary(Type=Name.MCR, Pg=pages[each.page], MCID=each.mark))
        backwards[each.page].append(element)
    for number, page in enumerate(pages):
        page.StructParents = number
        page.Tabs = Name.S
    numbers = [entry for number, found in enumerate(backwards) for entry in (number, Array(found))]
    tree.K, tree.ParentTree = whole, document.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = len(pages)
    root.StructTreeRoot = tree
    _bookmarks(document, tagged)


class _Elements:
    """The elements, each made when its first line is met, inside those of its groups."""

    def __init__(self, document: pikepdf.Pdf, whole: pikepdf.Object) -> None:
        self._document = document
        self._whole = whole
        self._made: dict[Passage | Group, pikepdf.Object] = {}

    def of(self, each: Passage | Group) -> pikepdf.Object:
        """The element of a part or a group."""
        found = self._made.get(each)
        if found is None:
            above = self._whole if each.inside is None else self.of(each.inside)
            held = Dictionary(Type=Name.StructElem, S=Name(f"/{each.tag}"), P=above, K=Array([]))
            if each.tag == "TH":
                held.A = _OWN
            found = self._made[each] = self._document.make_indirect(held)
            above.K.append(found)
        return found


def _bookmarks(document: pikepdf.Pdf, tagged: Sequence[Tagged]) -> None:
    headings: dict[Passage, int] = {}
    for each in tagged:
        if each.passage.level:
            headings.setdefault(each.passage, each.page)
    if len(headings) < 2:
        return
    with document.open_outline() as outline:
        for part, page in headings.items():
            item = OutlineItem(part.text[:_LONGEST_BOOKMARK], page)
            under = outline.root[-1].children if part.level > 1 and outline.root else outline.root
            under.append(item)
