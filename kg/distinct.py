"""Kinds that say nothing of their look come in; signs that tell each from every other go out.

The colours are those of the families of the ontology, which lie far enough apart for every eye.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

DASHES = ("solid", "dots", "shortdash", "dash", "longdash", "dashdot", "longdashdot")
SAID = ("colour", "dash", "head", "middle")  # a kind that says one of these has a look of its own
PALETTE = {  # on light paper, and on dark; the blue of alliance and the red of war say most, and come last
    "#6688bb": "#66ff88",
    "#bb55ee": "#ff99ff",
    "#bb6644": "#bb4433",
    "#113300": "#88bb88",
    "#771166": "#aa55aa",
    "#737373": "#7f7f7f",
    "#661199": "#ffee44",
    "#220011": "#ddffff",
    "#3322ee": "#6677ff",
    "#ee5511": "#ff3300",
}
_LASTING = ("none", "box", "bar", "crow", "curve", "inv_curve")
_HAPPENING = ("circle", "diamond", "triangle", "inv_triangle", "vee", "arrow")

Signs = tuple[str, str, str]  # colour on light paper, dash, mark in the middle


def apart(kinds: Mapping[str, bool], said: Mapping[str, Signs]) -> dict[str, Signs]:
    """Signs for all ``kinds`` but those that have ``said`` theirs; each comes with whether it is a lasting state.

    A kind has the signs of its place in the order of all kinds, so that it keeps them when another one says its look;
    only where that look is the same does it take signs that nobody has. They suffice for 420 kinds of either sort.

    >>> apart({"Entente": True, "War": True}, {"War": ("#ee5511", "solid", "bar")})
    {'Entente': ('#6688bb', 'solid', 'none')}
    """
    slots = {lasting: list(_signs(lasting=lasting)) for lasting in (True, False)}
    return _given({kind: slots[kinds[kind]] for kind in sorted(kinds)}, said)


def within(family: Signs, kinds: Mapping[str, bool], said: Mapping[str, Signs]) -> dict[str, Signs]:
    """The same for kinds of one family, of which each keeps the colour and differs from it in its dash.

    >>> within(("#3322ee", "solid", "none"), {"Entente": True, "Guarantee": True}, {})
    {'Entente': ('#3322ee', 'dots', 'none'), 'Guarantee': ('#3322ee', 'shortdash', 'none')}
    """
    colour, own, middle = family
    dashes = [dash for dash in DASHES if dash != own]
    slots = {}
    for lasting in (True, False):
        marks = (middle, *(mark for mark in _marks(lasting=lasting) if mark != middle))
        slots[lasting] = [(colour, dash, mark) for mark in marks for dash in dashes]
    return _given({kind: slots[kinds[kind]] for kind in sorted(kinds)}, said)


def look(signs: Signs) -> dict[str, str]:
    """Signs as attributes of a line."""
    colour, dash, middle = signs
    return {"colour": colour, "colour_dark": PALETTE.get(colour, ""), "dash": dash, "middle": middle}


def _marks(*, lasting: bool) -> tuple[str, ...]:
    return _LASTING if lasting else _HAPPENING


def _signs(*, lasting: bool) -> Iterator[Signs]:
    """Every colour in turn, each time with another dash, so that neighbours in a legend differ in both."""
    for mark in _marks(lasting=lasting):
        for turn in range(len(DASHES)):
            for number, colour in enumerate(PALETTE):
                yield colour, DASHES[(4 * turn + number) % len(DASHES)], mark


def _given(open_to: Mapping[str, list[Signs]], said: Mapping[str, Signs]) -> dict[str, Signs]:
    """To each kind what stands at its place; where that is taken, what is nobody's."""
    wanted = {kind: slots[place % len(slots)] for place, (kind, slots) in enumerate(open_to.items())}
    taken = set(said.values())
    nobodys = taken | set(wanted.values())
    found = {}
    for kind, slots in open_to.items():
        if kind in said:
            continue
        found[kind] = wanted[kind]
        if wanted[kind] in taken:
            found[kind] = next((signs for signs in slots if signs not in nobodys), wanted[kind])
            nobodys.add(found[kind])
    return found
