"""The bundled graph against the seed text and the record: what is said, in which words, and what stands as fact."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping

import pytest

from kg import calendars, resources
from kg import namespaces as ns
from kg.build import Built
from kg.model import Claim
from kg.namespaces import DCTERMS, GEO, LABEL, RDF, SCHEMA, SKOS, TYPE, dip, thing
from kg.ontology import Ontology, local
from kg.terms import Iri, Literal, Triple
from tests.fixtures.corpora import terms
from tests.fixtures.seed_facts import FACTS, NO_DATES, Fact

SEED = "qing-neutrality-1904"
BOUNDS = ("earliestStart", "latestStart", "earliestEnd", "latestEnd")


@pytest.fixture(scope="session")
def seed(built: Built) -> list[Claim]:
    return [claim for claim in built.claims if claim.source == SEED]


@pytest.fixture(scope="session")
def text(built: Built) -> str:
    (source,) = [each for each in built.corpus.sources if each.id == SEED]
    assert source.text is not None
    return source.text


@pytest.fixture(scope="session")
def plain(built: Built) -> set[Triple]:
    return set(built.parts.all_facts())


def objects(triples: Iterable[Triple], subject: Iri, predicate: Iri) -> set[str]:
    return {local(each.object) for each in triples if (each.subject, each.predicate) == (subject, predicate)}


def bounds(triples: Iterable[Triple], subject: Iri) -> tuple[str, ...]:
    found = {each.predicate: str(each.object) for each in triples if each.subject == subject}
    return tuple(found.get(dip(name), "-") for name in BOUNDS)


def named(names: str | tuple[str, ...]) -> set[Iri]:
    values = (names,) if isinstance(names, str) else names
    return {dip(each) if each[0].isupper() else thing(each) for each in values}


def says(claim: Claim, fact: Fact) -> bool:
    """Whether a claim says this: of the thing, with the status, the words, the roles and the dates, no finer."""
    node = thing(fact.thing)
    return (
        claim.about == node
        and claim.status == fact.status
        and any(fact.words in passage.exact for passage in claim.evidence)
        and all(
            {each.object for each in claim.says if (each.subject, each.predicate) == (node, dip(role))} == named(values)
            for role, values in fact.roles.items()
        )
        and bounds(claim.says, node) == fact.dates
        and (not fact.against or fact.against in claim.contradicts)
    )


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.thing}-{fact.status}-{fact.words[:20]}")
def test_each_thing_that_the_text_says_is_a_claim(
    fact: Fact, seed: list[Claim], built: Built, plain: set[Triple]
) -> None:
    of_it = [claim for claim in seed if claim.about == thing(fact.thing)]
    (claim,) = [each for each in of_it if says(each, fact)] or pytest.fail(f"no claim says it; there are {of_it}")
    known = {each.object for other in built.claims for each in other.says if each[:2] == (claim.about, TYPE)}
    assert dip(fact.kind) in known
    standing = {each for each in claim.says if each.predicate not in (dip("edtfStart"), dip("edtfEnd"))}
    said_by_others = {
        each for other in built.claims if other.status == "Accepted" and other.key != claim.key for each in other.says
    }
    dates = {each for each in standing if local(each.predicate) in BOUNDS}
    if fact.status == "Accepted":
        assert standing - dates <= plain
    else:
        assert standing & plain <= said_by_others
        assert standing - said_by_others, "what is not accepted says something of its own"


def test_no_claim_of_the_text_is_left_out_of_the_table(seed: list[Claim]) -> None:
    left = {claim.id for claim in seed if not any(says(claim, fact) for fact in FACTS)}
    assert left == {
        "negotiations-on-withdrawal",  # what the negotiations were about: disputed
        "past-occupation",  # what a garbled word makes of Russia's title to Sakhalin: disputed
        "neutrality-demand-exclusion",  # that the demand itself excepted the north-east: disputed
        "portsmouth-treaty",  # that there is a treaty, beside its signature
        "peking-treaty",
        "korea-protectorate",  # what the acknowledgement would have made
    }


# Row by row: what must be kept apart.


def test_the_declaration_is_an_act_and_the_neutrality_a_state(plain: set[Triple]) -> None:
    assert objects(plain, thing("qing-declaration-of-neutrality"), TYPE) == {"DiplomaticAct", "Event"}
    assert objects(plain, thing("qing-neutrality"), TYPE) == {"Neutrality", "Relation"}
    assert bounds(plain, thing("qing-declaration-of-neutrality")) == ("1904-02-12",) * 4
    assert bounds(plain, thing("qing-neutrality"))[:2] == ("1904-02-12",) * 2
    assert bounds(plain, thing("qing-neutrality"))[2:] == ("1905-09-05", "1905-09-15"), "as long as the war"


def test_the_day_is_one_in_three_calendars(seed: list[Claim]) -> None:
    (claim,) = [each for each in seed if each.id == "declaration"]
    written = {str(t.object) for t in claim.says if t.predicate == dip("written")}
    days = {str(t.object) for t in claim.says if t.predicate == dip("gregorian") and t.subject in written}
    assert len(written) == 2
    assert days == {"1904-02-12"}
    day = datetime.date(1904, 2, 12)
    assert calendars.from_gregorian(day, "Julian") == "1904-01-30"
    assert calendars.from_gregorian(day, "ChineseLunisolar") == "guimao-12-27"


def test_an_attempt_is_no_control(built: Built) -> None:
    holdings = {
        (
            each.subject,
            local(next(t.object for t in built.parts.everything() if t[:2] == (each.subject, dip("controlType")))),
        )
        for each in built.parts.everything()
        if each.predicate == dip("overPlace")
        and each.object == thing("manchuria")
        and Triple(each.subject, dip("holder"), thing("russia")) in set(built.parts.everything())
    }
    assert holdings == {(thing("russian-occupation-of-manchuria"), "MilitaryOccupation")}


def test_the_alliance_has_its_dates_and_articles_from_the_record(built: Built, plain: set[Triple]) -> None:
    alliance = thing("anglo-japanese-alliance-1902")
    assert bounds(plain, alliance) == ("1902-01-30", "1902-01-30", "1905-08-12", "1905-08-12")
    sources = {
        claim.source
        for claim in built.claims
        if any(t[:2] == (alliance, dip("earliestStart")) for t in claim.says) and claim.status == "Accepted"
    }
    assert sources == {"anglo-japanese-1902", "atop"}
    assert not objects(plain, alliance, dip("target")), "the agreement names no enemy"
    clauses = {
        clause: objects(plain, thing(f"anglo-japanese-agreement-1902/provision/{clause}"), dip("obligationType"))
        for clause in ("ii", "iii", "v")
    }
    assert clauses == {"ii": {"NeutralityObligation"}, "iii": {"DefenseObligation"}, "v": {"ConsultationObligation"}}


def test_chemulpo_is_three_claims_and_its_day_stays_findable(seed: list[Claim], plain: set[Triple]) -> None:
    chemulpo = thing("battle-of-chemulpo-bay")
    assert sorted(claim.status for claim in seed if claim.about == chemulpo) == ["Accepted", "Disputed", "Rejected"]
    assert bounds(plain, chemulpo) == ("1904-02-09",) * 4
    assert objects(plain, chemulpo, dip("outcome")) == {"Scuttled"}
    (rejected,) = [claim for claim in seed if claim.status == "Rejected"]
    assert "on February 8, 1904" in rejected.evidence[0].exact


def test_the_two_declarations_of_war_have_bounds_of_their_own(plain: set[Triple]) -> None:
    assert bounds(plain, thing("japanese-declaration-of-war")) == ("1904-02-10",) * 4
    assert bounds(plain, thing("russian-declaration-of-war")) == ("1904-02-09", "1904-02-10") * 2
    written = [t.object for t in plain if t[:2] == (thing("russian-declaration-of-war"), dip("written"))]
    assert {local(t.object) for t in plain if t.subject in written and t.predicate == dip("calendar")} == {"Julian"}
    assert {str(t.object) for t in plain if t.subject in written and t.predicate == dip("gregorian")} == {"1904-02-09"}


def test_each_belligerent_reserves_the_north_east_by_an_act_of_its_own(plain: set[Triple]) -> None:
    # Japan names the regions that Russia occupies (FRUS 1904, doc. 104), Russia Manchuria (doc. 111).
    reservations = (("japanese", "1904-02-13", "regions-occupied-by-russia"), ("russian", "1904-02-19", "manchuria"))
    for who, when, reserved in reservations:
        act = thing(f"{who}-reservation-on-chinese-neutrality")
        assert objects(plain, act, dip("actType")) == {"Reservation"}
        assert bounds(plain, act) == (when,) * 4
        provisions = {t.object for t in plain if t[:2] == (act, dip("provision"))}
        assert {local(t.object) for t in plain if t.subject in provisions and t.predicate == dip("excludesPlace")} == {
            reserved
        }
    assert not objects(plain, thing("qing-neutrality"), dip("excludesPlace"))


def test_a_contest_is_no_agreement(plain: set[Triple]) -> None:
    rivalry = thing("japanese-russian-rivalry")
    assert objects(plain, rivalry, TYPE) == {"Rivalry", "Relation"}
    assert not objects(plain, rivalry, dip("establishedBy"))


def test_no_judgement_is_a_fact(built: Built, plain: set[Triple], seed: list[Claim]) -> None:
    remarks = [c for c in seed if Triple(c.about, TYPE, dip("Judgement")) in c.says]
    assert len(remarks) == 4
    assert {c.status for c in remarks} == {"Disputed"}
    assert not [t for t in [*plain, *built.parts.derived] if t.subject in {c.about for c in remarks}]


def test_portsmouth_is_signed_ratified_announced_in_force_and_exchanged_apart(plain: set[Triple]) -> None:
    acts = {
        "signature-of-the-treaty-of-portsmouth": ("Signature", ("1905-09-05",) * 4),
        "japanese-ratification-of-the-treaty-of-portsmouth": ("Ratification", ("1905-10-14",) * 4),
        "announcement-of-the-japanese-ratification": ("Announcement", ("1905-10-15",) * 4),
        "entry-into-force-of-the-treaty-of-portsmouth": ("EntryIntoForce", ("1905-10-15", "1905-10-16") * 2),
        "exchange-of-ratifications-of-the-treaty-of-portsmouth": (
            "ExchangeOfRatifications",
            ("1905-10-15", "-", "1905-10-15", "-"),
        ),
    }
    for name, (kind, dates) in acts.items():
        assert objects(plain, thing(name), dip("actType")) == {kind}
        assert bounds(plain, thing(name)) == dates
        assert objects(plain, thing(name), dip("concerns")) == {"treaty-of-portsmouth"}
    written = [t.object for t in plain if t[:2] == (thing("signature-of-the-treaty-of-portsmouth"), dip("written"))]
    assert Triple(Iri(str(written[0])), dip("value"), Literal("1905-08-23")) in plain
    assert Triple(Iri(str(written[0])), dip("calendar"), dip("Julian")) in plain


def test_the_year_of_the_text_and_the_day_of_the_record_are_both_true(built: Built) -> None:
    for name, coarse, fine in (
        ("signature-of-the-treaty-of-peking", "1905-12", "1905-12-22"),
        ("signature-of-the-treaty-of-portsmouth", "1905", "1905-09-05"),
    ):
        accepted = {
            str(triple.object)
            for claim in built.claims
            if claim.about == thing(name) and claim.status == "Accepted"
            for triple in claim.says
            if triple.predicate == dip("edtfStart")
        }
        assert accepted == {coarse, fine}
        assert Triple(thing(name), dip("edtfStart"), Literal(fine)) in built.parts.derived


def test_what_passed_is_a_lease_and_the_sovereignty_stays(built: Built, plain: set[Triple]) -> None:
    passed = thing("transfer-of-the-port-arthur-lease")
    assert objects(plain, passed, dip("transferMode")) == {"LeaseTransfer"}
    lease, sovereignty = thing("japanese-lease-of-port-arthur"), thing("qing-sovereignty-over-the-leased-territory")
    assert objects(plain, lease, dip("controlType")) == {"Lease"}
    assert objects(plain, lease, dip("lessor")) == {"qing"}
    assert objects(plain, sovereignty, dip("holder")) == {"qing"}
    assert bounds(plain, sovereignty)[2] > "1905-12-31"
    consent = thing("qing-consent-to-the-transfers")
    assert objects(plain, consent, dip("concerns")) >= {"transfer-of-the-port-arthur-lease"}
    assert bounds(plain, consent) == ("1905-12-22",) * 4
    sovereign_japan = {
        t.subject for t in [*plain, *built.parts.derived] if t.predicate == dip("holder") and t.object == thing("japan")
    }
    for each in sovereign_japan:
        held = objects([*plain, *built.parts.derived], each, dip("overPlace"))
        kind = objects([*plain, *built.parts.derived], each, dip("controlType"))
        assert kind != {"Sovereignty"} or held <= {"southern-sakhalin", "islands-near-southern-sakhalin"}


def test_lushun_and_port_arthur_are_one_place_with_two_names(plain: set[Triple]) -> None:
    names = {t.object for t in plain if t[:2] == (thing("port-arthur"), dip("name"))}
    assert {str(t.object) for t in plain if t.subject in names and t.predicate == dip("text")} >= {
        "Lushun",
        "Port Arthur",
        "旅順",
    }


def test_southern_sakhalin_is_a_part_with_its_boundary(seed: list[Claim], plain: set[Triple]) -> None:
    assert objects(plain, thing("southern-sakhalin"), dip("partOf")) == {"sakhalin"}
    (boundary,) = [str(t.object) for t in plain if t[:2] == (thing("southern-sakhalin"), dip("text"))]
    assert "south of the fiftieth degree of north latitude" in boundary
    (claim,) = [each for each in seed if each.about == thing("cession-of-southern-sakhalin")]
    (reading,) = claim.reads
    assert reading.words == "latitude 50 degrees south"
    assert reading.why


def test_north_korea_is_read_as_the_korean_empire_with_its_reason(seed: list[Claim]) -> None:
    readings = [reading for claim in seed for reading in claim.reads if reading.words == "North Korea"]
    assert readings
    for reading in readings:
        assert reading.stands_for == thing("korean-empire")
        assert "1905" in reading.why


def test_article_two_and_the_convention_of_november_are_other_things(plain: set[Triple], built: Built) -> None:
    article = thing("treaty-of-portsmouth/provision/ii")
    (words,) = [str(t.object) for t in plain if t[:2] == (article, dip("text"))]
    assert "paramount" in words
    assert bounds(plain, thing("signature-of-the-japan-korea-convention-1905")) == ("1905-11-17",) * 4
    contested = [c for c in built.claims if c.about == thing("japanese-direction-of-korean-foreign-relations")]
    assert {c.status for c in contested} == {"Disputed"}


def test_peking_consents_to_two_articles_only(plain: set[Triple]) -> None:
    article = thing("treaty-of-peking-1905/provision/i")
    assert {t.object for t in plain if t[:2] == (article, dip("concerns"))} == {
        thing("treaty-of-portsmouth/provision/v"),
        thing("treaty-of-portsmouth/provision/vi"),
    }


def test_who_forced_the_qing_is_japan_alone_in_what_stands(plain: set[Triple]) -> None:
    pressures = {t.subject for t in plain if t.predicate == dip("actType") and t.object == dip("Pressure")}
    assert {local(t.object) for t in plain if t.subject in pressures and t.predicate == dip("actor")} == {"japan"}


def test_the_end_of_the_war_is_a_disagreement_that_is_shown(built: Built, plain: set[Triple]) -> None:
    ends = {c.key: c for c in built.claims if c.key in ("portsmouth:war-ends-with-the-treaty", "cow-wars:war-end")}
    assert {c.status for c in ends.values()} == {"Disputed"}
    assert {other for c in ends.values() for other in c.contradicts} == set(ends)
    assert bounds(plain, thing("russo-japanese-war")) == ("1904-02-08", "1904-02-08", "1905-09-05", "1905-09-15")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("russia", "COW 365"),
        ("japan", "COW 740"),
        ("united-kingdom", "COW 200"),
        ("qing", "COW 710"),
        ("korean-empire", "COW 730"),
        ("united-states", "COW 2"),
        ("russo-japanese-war", "COW war 85"),
        ("anglo-japanese-agreement-1902", "ATOP 1415"),
        ("southern-sakhalin", "COW 7351"),
        ("kwantung-leased-territory", "COW 7104"),
        ("manchuria", "COW 7111"),
    ],
)
def test_codes_of_the_field_stand(plain: set[Triple], name: str, code: str) -> None:
    assert Triple(thing(name), Iri(DCTERMS + "identifier"), Literal(code)) in plain


# What holds of the whole graph.


def test_the_text_is_the_seed_byte_for_byte(text: str) -> None:
    raw = (resources.corpus() / SEED / "text.txt").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == "98745532b69394c11e744670e55d040440cf14ef87842de2542048d32af47067"
    assert text.encode() == raw
    assert len(text) == 2280


def test_every_quote_stands_where_it_says(built: Built) -> None:
    texts = {source.id: source.text for source in built.corpus.sources if source.text is not None}
    quotes = [passage for claim in built.claims for passage in claim.evidence if passage.exact]
    assert len(quotes) >= 40
    for passage in quotes:
        whole = texts[passage.source]
        assert whole[passage.start : passage.end] == passage.exact
        around = passage.prefix + passage.exact + passage.suffix
        assert whole[passage.start - len(passage.prefix) : passage.end + len(passage.suffix)] == around


def test_every_claim_has_evidence_and_a_sentence(built: Built) -> None:
    for claim in built.claims:
        assert claim.evidence, claim.key
        assert all(passage.exact or passage.locator for passage in claim.evidence), claim.key
        assert claim.label, claim.key
        assert not re.search(r"[{}\[\]]|https?:", re.sub(r"\[[^\]]*\.\.[^\]]*\]", "", claim.label)), claim.label


def test_plain_are_the_facts_that_an_accepted_claim_says_and_no_others(built: Built, plain: set[Triple]) -> None:
    accepted = {triple for claim in built.claims if claim.status == "Accepted" for triple in claim.says}
    assert plain <= accepted
    dated = {dip(name) for name in (*BOUNDS, "edtfStart", "edtfEnd")}
    assert {t for t in accepted if t.predicate not in dated} <= plain


def test_nothing_that_is_not_accepted_stands_even_as_derived(built: Built, plain: set[Triple]) -> None:
    accepted = {triple for claim in built.claims if claim.status == "Accepted" for triple in claim.says}
    others = {triple for claim in built.claims if claim.status != "Accepted" for triple in claim.says} - accepted
    assert others
    standing = (plain | set(built.parts.derived)) & others
    assert {t for t in standing if t.predicate not in (dip("edtfStart"), dip("edtfEnd"))} == set()


def test_no_date_is_finer_than_what_a_claim_says(built: Built, plain: set[Triple]) -> None:
    said: dict[Iri, list[Mapping[str, str]]] = {}
    for claim in built.claims:
        if claim.status == "Accepted":
            for subject in {t.subject for t in claim.says}:
                said.setdefault(subject, []).append(dict(zip(BOUNDS, bounds(claim.says, subject), strict=True)))
    dates = [t for t in plain if local(t.predicate) in BOUNDS]
    assert len(dates) > 100
    for each in dates:
        assert str(each.object) in {one[local(each.predicate)] for one in said[each.subject]}


def test_nothing_that_is_held_is_without_an_iri(built: Built) -> None:
    parts = built.parts
    for triple in [*parts.all_facts(), *parts.all_claims(), *parts.derived]:
        assert not triple.subject.startswith("_:")
        assert isinstance(triple.object, Literal) or ns.is_address(triple.object), triple


def test_every_fact_uses_a_property_of_ours_or_of_the_few_others(plain: set[Triple]) -> None:
    others = {t.predicate for t in plain if not t.predicate.startswith(ns.DIP)}
    labels = {SKOS + "altLabel", DCTERMS + "identifier", SCHEMA + "sameAs", GEO + "lat", GEO + "long"}
    assert others == {TYPE, LABEL, *labels}
    known: Ontology = terms()
    assert {local(t.predicate) for t in plain if t.predicate.startswith(ns.DIP)} <= set(known.properties)
    assert not [t for t in plain if t.predicate.startswith(RDF) and t.predicate != TYPE]


def test_every_accepted_statement_leads_to_the_claims_that_say_it(built: Built, plain: set[Triple]) -> None:
    claims = built.parts.all_claims()
    said = {t.object for t in claims if t.predicate == dip("says")}
    assert {ns.statement(triple) for triple in plain} <= said


def test_the_statuses_are_those_that_a_person_gave(built: Built) -> None:
    assert "Unreviewed" not in built.statuses
    assert built.statuses["Rejected"] >= 1


def test_shapes_and_checks_were_all_run_and_passed(built: Built) -> None:
    shapes = (resources.ontology() / "shapes.ttl").read_text("utf-8").count(" a sh:NodeShape")
    checks = len(list((resources.ontology() / "checks").glob("*.rq")))
    assert not built.report.errors
    assert not built.report.warnings
    assert built.report.passed >= shapes + checks


def test_the_text_is_covered_by_quotes(seed: list[Claim], text: str) -> None:
    covered = {at for claim in seed for passage in claim.evidence for at in range(passage.start, passage.end)}
    assert len(covered) >= 2000
    left = "".join(letter if at not in covered else "\0" for at, letter in enumerate(text))
    words = {stretch.strip() for stretch in left.split("\0") if re.search(r"\w", stretch)}
    assert words == {". after the", "and killing one.", ". (L $ djτ.ЙЁT)"}


def test_no_fact_has_dates_where_the_text_gives_none() -> None:
    """Of the table itself: what the text does not date is not dated there either."""
    undated = {fact.thing for fact in FACTS if fact.dates == NO_DATES and fact.status == "Accepted"}
    assert {"anglo-japanese-alliance-1902", "russo-japanese-negotiations", "battle-of-chemulpo-bay"} <= undated
