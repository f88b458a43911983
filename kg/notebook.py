"""The text of a page comes in; a text that notebooks show as an isolated frame, and that saves itself, goes out."""

from __future__ import annotations

import html
from pathlib import Path

_FRAME = (
    '<iframe srcdoc="{page}" title="{title}" sandbox="allow-scripts allow-downloads allow-popups" '
    'style="width:100%;height:700px;border:0">'
    "This page is shown where the notebook is trusted: trust it, or run the cell again.</iframe>"
)


class Page(str):
    """A page of HTML: text, and in a notebook a frame that shows it.

    The frame holds the page itself (``srcdoc``), since a notebook may have no folder that a browser can read. Its
    scripts run in an origin of their own (``sandbox`` without ``allow-same-origin``), so that they see nothing of the
    notebook, nor the notebook of them. Jupyter and VS Code show frames of notebooks that are trusted only; of others
    Jupyter keeps the words within the frame, which a browser never shows. The height is in pixels: VS Code makes its
    own frame as high as what it shows, and a share of that would grow without end.
    """

    heading: str

    def __new__(cls, text: str, heading: str = "A page") -> Page:
        """Make a page of its text; ``heading`` is what a screen reader calls its frame."""
        page = super().__new__(cls, text)
        page.heading = heading
        return page

    def __repr__(self) -> str:
        return f"<Page {self.heading!r} of {len(self):,} characters; save(path) writes it>"

    def _repr_html_(self) -> str:
        return _FRAME.format(page=html.escape(self), title=html.escape(self.heading))

    def save(self, path: str | Path) -> None:
        """Write the page to a file, as UTF-8, whole or not at all. Raises KgError: it cannot be written."""
        from kg.files import write_one

        write_one(Path(path), self)
