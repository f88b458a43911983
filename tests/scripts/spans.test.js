'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { load, numbersFrom } = require('./load.js');

const page = load('spans');
const shown = (segments) => segments.map(({ start, end, passages }) => [start, end, passages.map(({ id }) => id).join('')]);
const passage = (id, start, end) => ({ id, start, end });
const ends = (quote, start) => (start < 0 ? -1 : start + Array.from(quote).length);
const quoted = (quote, start = -1, rest = {}) => ({ quote, prefix: '', suffix: '', locator: '', start, end: ends(quote, start), ...rest });

test('a text without passages is one segment, and an empty one is none', () => {
  assert.deepEqual(shown(page.segmentsOf(5, [])), [[0, 5, '']]);
  assert.deepEqual(page.segmentsOf(0, [passage('a', 0, 3)]), []);
});

test('passages that overlap, nest or are equal cut the text where any of them begins or ends', () => {
  assert.deepEqual(shown(page.segmentsOf(20, [passage('a', 2, 8), passage('b', 6, 12)])),
    [[0, 2, ''], [2, 6, 'a'], [6, 8, 'ab'], [8, 12, 'b'], [12, 20, '']]);
  assert.deepEqual(shown(page.segmentsOf(9, [passage('b', 3, 5), passage('a', 0, 9)])), [[0, 3, 'a'], [3, 5, 'ab'], [5, 9, 'a']]);
  assert.deepEqual(shown(page.segmentsOf(4, [passage('a', 1, 3), passage('b', 1, 3)])), [[0, 1, ''], [1, 3, 'ab'], [3, 4, '']]);
});

test('passages that touch do not cover one another', () => {
  assert.deepEqual(shown(page.segmentsOf(6, [passage('a', 0, 3), passage('b', 3, 6)])), [[0, 3, 'a'], [3, 6, 'b']]);
});

test('of a passage that leaves the text the part within counts, and one that is empty or outside marks nothing', () => {
  const passages = [passage('a', -2, 2), passage('b', 4, 9), passage('c', 7, 9), passage('d', 3, 3), passage('e', 4, 3)];
  assert.deepEqual(shown(page.segmentsOf(5, passages)), [[0, 2, 'a'], [2, 4, ''], [4, 5, 'b']]);
});

test('the segments of any passages are the whole text in order, each with just the passages over it', () => {
  const number = numbersFrom(11);
  for (let round = 0; round < 300; round += 1) {
    const length = number(40);
    const passages = Array.from({ length: number(9) }, (_, id) => { const start = number(44) - 2; return passage(id, start, start + number(12)); });
    const segments = page.segmentsOf(length, passages);
    assert.deepEqual(segments.map(({ start }) => start), [0, ...segments.map(({ end }) => end)].slice(0, segments.length));
    assert.equal(segments.length ? segments[segments.length - 1].end : 0, length);
    for (const segment of segments) {
      for (let at = segment.start; at < segment.end; at += 1) {
        const over = passages.filter(({ start, end }) => Math.max(start, 0) <= at && at < end).map(({ id }) => id).sort();
        assert.deepEqual(segment.passages.map(({ id }) => id).sort(), over);
      }
    }
  }
});

test('paragraphs keep their line breaks and blank lines, and count code points', () => {
  const text = 'One 𠮷.\r\n\r\n  \nTwo.\nThree';
  const signs = Array.from(text);
  const pieces = page.paragraphsOf(text).map(({ start, end }) => signs.slice(start, end).join(''));
  assert.deepEqual(pieces, ['One 𠮷.\r\n\r\n  \n', 'Two.\n', 'Three']);
});

test('paragraphs of any text are that text', () => {
  const number = numbersFrom(5);
  for (let round = 0; round < 500; round += 1) {
    const text = Array.from({ length: number(30) }, () => ['\n', '\n', 'a', ' ', '𠮷', '\r\n', '\u2028', '\ud800'][number(8)]).join('');
    const signs = Array.from(text);
    assert.equal(page.paragraphsOf(text).map(({ start, end }) => signs.slice(start, end).join('')).join(''), text);
  }
});

test('a passage over two paragraphs is marked in both', () => {
  const paragraphs = [{ start: 0, end: 5 }, { start: 5, end: 10 }];
  const parts = page.segmentsIn(paragraphs, page.segmentsOf(10, [passage('a', 3, 7)]));
  assert.deepEqual(parts.map(shown), [[[0, 3, ''], [3, 5, 'a']], [[5, 7, 'a'], [7, 10, '']]]);
  const within = page.segmentsIn(paragraphs, page.segmentsOf(10, [passage('a', 3, 5)]));
  assert.deepEqual(within.map(shown), [[[0, 3, ''], [3, 5, 'a']], [[5, 10, '']]]);
});

test('the same words of several claims are one passage, and passages stand in the order of the text', () => {
  const [one, two, three] = [[quoted('later', 9), quoted('words', 2)], [quoted('words', 2)], [quoted('words and', 2)]].map((passages) => ({ passages }));
  const passages = page.passagesOf([one, two, three]);
  assert.deepEqual(passages.map(({ quote, number, claims }) => [quote, number, claims.length]), [['words and', 0, 1], ['words', 1, 2], ['later', 2, 1]]);
});

test('words that stand at two places are two passages, and words without a place come last', () => {
  const passages = page.passagesOf([{ passages: [quoted('treaty'), quoted('treaty', 40), quoted('treaty', 4)] }]);
  assert.deepEqual(passages.map(({ start }) => start), [4, 40, -1]);
});

test('places without words are cited places, each with all its claims', () => {
  const cited = quoted('', -1, { locator: 'art. II' });
  const [one, two] = [{ passages: [cited, quoted('words', 3)] }, { passages: [cited] }];
  assert.deepEqual(page.citedPlaces([one, two]), [{ locator: 'art. II', claims: [one, two] }]);
  assert.deepEqual(page.passagesOf([one, two]).map(({ quote }) => quote), ['words']);
});

test('quotes of one sentence are one excerpt, and those of others stand apart in order', () => {
  const passages = page.passagesOf([{ passages: [
    quoted('Japan', 10, { suffix: ' and Russia.' }),
    quoted('Russia', 20, { prefix: 'Japan and ', suffix: '.' }), quoted('1904', 90, { prefix: 'In ', suffix: '.' }),
  ] }]);
  const excerpts = page.excerptsOf(passages);
  assert.deepEqual(excerpts.map(({ signs }) => signs.join('')), ['Japan and Russia.', 'In 1904.']);
  assert.deepEqual(excerpts.map(({ start, end }) => [start, end]), [[10, 27], [87, 95]]);
  assert.deepEqual(excerpts.map(({ passages: mine }) => mine.map(({ quote }) => quote)), [['Japan', 'Russia'], ['1904']]);
});

test('every quote stands in its excerpt where its passage says, also beyond the basic plane and without a place', () => {
  const unplaced = [quoted('no place', -1, { prefix: 'of ' }), quoted('nor this')];
  const passages = page.passagesOf([{ passages: [quoted('二十七日', 3, { prefix: '𠮷月' }), ...unplaced, quoted('differs', 4, { prefix: 'X' })] }]);
  const wordsIn = ({ start, signs }, each) => signs.slice(each.start - start, each.end - start).join('');
  const found = page.excerptsOf(passages).flatMap((excerpt) => excerpt.passages.map((each) => [wordsIn(excerpt, each), each.quote]));
  assert.equal(found.length, 4);
  assert.equal(page.excerptsOf(passages)[0].start, 1);
  for (const [words, quote] of found) assert.equal(words, quote);
});

test('several claims stand as the best vouched for of them, and in force as the surest of their relations', () => {
  assert.equal(page.bestStatus([{ status: 'Rejected' }, { status: 'Disputed' }]), 'Disputed');
  assert.equal(page.bestStatus([{ status: 'Unreviewed' }, { status: 'Accepted' }]), 'Accepted');
  assert.equal(page.bestState([{ relations: [{ state: 'no' }, { state: 'possible' }] }, { relations: [{ state: 'undated' }] }]), 'possible');
  assert.equal(page.bestState([{ relations: [] }]), 'none');
});

test('two thousand passages in a long text are cut in a fraction of a second', () => {
  const number = numbersFrom(2);
  const passages = Array.from({ length: 2000 }, (_, id) => { const start = number(1000000); return passage(id, start, start + 20 + number(200)); });
  const begun = performance.now();
  const segments = page.segmentsOf(1000000, passages);
  assert.ok(segments.length > 2000);
  assert.ok(performance.now() - begun < 500);
});

test('words at the very beginning of a text have a place, and a claim that says them twice rests on them once', () => {
  const claim = { passages: [quoted('later', 5), quoted('first', 0), quoted('first', 0), quoted('nowhere'), quoted('nowhere')] };
  const passages = page.passagesOf([claim, claim]);
  assert.deepEqual(passages.map(({ quote, start, claims }) => [quote, start, claims.length]), [['first', 0, 1], ['later', 5, 1], ['nowhere', -1, 1]]);
  const [excerpt] = page.excerptsOf([quoted('first', 0, { suffix: ' words' })]);
  assert.deepEqual([excerpt.start, excerpt.end, excerpt.passages], [0, 11, [quoted('first', 0, { suffix: ' words' })]]);
});

test('passages are one only where all of their ends or all of their words are the same', () => {
  const at = (start, end) => ({ quote: 'x', prefix: '', suffix: '', start, end });
  assert.equal(page.passagesOf([{ passages: [at(1, 12), at(11, 2), at(1, 1), at(1, 12)] }]).length, 3);
  const words = (quote, prefix, suffix) => quoted(quote, -1, { prefix, suffix });
  const many = [words('ab', '', ''), words('a', 'b', ''), words('a', '', 'b'), words('', 'ab', ''), words('0-1', '', ''), at(0, 1)];
  assert.equal(page.passagesOf([{ passages: many }]).length, 5);
  assert.deepEqual(page.passagesOf([{ passages: [words('two', 'a', ''), words('one', 'b', '')] }]).map(({ quote }) => quote), ['two', 'one']);
});

test('a claim that cites a place twice is listed there once', () => {
  const claim = { passages: [quoted('', -1, { locator: 'p. 1' }), quoted('', -1, { locator: 'p. 1' }), quoted('', -1, { locator: 'p. 2' })] };
  assert.deepEqual(page.citedPlaces([claim]), [{ locator: 'p. 1', claims: [claim] }, { locator: 'p. 2', claims: [claim] }]);
});

test('of passages that begin together the longest is the outermost', () => {
  assert.deepEqual(shown(page.segmentsOf(9, [passage('b', 0, 2), passage('a', 0, 9), passage('c', 0, 5)])), [[0, 2, 'acb'], [2, 5, 'ac'], [5, 9, 'a']]);
});

test('an empty text has no paragraphs, and one of blank lines has one', () => {
  assert.deepEqual(page.paragraphsOf(''), []);
  assert.deepEqual(page.paragraphsOf('\n \n'), [{ start: 0, end: 3 }]);
  assert.deepEqual(page.paragraphsOf('a\nb'), [{ start: 0, end: 2 }, { start: 2, end: 3 }]);
  assert.deepEqual(page.segmentsIn([{ start: 0, end: 2 }, { start: 2, end: 3 }], []), [[], []]);
});

test('sentences are one excerpt where they overlap in the same words, and two where they only touch or say otherwise', () => {
  const excerpts = (...passages) => page.excerptsOf(passages).map(({ start, end, signs, passages: mine }) => [start, end, signs.join(''), mine.length]);
  assert.deepEqual(excerpts(quoted('abcd', 10), quoted('cdef', 12)), [[10, 16, 'abcdef', 2]]);
  assert.deepEqual(excerpts(quoted('abcdef', 10), quoted('cd', 12)), [[10, 16, 'abcdef', 2]]);
  assert.deepEqual(excerpts(quoted('abcdef', 10), quoted('cx', 12)), [[10, 16, 'abcdef', 1], [12, 14, 'cx', 1]]);
  assert.deepEqual(excerpts(quoted('abcd', 10), quoted('ef', 14)), [[10, 14, 'abcd', 1], [14, 16, 'ef', 1]]);
  assert.deepEqual(excerpts(quoted('cd', 12), quoted('d', 13, { prefix: 'xbc' })), [[12, 14, 'cd', 1], [10, 14, 'xbcd', 1]]);
  assert.deepEqual(excerpts(quoted('abcd', 10), quoted('', 12, { suffix: 'cd' })), [[10, 14, 'abcd', 2]]);
});

test('sentences without a place stand one after the other behind all that have one', () => {
  const excerpts = page.excerptsOf([quoted('placed', 10), quoted('no', -1, { prefix: 'ab ' }), quoted('place', -1, { suffix: '.' })]);
  assert.deepEqual(excerpts.map(({ start, end }) => [start, end]), [[10, 16], [17, 22], [23, 29]]);
  assert.deepEqual(excerpts.map(({ passages: [{ start, end }] }) => [start, end]), [[10, 16], [20, 22], [23, 28]]);
  const long = page.excerptsOf([quoted('abcdefgh', 10), quoted('b', 11), quoted('x')]);
  assert.deepEqual(long.map(({ start }) => start), [10, 19]);
});

test('statuses and states have their order', () => {
  const order = ['Accepted', 'Disputed', 'Unreviewed', 'Rejected'];
  order.forEach((status, at) => assert.equal(page.bestStatus(order.slice(at).reverse().map((each) => ({ status: each }))), status));
  assert.equal(page.bestStatus([]), 'Accepted');
  const states = ['all', 'certain', 'part', 'possible', 'no', 'undated'];
  states.forEach((state, at) => assert.equal(page.bestState(states.slice(at).reverse().map((each) => ({ relations: [{ state: each }] }))), state));
});
