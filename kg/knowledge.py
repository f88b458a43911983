"""A knowledge graph to ask: any store comes in; answers, explanations, states of a day, networks and pages go out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import evidence, explain, query, recorded, resources, state, store
from kg.errors import QueryError
from kg.evidence import Said
from kg.explain import Provenance
from kg.namespaces import ID, expand, nearest, shorten
from kg.terms import Answer, Iri, Store, Table

if TYPE_CHECKING:
    import networkx as nx
    import rdflib
    from pyvis.network import Network

    from kg.network import Measure
    from kg.notebook import Page


class KnowledgeGraph:
    """A graph of claims and facts, in memory or behind an endpoint; for reading only."""

    def __init__(self, where: Store) -> None:
        self.store = where

    def __repr__(self) -> str:
        return f"<KnowledgeGraph {self.store.name}>"

    def ask(self, sparql: str) -> Answer:
        """Run a query of any form: rows, triples, or a truth. Raises QueryError: SPARQL that cannot be read."""
        return self.store.ask(sparql)

    def query(self, question: str, /, **parameters: object) -> Answer:
        """Ask a named question, with other values for its parameters where they are given.

        Raises QueryError: no such question or parameter, or a value of another type.

        >>> import kg
        >>> table = kg.open_graph().query("treaty-signatures", treaty="treaty-of-portsmouth")
        >>> [str(row["signatoryLabel"]) for row in table]
        ['Japan', 'Russia']
        """
        values = {name: str(value) for name, value in parameters.items()}
        return self.store.ask(query.with_parameters(query.get_question(question), values))

    def state(self, day: str | datetime.date, *, polity: str = "") -> list[state.Standing]:
        """Who stood where on a day (``1904-03-01``), or through a month or a year (``1904-03``, ``1904``).

        ``polity`` leaves those of one polity alone. Raises DateError: not a day, month or year.

        >>> import kg
        >>> [s.label for s in kg.open_graph().state("1904-03-01", polity="united-kingdom")]
        ['Anglo-Japanese alliance of 1902']
        """
        from kg import dates

        first, last = dates.period(str(day))
        table = self._table("state-on-date", first=first.isoformat(), last=last.isoformat())
        things = [str(row["thing"]) for row in table]
        return state.read(table, self.said_of(things), polity=self.actor(polity) if polity else "")

    def disputed_state(self, day: str | datetime.date, *, polity: str = "") -> list[tuple[str, str]]:
        """States of affairs that are said for a day, month or year and not accepted: the claims, with sentences."""
        from kg import dates

        first, last = (each.isoformat() for each in dates.period(str(day)))
        wanted = self.actor(polity) if polity else ""
        table = self._table("disputed-on", first=first, last=last)
        told = {str(row["id"]): str(row["sentence"]) for row in table if not wanted or str(row["party"]) == wanted}
        return sorted(told.items())

    def actor(self, name: str) -> Iri:
        """The actor that is meant by a name: its name in the graph, or any label or alias of it.

        Raises QueryError with the nearest name.
        """
        known = _calling((row["actor"], row["name"]) for row in self._table("actors"))
        return _meant(name, known, f"no actor in {self.store.name}")

    def explain(self, name: str) -> explain.Explanation:
        """From a fact to the words: every claim about a thing, by the name of the thing or of one claim.

        Raises QueryError: nothing in the graph has that name.
        """
        asked = self._known(name)
        claim = asked.removeprefix(f"{ID}claim/").replace("/", ":", 1) if asked.startswith(f"{ID}claim/") else ""
        row = next(iter(evidence.rows(self._table("thing", thing=str(asked)))))
        said = explain.ordered(self.said_of([row["about"]]), claim)
        return explain.Explanation(
            iri=row["about"],
            label=row["label"] or (said[0].sentence if said else shorten(row["about"])),
            start=row["start"],
            end=row["end"],
            derived_from=row["origin"],
            said=said,
        )

    def provenance(self, name: str, predicate: str = "", value: str = "") -> list[Provenance]:
        """Who says each triple of a thing, or those of one property, or the one with one value.

        A property and a value are given as they are written in claims (``outcome``, ``Scuttled``), or as IRIs. Dates
        in EDTF and labels that the build made are told by what they are made from. Raises QueryError: nothing has
        that name, or the thing has no such property or value.
        """
        asked = str(self._known(name))
        thing = str(next(iter(evidence.rows(self._table("thing", thing=asked))))["about"])
        table = self._table("who-says", thing=thing)
        claims = {str(row["claim"]) for row in table if row["claim"]}
        origins = {str(row["origin"]) for row in table if row["origin"]}
        about = [thing, *sorted(origins)]
        said = [each for each in self.said_of(about) if each.id in claims or each.thing in origins]
        return explain.chosen(explain.triples(table, said), predicate, value)

    def said_of(self, things: Iterable[str]) -> list[Said]:
        """Every claim that says something of one of the things (IRIs), with its words and what is against it."""
        wanted = ",".join(dict.fromkeys(things))
        if not wanted:
            return []
        claims = self._table("claims-of", thing=wanted)
        keys = ",".join(dict.fromkeys(str(row["claim"]) for row in claims))
        if not keys:
            return []
        parts = (self._table(name, claim=keys) for name in ("against", "readings-of", "dates-of"))
        return evidence.read(claims, *parts)

    def edition(self) -> recorded.Edition:
        """All that the graph records: its sources, claims and facts as values."""
        answer = self.store.ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        return recorded.read(getattr(answer, "triples", ()))

    def to_networkx(self, on: str = "", *, about: str = "") -> nx.MultiDiGraph:
        """The network of all accepted relations and acts, or of those of a day, month or year.

        ``about`` leaves the surroundings of one thing, or of what a question answers in its column ``thing``.
        """
        from kg import dates, network

        keep: network.Keep = network.everything
        first = ""
        if on:
            first, last = (day.isoformat() for day in dates.period(on))
            keep = network.in_force(self._table("state-on-date", first=first, last=last), first, last)
        roles = self._table("roles")
        graph = network.project(self._edges, roles, self._said, keep)
        graph.graph["on"] = first
        return self._named(graph, roles, about)

    def network_of_page(self, on: str = "", *, about: str = "", title: str = "", focus: str = "") -> nx.MultiDiGraph:
        """What ``page`` draws: the network of all dates, and what is said and not accepted as edges of that status.

        Its attributes ``on``, ``focus`` and ``title`` say at what the page opens; ``texts`` has the texts that its
        claims quote, by source, as far as the graph holds them. Raises DateError: ``on`` is no day, month or year;
        QueryError: nothing drawn is called ``focus``.
        """
        from kg import believed, dates, network

        if on:
            dates.period(on)
        roles = self._table("roles")
        graph = network.project(self._edges, roles, self._said)
        said = believed.add(graph, self._table, _table_of, self.said_of)
        graph = self._named(graph, Table(roles.variables, (*roles.rows, *said.rows)), about)
        graph.graph.update(on=on, title=title or graph.graph["title"], texts=self._texts(network.sources(graph)))
        if focus:
            graph.graph["focus"] = [self._drawn(focus, graph)]
        return graph

    def to_pyvis(self, on: str = "", *, about: str = "") -> Network:
        """The same network as pyvis, from which the page is drawn."""
        from kg import view

        return view.to_pyvis(self.to_networkx(on, about=about))

    def to_rdflib(self) -> rdflib.Graph:
        """All triples as an rdflib graph."""
        from kg import rdf

        answer = self.store.ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        return rdf.to_rdflib(getattr(answer, "triples", ()))

    def page(self, on: str = "", *, about: str = "", title: str = "", focus: str = "") -> Page:
        """The network of all dates as one HTML page that asks nothing of the net, and moves from day to day itself.

        ``on`` is the day, month or year at which it opens, ``focus`` what it opens at: a name, label or alias of an
        actor, place, war or treaty. It is a text; a notebook shows it as a frame, and ``save`` writes it to a file.
        Raises DateError or QueryError, as ``network_of_page``.
        """
        from kg import view
        from kg.notebook import Page

        graph = self.network_of_page(on, about=about, title=title, focus=focus)
        return Page(view.page(graph), graph.graph["title"])

    def measures(self, days: Iterable[str]) -> list[Measure]:
        """Degree, betweenness and closed triads of each node in the state of each day (ISO dates)."""
        from kg import network

        tables = {day: self._table("state-on-date", first=day, last=day) for day in days}
        graphs = {
            day: network.states(network.project(self._edges, Table((), ()), (), network.in_force(table, day, day)))
            for day, table in tables.items()
        }
        return network.measures(graphs)

    def things_about(self, name: str) -> list[str]:
        """The things that a topic is about: the column ``thing`` of a question, or one thing by its name."""
        if name in {question.name for question in query.questions()}:
            answer = self.query(name)
            if not isinstance(answer, Table) or "thing" not in answer.variables:
                raise QueryError(f"the question {name!r} has no column ?thing, so no network can be drawn about it")
            return [str(row["thing"]) for row in answer if row["thing"]]
        return [str(self._known(name))]

    def _named(self, graph: nx.MultiDiGraph, roles: Table, about: str) -> nx.MultiDiGraph:
        """The network with the names of its nodes, with what is disputed, and what touches a topic alone."""
        from kg import looks, network

        network.add_names(graph, self._table("nodes"))
        looks.add_looks(graph, looks.read(self._table("looks")))
        graph.graph.update(title=_title(about), scope="", disputed=self._disputed(about))
        return network.around(graph, self.things_about(about), roles) if about else graph

    def _drawn(self, name: str, graph: nx.MultiDiGraph) -> Iri:
        """The node of a network that is meant by a name. Raises QueryError with the nearest name."""
        called = [(str(row["node"]), row["name"]) for row in self._table("called")]
        names = [*((node, each) for node, each in called if node in graph), *graph.nodes(data="label")]
        edges = {key: [one, other] for one, other, key in graph.edges(keys=True)}
        if (relation := expand(name)) in edges and relation not in graph:
            ends = " or ".join(shorten(each).removeprefix("id:") for each in edges[relation])
            raise QueryError(f"{name!r} is drawn as a line, and a page opens at a name; give {ends}")
        return _meant(name, _calling(names), f"nothing that is drawn of {self.store.name}")

    def _texts(self, sources: Iterable[str]) -> dict[str, dict[str, str]]:
        """The texts of sources, whole, with title, language, citation and address; of those that are stored.

        Where the graph has the hash of a text and not the text, some store would change it; it is empty here.
        """
        wanted = ",".join(each.replace(",", "\\,") for each in sorted(sources))
        found: dict[str, dict[str, str]] = {}
        for row in evidence.rows(self._table("texts", source=wanted)) if wanted else ():
            found.setdefault(row["source"], {name: row[name] for name in row if name != "source"})
        return found

    def _disputed(self, about: str) -> list[dict[str, Any]]:
        """What is said and not accepted: all of it, or what touches a topic."""
        from kg import network

        table = self._table("not-accepted")
        near = set(self.things_about(about)) if about else set()
        touching = {str(row["id"]) for row in table if not near or {str(row["thing"]), str(row["other"])} & near}
        said = self.said_of(sorted({str(row["thing"]) for row in table if str(row["id"]) in touching}))
        known = {claim.id: claim for claim in said if claim.id in touching}
        return [network.evidence(known[key]) for key in sorted(known)]

    @cached_property
    def _edges(self) -> Table:
        return self._table("edges")

    @cached_property
    def _said(self) -> list[Said]:
        return self.said_of(str(row["thing"]) for row in self._edges)

    def _table(self, name: str, **values: str) -> Table:
        return _table_of(self.store, name, **values)

    def _known(self, name: str) -> Iri:
        """The IRI that a name means in this graph. Raises QueryError with the nearest name."""
        iri = expand(name)
        names = dict(self._names())
        if iri in names:
            return iri
        advice = nearest(name, names.values()) or "kg query inventory lists the names"
        raise QueryError(f"nothing in {self.store.name} is called {name!r}; {advice}")

    def _names(self) -> Iterator[tuple[str, str]]:
        for row in self._table("names"):
            iri, claims = str(row["iri"]), f"{ID}claim/"
            is_claim = iri.startswith(claims)
            yield iri, iri.removeprefix(claims).replace("/", ":", 1) if is_claim else iri.removeprefix(ID)


def open_graph(where: str | Path | None = None) -> KnowledgeGraph:
    """Open a graph to ask: a file, a folder of exports, a database, the URL of an endpoint.

    Without a place, ``./exports`` where it holds a graph, else the graph inside the package.
    """
    return KnowledgeGraph(store.open_store(where or resources.default_graph()))


def _table_of(where: Store, name: str, **values: str) -> Table:
    """What a store answers to a question of ours, or to a part of one."""
    folder = resources.queries()
    path = folder / "parts" / f"{name}.rq"
    asked = query.read_question(path if path.exists() else folder / f"{name}.rq")
    answer = where.ask(query.with_parameters(asked, values))
    if not isinstance(answer, Table):
        raise QueryError(f"{name}.rq: a SELECT query is wanted")
    return answer


def _calling(rows: Iterable[tuple[object, object]]) -> dict[str, Iri]:
    """Things by all that they may be called, from things and their names: IRI, name in the graph, label and alias."""
    known: dict[str, Iri] = {}
    for thing, name in rows:
        iri = Iri(str(thing))
        known.setdefault(iri, iri)
        known.setdefault(iri.removeprefix(ID), iri)
        known.setdefault(str(name).casefold(), iri)
    return known


def _meant(name: str, known: Mapping[str, Iri], nothing: str) -> Iri:
    """What is meant by a name. Raises QueryError with the nearest name."""
    for each in (name, expand(name), name.casefold()):
        if each in known:
            return known[each]
    advice = nearest(name.casefold(), known) or "kg query inventory lists the names"
    raise QueryError(f"{nothing} is called {name!r}; {advice}")


def _title(about: str) -> str:
    return about.replace("-", " ").capitalize() if about else "Who stood where"
