'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { load, dataOf, numbersFrom } = require('./load.js');

const page = load('dates', 'model', 'state');
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
  const sources = [{ id: 'seed' }, { title: 'Without an id' }, { id: 'a b&c' }];
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
    sources: new Set(some(model.sources).map((source) => source.number)), opened: new Set(some(model.names)),
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
    '#hide=None', '#without=Nothing', '#with=Nothing', '#no-source=none', '#lang=<script>', '#lang=EN-us', '#names=some', '#open=nobody', '#__proto__=x', '#constructor=1', '#steps=9', '#' + '\0'.repeat(9)];
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
