'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { load, dataOf } = require('./load.js');

const page = load('dates', 'model');
const HOSTILE = ['', '__proto__', 'constructor', 'toString', '</script>', '\0', '\u2028', '=x', 'a b', 'n0', '💥'];

test('a record has what its row gives, and null for what it leaves out', () => {
  const records = page.readTable({ keys: ['id', 'toString', 'last'], rows: [['x', 0, ''], ['z'], ['y', null, false]] });
  assert.deepEqual(records.map((record) => [record.id, record.toString, record.last]), [['x', 0, ''], ['z', null, null], ['y', null, false]]);
});

test('names and relations know one another', () => {
  const model = page.readModel(dataOf({ names: ['japan', 'russia', 'alone'], relations: [{ from: 0, to: 1 }, { from: 1, to: 0 }, { from: 0, to: 0 }] }));
  const [japan, russia, alone] = model.names;
  const [war, back, itself] = model.relations;
  assert.deepEqual(war.ends, [japan, russia]);
  assert.deepEqual(japan.lines_of, [war, back, itself]);
  assert.deepEqual([japan.degree, russia.degree, alone.degree], [3, 2, 0]);
  assert.deepEqual([[...japan.beside], [...russia.beside]], [[japan, russia], [japan, russia]]);
  assert.equal(war.pair, back.pair);
  assert.deepEqual(model.pairs.map((pair) => pair.members), [[war, back], [itself]]);
});

test('everything is found by its key and by its id', () => {
  const names = HOSTILE.map((id) => ({ id: '=' + id }));
  const model = page.readModel(dataOf({ base: 'https://example.org/', names, relations: HOSTILE.map((id, at) => ({ id: '=' + id, from: at, to: 0 })) }));
  assert.deepEqual(model.names.map((name) => name.id), HOSTILE);
  assert.deepEqual(model.relations.map((edge) => edge.id), HOSTILE);
  for (const name of model.names) assert.equal(model.byName.get(name.id), name);
  for (const edge of model.relations) assert.equal(model.byRelation.get(edge.id), edge);
  const keys = [...model.names, ...model.relations, ...model.claims, ...model.pairs].map((thing) => thing.key);
  assert.equal(new Set(keys).size, keys.length);
  for (const thing of [...model.names, ...model.relations]) assert.equal(model.byKey.get(thing.key), thing);
});

test('an id stands beside the base of all ids, unless it is marked as whole', () => {
  const model = page.readModel(dataOf({ base: 'https://example.org/id/', names: ['japan', '=urn:x'], relations: [{ id: 'war', from: 0, to: 1 }] }));
  assert.deepEqual(model.names.map((name) => name.id), ['https://example.org/id/japan', 'urn:x']);
  assert.equal(model.relations[0].id, 'https://example.org/id/war');
});

test('bounds become day numbers, and what has none is undated', () => {
  const days = [page.dayNumber('1904-02-08'), null, null, page.dayNumber('1905-09-05')];
  const [dated, undated] = page.readModel(dataOf({ names: ['x'], relations: [{ from: 0, to: 0, days }, { from: 0, to: 0 }] })).relations;
  assert.deepEqual([dated.undated, dated.first, dated.last], [false, days[0], days[3]]);
  assert.deepEqual([undated.undated, undated.first, undated.last, undated.days], [true, null, null, [null, null, null, null]]);
});

test('the day 0 is a day', () => {
  const [edge] = page.readModel(dataOf({ names: ['x'], relations: [{ from: 0, to: 0, days: [0, 0, 0, 0] }] })).relations;
  assert.deepEqual([edge.undated, edge.first, edge.last, edge.uncertain], [false, 0, 0, false]);
});

test('a relation is uncertain where a bound is missing or wide, or where its source doubts the date', () => {
  const sure = { from: 0, to: 0, days: [1, 1, 5, 5] };
  const many = [
    sure, { ...sure, days: [1, 2, 5, 5] }, { ...sure, days: [1, 1, 5, null] }, { ...sure, start: '1904-02-08?' }, { ...sure, end: '1905~' },
    { ...sure, days: null },
  ];
  const model = page.readModel(dataOf({ names: ['x'], relations: many }));
  assert.deepEqual(model.relations.map((edge) => edge.uncertain), [false, true, true, true, true, true]);
});

test('what the data leaves out has a default that is never wrong', () => {
  const model = page.readModel(dataOf({ names: ['x'], relations: [{ from: 0, to: 0 }], claims: [{}] }));
  const [edge] = model.relations;
  const said = [edge.status, edge.sentence, edge.start, edge.derived, edge.symmetric, edge.standing, edge.claims];
  assert.deepEqual(said, ['Accepted', '', '', false, false, false, []]);
  assert.deepEqual([model.names[0].name, model.names[0].labels, model.names[0].aliases], ['x', {}, []]);
  const [claim] = model.claims;
  assert.deepEqual([claim.source, claim.passages, claim.against, claim.written, claim.readings, claim.iri], [null, [], [], [], [], '']);
});

test('a claim knows the relations that rest on it, and has the sentence of the first where it has none', () => {
  const relations = [{ from: 0, to: 0, sentence: 'A war.', claims: [0, 1] }, { from: 0, to: 0, sentence: 'A peace.', claims: [0] }];
  const model = page.readModel(dataOf({ names: ['x'], relations, claims: [{}, { sentence: 'Told otherwise.' }] }));
  assert.deepEqual(model.claims[0].relations, model.relations);
  assert.deepEqual(model.relations[0].claims, model.claims);
  assert.deepEqual(model.claims.map((claim) => claim.sentence), ['A war.', 'Told otherwise.']);
});

test('passages are cut from the text by code points', () => {
  const text = '💥 On 8 February the fleet attacked. 旅順 was taken.';
  const signs = Array.from(text);
  const at = signs.join('').indexOf('旅順') - 1; // the first sign takes two units
  const passages = [[at, at + 2, at - 1, signs.length, 'p. 3'], ['quoted', 'before ', ' after', '', 7, 13], ['cited']];
  const model = page.readModel(dataOf({ sources: [{ id: 's', text }], claims: [{ source: 0, passages }] }));
  const [cut, quoted, cited] = model.claims[0].passages;
  assert.deepEqual(cut, { quote: '旅順', prefix: ' ', suffix: ' was taken.', locator: 'p. 3', start: at, end: at + 2 });
  assert.deepEqual(quoted, { quote: 'quoted', prefix: 'before ', suffix: ' after', locator: '', start: 7, end: 13 });
  assert.deepEqual([cited.quote, cited.start, cited.end], ['cited', -1, -1]);
});

test('a name is said in the language asked for, in its own, or in English', () => {
  const many = [
    { id: 'korea', name: 'Korean Empire', labels: { en: 'Korean Empire', ko: '대한제국', 'zh-Hant': '大韓帝國' }, own: 'ko' },
    { id: 'russia', name: 'Russian Empire', labels: { en: 'Russian Empire', ru: 'Российская империя' } },
    { id: 'qing', name: 'Qing', labels: { en: 'Qing', zh: '清', mnc: 'ᡩᠠᡳᠴᡳᠩ' }, own: 'xx' },
    { id: 'nameless', name: 'Nameless' },
  ];
  const { names } = page.readModel(dataOf({ names: many }));
  const said = (language) => names.map((name) => page.nameIn(name, language));
  assert.deepEqual(said(''), ['Korean Empire', 'Russian Empire', 'Qing', 'Nameless']);
  assert.deepEqual(said('zh'), ['大韓帝國', 'Russian Empire', '清', 'Nameless']);
  assert.deepEqual(said('own'), ['대한제국', 'Российская империя', 'ᡩᠠᡳᠴᡳᠩ', 'Nameless']);
  assert.deepEqual(said('fr'), said(''));
  assert.deepEqual(names.map((name) => page.languageOf(name, 'zh')), ['zh-Hant', 'en', 'zh', '']);
});

test('where a passage ends follows from its words, and one that is nowhere in a text stands nowhere', () => {
  const passages = [['旅順💥', '', '', '', 7], ['words', null, null, 'p. 3'], [null, null, null, 'art. 2']];
  const [claim] = page.readModel(dataOf({ claims: [{ passages }] })).claims;
  assert.deepEqual(claim.passages.map(({ start, end }) => [start, end]), [[7, 10], [-1, -1], [-1, -1]]);
  assert.deepEqual(claim.passages[2], { quote: '', prefix: '', suffix: '', locator: 'art. 2', start: -1, end: -1 });
  assert.equal(claim.passages, claim.passages, 'they are read once');
});

test('a claim understood as its relation is dated has the words of that date, and its agent is found by number', () => {
  const relations = [{ from: 0, to: 0, start: '1902', end: '1902', claims: [0] }, { from: 0, to: 0, start: '1902', claims: [1] }, { from: 0, to: 0, claims: [2] }];
  const claims = [{ understood: 0, by: 1 }, { understood: 0, by: 0 }, { understood: '1904-02?' }];
  const read = page.readModel(dataOf({ names: ['x'], relations, claims, scene: { by: ['one', 'other'] } })).claims;
  assert.deepEqual(read.map(({ understood, by }) => [understood, by]), [['1902', 'other'], ['1902 / ?', 'one'], ['1904-02?', '']]);
});

test('the address of a claim follows from its id where it has none of its own', () => {
  const claims = [{ claim: 'seed:a:b' }, { claim: 'seed:c', iri: '=urn:x' }, {}];
  const read = page.readModel(dataOf({ base: 'https://example.org/', claims })).claims;
  assert.deepEqual(read.map((claim) => claim.iri), ['https://example.org/claim/seed/a:b', 'urn:x', '']);
  assert.deepEqual(read.map((claim) => claim.key), ['c0', 'c1', 'c2']);
  assert.deepEqual(read.map((claim) => claim.status), ['Accepted', 'Accepted', 'Accepted']);
});

test('a sentence that differs from others in its names only is put together again, whatever they hold', () => {
  const relations = [{ from: 0, to: 1, sentence: [0] }, { from: 1, to: 0, sentence: [0] }, { from: 0, to: 1, sentence: '{0} as it is' }];
  const model = page.readModel({ ...dataOf({ names: ['$& {1}', 'Japan'], relations }), patterns: ['{1} fought {0}.'] });
  assert.deepEqual(model.relations.map((edge) => edge.sentence), ['Japan fought $& {1}.', '$& {1} fought Japan.', '{0} as it is']);
});

test('what has no id, no kind of its own or no base has an empty one', () => {
  const model = page.readModel({ ...dataOf({ names: ['x'], relations: [{ from: 0, to: 0, id: null }], kinds: [{ label: 'Plain' }] }), base: 'https://x.org/' });
  assert.deepEqual([model.relations[0].id, model.relations[0].kind, model.kinds[0].id], ['', '', '']);
  const data = dataOf({ names: ['x'] });
  const [name] = page.readModel({ ...data, classes: { keys: ['label'], rows: [['thing']] } }).names;
  assert.deepEqual([name.kind, name.kind_label, name.faint, name.own], ['', 'thing', false, '']);
});

test('keys of names, relations, claims and pairs are of four sorts', () => {
  const model = page.readModel(dataOf({ names: ['x', 'y'], relations: [{ from: 0, to: 1 }, { from: 1, to: 1 }], claims: [{}] }));
  const keys = [model.names, model.relations, model.claims, model.pairs].map((things) => things.map(({ key }) => key).join(' '));
  assert.deepEqual(keys, ['n0 n1', 'e0 e1', 'c0', 'b0 b1']);
  assert.deepEqual(model.relations.map((edge) => edge.state), ['all', 'all']);
});

test('a name has its life span, its own language, and an English label that is the name itself', () => {
  const days = [3, null, null, 90];
  const [korea, other] = page.readModel(dataOf({ names: [{ id: 'k', name: 'Korea', own: 'ko', labels: { en: '', ko: '조선', fr: '' }, days }, { id: 'o' }] })).names;
  assert.deepEqual([korea.own, korea.days, korea.first, korea.last, korea.undated], ['ko', days, 3, 90, false]);
  assert.deepEqual(korea.labels, { en: 'Korea', ko: '조선' });
  assert.deepEqual([other.own, other.days, other.undated, other.labels], ['', [null, null, null, null], true, {}]);
});

test('a relation whose end is not exact is uncertain, as one whose beginning is not', () => {
  const of = (days, more = {}) => page.readModel(dataOf({ names: ['x'], relations: [{ from: 0, to: 0, days, ...more }] })).relations[0].uncertain;
  assert.deepEqual([of([1, 1, 5, 6]), of([1, 2, 5, 5]), of([1, 1, 5, 5]), of([1, 1, 5, 5], { start: '1904', end: '1905' })], [true, true, false, false]);
  assert.deepEqual(['?', '~', '%'].map((sign) => of([1, 1, 5, 5], { end: '1905' + sign })), [true, true, true]);
});

test('passages can be read anew', () => {
  const [claim] = page.readModel(dataOf({ claims: [{ passages: [['first']] }] })).claims;
  claim.passages = [['other']];
  assert.deepEqual(claim.passages.map(({ quote }) => quote), ['other']);
});

test('a claim that is dated by its end alone says that the beginning is not known', () => {
  const [claim] = page.readModel(dataOf({ names: ['x'], relations: [{ from: 0, to: 0, end: '1905', claims: [0] }], claims: [{ understood: 0 }] })).claims;
  assert.equal(claim.understood, '? / 1905');
});

test('pairs are those of two names, whatever their numbers', () => {
  const joined = [[0, 5], [5, 0], [1, 4], [2, 3], [3, 3], [2, 4], [0, 6], [0, 3], [1, 2], [4, 1]];
  const model = page.readModel(dataOf({ names: [...'abcdefg'], relations: joined.map(([from, to]) => ({ from, to })) }));
  assert.deepEqual(model.pairs.map(({ members }) => members.map(({ number }) => number)), [[0, 1], [2, 9], [3], [4], [5], [6], [7], [8]]);
  for (const { ends, members } of model.pairs) for (const edge of members) assert.deepEqual(new Set(edge.ends), new Set(ends));
});

test('where several languages are beside English and Chinese none of them is taken for its own', () => {
  const [name, other] = page.readModel(dataOf({ names: [{ id: 'x', name: 'X', labels: { ru: 'Х', fr: 'Ixe' } }, { id: 'y', name: 'Y', labels: { 'zh-Hant': '亦', 'x-en': 'Why' } }] })).names;
  assert.equal(page.nameIn(name, 'own'), 'X');
  assert.equal(page.nameIn(other, 'own'), 'Why');
});

test('the IRI of a relation that has several lines is without their number', () => {
  const ids = { 'https://x.org/a 2': 'https://x.org/a', 'urn:x 13': 'urn:x', 'a+b.c-1:x 2': 'a+b.c-1:x', 'URN:x 2': 'URN:x', 'x 2': 'x 2', 'urn:x 2 ': 'urn:x 2 ', 'urn:x two 2': 'urn:x two 2' };
  Object.assign(ids, { ' urn:x 2': ' urn:x 2', 'urn:x 2a': 'urn:x 2a', '1rn:x 2': '1rn:x 2', 'urn:x a': 'urn:x a', 'see urn:x 2': 'see urn:x 2', '': '' });
  for (const [id, iri] of Object.entries(ids)) assert.equal(page.statedId(id), iri, id);
});

test('a month that follows on another in the same year is told by the days from that to it', () => {
  const months = [[0, 'jiachen', 1], 30, [59, 'jiachen', 2, 1], 30, [200, 'yisi', 1], 29];
  const read = page.readModel(dataOf({ scene: { months } })).scene.months;
  assert.deepEqual(read, [[0, 'jiachen', 1], [30, 'jiachen', 2], [59, 'jiachen', 2, 1], [89, 'jiachen', 3], [200, 'yisi', 1], [229, 'yisi', 2]]);
  assert.deepEqual(page.readModel(dataOf({})).scene.months, []);
});

// ---- what tells one thing from another -----------------------------------------------------------------------

const smiths = (relations) => page.readModel(dataOf({
  names: ['https://x.org/p/1', 'urn:x:2', '3', 'jones'].map((id, place) => ({ id: '=' + id, name: place < 3 ? 'John Smith' : 'Jones', labels: place === 2 ? { fr: 'Jean Smith' } : {} })),
  kinds: [{ id: 'letter', label: 'letter' }, { id: 'kin', label: 'kin', symmetric: true }], relations,
}));

test('only names that are called alike in the language asked for have the end of their id beside them', () => {
  const { names } = smiths([]);
  assert.deepEqual(names.map((name) => page.toldName(name, '')), ['John Smith (1)', 'John Smith (2)', 'John Smith (3)', 'Jones']);
  assert.deepEqual(names.map((name) => page.toldName(name, 'fr')), ['John Smith (1)', 'John Smith (2)', 'Jean Smith', 'Jones']);
});

test('a relation without a sentence is told by its kind between its names, in the language asked for', () => {
  const { relations } = smiths([{ from: 2, to: 3 }, { from: 3, to: 0, sentence: 'Jones wrote.' }, { from: 0, to: 0 }]);
  assert.deepEqual(relations.map((edge) => page.sentenceOf(edge, '')), ['John Smith (3) — letter — Jones', 'Jones wrote.', 'John Smith (1) — letter — John Smith (1)']);
  assert.equal(page.sentenceOf(relations[0], 'fr'), 'Jean Smith — letter — Jones');
});

test('the ends are told beside a sentence that does not tell them apart, and beside no other', () => {
  const asked = load('dates', 'model', { state: { language: '' } });
  const { relations } = smiths([{ from: 0, to: 3, sentence: 'A letter.' }, { from: 1, to: 0, kind: 1, sentence: 'Kin.' }, { from: 0, to: 1 }, { from: 3, to: 3, sentence: 'Alone.' }]);
  assert.deepEqual(relations.map(asked.endsApart), ['John Smith (1) → Jones, ', 'John Smith (2) – John Smith (1), ', '', '']);
});

test('thousands of names that are called alike are told apart at once', () => {
  const { names } = page.readModel(dataOf({ names: Array.from({ length: 10000 }, (_, id) => ({ id: '=' + id, name: 'John Smith' })) }));
  const begun = performance.now();
  assert.equal(new Set(names.map((name) => page.toldName(name, ''))).size, 10000);
  assert.ok(performance.now() - begun < 500);
});

test('a claim is cited as its source unless it says otherwise, and 0 is nothing', () => {
  const cited = [{ citation: 'S, p. 2', url: 0 }, { citation: 0 }, {}];
  const { claims } = page.readModel(dataOf({ sources: [{ id: 's', citation: 'S, p. 1', url: 'u' }], claims: [...cited.map((each) => ({ source: 0, ...each })), {}] }));
  assert.deepEqual(claims.map(({ citation, url }) => [citation, url]), [['S, p. 2', ''], ['', 'u'], ['S, p. 1', 'u'], ['', '']]);
});
