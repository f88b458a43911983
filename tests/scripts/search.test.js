'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { load, dataOf } = require('./load.js');

const page = load('dates', 'model', 'search');

function search(names, relations = []) {
  const index = page.makeIndex(page.readModel(dataOf({ names, relations })));
  return (wanted, most) => page.findIn(index, wanted, most).map((thing) => thing.name ?? thing.sentence);
}

function named(name, labels = {}, more = {}) {
  return { id: name, name, labels, ...more };
}

test('case, accents and compatibility forms do not matter', () => {
  const find = search([named('Émile'), named('Łódź'), named('Straße'), named('ＪＡＰＡＮ'), named('Đặng'), named('Ōsaka'), named('İstanbul')]);
  const found = { emile: 'Émile', LODZ: 'Łódź', strasse: 'Straße', japan: 'ＪＡＰＡＮ', dang: 'Đặng', osaka: 'Ōsaka', istanbul: 'İstanbul',
    'e\u0301mile': 'Émile' };
  for (const [wanted, name] of Object.entries(found)) assert.deepEqual(find(wanted), [name], wanted);
});

test('a name is found by any label in any script', () => {
  const find = search([named('Port Arthur', { zh: '旅順口', ja: '旅順', ru: 'Порт-Артур' }), named('Cairo', { ar: 'القاهرة' }), named('Jerusalem',
    { he: 'יְרוּשָׁלַיִם' }), named('Korea', { ko: '대한제국' })]);
  const found = { 旅順: 'Port Arthur', порт: 'Port Arthur', артур: 'Port Arthur', القاهرة: 'Cairo', ירושלים: 'Jerusalem', 대한: 'Korea', 順口: 'Port Arthur' };
  for (const [wanted, name] of Object.entries(found)) assert.deepEqual(find(wanted), [name], wanted);
});

test('whole labels come first, then beginnings of labels, beginnings of words, and any other place', () => {
  const find = search([named('Amperes'), named('Imperial Pera'), named('Peralta'), named('Pera'), named('Treaty (Pera)')]);
  assert.deepEqual(find('pera'), ['Pera', 'Peralta', 'Imperial Pera', 'Treaty (Pera)']);
  assert.deepEqual(find('per'), ['Peralta', 'Pera', 'Imperial Pera', 'Treaty (Pera)', 'Amperes']);
});

test('of equal fits the better connected name comes first', () => {
  const find = search([named('Japan A'), named('Japan B'), named('Other')], [{ from: 1, to: 2, sentence: 'x' }, { from: 1, to: 2, sentence: 'x' }]);
  assert.deepEqual(find('japan'), ['Japan B', 'Japan A']);
});

test('words are found in any order, in names and in relations', () => {
  const find = search([named('Treaty of Peking'), named('Peking')], [{ from: 0, to: 1, sentence: 'Japan and the Qing signed the Treaty of Peking.' }]);
  assert.deepEqual(find('peking treaty'), ['Treaty of Peking', 'Japan and the Qing signed the Treaty of Peking.']);
  assert.deepEqual(find('qing signed'), ['Japan and the Qing signed the Treaty of Peking.']);
  assert.deepEqual(find('qing spain'), []);
});

test('relations are found by the label of their kind', () => {
  const find = search([named('x')], [{ from: 0, to: 0, sentence: 'Fought.' }]);
  assert.deepEqual(find('war'), ['Fought.']);
});

test('no more is found than asked for, and relations get their share beside many names', () => {
  const many = Array.from({ length: 40 }, (_, at) => named('Japan ' + at));
  const find = search(many, many.map((_, at) => ({ from: at, to: at, sentence: 'Japan did ' + at })));
  const found = find('japan');
  assert.equal(found.length, 12);
  assert.equal(found.filter((text) => text.includes('did')).length, 4);
  assert.equal(search(many)('japan').length, 12);
  assert.equal(find('did').length, 12);
});

test('nothing is found for nothing, and hostile words find nothing wrong', () => {
  const find = search([named('__proto__'), named('a.b'), named('Japan')]);
  for (const nothing of ['', ' ', '\t', '\u0301', '.*', '[', '\\', '\0', 'constructor']) assert.deepEqual(find(nothing), [], JSON.stringify(nothing));
  assert.deepEqual(find('__PROTO__'), ['__proto__']);
  assert.deepEqual(find('a.b'), ['a.b']);
  assert.deepEqual(find('W'.repeat(20000)), []);
});

test('a name is found by an alias, and the suggestion says by which', () => {
  const model = page.readModel(dataOf({ names: [named('United Kingdom', {}, { aliases: ['Britain', 'Great Britain'] }), named('Japan')] }));
  const find = (wanted) => page.findIn(page.makeIndex(model), wanted).map(({ name }) => name);
  for (const wanted of ['Great Britain', 'great brit', 'brittain']) assert.deepEqual(find(wanted), ['United Kingdom'], wanted);
  const said = (wanted, shown = 'United Kingdom') => page.foundBy(model.names[0], shown, wanted);
  assert.deepEqual(['Great Britain', 'great', 'Graet Britain'].map((wanted) => said(wanted)), Array(3).fill('Great Britain'));
  assert.equal(said('britain'), 'Britain');
  assert.deepEqual(['united', 'kingdom united', 'Untied', '英'].map((wanted) => said(wanted)), ['', '', '', '']);
  assert.equal(said('united', '聯合王國'), 'United Kingdom');
});

test('an alias that is written as it was typed is named before a label that is only near', () => {
  const [korea] = page.readModel(dataOf({ names: [named('Korean Empire', {}, { aliases: ['Corea', 'Korea'] })] })).names;
  assert.equal(page.foundBy(korea, 'Korean Empire', 'Corea'), 'Corea');
  assert.equal(page.foundBy(korea, 'Korean Empire', 'Korea'), '');
});

test('Russian is found in the old and in the new spelling', () => {
  const find = search([named('Russia', { ru: 'Россійская Имперія' }), named('Port Arthur', { ru: 'Портъ-Артуръ' }),
    named('White', { ru: 'Ѳеодоръ Бѣлый' }), named('Objekt', { ru: 'Объект' })]);
  const found = { 'российская империя': 'Russia', Россійская: 'Russia', 'порт-артур': 'Port Arthur', 'Портъ-Артуръ': 'Port Arthur',
    'феодор белый': 'White', объект: 'Objekt' };
  for (const [wanted, name] of Object.entries(found)) assert.deepEqual(find(wanted), [name], wanted);
  const pairs = { Іоаннъ: 'иоанн', 'Ѳеодоръ Бѣлый': 'феодор белый', Мѵро: 'миро', 'Портъ-Артуръ': 'порт-артур', съѣздъ: 'съезд', Ѣ: 'е', '(миръ)': '(мир)' };
  for (const [old, spelt] of Object.entries(pairs)) assert.equal(page.folded(old), page.folded(spelt), old);
  assert.notEqual(page.folded('Объект'), page.folded('обект'));
  assert.deepEqual(find('обект'), ['Objekt'], 'a hard sign within a word is a letter, and one slip is forgiven');
});

test('one slip in a word is forgiven where nothing else is found', () => {
  const find = search([named('Russia'), named('Manchuria'), named('Treaty of Portsmouth'), named('Lease'), named('Port Arthur')]);
  const found = { Rusia: ['Russia'], Ruussia: ['Russia'], Rossia: ['Russia'], Rusisa: ['Russia'], Manchiri: ['Manchuria'],
    'treaty portsmuth': ['Treaty of Portsmouth'] };
  for (const [wanted, names] of Object.entries(found)) assert.deepEqual(find(wanted), names, wanted);
  for (const wanted of ['Rosia', 'Lise', 'Prot Arthur', 'Laese', 'treaty rusia', 'treeti portsmouth']) {
    assert.deepEqual(find(wanted), wanted === 'Laese' ? ['Lease'] : [], wanted);
  }
  assert.deepEqual(search([named('Rusia'), named('Russia')])('Rusia'), ['Rusia']);
});

test('several blanks between words are as one, around them as none', () => {
  const find = search([named('Treaty of Peking')], [{ from: 0, to: 0, sentence: 'Qing signed the treaty.' }]);
  for (const wanted of ['peking  treaty', '  peking treaty ', 'peking\t\ntreaty']) assert.deepEqual(find(wanted), ['Treaty of Peking'], JSON.stringify(wanted));
  assert.deepEqual(find('treaty   qing'), ['Qing signed the treaty.']);
  assert.deepEqual(find('kingtreaty'), [], 'words are not found across their seams');
});

test('all words must be found, and every sign of an old spelling counts', () => {
  const find = search([named('Japan'), named('Øresund')], [{ from: 0, to: 1, sentence: 'Japan was there.' }, { from: 0, to: 1, sentence: 'Russia was there.' }]);
  assert.deepEqual(find('japan was'), ['Japan was there.']);
  assert.deepEqual(find('oresund'), ['Øresund']);
  assert.deepEqual([...'ßŁĐØіѵѣѳъ'].map(page.folded), ['ss', 'l', 'd', 'o', 'и', 'и', 'е', 'ф', '']);
  assert.deepEqual(find('therewar'), []);
  assert.deepEqual(find('was there'), ['Japan was there.', 'Russia was there.']);
});

test('of equal fits relations come in the order of the legend, names by their relations', () => {
  const relations = Array.from({ length: 9 }, (_, at) => ({ from: at < 5 ? 1 : 0, to: 2, sentence: 'They met ' + (9 - at) + '.' }));
  const find = search([named('Manchuria one'), named('Manchuria two'), named('Alone')], relations);
  assert.deepEqual(find('met'), Array.from({ length: 9 }, (_, at) => 'They met ' + (9 - at) + '.'));
  assert.deepEqual(find('manchuria'), ['Manchuria two', 'Manchuria one']);
  assert.deepEqual(find('manchria'), ['Manchuria two', 'Manchuria one'], 'also of those that are only near');
  assert.deepEqual(find('met', 3), ['They met 9.', 'They met 8.', 'They met 7.']);
  assert.deepEqual(find('manchria', 1), ['Manchuria two']);
});

test('of few names and many relations none is lost for want of the other', () => {
  const names = Array.from({ length: 5 }, (_, at) => named('Japan ' + at));
  const find = search(names, Array.from({ length: 20 }, (_, at) => ({ from: 0, to: 1, sentence: 'Japan did ' + at })));
  const kinds = (found) => [found.filter((text) => !text.includes('did')).length, found.filter((text) => text.includes('did')).length];
  assert.deepEqual(kinds(find('japan')), [5, 7]);
  assert.deepEqual(kinds(find('japan', 6)), [4, 2]);
  assert.deepEqual(kinds(search(names, [{ from: 0, to: 1, sentence: 'Japan did it' }])('japan', 5)), [4, 1]);
  assert.equal(search(names)('japan', 3).length, 3);
});

test('a word within a label counts as its beginning where a blank, a bracket or a hyphen stands before it', () => {
  const find = search([named('Xpera'), named('A pera'), named('B (pera)'), named('C-pera'), named('D/pera')]);
  assert.deepEqual(find('pera'), ['A pera', 'B (pera)', 'C-pera', 'Xpera', 'D/pera']);
  assert.deepEqual(search([named('operas pera'), named('opera'), named('x')])('pera'), ['operas pera', 'opera'], 'at any of its places');
});

test('a slip is one letter too many, too few or wrong, or two changed places, and short words have none', () => {
  const near = (typed, word, beginning) => page.isNear(typed, word, beginning);
  for (const typed of ['russia', 'rssia', 'ruussia', 'rassia', 'rusisa', 'xussia', 'russix', 'russi', 'russiax']) assert.ok(near(typed, 'russia'), typed);
  for (const typed of ['rusiss', 'rxssix', 'rsisa', 'arussiax', 'russiaxx', 'urssai', 'rsusai']) assert.ok(!near(typed, 'russia'), typed);
  assert.ok(!near('rxysia', 'raxsia') && !near('raxsia', 'rxysia'));
  assert.ok(!near('russ', 'russia'));
  assert.ok(near('russ', 'russia', true));
  assert.ok(near('rusia', 'russian', true));
  assert.ok(!near('rusia', 'russian'));
  assert.ok(near('japan', 'japan') && near('jap', 'jap') && !near('jap', 'jab'));
});

test('of several words one with a slip is forgiven where one of them is long, each for itself', () => {
  const find = search([named('Port Arthur'), named('Lease of Port Arthur (1898)'), named('Port Said'), named('Seoul')]);
  assert.deepEqual(find('port artur'), ['Port Arthur', 'Lease of Port Arthur (1898)']);
  assert.deepEqual(find('port siad'), [], 'short words are exact');
  assert.deepEqual(find('said, port'), ['Port Said']);
  for (const nothing of ['-', '(,)', ' , ']) assert.deepEqual(find(nothing), [], nothing);
  assert.deepEqual(find('arthru,  (1898)'), ['Lease of Port Arthur (1898)']);
  assert.deepEqual(page.piecesOf(' (a), b-c '), ['a', 'b', 'c']);
});

test('of what is only near whole words come before beginnings, and among equals the best connected', () => {
  const names = ['Manchurian railway', 'Manchuria', 'Manchurians', 'Manchurian front'].map((each) => named(each));
  const relations = [0, 0, 0, 2, 3, 3].map((from) => ({ from, to: from, sentence: 'x' }));
  assert.deepEqual(search(names, relations)('manchuira'), ['Manchuria', 'Manchurian railway', 'Manchurian front', 'Manchurians']);
  assert.deepEqual(search(names, relations)('manchuria'), ['Manchuria', 'Manchurian railway', 'Manchurian front', 'Manchurians']);
  const [kingdom] = page.readModel(dataOf({ names: [named('United Kingdom', {}, { aliases: ['Great Britain'] })] })).names;
  assert.equal(page.foundBy(kingdom, 'United Kingdom', '  great '), 'Great Britain');
});

test('a relation without a sentence is found by its kind and by its names in all languages', () => {
  const model = page.readModel(dataOf({ names: [named('France', { zh: '法國' }), named('Spain')], kinds: [{ id: 'e', label: 'embassy' }], relations: [{ from: 0, to: 1 }, { from: 0, to: 1, sentence: 'Told.' }] }));
  const found = (wanted) => page.findIn(page.makeIndex(model), wanted).filter((thing) => thing.ends).map((edge) => edge.number);
  assert.deepEqual(found('france — embassy'), [0]);
  assert.deepEqual(found('法國'), [0]);
  assert.deepEqual(found('embassy'), [0, 1]);
});

test('what reads as a date is found as a period, and other words are none', () => {
  const found = (text) => page.dateIn(text).map(({ period }) => page.isoPeriod(period));
  assert.deepEqual(['1904', '1904-02-08', '8 February 1904', 'Feb 1904'].map(found), [['1904'], ['1904-02-08'], ['1904-02-08'], ['1904-02']]);
  assert.deepEqual(['', 'Japan', '8', 'treaty of 1904'].flatMap(found), []);
});
