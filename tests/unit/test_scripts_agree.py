"""Rules that stand twice, in the package and in the page: the same inputs come in, and the same outcomes go out."""

from __future__ import annotations

import itertools
import json
import random
import unicodedata

import networkx as nx
import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from kg import admitted, block, dates, export, layout, looks, placing, scope, view
from kg.knowledge import open_graph
from kg.namespaces import ID
from tests.fixtures import synthetic
from tests.fixtures.node import ROOT, asked, called

# Narrow until Unicode 15, wide since Unicode 16: what Python says depends on its version.
WIDENED = (*range(0x2630, 0x2638), *range(0x268A, 0x2690), *range(0x4DC0, 0x4E00), *range(0x1D300, 0x1D377))

WORDS = [
    *("", " ", "\0", "…", "a", "W", "中", "💥", "e\u0301", "\u0301", "ﬁ", "ǅ", "Ⅳ", "ß", "İ", "｡", "Ａ", "ᄀ"),
    *("Treaty of Peking on Manchuria", "中日會議東三省事宜條約", "旅順 Port Arthur 旅順", "葛\U000e0100"),
    *("وزارة الخارجية العثمانية", "יְרוּשָׁלַיִם", "ᡩᠠᡳᠴᡳᠩ ᡤᡠᡵᡠᠨ", "대한제국과 대일본제국 사이의 조약"),
    *("Российско-японская война", "กรุงเทพมหานคร อมรรัตนโกสินทร์", "हिन्दुस्तान की सरकार", "、「中」。"),
    *("👩\u200d👩\u200d👧\u200d👦 family", "🇯🇵🇷🇺", "☎️ 1904", "⌚⏰", "iiiii lllll", "mmmmm"),
    "Llanfairpwllgwyngyllgogerychwyrndrobwll",
]
BLANKS = [
    *" \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2007\u200a\u2028\u2029\u202f\u205f\u3000",
    *("  ", "\u200b\ufeff", "\u180e"),
]


def labels() -> list[str]:
    """Each word alone, repeated and long, and beside others with every blank between them; some at random."""
    found = [*WORDS, *(word * times for word in WORDS for times in (2, 7, 40, 401))]
    found += [f"{blank}{word}{blank}end{blank}" for word, blank in itertools.product(WORDS, BLANKS)]
    found += [edge + sign * 4 + edge for edge in ("x" * 397, "💥" * 398, "a " * 199) for sign in ("中", " ", "💥", "W")]
    # Sums of exactly the width of a line, of which fractions would make more.
    found += ["i" * 28 + tail for tail in ("", "i", " i", "W")] + ["aaaaaaaaaaWWWWi x", "i" * 14 + " " + "i" * 13]
    number = random.Random(1904)
    signs = [*"Wmaijl.,( )-…é中💥\u0301\u3000\x1f", *(chr(number.randrange(0x20, 0xD7FF)) for _ in range(60))]
    found += ["".join(number.choices(signs, k=number.randrange(80))) for _ in range(2000)]
    return found


def broken(label: str) -> list[str]:
    return list(layout.broken(placing.label_of({"label": label}, "no label")))


def test_labels_are_broken_as_those_that_were_placed() -> None:
    given_labels = [label for label in labels() if label]
    said = called("broken", *((placing.label_of({"label": label}, label),) for label in given_labels))
    assert {label: lines for label, lines in zip(given_labels, said, strict=True) if lines != broken(label)} == {}
    assert len({len(lines) for lines in said}) == layout.LABEL_LINES


def is_settled(sign: str) -> bool:
    """Whether all versions of Unicode that a Python or a node may have say the same of a sign."""
    return unicodedata.ucd_3_2_0.category(sign) != "Cn" and ord(sign) not in WIDENED


def test_any_labels_are_broken_as_those_that_were_placed() -> None:
    texts: list[str] = []
    signs = st.characters(exclude_categories=["Cn", "Cs"]).filter(is_settled)

    @seed(1904)
    @settings(max_examples=200, database=None, deadline=None, phases=[Phase.generate])
    @given(st.lists(st.sampled_from(WORDS + BLANKS) | st.text(signs, max_size=20), max_size=12).map("".join))
    def collect(text: str) -> None:
        texts.append(placing.label_of({"label": text}, "no label"))

    collect()
    assert len(texts) > 150
    for text, lines in zip(texts, called("broken", *((text,) for text in texts)), strict=True):
        assert lines == broken(text), text


def test_every_sign_is_as_wide_as_where_it_was_placed() -> None:
    """In tenths of pixels; signs that the Python or the node at hand does not know yet may differ."""
    said: list[int] = asked("widths", last=0x10FFFF)
    differ = []
    for point, width in enumerate(said):
        sign = chr(point)
        is_known = width and unicodedata.category(sign) not in ("Cn", "Cs") and point not in WIDENED
        if is_known and round(10 * layout._width(sign)) != width:
            differ.append(f"{point:x}")
    assert differ == []
    assert len(said) == 0x110000
    assert set(said) == {0, 42, 74, 94, 135}


@pytest.mark.parametrize("name", ["LABEL_WIDTH", "LABEL_LINES"])
def test_a_line_of_a_label_has_one_measure(name: str) -> None:
    assert asked("constants")[name] == getattr(layout, name)


def doubtful(count: int) -> nx.MultiDiGraph[str]:
    """A network of which some names are told of by doubtful relations alone, and one by none."""
    graph = synthetic.network(count)
    graph.add_node("nobody", label="Nobody")
    for number, (*_, known) in enumerate(graph.edges(data=True)):
        known["status"] = ("Accepted", "Disputed", "Rejected", "Unreviewed")[number % 7 % 4]
        known["evidence"] = [{"source": f"s{number % 5}", "quote": "words", "status": "Accepted"}]
    return graph


@pytest.mark.parametrize("graph", [doubtful(6), doubtful(30), open_graph(ROOT / "exports").to_networkx()])
def test_a_page_opens_with_the_names_and_the_counts_that_are_written_on_it(graph: nx.MultiDiGraph[str]) -> None:
    made = view.page(graph)
    opened = asked("opened", data=json.loads(made.partition('id="network">')[2].partition("</script>")[0]))
    assert opened["ids"] == placing.of_facts(graph)
    written = made.partition('id="counts">')[2].partition("<")[0]
    assert f" {opened['drawnNames']:,} names, {opened['all']:,} relations" in written


def parallel(count: int) -> list[tuple[str, str, str]]:
    """Relations between two names, some of them the other way round."""
    return [(*(("b", "a") if number % 3 == 1 else ("a", "b")), f"{number:02}") for number in range(count)]


def test_parallel_lines_are_bent_as_pyvis_has_them() -> None:
    """From the same side for both directions; with ends of any distance, and as many lines as there may be."""
    cases = list(itertools.product((1, 2, 3, 7, 8, 12, 40), (10.0, 90.0, 800.0)))
    networks = [
        {
            "relations": [{"from": "ab".index(one), "to": "ab".index(other)} for one, other, _ in parallel(count)],
            "points": [{"x": 0, "y": 0}, {"x": far, "y": 0}],
        }
        for count, far in cases
    ]
    for (count, far), said in zip(cases, asked("fanned", networks=networks), strict=True):
        relations = parallel(count)
        lanes = view._lanes(relations)
        for number, lane, number_of_lanes, bend in said:
            here = lanes[relations[number]]
            assert (lane, number_of_lanes) == here
            expected = view._bend(here, (0.0, 0.0), (far, 0.0))
            assert bend.pop("roundness", 0) == pytest.approx(expected.pop("roundness", 0), abs=5e-4)
            assert bend == expected


def test_days_months_and_years_are_read_as_python_reads_them() -> None:
    texts = ["0001", "1904", "9999", "1904-02", "1900-02", "2000-02", "1904-12", "0004-02", "1904-02-29", "9999-12-31"]
    for text, period in zip(texts, called("typedPeriod", *((text,) for text in texts)), strict=True):
        first, last = (block.day_number(day) for day in dates.period(text))
        assert period == {"first": first, "last": last}, text


def test_what_is_no_day_is_none_on_either_side() -> None:
    number = random.Random(1905)
    texts = ["", "1904", "1904-02", "1900-02-29", "2000-02-29", "-0004-02-29", "-0000-01-01", "0000-00-00", "19040-1-1"]
    texts += ["190X-01-01", "1904-01-01T00", "+1904-01-01", "１９０４-01-01", "--1904-01-01", "-271821-04-20"]
    texts += [
        f"{number.randrange(-9999, 9999):05}-{number.randrange(14):02}-{number.randrange(33):02}" for _ in range(999)
    ]
    texts += [
        f"{number.randrange(9999):04}-{number.randrange(1, 13):02}-{number.randrange(28, 32)}" for _ in range(999)
    ]
    assert called("dayNumber", *((text,) for text in texts)) == [block.day_number(text) for text in texts]


def test_years_are_said_alike() -> None:
    years = [*range(-1100, 1100, 7), 0, 1, -1]
    for year, said in zip(years, called("yearInWords", *((year,) for year in years)), strict=True):
        day = f"{'-' * (year < 0)}{abs(year):04}-01-01"
        told = nx.MultiDiGraph([("a", "b", {"earliest_start": day})])
        assert scope.counts(told).endswith(f"1 relation, {said}")


def test_ids_are_shortened_alike_and_come_back_as_they_were() -> None:
    ids = [*("", "=", "x", "==x", "urn:x", "a b", "旅順", "\0"), ID, ID[:-1], ID + "=x", ID + "qing", ID + ID, "=" + ID]
    model = {"scene": {"base": ID}}
    short = called("shortId", *((each, model) for each in ids))
    assert short == [block._short(each) for each in ids]
    assert called("longId", *((each, model) for each in short)) == ids


def test_a_further_line_of_a_relation_is_numbered_so_that_its_iri_is_found_again() -> None:
    iris = [f"https://w3id.org/foedera/id/{name}" for name in ("war", "peace-2", "%E6%97%85", "a/b") for _ in range(12)]
    assert called("statedId", *((each,) for each in admitted.numbered(iris))) == iris


def test_no_cell_of_either_csv_is_a_formula() -> None:
    cells = [
        "",
        "=1",
        "+1",
        "-1",
        "-1.5",
        "-",
        "--1",
        "-1-2",
        "-1a",
        "@x",
        "a=1",
        "1",
        "\tx",
        "-0044-03-15",
        "'=1",
        " =1",
    ]
    said = called("csvCell", *((each,) for each in cells))
    assert said == [f"'{each}" if export._FORMULA.match(each) else each for each in cells]


def test_contrast_is_measured_alike() -> None:
    colours = ["#000000", "#ffffff", "#0a0a0a", "#0b0b0b", "#3322ee", "#ee5511", looks.PAPER, looks.DARK_PAPER]
    pairs = list(itertools.product(colours, repeat=2))
    said = asked("contrasts", pairs=pairs)
    assert said == pytest.approx([looks.contrast(*pair) for pair in pairs])


def test_every_mark_and_shape_that_a_kind_may_have_has_a_sample() -> None:
    """A shape that the page does not know would be a disc, and so would two shapes that it draws alike."""
    said = asked("drawings", marks=looks.MARKS, shapes=looks.SHAPES)
    assert [mark for mark, drawn in zip(looks.MARKS, said["marks"], strict=True) if not drawn] == ["none"]
    assert len({json.dumps(drawn) for drawn in said["shapes"]}) == len(looks.SHAPES)
