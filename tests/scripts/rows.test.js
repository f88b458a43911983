'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { load, dataOf, numbersFrom } = require('./load.js');

const page = load('dates', 'model', 'state', 'choice', 'search', 'elements', 'rows', 'save');
const day = page.dayNumber;
const KINDS = [{ id: 'War', label: 'War', order: 20, standing: true }, { id: 'Alliance', label: 'Alliance', order: 10, standing: true }, { id: 'Attack', label: 'Attack', order: 30 }];
const NAMES = [
  { id: 'japan', name: 'Empire of Japan', labels: { en: 'Empire of Japan', 'zh-Hant': '日本帝國' } }, { id: 'qing', name: 'Qing China', labels: { 'zh-Hant': '大清' } },
  { id: 'lushun', name: 'Lüshun', labels: { 'zh-Hant': '旅順', ru: 'Порт-Артур' } },
];
const SOURCES = [{ id: 'record', title: 'Documents of record', citation: 'British and Foreign State Papers' }, { id: 'web', title: 'A web text' }];
const CLAIMS = [
  { claim: 'record:one', source: 0, passages: [['', '', '', 'art. II', -1, -1]], iri: 'claim/record/one' },
  { claim: 'web:two', source: 1, passages: [['attacked the "fleet", at night', '', '', 'line 3', 4, 9]] },
];
const RELATIONS = [
  { from: 0, to: 2, kind: 2, sentence: 'Japan attacked Lüshun.', days: [day('1904-02-08'), day('1904-02-09'), null, null], start: '1904-02-08/1904-02-09', claims: [1, 0], status: 'Disputed' },
  { from: 1, to: 2, kind: 0, sentence: 'Old war.', days: [null, null, day('-0044-03-15'), day('-0044-03-15')], claims: [0], derived: true },
  { from: 1, to: 0, kind: 1, sentence: 'Alliance of two.', claims: [] },
];

function modelOf(more = {}) {
  return page.readModel(dataOf({ names: NAMES, relations: RELATIONS, kinds: KINDS, sources: SOURCES, claims: CLAIMS, base: 'https://x.org/id/', ...more }));
}

function ordered(model, by, way = 1, language = '', words = '') {
  return page.rowsOf(model, model.relations, { words, by, way }, language).map((edge) => edge.number);
}

// RFC 4180 read back; its own tests are those of Python's csv in tests/browser.
function readCsv(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n)/g)) {
    rows[rows.length - 1].push(quoted === undefined ? plain : quoted.replace(/""/g, '"'));
    if (end !== ',') rows.push([]);
  }
  return rows.slice(0, -1);
}

test('each column puts the rows in its order, both ways', () => {
  const model = modelOf();
  const orders = { kind: [2, 1, 0], from: [0, 1, 2], to: [2, 0, 1], when: [1, 0, 2], status: [2, 1, 0], sentence: [2, 0, 1], source: [0, 1, 2] };
  for (const [by, order] of Object.entries(orders)) assert.deepEqual(ordered(model, by), order, by);
  assert.deepEqual(ordered(model, 'kind', -1), [0, 1, 2]);
  assert.deepEqual(ordered(model, 'sentence', -1), [1, 0, 2]);
});

test('what is not known comes last whichever way, and what is equal keeps its order', () => {
  const model = modelOf();
  assert.deepEqual(ordered(model, 'when', -1), [0, 1, 2]);
  assert.deepEqual(ordered(model, 'source', -1), [1, 0, 2]);
  assert.deepEqual(ordered(model, 'from', -1), [1, 2, 0]);
});

test('names are put in order as they are called in the language of the reader', () => {
  assert.deepEqual(ordered(modelOf(), 'to', 1, 'zh'), [0, 1, 2]);
  assert.deepEqual(ordered(modelOf(), 'to', 1, ''), [2, 0, 1]);
});

test('numbers in names are put in order by their value', () => {
  const names = ['Treaty 10', 'Treaty 9', 'Treaty 100'].map((name) => ({ id: name, name }));
  assert.deepEqual(ordered(modelOf({ names, relations: [0, 1, 2].map((from) => ({ from, to: 0 })) }), 'from'), [1, 0, 2]);
});

test('all words asked for must be there, in any language, with or without accents', () => {
  const found = (words) => ordered(modelOf(), 'kind', 1, '', words);
  assert.deepEqual(found('旅順'), [1, 0]);
  assert.deepEqual(found('порт lushun JAPAN'), [0]);
  assert.deepEqual(found('alliance'), [2]);
  assert.deepEqual(found('state papers'), [1, 0]);
  assert.deepEqual(found('web text'), [0]);
  assert.deepEqual(found('  '), [2, 1, 0]);
  assert.deepEqual(found('japan qing war'), []);
});

test('words are not found across the seam of two names', () => {
  assert.deepEqual(ordered(modelOf(), 'kind', 1, '', '日本帝國lushun'), []);
});

test('only the relations handed over are rows', () => {
  const model = modelOf();
  assert.deepEqual(page.rowsOf(model, [model.relations[2]], { words: '', by: 'when', way: 1 }, '').map((edge) => edge.number), [2]);
});

test('pages have 200 rows, and a number outside them is brought within', () => {
  const rows = Array.from({ length: 401 }, (_, at) => at);
  const { rows: shown, ...third } = page.pageOf(rows, 2);
  assert.deepEqual([shown, third], [[400], { number: 2, pages: 3, first: 400, last: 401, all: 401 }]);
  assert.equal(page.pageOf(rows, 99).number, 2);
  assert.equal(page.pageOf(rows, -1).number, 0);
  assert.equal(page.pageOf(rows, 0).rows.length, 200);
  assert.deepEqual(page.pageOf([], 3), { rows: [], number: 0, pages: 1, first: 0, last: 0, all: 0 });
});

test('the counts are those of the filters, of the part looked at and of the words', () => {
  const words = (counts) => page.rowsInWords({ all: 77, passed: 77, shown: 77, rows: 77, words: '', ...counts });
  assert.equal(words({}), '77 relations.');
  assert.equal(words({ passed: 42, shown: 42, rows: 42 }), '42 of 77 relations; 35 hidden by the filters.');
  assert.equal(words({ passed: 42, shown: 40, rows: 2, words: ' lease ' }),
    '2 of 77 relations; 38 without “lease”; 35 hidden by the filters; 2 outside the part of the network that is looked at.');
  assert.equal(page.rowsInWords({ all: 1, passed: 1, shown: 1, rows: 1, words: '' }), '1 relation.');
});

test('how a relation stands is said of a day, of a period, of what lasts and of what happens', () => {
  const [attack, war] = modelOf().relations;
  const one = { first: 5, last: 5 };
  const told = (edge, state, period) => page.thenInWords({ ...edge, state }, period);
  assert.equal(told(war, 'part', { first: 5, last: 9 }), 'in force for a part of it');
  assert.equal(told(war, 'possible', one), 'possibly in force');
  assert.equal(told(attack, 'certain', one), 'on this day');
  assert.equal(told(attack, 'no', { first: 5, last: 9 }), 'not in this time');
  assert.equal(told(attack, 'all', null), '');
  assert.equal(told({ ...war, undated: true }, 'undated', one), '');
});

test('CSV has a line for each relation, in their order, with what is known of it', () => {
  const model = modelOf();
  const state = { ...page.newState(), period: page.typedPeriod('1904-02') };
  page.select(model, state);
  const text = page.csvOf(model.relations, state, 'zh');
  assert.ok(text.startsWith('\ufeffnumber,from,kind,to,sentence,'));
  const [head, ...rows] = readCsv(text.slice(1));
  const [attack, war, alliance] = rows.map((cells) => Object.fromEntries(head.map((key, at) => [key, cells[at]])));
  assert.equal(rows.length, 3);
  assert.deepEqual([attack.number, attack.from, attack.to, attack.kind], ['1', '日本帝國', '旅順', 'Attack']);
  assert.deepEqual([attack.start, attack.earliest_start, attack.latest_start, attack.earliest_end], ['1904-02-08/1904-02-09', '1904-02-08', '1904-02-09', '']);
  assert.deepEqual([attack.on, attack.state, attack.status, attack.derived], ['1904-02', 'possible', 'Disputed', 'false']);
  assert.equal(attack.words, 'attacked the "fleet", at night | British and Foreign State Papers, art. II');
  assert.deepEqual([attack.sources, attack.claims, attack.relation], ['A web text | Documents of record', 'web:two | record:one', 'https://x.org/id/r0']);
  assert.deepEqual([war.derived, war.latest_end], ['true', "'-0044-03-15"]);
  assert.deepEqual([alliance.words, alliance.sources, alliance.start], ['', '', '']);
});

test('further lines of one relation have its IRI in CSV', () => {
  const ids = ['https://x.org/id/war', 'https://x.org/id/war 2', 'war 2', 'two wars: 3'];
  assert.deepEqual(ids.map(page.statedId), ['https://x.org/id/war', 'https://x.org/id/war', 'war 2', 'two wars: 3']);
  const relations = ids.map((id) => ({ from: 0, to: 1, id: id.includes(':/') ? '=' + id : id }));
  const [head, ...rows] = readCsv(page.csvOf(modelOf({ relations }).relations, page.newState(), '').slice(1));
  assert.deepEqual(rows.slice(0, 2).map((cells) => cells[head.indexOf('relation')]), [ids[0], ids[0]]);
});

test('without a date CSV says nothing of how a relation stands', () => {
  const model = modelOf();
  const [head, first] = readCsv(page.csvOf(model.relations, page.newState(), '').slice(1));
  assert.deepEqual([first[head.indexOf('on')], first[head.indexOf('state')]], ['', '']);
});

test('no cell is a formula, and numbers stay numbers', () => {
  const cells = { '=1+1': "'=1+1", '+49': "'+49", '@x': "'@x", '-x': "'-x", '-1.5': '-1.5', '\tx': "'\tx", 'a=b': 'a=b', '-1-2': "'-1-2", '': '' };
  for (const [given, expected] of Object.entries(cells)) assert.equal(page.csvCell(given), expected);
  assert.equal(page.csvCell('\r=1'), '"\'\r=1"');
});

test('quotes, commas and line breaks of a text stay in its cell', () => {
  for (const text of ['a,b', 'say "no"', 'two\nlines', 'two\r\nlines', '"', ',', 'plain', '旅順']) {
    assert.deepEqual(readCsv(page.csvLine([text, 'next'])), [[text, 'next']]);
  }
});

test('30,000 relations are put in any order, and filtered, in a moment', () => {
  const number = numbersFrom(7);
  const names = Array.from({ length: 10000 }, (_, at) => ({ id: 'n' + at, name: 'Náme ' + number(99999) + ' of ' + at, labels: { zh: '名' + at } }));
  const relations = Array.from({ length: 30000 }, (_, at) => {
    const first = number(40000);
    return { from: number(10000), to: number(10000), kind: number(3), sentence: 'Name ' + number(9999) + ' met Lüshun ' + at, days: [first, first + 1, null, null], claims: [at % 2] };
  });
  const model = modelOf({ names, relations });
  // Milliseconds of CPU, as another process that keeps the machine busy must not fail a test; ten times what they may take.
  const takes = (by, words, most) => {
    const begun = process.cpuUsage();
    assert.equal(page.rowsOf(model, model.relations, { words, by, way: 1 }, '').length, 30000);
    const { user, system } = process.cpuUsage(begun);
    assert.ok((user + system) / 1000 < 10 * most, by + ' took ' + (user + system) / 1000 + ' ms');
  };
  for (const by of page.ROW_ORDERS) takes(by, '', 60);
  takes('from', 'lushun', 150);
  for (let time = 0; time < 5; time += 1) { takes('from', '', 12); takes('from', 'lushun', 30); }
});

test('the columns and statuses have their order', () => {
  assert.deepEqual(page.ROW_ORDERS, ['kind', 'from', 'sentence', 'to', 'when', 'status', 'source']);
  const statuses = ['Unreviewed', 'Other', 'Rejected', 'Accepted', 'Disputed'].flatMap((status) => [{ from: 0, to: 1, status, derived: true }, { from: 0, to: 1, status }]);
  const model = modelOf({ relations: statuses });
  assert.deepEqual(ordered(model, 'status'), [7, 6, 9, 8, 1, 0, 5, 4, 3, 2]);
  assert.deepEqual(ordered(model, 'kind'), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('kinds stand in the order of the legend, those of one place in that of the data', () => {
  const kinds = [20, 10, 10, null].map((order, at) => ({ id: 'k' + at, label: 'k' + at, order }));
  assert.deepEqual(ordered(modelOf({ kinds, relations: [2, 0, 1, 3, 1].map((kind) => ({ from: 0, to: 1, kind })) }), 'kind'), [3, 2, 4, 0, 1]);
});

test('names in their own language and numbers in them are put in order as in English', () => {
  const names = ['Zürich', 'Ängelholm', 'Aachen', 'Örebro', 'Oslo'].map((name) => ({ id: name, name, labels: { sv: name } }));
  const relations = names.map((_, from) => ({ from, to: 0 }));
  const told = (language) => ordered(modelOf({ names, relations }), 'from', 1, language);
  assert.deepEqual(told('own'), [2, 1, 3, 4, 0]);
  assert.deepEqual(told(''), [2, 1, 3, 4, 0]);
  assert.deepEqual(told('sv'), [2, 4, 0, 1, 3], 'Swedish puts Ä and Ö behind Z');
});

test('a relation is found by its kind, by aliases and by what its source is called, each for itself', () => {
  const names = [{ id: 'uk', name: 'United Kingdom', aliases: ['Britain'] }, { id: 'qing', name: 'Qing' }];
  const sources = [{ id: 'web', title: 'A text', citation: 'Papers' }];
  const relations = [{ from: 0, to: 1, kind: 2, sentence: 'They met.', claims: [0, 1] }];
  const model = modelOf({ names, sources, relations, claims: [{ source: 0 }, {}] });
  const found = (words) => ordered(model, 'kind', 1, '', words).length;
  assert.deepEqual(['britain', 'attack', 'papers', 'web', 'text papers', ' they  met '].map(found), [1, 1, 1, 1, 1, 1]);
  assert.deepEqual(['kingdombritain', 'textpapers', 'undefined', 'null', 'stryker', 'attackers'].map(found), [0, 0, 0, 0, 0, 0]);
});

test('an order is worked out once for each column, way and language', () => {
  const model = modelOf();
  const places = (by, way, language) => page.rowPlaces(model, by, way, language);
  assert.equal(places('from', 1, ''), places('from', 1, ''));
  assert.equal(new Set([places('from', 1, ''), places('from', -1, ''), places('from', 1, 'zh'), places('to', 1, '')]).size, 4);
  assert.equal(page.textsOfRow(model, model.relations[0]), page.textsOfRow(model, model.relations[0]));
});

test('what says a relation: the titles of its sources, each once, else what they are cited as or called', () => {
  const said = (...sources) => page.saidBy({ claims: sources.map((source) => ({ source })) });
  assert.equal(said({ title: 'A', id: 'a' }, { citation: 'B', id: 'b' }, { id: 'c' }, { title: 'A' }), 'A; B; c');
  assert.equal(said(null, { title: '' }), '');
  assert.equal(said(), '');
});

test('how a relation stands has a word for each case, and none for what is not asked or known', () => {
  const [attack, war] = modelOf().relations;
  const told = (edge, states, last) => states.map((state) => page.thenInWords({ ...edge, state }, { first: 5, last }));
  assert.deepEqual(told(war, ['certain', 'part', 'possible', 'no', 'all'], 5), ['in force', 'in force for a part of it', 'possibly in force', 'not in force', '']);
  assert.deepEqual(told(attack, ['certain', 'possible', 'no', 'all'], 9), ['in this time', 'possibly in this time', 'not in this time', '']);
  assert.deepEqual(told(attack, ['possible', 'no'], 5), ['possibly on this day', 'not on this day']);
});

test('words that are blank are none in the counts, and thousands have a comma', () => {
  const words = (counts) => page.rowsInWords({ all: 1000, passed: 1000, shown: 1000, rows: 1000, words: '', ...counts });
  assert.equal(words({ words: '  ' }), '1,000 relations.');
  assert.equal(words({ passed: 0, shown: 0, rows: 0 }), '0 of 1,000 relations; 1,000 hidden by the filters.');
  assert.equal(words({ rows: 0, words: 'x' }), '0 of 1,000 relations; 1,000 without “x”.');
  assert.equal(words({ passed: 5000, all: 6000, shown: 2000, rows: 2000 }), '2,000 of 6,000 relations; 1,000 hidden by the filters; 3,000 outside the part of the network that is looked at.');
});

test('what a claim cites is its words, else the source and the place in it, as far as they are known', () => {
  const source = { id: 'record', title: 'Record', citation: 'Papers' };
  const cited = (from, ...passages) => page.citedWords({ source: from, citation: from && from.citation, passages: passages.map(([quote, locator]) => ({ quote, locator })) });
  assert.deepEqual(cited(source, ['words', 'p. 1'], ['', 'p. 2'], ['', '']), ['words', 'Papers, p. 2', 'Papers']);
  assert.deepEqual(cited({ title: 'Record', id: 'r' }, ['', '']), ['Record']);
  assert.deepEqual(cited({ id: 'r' }, ['', 'p. 3']), ['r, p. 3']);
  assert.deepEqual(cited(null, ['', 'p. 3'], ['', '']), ['p. 3']);
});

test('the head of CSV names each cell of its lines', () => {
  const [head, line] = readCsv(page.csvOf(modelOf().relations, page.newState(), '').slice(1));
  assert.equal(head.join(), 'number,from,kind,to,sentence,start,end,earliest_start,latest_start,earliest_end,latest_end,on,state,status,derived,sources,words,claims,relation');
  assert.equal(line.length, head.length);
});

test('a relation without a sentence is found, sorted and saved by its kind between its names', () => {
  const kinds = [{ id: 'embassy', label: 'embassy' }];
  const model = page.readModel(dataOf({ names: ['france', 'spain', 'egypt'], kinds, relations: [{ from: 0, to: 1 }, { from: 2, to: 1 }] }));
  const rows = (language) => page.rowsOf(model, model.relations, { words: '', by: 'sentence', way: 1 }, language).map((edge) => edge.number);
  assert.deepEqual(rows(''), [1, 0]);
  const [head, line] = readCsv(page.csvOf(model.relations, page.newState(), '').slice(1));
  assert.equal(line[head.indexOf('sentence')], 'france — embassy — spain');
});

test('a citation that ends with the place is not followed by the place again', () => {
  const claim = { source: null, citation: 'Record, p. 3' };
  assert.equal(page.placeCited(claim, 'p. 3'), 'Record, p. 3');
  assert.equal(page.placeCited(claim, 'art. 2'), 'Record, p. 3, art. 2');
});

test('what is doubtful and hidden is told apart from what filters hide', () => {
  const model = modelOf();
  const state = page.newState();
  const doubtful = model.relations.filter(({ status }) => status !== 'Accepted').length;
  assert.ok(doubtful > 0);
  const rest = model.relations.length - doubtful;
  assert.deepEqual(page.hiddenOf(model.relations, state), { rest, doubtful, filtered: 0 });
  assert.equal(page.hiddenInWords(model.relations, state), ', ' + doubtful + ' doubtful one' + (doubtful > 1 ? 's' : '') + ' hidden');
  assert.deepEqual(page.hiddenOf(model.relations, { ...state, without: new Set() }), { rest: model.relations.length, doubtful: 0, filtered: 0 });
  assert.equal(page.hiddenInWords(model.relations, { ...state, without: new Set() }), '');
  const all = new Set(KINDS.map(({ id }) => id));
  assert.deepEqual(page.hiddenOf(model.relations, { ...state, hidden: all }), { rest, doubtful, filtered: rest });
});
