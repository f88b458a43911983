"""The reader without a model: the lexicon's own examples, the seed's plainest facts, and what must not be read."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import resources
from kg.errors import KgError
from kg.extract import Example, Frame, Gazetteer, Proposal, load_frames, propose, read, to_json, to_toml
from kg.extract.when import dates
from kg.text import sentences

FRAMES = load_frames()
NAMES = [
    ("Qing China", "qing", "Polity"),
    ("Qing government", "qing", "Polity"),
    ("Empire of Japan", "japan", "Polity"),
    ("Tsarist Russia", "russia", "Polity"),
    ("Russia", "russia", "Polity"),
    ("United Kingdom", "united-kingdom", "Polity"),
    ("Manchuria (the three provinces)", "manchuria", "Place"),
    ("Port Arthur", "port-arthur", "Place"),
    ("Lushun", "port-arthur", "Place"),
    ("Dalian", "dalian", "Place"),
    ("Southern Sakhalin", "southern-sakhalin", "Place"),
    ("Russo-Japanese War", "russo-japanese-war", "War"),
    ("Treaty of Portsmouth", "treaty-of-portsmouth", "Treaty"),
]
GAZETTEER = Gazetteer.of(NAMES)
PLAIN = Gazetteer.of([("Finland", "finland-place", "Place")])


def facts(text: str, gazetteer: Gazetteer = PLAIN, frames: tuple[Frame, ...] = FRAMES) -> list[Proposal]:
    return propose(text, gazetteer, frames, sentences(text))


def told(proposal: Proposal) -> str:
    roles = " ".join(f"{key}={','.join(fillers)}" for key, fillers in sorted(proposal.roles.items()))
    return f"{proposal.kind} {roles} {proposal.date}".strip()


def seed() -> str:
    return (resources.corpus() / "qing-neutrality-1904" / "text.txt").read_bytes().decode()


# ---- the lexicon ----


@pytest.mark.parametrize(
    ("frame", "example"),
    [(frame, example) for frame in FRAMES for example in frame.examples],
    ids=lambda value: value.kind if isinstance(value, Frame) else value.text[:40],
)
def test_an_example_of_the_lexicon_is_read_as_it_says(frame: Frame, example: Example) -> None:
    found = facts(example.text, frames=(frame,))
    if not example.roles:
        assert found == []
    else:
        assert (dict(found[0].roles), found[0].date) == (dict(example.roles), example.date)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.kind)
def test_a_frame_has_three_examples_and_one_that_must_not_be_read(frame: Frame) -> None:
    assert sum(bool(example.roles) for example in frame.examples) >= 3
    assert any(not example.roles for example in frame.examples)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.kind)
def test_a_frame_speaks_the_terms_of_the_ontology(frame: Frame) -> None:
    turtle = "\n".join(path.read_text(encoding="utf-8") for path in sorted(resources.ontology().rglob("*.ttl")))
    keys = [role.key for role in frame.roles] + list(frame.terms) + list(frame.terms.values())
    for term in [frame.type, *keys]:
        assert f"\ndip:{term} a " in turtle, f"{frame.kind}: {term} is no term of the ontology"


def test_a_malformed_frame_is_refused_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "truce.toml").write_text('kind = "truce"\ntriggers = ["[agree]"]\n', encoding="utf-8")
    with pytest.raises(KgError, match=r"truce\.toml.*type"):
        load_frames(tmp_path)


def test_a_folder_without_frames_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no frames"):
        load_frames(tmp_path)


# ---- the seed ----


@pytest.mark.parametrize(
    "fact",
    [
        "declaration-of-neutrality actor=qing concerns=russo-japanese-war 1904-02-12",
        "neutrality inWar=russo-japanese-war party=qing 1904-02-12",
        "occupation holder=russia overPlace=manchuria 1900",
        "alliance party=japan,united-kingdom target=russia",
        "attack actor=japan target=russia tookPlaceAt=port-arthur 1904-02-08",
        "declaration-of-war actor=japan target=russia 1904-02-10",
        "declaration-of-war actor=russia target=japan 1904-02-10",
        "demand actor=japan target=qing",
        "signature actor=japan,russia concerns=treaty-of-portsmouth 1905",
        "cession overPlace=southern-sakhalin transferee=japan transferor=russia 1905",
        "lease-transfer overPlace=port-arthur,dalian transferee=japan transferor=russia 1905",
        "pressure actor=japan,russia target=qing",
        "signature actor=qing,japan concerns=northeast-matters-treaty 1905-12",
    ],
)
def test_a_plain_fact_of_the_seed_is_read(fact: str) -> None:
    assert fact in {told(proposal) for proposal in facts(seed(), GAZETTEER)}


def test_little_else_is_read_from_the_seed() -> None:
    assert len(facts(seed(), GAZETTEER)) <= 17


def test_a_quote_is_where_it_says_and_spans_lie_in_the_text() -> None:
    text = seed()
    for proposal in facts(text, GAZETTEER):
        assert text[proposal.start : proposal.end] == proposal.quote
        assert proposal.start <= proposal.trigger[0] < proposal.trigger[1] <= proposal.end
        assert all(0 <= start < end <= len(text) for spans in proposal.spans.values() for start, end in spans)


# ---- what is denied, supposed, or somebody else's ----


@pytest.mark.parametrize(
    "text",
    [
        "Japan never declared war on China.",
        "If Japan declared war on Russia, Britain would be bound.",
        "Russia may cede Sakhalin to Japan.",
        "The Ottoman Empire refused to cede Crete to Greece.",
        "The treaty was signed in haste.",
        "Japanese merchants sold silk to Russia during the war.",
    ],
)
def test_what_did_not_happen_is_not_proposed(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It is not true that Russia ceded Southern Sakhalin to Japan in 1905.",
        "It is not true, however, that Russia ceded Southern Sakhalin to Japan in 1905.",
        "There is no evidence that Russia ceded Southern Sakhalin to Japan.",
        "The claim that Russia ceded Southern Sakhalin to Japan is false.",
        "Russia denied that it had occupied Manchuria in 1900.",
        "Russia denied the Japanese claims that it had occupied Manchuria in 1900.",
        "Russia denied that it attacked Japan, occupied Manchuria, and annexed Korea.",
        "If Russia attacks Japan, Britain will declare war on Russia.",
        "Unless Russia leaves Manchuria, Japan will attack Russia.",
        "Should Russia attack Japan, Britain will declare war on Russia.",
        "Were Russia to attack Japan, Britain would declare war on Russia.",
        "Britain will declare war on Russia if Russia attacks Japan.",
        "It was never the case that Russia ceded Southern Sakhalin to Japan.",
        "Japan proposed that Russia cede Southern Sakhalin to Japan.",
    ],
)
def test_what_a_denial_or_a_condition_governs_is_not_proposed(text: str) -> None:
    assert facts(text, GAZETTEER) == []


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Russia denied that it had occupied Manchuria, and Japan declared war on Russia.",
            "declaration-of-war actor=japan target=russia",
        ),
        (
            "The Treaty of Portsmouth provided that Russia ceded Southern Sakhalin to Japan.",
            "cession overPlace=southern-sakhalin transferee=japan transferor=russia",
        ),
        (
            "It cannot be denied that Russia occupied Manchuria in 1900.",
            "occupation holder=russia overPlace=manchuria 1900",
        ),
        (
            "Even if Britain disliked it, Japan annexed Korea in 1910.",
            "annexation overPlace=korea transferee=japan 1910",
        ),
        (
            "Japan declared war on Russia, asking if France would help.",
            "declaration-of-war actor=japan target=russia",
        ),
        (
            "The report that Japan attacked Russia was no surprise.",
            "attack actor=japan target=russia",
        ),
    ],
)
def test_a_denial_or_a_condition_governs_no_more_than_its_own(text: str, fact: str) -> None:
    assert [told(proposal) for proposal in facts(text, GAZETTEER)] == [fact]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Japan declared neutrality in the Russo-Japanese War.", {"declaration-of-neutrality", "neutrality"}),
        ("The Qing declared its neutrality in the war on 12 February 1904.", {"declaration-of-neutrality"}),
        ("In the Russo-Japanese War China declared its neutrality.", {"declaration-of-neutrality"}),
        ("China declared neutrality regarding the Russo-Japanese War.", {"declaration-of-neutrality"}),
        ("China declared a state of war with Japan.", {"declaration-of-war"}),
        ("France declared a protectorate over Annam during the war.", {"protectorate"}),
        ("France established in 1884 a protectorate over Annam.", {"protectorate"}),
    ],
)
def test_a_verb_goes_with_its_own_noun(text: str, kinds: set[str]) -> None:
    assert {proposal.kind for proposal in facts(text, GAZETTEER)} == kinds


def test_what_is_denied_is_read_as_denied() -> None:
    text = "Japan did not attack Korea."
    found = read(text, PLAIN, FRAMES, sentences(text))
    assert [(proposal.kind, proposal.polarity) for proposal in found] == [("attack", "denied")]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Britain forced the Qing court to cede Hong Kong to her.", None),
        (
            "Britain forced China to cede Hong Kong Island to Portugal.",
            "cession overPlace=hong-kong-island transferee=portugal transferor=china",
        ),
        ("The treaty ceded Nice to France.", "cession overPlace=nice transferee=france"),
        ("Prussia won the war. It annexed Hanover.", "annexation overPlace=hanover transferee=prussia"),
        ("France met Spain at sea, and annexed Corsica.", "annexation overPlace=corsica transferee=france"),
        (
            "Peace talks between France and Spain failed. The two powers signed the Treaty of Madrid.",
            "signature actor=france,spain concerns=treaty-of-madrid",
        ),
        (
            "In Spain, Japan and Russia signed the Treaty of Cadiz.",
            "signature actor=japan,russia concerns=treaty-of-cadiz",
        ),
        ("Germany gave Samoa up. China, Japan and Siam attacked Persia.", "attack actor=china,japan,siam target=iran"),
    ],
)
def test_who_does_it(text: str, fact: str | None) -> None:
    found = [told(proposal) for proposal in facts(text) if proposal.kind != "pressure"]
    assert found == ([fact] if fact else [])


# ---- dates ----


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("February 12.1904-Qing", "", ["1904-02-12"]),
        ("On February 10 at the same time", "1904-02-08", ["1904-02-10"]),
        ("On February 10 at the same time", "", []),
        ("on the 5th of September, 1905", "", ["1905-09-05"]),
        ("8 April 1904 and May 1905", "", ["1904-04-08", "1905-05"]),
        ("in the 1880s", "", ["188X"]),
        ("on the next day", "1904-02-29", ["1904-03-01"]),
        ("later in the same year, the following year", "1904-05", ["1904", "1905"]),
        ("on 30 February 1904", "", []),
        ("1900 men and 600,000 km and $1900", "", []),
    ],
)
def test_dates_are_written_as_edtf(text: str, last: str, expected: list[str]) -> None:
    assert [date.edtf for date in dates(text, last)] == expected


def test_a_bound_is_no_date_of_the_act() -> None:
    assert [proposal.date for proposal in facts("France evacuated Rome by 1 June 1796 and annexed Nice.")] == [""]


# ---- writing ----


def test_toml_reads_back_and_stays_the_same() -> None:
    found = facts(seed(), GAZETTEER)
    written = to_toml(found, "qing-neutrality-1904")
    claims = tomllib.loads(written)["claim"]
    assert [claim["quote"] for claim in claims] == [proposal.quote for proposal in found]
    assert {claim["status"] for claim in claims} == {"Unreviewed"}
    assert len({claim["id"] for claim in claims}) == len(claims)
    assert all(claim["rule"].startswith("lexicon/") for claim in claims)
    assert written == to_toml(facts(seed(), Gazetteer.of(reversed(NAMES))), "qing-neutrality-1904")


@pytest.mark.parametrize("mark", ["'''", '"""', '\\"', "\r\n", "\t", "\x7f", "é清"])
def test_a_hostile_quote_survives_toml(mark: str) -> None:
    text = f"On 1 May 1904 Japan {mark} attacked Russia."
    (found,) = facts(text)
    claim = tomllib.loads(to_toml([found], "x"))["claim"][0]
    assert claim["quote"] == found.quote
    assert mark in found.quote


def test_a_quote_that_stands_twice_says_which_it_is() -> None:
    text = "Japan attacked Russia. Later Japan attacked Russia."
    claims = tomllib.loads(to_toml(facts(text), "x"))["claim"]
    assert [claim.get("occurrence") for claim in claims] == [1, 2]
    assert [claim["id"] for claim in claims] == ["attack-1", "attack-2"]


def test_json_has_all_the_spans() -> None:
    text = "In 1898 Germany leased Kiautschou Bay from China."
    (written,) = json.loads(to_json(facts(text)))
    assert [text[start:end] for start, end in written["spans"]["overPlace"]] == ["Kiautschou Bay"]
    assert written["roles"]["holder"] == ["germany"]


def test_a_list_without_a_full_stop_is_read_to_its_end() -> None:
    text = "In 1904 nothing happened, " * 200 + "Japan attacked Russia, " + "and nothing else, " * 200
    assert [told(proposal) for proposal in facts(text)] == ["attack actor=japan target=russia"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Japan",
                "Russia's",
                "ceded",
                "declared",
                "war",
                "on",
                "the",
                "Treaty",
                "of",
                "signed",
                ",",
                ".",
                "(",
                ")",
                "\n\n",
                "“",
                "to",
                "1904",
                "February",
                "29",
                "and",
                "neutrality",
                "U.S.",
                "it",
                "no",
                "anti-Russian",
                "½",
            ]
        ),
        max_size=30,
    )
)
def test_any_words_are_read_without_error_and_quotes_are_exact(words: list[str]) -> None:
    text = " ".join(words)
    found = read(text, PLAIN, FRAMES, sentences(text))
    assert all(text[proposal.start : proposal.end] == proposal.quote for proposal in found)
    assert tomllib.loads(to_toml(found, "x")).get("claim", []) is not None
