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
  const found = { emile: 'Émile', LODZ: 'Łódź', strasse: 'Straße', japan: 'ＪＡＰＡＮ', dang: 'Đặng', osaka: 'Ōsaka', istanbul: 'İstanbul', 'e\u0301mile': 'Émile' };
  for (const [wanted, name] of Object.entries(found)) assert.deepEqual(find(wanted), [name], wanted);
});

test('a name is found by any label in any script', () => {
  const find = search([named('Port Arthur', { zh: '旅順口', ja: '旅順', ru: 'Порт-Артур' }), named('Cairo', { ar: 'القاهرة' }), named('Jerusalem', { he: 'יְרוּשָׁלַיִם' }), named('Korea', { ko: '대한제국' })]);
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
