"""The source text leads from words to the graph and back, by mouse and by keyboard, and is the text of the source."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from tests.browser.conftest import ID, Open, worked

SOURCE = "qing-neutrality-1904"
TEXT = (
    "On 8 February 1904 Japan attacked Port Arthur.\r\n\r\n"
    "𠮷 The Qing government announced strict neutrality on 12 February 1904 ‮and kept it.\n"
    "  Russia occupied the Northeast; Japan and Russia then declared war. \n\n\nIt ended in 1905.\x00\u2028"
)
# The text of the source as the page shows it.
SHOWN = "[...document.querySelectorAll('.words p')].map((paragraph) => paragraph.textContent).join('')"
NAME = "document.activeElement.getAttribute('aria-label')"
# Of each passage: what its button says, and how it and its words look.
PASSAGES = """[...document.querySelectorAll('.words .handle')].map((handle) => ({
  said: handle.getAttribute('aria-label'), status: handle.dataset.status, then: handle.dataset.then,
  out: handle.classList.contains('out'), current: handle.getAttribute('aria-current'),
}))"""


def claim(key: str, quote: str, text: str = TEXT, **known: Any) -> dict[str, Any]:
    """A claim on the first place of some words; its prefix and suffix are the words of their line."""
    start = text.index(quote)
    end = start + len(quote)
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    place = {
        "prefix": text[first:start],
        "suffix": text[end : last if last >= 0 else len(text)],
        "start": start,
        "end": end,
    }
    return {"claim": key, "source": SOURCE, "source_title": "A web text", "quote": quote, **place, **known}


def cited(key: str, locator: str) -> dict[str, Any]:
    return {"claim": key, "source": "record", "source_title": "Documents of record", "quote": "", "locator": locator}


ATTACK = claim("attack", "Japan attacked Port Arthur")
NEUTRAL = claim("neutral", "The Qing government announced strict neutrality on 12 February 1904")
DATED = claim("dated", "12 February 1904")
WAR = claim("war", "Japan and Russia then declared war")
RUSSIA = claim("russia", "Russia occupied the Northeast; Japan and Russia")
DOUBT = claim("doubt", "It ended in 1905", status="Disputed", sentence="The war ended in 1905.")
WRONG = claim("wrong", "and kept it", status="Rejected", sentence="The Qing kept it.")


def network(text: str = TEXT, *, disputed: tuple[dict[str, Any], ...] = (DOUBT, WRONG)) -> nx.MultiDiGraph[str]:
    """Five relations that rest on words of one text, one of them on a cited place too."""
    told = {SOURCE: {"title": "A web text", "text": text, "language": "en"}} if text else {}
    graph = nx.MultiDiGraph(title="Neutrality", texts=told, disputed=list(disputed))
    relate(graph, "attack", "japan", "port-arthur", [ATTACK], day="1904-02-08")
    relate(graph, "neutrality", "qing", "japan", [NEUTRAL, DATED, cited("law", "art. II")], day="1904-02-12")
    relate(graph, "war", "japan", "russia", [WAR], day="1904-02-10")
    relate(graph, "other war", "russia", "japan", [WAR | {"claim": "other"}], day="1904-02-10", kind="War")
    relate(graph, "occupation", "russia", "northeast", [RUSSIA])
    for name in graph:
        graph.nodes[name].update(label=name.removeprefix(ID).title(), kind="Polity", kind_label="state")
    return graph


def relate(graph: nx.MultiDiGraph[str], key: str, one: str, two: str, evidence: list[Any], **known: Any) -> None:
    day, kind = known.get("day", ""), known.get("kind", "Attack")
    bounds = dict.fromkeys(("earliest_start", "latest_start", "earliest_end", "latest_end"), day)
    look = {"kind": kind, "kind_label": kind.lower(), "colour": "#a03a00", "iri": f"{ID}{key}"}
    graph.add_edge(ID + one, ID + two, key=key, sentence=f"This was the {key}.", evidence=evidence, **look, **bounds)


def text_of(opened: Open, graph: nx.MultiDiGraph[str] | None = None, fragment: str = "", **window: Any) -> Any:
    return opened(graph or network(), fragment=f"#view=text{fragment}", **window).page


def test_the_text_in_the_page_is_the_text_of_the_source(opened: Open) -> None:
    assert text_of(opened).evaluate(SHOWN) == TEXT


@pytest.mark.parametrize("text", [TEXT + "<script>document.title = 'ran'</script>", TEXT + "مرحبا\n", TEXT * 3])
def test_any_text_is_kept_as_it_is(opened: Open, text: str) -> None:
    reading = opened(network(text), fragment="#view=text")
    assert reading.page.evaluate(SHOWN) == text
    assert (reading.page.title(), reading.seen.errors) == ("Neutrality", [])


def test_every_passage_is_marked_with_just_its_words(opened: Open) -> None:
    page = text_of(opened)
    page.locator(".words .handle").first.focus()
    marked = set()
    for _ in range(page.locator(".words .handle").count()):
        marked.add(
            page.evaluate("[...document.querySelectorAll('mark.pointed')].map((mark) => mark.textContent).join('')")
        )
        page.keyboard.press("ArrowDown")
    assert marked == {each["quote"] for each in (ATTACK, NEUTRAL, DATED, WAR, RUSSIA, DOUBT, WRONG)}
    assert page.locator(".words mark[data-depth]").all_inner_texts() == ["12 February 1904", "Japan and Russia"]


def test_every_passage_is_reached_by_keyboard_and_leads_to_what_rests_on_it(opened: Open) -> None:
    page = text_of(opened)
    assert page.locator(".words [tabindex='0']").count() == 1
    page.locator(".words [tabindex='0']").focus()
    page.keyboard.press("Home")
    said, led = [], []
    for _ in range(7):
        said.append(page.evaluate(NAME))
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "evidence"
        led.append(page.inner_text("#evidence-title"))
        page.keyboard.press("Escape")
        assert page.evaluate(NAME) == said[-1]
        page.keyboard.press("ArrowRight")
    assert [name.partition(";")[0].partition(":")[0] for name in said[:2]] == [
        "Passage 1 of 7, 1 claim",
        "Passage 2 of 7, 1 claim",
    ]
    assert len(set(said)) == 7
    assert led == [
        *("This was the attack.", "This was the neutrality.", "This was the neutrality.", "The Qing kept it."),
        *("This was the occupation.", "Claims of a passage", "The war ended in 1905."),
    ]


def test_words_that_several_claims_share_lead_to_a_list_of_them(opened: Open) -> None:
    page = text_of(opened)
    page.click(".words .handle[data-number='6']")
    assert page.inner_text("#evidence .asked") == WAR["quote"]
    entries = page.locator("#evidence .links button")
    assert [text.partition(".")[0] for text in entries.all_inner_texts()] == [
        "This was the war",
        "This was the other war",
    ]
    page.fill("#day", "1904-02-10")
    page.keyboard.press("Enter")
    assert entries.count() == 2
    entries.nth(1).click()
    assert page.inner_text("#evidence-title") == "This was the other war."


def test_a_click_on_words_under_two_passages_leads_to_the_claims_of_both(opened: Open) -> None:
    page = text_of(opened)
    page.click(".words mark[data-depth] >> text=Japan and Russia")
    assert page.locator("#evidence .links button").count() == 3
    page.click(".words mark >> text=Japan attacked")
    assert page.inner_text("#evidence-title") == "This was the attack."


def test_from_a_fact_to_its_words_and_back(opened: Open) -> None:
    page = text_of(opened, fragment="&e=war")
    current = [each["said"] for each in page.evaluate(PASSAGES) if each["current"] == "true"]
    assert [said.partition(":")[2] for said in current] == [" Japan and Russia then declared war"]
    page.click("#tab-table")
    page.click("text=This was the attack.")
    page.click("#evidence >> text=In the text")
    assert page.locator("#view-text").is_visible()
    assert page.locator(".words mark[aria-current]").all_inner_texts() == ["Japan attacked Port Arthur"]
    page.click(".words mark >> text=Russia occupied")
    assert page.inner_text("#evidence-title") == "This was the occupation."


def test_the_words_of_a_fact_are_brought_into_sight(opened: Open) -> None:
    text = "A line of the text that says nothing of it.\n" * 400 + TEXT
    moved = claim("attack", "Japan attacked Port Arthur", text)
    graph = nx.MultiDiGraph(title="Neutrality", texts={SOURCE: {"title": "A web text", "text": text}}, disputed=[])
    relate(graph, "attack", "japan", "port-arthur", [moved])
    page = opened(graph).page
    page.click("#evidence >> text=In the text")
    mark, view = page.locator(".words mark").bounding_box(), page.locator("#view-text").bounding_box()
    assert view["y"] < mark["y"] < view["y"] + view["height"]


def test_accepted_disputed_and_rejected_words_differ_in_more_than_colour_and_say_so(opened: Open) -> None:
    page = text_of(opened)
    lines = page.evaluate(
        "[...document.querySelectorAll('.words mark:not([data-depth])')].map((mark) => "
        "mark.dataset.status + ' ' + getComputedStyle(mark).textDecorationStyle)"
    )
    assert set(lines) == {"Accepted solid", "Disputed wavy", "Rejected dotted"}
    said = [each["said"] for each in page.evaluate(PASSAGES)]
    assert [said[place].partition(":")[0] for place in (3, 6)] == [
        "Passage 4 of 7, 1 claim; 1 rejected; hidden",
        "Passage 7 of 7, 1 claim; 1 disputed; hidden",
    ]


def test_a_passage_says_whether_what_it_says_is_in_force_on_the_date(opened: Open) -> None:
    page = text_of(opened, fragment="&on=1904-02-12")
    found = page.evaluate(PASSAGES)
    assert [each["then"] for each in found[:3]] == ["no", "certain", "certain"]
    assert found[1]["said"].startswith("Passage 2 of 7, 1 claim; in force, 12 February 1904: ")
    assert found[0]["said"].startswith("Passage 1 of 7, 1 claim; not in force, 12 February 1904: ")


def test_words_of_what_is_filtered_out_are_dim(opened: Open) -> None:
    page = text_of(opened, fragment="&hide=Attack&with=Disputed&with=Rejected")
    assert [each["out"] for each in page.evaluate(PASSAGES)] == [True, True, True, False, True, False, False]
    assert page.evaluate(SHOWN) == TEXT


def test_without_a_stored_text_the_quotes_stand_in_their_order_with_gaps_between(opened: Open) -> None:
    page = text_of(opened, network(""))
    assert page.locator(".words .gap").count() == 3
    assert page.locator(".words .excerpt").nth(2).text_content() == TEXT.split("\n")[3]
    assert "not kept in the graph" in page.inner_text("#view-text .hint")
    assert page.locator(".words .handle").count() == 7


def test_words_that_the_text_does_not_have_are_shown_after_it(opened: Open) -> None:
    astray = claim("doubt", "It ended in 1905", status="Disputed", sentence="It ended.") | {"start": 3, "end": 19}
    page = text_of(opened, network(disputed=(astray,)))
    assert (
        page.evaluate("[...document.querySelectorAll('.words p:not(.excerpt)')].map((p) => p.textContent).join('')")
        == TEXT
    )
    assert page.locator(".excerpt mark").text_content() == "It ended in 1905"
    assert page.inner_text(".words h3") == "Quoted, but not in this text"


def test_cited_places_are_listed_with_their_claims(opened: Open) -> None:
    page = text_of(opened)
    page.select_option("#text-source", label="Documents of record (1 claim)")
    assert page.locator(".place").all_inner_texts() == ["art. II"]
    assert not page.locator(".words").is_visible()
    page.click(".cited-claim")
    assert page.inner_text("#evidence-title") == "This was the neutrality."


def test_the_text_has_the_language_and_direction_of_its_source(opened: Open) -> None:
    graph = network()
    graph.graph["texts"][SOURCE]["language"] = "ar"
    page = text_of(opened, graph)
    body = page.locator(".words")
    assert (body.get_attribute("lang"), body.get_attribute("dir")) == ("ar", "rtl")


def test_a_long_text_with_two_thousand_passages_opens_within_a_second(opened: Open) -> None:
    text = "".join(
        f"Line {number}: the envoy {number} came to the court and was heard there.\n" for number in range(14000)
    )
    graph = nx.MultiDiGraph(title="Long", texts={SOURCE: {"title": "A web text", "text": text}}, disputed=[])
    at = 0
    for number in range(2000):
        quote = f"the envoy {7 * number} came"
        at = text.index(quote, at)
        place = {"start": at, "end": at + len(quote), "prefix": "", "suffix": " to the court"}
        item = {"claim": f"c{number}", "source": SOURCE, "source_title": "A web text", "quote": quote, **place}
        relate(graph, f"r{number}", f"n{number % 40}", f"n{(number * 7 + 1) % 40}", [item])
    page = opened(graph).page
    took = worked(
        page,
        """new Promise((done) => {
      document.getElementById('tab-text').click();
      requestAnimationFrame(() => setTimeout(done));
    })""",
    )
    assert page.locator(".words .handle").count() == 2000
    assert page.evaluate(SHOWN) == text
    assert 0 < took < 3, "three times the second that it may take"
