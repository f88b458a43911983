'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { load, dataOf, numbersFrom } = require('./load.js');

const page = load('dates', 'model', 'state', 'rows');
const BASE = 'https://example.org/id/';
// With the base of all ids, beside it, above it, and of names that mean something elsewhere.
const IDS = [
  BASE + 'japan', BASE + 'russia', BASE + 'a b', BASE + '', BASE + '=x', BASE + 'urn:x', BASE + '__proto__', BASE + 'x&e=y#on=1904', BASE + '旅順', BASE + '%41+',
  'urn:x', 'japan', '', ' ', '__proto__', 'constructor', '=x', '==x', '=', '</script>', 'javascript:alert(1)', '\0', '\u2028', '💥', 'a b', BASE.slice(0, -1), 'x'.repeat(3000),
];

function modelOf(scene = { base: BASE }) {
  const relations = IDS.map((id, at) => ({ id: '=' + id, from: at, to: (at * 7 + 3) % IDS.length, kind: at % 4, claims: [at % 3] }));
  relations.push({ id: '=itself', from: 0, to: 0, kind: 0 });
  const kinds = ['War', '', '__proto__', 'a b&c'].map((id) => ({ id, label: id }));
  const sources = [{ id: 'seed' }, { title: 'Without an id' }, { id: 'a b&c' }, { id: 'seed', url: 'https://example.org/another' }, { id: '=2' }];
  return page.readModel(dataOf({ names: IDS.map((id) => ({ id: '=' + id })), relations, kinds, sources, claims: ['s:a', '', 'a b&c=d'].map((claim, source) => ({ claim, source })), scene }));
}

function copied(model, state, scene) {
  return page.readHash('#' + page.writeHash(state, model), model, scene);
}

function randomState(model, number) {
  const one = (list) => list[number(list.length)];
  const some = (list) => list.filter(() => number(4) === 0);
  const chosen = one(['edge', 'name', 'pair', 'claim', 'none']);
  const first = number(60000) - 40000;
  return {
    ...page.newState(),
    period: number(3) ? { first, last: first + number(3) * number(500) } : null,
    view: one(page.VIEWS), language: one(['', 'zh', 'own', 'mnc']), everything: number(2) === 1, focus: number(2) ? one(model.names) : null,
    path: number(3) ? null : [one(model.names), one(model.names)],
    edge: chosen === 'edge' ? one(model.relations) : null, name: chosen === 'name' ? one(model.names) : null, pair: chosen === 'pair' ? one(model.pairs) : null,
    claim: chosen === 'claim' ? one(model.claims) : null,
    hidden: new Set(some(model.kinds).map((kind) => kind.id)), without: new Set(some(page.STANDINGS)),
    sources: new Set(some(model.sources.filter((source) => source.id !== 'seed')).map((source) => source.number)), opened: new Set(some(model.names)),
    words: one(['', 'Japan', 'a&b=c #?%41+', ' 旅順 ', '=']), by: one(page.ROW_ORDERS), way: one([1, -1]), order: one(['date', 'size']),
    rows: one([null, 0, 3]), bars: one([null, 0, 12]), part: number(2) ? { first, last: first + 10 + number(900) } : null, text: number(2) ? one(model.sources) : null, nothing: chosen === 'none',
    passages: chosen === 'none' && number(2) ? [number(9), 9 + number(9)] : null,
  };
}

test('the page as it opens has an empty address', () => {
  const model = modelOf({ base: BASE, on: '1904-03-01' });
  const state = page.readHash('', model);
  assert.equal(page.writeHash(state, model), '');
  assert.deepEqual(state.period, page.typedPeriod('1904-03-01'));
  assert.deepEqual([...state.without], ['Disputed', 'Unreviewed', 'Rejected']);
});

test('hundreds of states come back from their addresses as they were', () => {
  const number = numbersFrom(4);
  for (const scene of [{ base: BASE }, {}, { base: BASE, on: '1904-03-01' }]) {
    const model = modelOf(scene);
    for (let round = 0; round < 300; round += 1) {
      const state = randomState(model, number);
      if (state.focus) state.steps = 1 + number(2);
      const again = copied(model, state);
      for (const key of Object.keys(state)) {
        const plain = (value) => (value instanceof Set ? [...value].sort() : value);
        if (key === 'opened') assert.deepEqual(new Set(again.opened), new Set(state.opened));
        else assert.deepEqual(plain(again[key]), plain(state[key]), key + ' of ' + page.writeHash(state, model));
      }
    }
  }
});

test('each name, relation and pair has an address of its own, whatever its id', () => {
  const model = modelOf();
  for (const name of model.names) {
    for (const field of ['focus', 'name']) assert.equal(copied(model, { ...page.newState(), [field]: name })[field], name, JSON.stringify(name.id));
    assert.deepEqual(copied(model, { ...page.newState(), path: [name, model.names[1]] }).path, [name, model.names[1]]);
  }
  for (const edge of model.relations) assert.equal(copied(model, { ...page.newState(), edge }).edge, edge, JSON.stringify(edge.id));
  for (const pair of model.pairs) assert.equal(copied(model, { ...page.newState(), pair }).pair, pair, pair.ends.map((name) => name.id).join(' and '));
});

test('a new state chooses nothing', () => {
  const state = page.newState();
  for (const field of ['period', 'focus', 'path', 'edge', 'name', 'pair', 'claim', 'hover', 'from']) assert.equal(state[field], null, field);
});

test('an address by hand takes ids with and without their base', () => {
  const model = modelOf();
  assert.equal(page.readHash('#focus=russia', model).focus, model.names[1]);
  assert.equal(page.readHash('#focus=' + encodeURIComponent(BASE + 'russia'), model).focus, model.names[1]);
  assert.equal(page.readHash('e=russia&on=1904', model).edge, model.relations[1]);
});

test('of all dates where the page opens on one the address says so', () => {
  const model = modelOf({ base: BASE, on: '1904-03-01' });
  assert.equal(page.writeHash({ ...page.newState(), period: null }, model), 'on=any');
  assert.equal(page.readHash('on=any', model).period, null);
});

test('an address that means nothing leaves the page as it opens', () => {
  const model = modelOf({ base: BASE, on: '1904-03-01' });
  const plain = (state) => JSON.stringify({ ...state, hidden: [...state.hidden], without: [...state.without], sources: [...state.sources], opened: [...state.opened] });
  const as = plain(page.readHash('', model));
  const junk = ['#', '#&&==&', '#%', '#%zz', '#view=__proto__', '#view=', '#focus=nobody', '#path=japan', '#path=japan&path=nobody', '#pair=japan', '#e=', '#e=none', '#n=none',
    '#hide=None', '#without=Nothing', '#with=Nothing', '#no-source=none', '#lang=<script>', '#lang=EN-us', '#names=some', '#open=nobody', '#__proto__=x', '#constructor=1', '#steps=9',
    '#by=size', '#by=--when', '#by=__proto__', '#by=-', '#by=', '#words=', '#words=%20', '#pairs=random', '#axis=yesterday', '#axis=1905..1904', '#text=none', '#text==9', '#text==-1',
    '#show=Nothing', '#kinds=all', '#chosen=x', '#passage=1', '#rows=0', '#rows=-1', '#rows=2.5', '#bars=1e3', '#bars=99999999999', '#rows=__proto__', '#' + '\0'.repeat(9)];
  for (const hash of junk.filter((each) => each !== '#e=')) assert.equal(plain(page.readHash(hash, model)), as, hash);
});

test('only one thing is chosen, and a relation goes before a name', () => {
  const model = modelOf();
  const state = page.readHash('e=japan&n=russia&pair=japan&pair=russia', model);
  assert.deepEqual([state.edge, state.name, state.pair], [model.relations[0], null, null]);
  for (const chosen of ['e=japan', 'n=japan', 'pair=japan&pair=japan']) assert.equal(page.readHash(chosen + '&c=s:a', model).claim, null);
  assert.equal(page.readHash('n=japan&pair=japan&pair=japan', model).pair, null);
  assert.equal(page.readHash('c=s:a', model).claim, model.claims[0]);
});

test('what no one vouches for is hidden until it is asked for', () => {
  const model = modelOf();
  assert.deepEqual([...page.readHash('with=Disputed', model).without], ['Unreviewed', 'Rejected']);
  assert.deepEqual([...page.readHash('without=Derived', model).without].sort(), ['Derived', 'Disputed', 'Rejected', 'Unreviewed']);
});

test('unknown values are passed over, and what else an address asks for is kept', () => {
  const model = modelOf();
  const state = page.readHash('by=-size&words=Japan&axis=1904&pairs=__proto__&text=none&view=table&hide=None&hide=War&lang=zh', model);
  const { words, by, way, order, text, view, hidden, language } = state;
  assert.deepEqual([words, by, way, order, text, view, [...hidden], language], ['Japan', 'when', 1, 'date', null, 'table', ['War'], 'zh']);
  assert.deepEqual(state.part, page.typedPeriod('1904'));
});

test('of many kinds those are named that take fewer words', () => {
  const kinds = ['none', ...Array.from({ length: 40 }, (_, at) => 'Kind' + at)];
  const model = page.readModel(dataOf({ names: ['a'], kinds: kinds.map((id) => ({ id, label: id })) }));
  for (const hidden of [[], kinds.slice(3, 5), kinds.slice(1), kinds.slice(0, 40), kinds.filter((kind) => kind !== 'Kind7'), kinds]) {
    const state = { ...page.newState(), hidden: new Set(hidden) };
    const hash = page.writeHash(state, model);
    assert.ok(hash.length < 40, hash);
    assert.deepEqual([...page.readHash(hash, model).hidden].sort(), [...hidden].sort(), hash);
  }
});

test('kinds that a page does not have neither hide nor show another', () => {
  const model = page.readModel(dataOf({ names: ['a'], kinds: ['War', 'Lease', 'Talks'].map((id) => ({ id, label: id })) }));
  assert.deepEqual([...page.readHash('show=War&show=Nothing', model).hidden], ['Lease', 'Talks']);
  assert.deepEqual([...page.readHash('show=Nothing', model).hidden], []);
  assert.deepEqual([...page.readHash('kinds=none', model).hidden], ['War', 'Lease', 'Talks']);
});

test('words without end are cut, so that no link can stop the page', () => {
  assert.equal(page.readHash('words=' + 'x'.repeat(1e6), modelOf()).words.length, page.MOST_WORDS);
});

test('of a page that opens at a name, that all is shown stands in the address', () => {
  const model = modelOf({ base: BASE, focus: [1] });
  assert.equal(page.writeHash({ ...page.newState(), focus: model.names[1] }, model), 'focus=russia');
  const hash = page.writeHash(page.newState(), model);
  assert.notEqual(hash, '');
  assert.equal(page.readHash(hash, model).focus, null);
});
