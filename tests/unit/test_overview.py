"""A large drawing opens with the names that the question is about, then with what hangs together with them."""

from __future__ import annotations

import itertools
import random
import time
from pathlib import Path

import networkx as nx

from kg.overview import LINES, MOST, choose
from tests.fixtures import correlates, synthetic

STAR = [("hub", f"leaf {number:02}") for number in range(30)]


def names_of(relations: list[tuple[str, str]]) -> set[str]:
    return {name for pair in relations for name in pair}


def test_of_nothing_nothing_is_chosen() -> None:
    assert choose([], []) == []
    assert choose(["a"], [], most=0) == []


def test_a_small_network_is_chosen_whole_lonely_names_last() -> None:
    assert choose("abcd", [("b", "c"), ("c", "d")], most=4) == ["c", "b", "d", "a"]


def test_without_a_question_the_best_connected_comes_first() -> None:
    relations = [*STAR, ("x", "y"), ("y", "z")]
    chosen = choose(names_of(relations), relations, most=5)
    assert chosen == ["hub", "leaf 00", "leaf 01", "leaf 02", "leaf 03"]


def test_what_the_question_is_about_comes_first_with_its_neighbours() -> None:
    relations = [*STAR, ("x", "y"), ("y", "z"), ("z", "hub")]
    assert choose(names_of(relations), relations, focus=["y", "nobody"], most=4) == ["y", "z", "x", "hub"]


def test_more_names_in_focus_than_there_is_room_for_are_cut() -> None:
    assert choose("abc", [("a", "b")], focus=["c", "b", "a"], most=2) == ["c", "b"]


def test_of_the_neighbours_the_best_connected_come_first() -> None:
    relations = [("a", "b"), ("a", "c"), ("a", "d"), ("c", "e"), ("c", "f"), ("d", "e")]
    assert choose("abcdef", relations, focus=["a"], most=4) == ["a", "c", "d", "b"]


def test_a_better_connected_name_waits_until_a_line_joins_it() -> None:
    chain = [("a", "b"), ("b", "c"), ("c", "hub")]
    assert choose(names_of([*STAR, *chain]), [*STAR, *chain], focus=["a"], most=4) == ["a", "b", "c", "hub"]


def test_on_a_day_only_what_may_be_in_force_then_counts() -> None:
    relations = [("a", "b"), ("a", "c"), ("c", "d"), ("c", "e"), ("b", "f")]
    assert choose("abcdef", relations, focus=["a"], most=3) == ["a", "c", "b"]
    assert choose("abcdef", relations, active=[("b", "a"), ("f", "b")], focus=["a"], most=3) == ["a", "b", "f"]


def test_on_a_day_those_with_most_to_do_on_it_come_first_then_those_with_most_at_all() -> None:
    then = [("a", "b"), ("a", "c"), ("a", "d"), ("c", "e")]
    ever = [*then, *(("d", name) for name in "xyz")]
    assert choose(names_of(ever), ever, active=then, focus=["a"], most=4) == ["a", "c", "d", "b"]


def test_on_a_day_of_few_relations_those_of_other_days_fill_the_rest() -> None:
    relations = [("a", "b"), ("a", "c"), ("c", "d"), ("x", "y")]
    assert choose("abcdxy", relations, active=[("a", "b")], focus=["a"], most=4) == ["a", "b", "c", "d"]


def test_a_name_that_no_line_joins_is_left_out() -> None:
    relations = [("a", "b"), ("x", "y"), ("y", "z")]
    assert choose(["a", "b", "c", "x", "y", "z"], relations, focus=["a"], most=3) == ["a", "b"]
    assert choose("abcdexy", relations[:2], focus=["a"], most=6) == ["a", "b", "x", "y"]
    assert choose(["a", "b", "c", "x", "y", "z"], relations, focus=["a"], most=5) == ["a", "b", "y", "x", "z"]


def test_names_that_all_have_to_do_with_one_another_are_fewer() -> None:
    everyone = [f"{number:02}" for number in range(80)]
    relations = list(itertools.combinations(everyone, 2))
    assert choose(everyone, relations, lines=45) == everyone[:10]
    assert choose(everyone, relations, focus=everyone[:12], lines=70) == everyone[:12]
    assert choose(everyone, relations, focus=everyone[:3], lines=6) == everyone[:4]
    assert len(choose(everyone, relations)) == 16
    assert len(choose(everyone, relations, most=80)) == 80


def test_a_name_in_focus_without_any_relation_is_still_chosen() -> None:
    assert choose(names_of(STAR) | {"alone"}, STAR, focus=["alone"], most=3) == ["alone", "hub", "leaf 00"]


def test_lines_of_a_name_to_itself_and_to_strangers_do_not_count() -> None:
    relations = [("a", "a"), ("a", "a"), ("b", "c"), ("a", "stranger")]
    assert choose("abc", relations, most=3) == ["b", "c", "a"]


def test_states_of_two_centuries_open_with_the_great_powers(data_folder: Path) -> None:
    graph = correlates.network(data_folder)
    chosen = choose(graph, list(graph.edges()))
    labels = [graph.nodes[name]["label"] for name in chosen]
    assert {"United Kingdom", "Germany", "France", "Russia", "United States of America", "Japan"} < set(labels[:10])
    assert nx.Graph(graph.subgraph(chosen)).number_of_edges() <= LINES
    assert len(chosen) > 15


def test_the_order_in_which_relations_come_changes_nothing() -> None:
    graph = synthetic.network(800)
    relations, names = list(graph.edges()), list(graph)
    focus = names[300:302]
    wanted = choose(names, relations, focus=focus)
    random.Random(1).shuffle(relations)
    assert choose(reversed(names), [pair[::-1] for pair in relations], focus=focus) == wanted


def test_the_overview_of_a_large_network_hangs_together_and_is_quick() -> None:
    graph = synthetic.network(3000)
    begun = time.process_time()
    chosen = choose(graph, list(graph.edges()))
    assert time.process_time() - begun < 2
    assert len(set(chosen)) == len(chosen) == MOST
    assert nx.is_connected(nx.Graph(graph.subgraph(chosen)))
    best = max(graph, key=lambda name: len(set(nx.all_neighbors(graph, name))))
    assert chosen[0] == best
