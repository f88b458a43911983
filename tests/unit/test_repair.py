"""A changed text: what would make its hash and its quotes right again is proposed, and nothing is changed."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from kg import corpus, repair
from tests.fixtures.corpora import SIGNATURE, SOURCE, TEXT, read, small, write

CHANGED = TEXT.replace("signed the Peace", "have signed the Peace").replace("Denmark left", "Then Denmark left")
DIGEST = hashlib.sha256(CHANGED.encode()).hexdigest()
LEFT = """
[[claim]]
id = "left"
about = "great-northern-war"
tookPlaceAt = "travendal"
quote = ["Denmark left the war", 'Sweden went on']  # the "other" party's war
"""


def mended(folder: Path) -> list[repair.Mend]:
    return list(proposed(folder).mends)


def proposed(folder: Path) -> repair.Repair:
    return repair.propose(corpus.read(folder))


def applied(folder: Path) -> Path:
    """The corpus with the patch applied, as a person would."""
    patch = proposed(folder).patch
    subprocess.run(["git", "apply", "-"], cwd=folder, input=patch.encode(), check=True, capture_output=True)
    return folder


def test_a_right_corpus_needs_no_repair(tmp_path: Path) -> None:
    folder = small(tmp_path)
    assert mended(folder) == []
    assert proposed(folder).patch == ""
    assert proposed(folder).summary().startswith("nothing to repair")


def test_hash_and_words_are_proposed_with_their_places(tmp_path: Path) -> None:
    digest, quote = mended(small(tmp_path, text=CHANGED))
    assert (digest.path, digest.claim, digest.new) == ("chronicle/source.toml", "", DIGEST)
    assert digest.old in SOURCE
    words = "Denmark and Holstein-Gottorp have signed the Peace of Travendal"
    assert (quote.path, quote.line, quote.claim) == ("chronicle/claims.toml", 10, "chronicle:signature")
    assert (quote.old, quote.new) == ("Denmark and Holstein-Gottorp signed the Peace of Travendal", words)
    assert CHANGED[quote.start : quote.end] == words
    assert 0.9 < quote.likeness < 1
    standing = "of 1 quotation it has 0"
    assert str(digest) == f"chronicle/source.toml:2: the SHA-256 of the text is {DIGEST}; {standing}"
    percent = round(100 * quote.likeness)
    assert str(quote) == (
        f"chronicle/claims.toml:10: [chronicle:signature] '{words}' (characters 18 to 81, {percent} % alike)"
        " instead of 'Denmark and Holstein-Gottorp signed the Peace of Travendal'"
    )
    assert repair.Repair((digest, quote), "").summary() == (
        "2 repairs proposed, 0 to be done by hand; "
        "read the patch, then apply it in the folder of the corpus: git apply FILE"
    )


def test_the_patch_makes_it_right(tmp_path: Path) -> None:
    folder = small(tmp_path, text=CHANGED, claims=SIGNATURE + LEFT)
    assert len(read(folder).problems) == 2
    assert read(applied(folder)).problems == []
    assert (folder / "chronicle/source.toml").read_text() == SOURCE.replace(
        hashlib.sha256(TEXT.encode()).hexdigest(), DIGEST
    )
    claims = (folder / "chronicle/claims.toml").read_text()
    assert claims == (SIGNATURE + LEFT).replace("Gottorp signed", "Gottorp have signed")


def test_nothing_is_written(tmp_path: Path) -> None:
    folder = small(tmp_path, text=CHANGED)
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    assert proposed(folder).patch
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before


@pytest.mark.parametrize(
    "written",
    [
        "'Denmark leaves the war'",
        '"Denmark leaves the war"',
        '{ exact = "Denmark leaves the war" }',
        '"Denmark \\u006ceaves the war"',
        '"""Denmark leaves the war"""',
        '["Sweden went on", "Denmark leaves the war"]',
    ],
)
def test_words_are_found_however_they_are_written(tmp_path: Path, written: str) -> None:
    claim = f"""
# it's a comment with "quotation marks"
[[claim]]  # "Denmark leaves the war"
id = "left"
note = '''a "note" that isn't short'''
about = "great-northern-war"
tookPlaceAt = "travendal"
quote = {written}
"""
    folder = small(tmp_path, claims=SIGNATURE + claim)
    assert [each.message.partition(":")[0] for each in read(folder).problems] == [
        "the quote is not in chronicle/text.txt"
    ]
    assert read(applied(folder)).problems == []
    assert '# "Denmark leaves the war"' in (folder / "chronicle/claims.toml").read_text()


def test_a_date_as_written_is_mended_too(tmp_path: Path) -> None:
    dated = SIGNATURE + 'written = { text = "18 Augst 1700", calendar = "Gregorian", value = "1700-08-18" }\n'
    (mend,) = mended(small(tmp_path, claims=dated))
    assert (mend.old, mend.new) == ("18 Augst 1700", "18 August 1700")


def test_words_that_nothing_is_like_are_left_to_a_person(tmp_path: Path) -> None:
    claims = LEFT.replace("Denmark left the war", "Poland was conquered by the Swedish king")
    (mend,) = mended(small(tmp_path, claims=SIGNATURE + claims))
    assert mend.new == ""
    assert "nothing in the text is like 'Poland was" in str(mend)
    assert proposed(tmp_path).summary() == "0 repairs proposed, 1 to be done by hand"
    assert proposed(tmp_path).patch == ""


@pytest.mark.parametrize("source", ['title = "A chronicle"\n', 'title = "A chronicle"'])
def test_a_hash_that_was_never_recorded_is_put_first(tmp_path: Path, source: str) -> None:
    folder = applied(small(tmp_path, source=source))
    assert (folder / "chronicle/source.toml").read_text() == SOURCE.splitlines(keepends=True)[1] + source
    assert read(folder).problems == []


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    digest, _ = mended(small(tmp_path, text=CHANGED, source=b"\xef\xbb\xbf" + SOURCE.encode()))
    assert digest.new == DIGEST


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    claims = SIGNATURE.replace("\n", "\r\n").replace("Gottorp signed", "Gottorp signs")
    folder = applied(small(tmp_path, claims=claims, source='title = "A chronicle"\r\n'))
    assert (folder / "chronicle/claims.toml").read_bytes() == SIGNATURE.replace("\n", "\r\n").encode()
    assert (folder / "chronicle/source.toml").read_bytes().count(b"\r\n") == 2
    assert read(folder).problems == []


RUSIA = """
[[claim]]
id = "left"
about = "great-northern-war"
label = "Denmark leaves the war"
tookPlaceAt = "travendal"
quote = "Denmark leaves the war"
"""


def test_only_the_quote_is_changed_where_another_key_has_the_same_words(tmp_path: Path) -> None:
    folder = applied(small(tmp_path, claims=SIGNATURE + RUSIA))
    assert (folder / "chronicle/claims.toml").read_text() == (SIGNATURE + RUSIA).replace(
        'quote = "Denmark leaves the war"', 'quote = "Denmark left the war"'
    )


def test_lines_that_fall_away_above_do_not_mislead(tmp_path: Path) -> None:
    long = RUSIA.replace('quote = "Denmark leaves the war"', 'quote = """\n\nDenmark\nleaves\nthe war"""')
    later = RUSIA.replace('id = "left"', 'id = "later"').replace("leaves", "quitted")
    folder = applied(small(tmp_path, claims=SIGNATURE + long + later))
    assert [each.message for each in read(folder).problems if "quote" in each.message] == []


@pytest.mark.parametrize(
    "source",
    [
        'title = "The year 5"\nsha256 = 5\n',
        'title = "A chronicle"\nsha256 = ""\n',
        f"# sha256 was {'0' * 64}\ntitle = \"A chronicle\"\nsha256 = '{'0' * 64}'\n",
        '\ufefftitle = "A chronicle"\n',
    ],
)
def test_the_hash_alone_is_changed_however_it_was_written(tmp_path: Path, source: str) -> None:
    folder = applied(small(tmp_path, source=source))
    now = (folder / "chronicle/source.toml").read_text("utf-8")
    assert [each for each in read(folder).problems if each.severity == "error"] == []
    kept = [line for line in source.splitlines() if not line.startswith("sha256")]
    assert [line.lstrip("\ufeff") for line in kept] == [
        line.lstrip("\ufeff") for line in now.splitlines() if not line.lstrip("\ufeff").startswith("sha256")
    ]


def test_a_link_within_the_corpus_is_followed(tmp_path: Path) -> None:
    folder = small(tmp_path)
    (folder / "chronicle/source.toml").rename(folder / "common.toml")
    (folder / "chronicle/source.toml").symlink_to("../common.toml")
    assert mended(folder) == []


def test_each_place_that_was_counted_is_named_when_the_text_is_another(tmp_path: Path) -> None:
    """Denmark is put before: what was the first place is the second now, and still stands there."""
    counted = LEFT.replace('["Denmark left the war", \'Sweden went on\']  # the "other" party\'s war', '"Denmark"')
    claims = SIGNATURE + counted + "occurrence = 2\n"
    assert read(small(tmp_path, claims=claims)).problems == []
    folder = write(tmp_path, {"chronicle/text.txt": f"Denmark was king. {TEXT}"})
    told = [str(each) for each in mended(folder)]
    assert told[1] == (
        "chronicle/claims.toml:17: [chronicle:left] 'Denmark' stands 3 times in the changed text:"
        " look which occurrence is meant"
    )
    (moved,) = [each for each in read(folder).problems if each.claim == "chronicle:left"]
    assert moved.message.startswith("occurrence = 2 was counted in another text, and is in 'k was king. On 18 Aug")


def test_a_quote_that_stands_twice_now_is_left_to_a_person(tmp_path: Path) -> None:
    folder = small(tmp_path, text=TEXT + "Denmark left the war.\n", claims=SIGNATURE + LEFT)
    assert [each.key for each in mended(folder)] == ["sha256", "occurrence"]
    assert proposed(folder).summary().startswith("1 repair proposed, 1 to be done by hand")


def test_words_of_another_sentence_are_no_repair(tmp_path: Path) -> None:
    claims = LEFT.replace("Denmark left the war", "Denmark won the war of 1700")
    assert [each.new for each in mended(small(tmp_path, claims=SIGNATURE + claims))] == [""]


def test_a_claim_file_of_odd_tables_is_no_obstacle(tmp_path: Path) -> None:
    odd = '[[claim]]\nid = 5\nquote = 7\nwritten = ["x", { text = 5 }]\n[[claim]]\nquote = [{ exact = "" }]\n'
    assert mended(small(tmp_path, claims=SIGNATURE + odd)) == []


def test_a_source_without_a_text_is_left_alone(tmp_path: Path) -> None:
    assert mended(write(small(tmp_path), {"treaties/source.toml": 'title = "T"\nsha256 = "0"\n'})) == []
