'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { load, dataOf, numbersFrom } = require('./load.js');

const page = load('dates', 'model', 'state', 'choice');
const KINDS = ['War', 'Alliance', 'Cession'].map((id) => ({ id, label: id, standing: id !== 'Cession' }));
const day = page.dayNumber;

function modelOf(relations, more = {}) {
  const most = Math.max(0, ...relations.flatMap(({ from, to }) => [from, to]));
  return page.readModel(dataOf({ names: Array.from({ length: most + 1 }, (_, at) => 'name' + at), relations, kinds: KINDS, ...more }));
}

function chosen(model, changes = {}) {
  const state = { ...page.newState(), ...changes };
  const selection = page.select(model, state);
  return { state, selection, ids: selection.relations.map((edge) => edge.id), counts: page.countsOf(model, selection, state) };
}

// Some relations of each kind between few names, so that there are parallel ones, both directions and circles.
function randomModel(number, count = 60) {
  const someDay = () => (number(3) ? day('1904-01-01') + number(400) : null);
  const bounds = () => (number(4) ? [someDay(), someDay(), someDay(), someDay()] : null);
  const statuses = ['Accepted', 'Accepted', 'Accepted', 'Disputed', 'Rejected', 'Unreviewed'];
  const relation = () => ({ from: number(8), to: number(8), kind: number(3), days: bounds(), status: statuses[number(6)], derived: number(5) === 0 });
  return modelOf(Array.from({ length: count }, relation));
}

const CHAIN = [{ from: 0, to: 1 }, { from: 1, to: 2, kind: 1 }, { from: 3, to: 2 }, { from: 3, to: 4 }, { from: 1, to: 1 }];

test('what the legend hides is not shown', () => {
  const model = modelOf([{ from: 0, to: 1 }, { from: 0, to: 1, kind: 1 }]);
  assert.deepEqual(chosen(model).ids, ['r0', 'r1']);
  assert.deepEqual(chosen(model, { hidden: new Set(['War']) }).ids, ['r1']);
});

test('a relation is shown by its status, and what is derived or uncertain may be left out', () => {
  const sure = [1, 1, 2, 2];
  const model = modelOf([
    { from: 0, to: 1, days: sure }, { from: 0, to: 1, days: sure, derived: true }, { from: 0, to: 1 }, { from: 0, to: 1, days: sure, status: 'Disputed' },
    { from: 0, to: 1, days: sure, status: 'Rejected' }, { from: 0, to: 1, status: 'Unreviewed' },
  ]);
  assert.deepEqual(chosen(model).ids, ['r0', 'r1', 'r2']);
  assert.deepEqual(chosen(model, { without: new Set() }).ids, ['r0', 'r1', 'r2', 'r3', 'r4', 'r5']);
  assert.deepEqual(chosen(model, { without: new Set(['Derived', 'Uncertain']) }).ids, ['r0', 'r3', 'r4', 'r5']);
  assert.deepEqual(chosen(model, { without: new Set(page.STANDINGS) }).ids, []);
});

test('a source that is left out takes with it what rests on it alone', () => {
  const claims = [{ source: 0 }, { source: 1 }, {}];
  const relations = [{ from: 0, to: 1, claims: [0] }, { from: 0, to: 1, claims: [0, 1] }, { from: 0, to: 1 }, { from: 0, to: 1, claims: [2] }];
  const model = modelOf(relations, { claims, sources: [{ id: 'a' }, { id: 'b' }] });
  assert.deepEqual(chosen(model, { sources: new Set([0]) }).ids, ['r1', 'r2', 'r3']);
  assert.deepEqual(chosen(model, { sources: new Set([0, 1]) }).ids, ['r2', 'r3']);
});

test('a date dims and does not hide', () => {
  const model = modelOf([{ from: 0, to: 1, days: [0, 0, 9, 9] }, { from: 0, to: 2, kind: 2 }]);
  const { ids, selection } = chosen(model, { period: { first: 99, last: 99 } });
  assert.deepEqual(ids, ['r0', 'r1']);
  assert.equal(selection.names.size, 3);
  assert.deepEqual(model.relations.map((edge) => edge.state), ['no', 'undated']);
  chosen(model);
  assert.deepEqual(model.relations.map((edge) => edge.state), ['all', 'all']);
});

test('the surroundings of a name are one or two relations wide', () => {
  const model = modelOf(CHAIN);
  const around = (at, steps) => [...chosen(model, { focus: model.names[at], steps }).selection.names].map((name) => name.number);
  assert.deepEqual(around(0, 1), [0, 1]);
  assert.deepEqual(around(0, 2), [0, 1, 2]);
  assert.deepEqual(around(2, 1), [1, 2, 3]);
  assert.deepEqual(chosen(model, { focus: model.names[0] }).ids, ['r0', 'r4']);
});

test('surroundings go through what is shown only', () => {
  const model = modelOf(CHAIN);
  const { selection } = chosen(model, { focus: model.names[0], steps: 2, hidden: new Set(['Alliance']) });
  assert.deepEqual([...selection.names].map((name) => name.number), [0, 1]);
});

test('a path shows each step with all relations of its two names', () => {
  const model = modelOf([...CHAIN, { from: 2, to: 1 }]);
  const { ids, selection } = chosen(model, { path: [model.names[0], model.names[4]] });
  assert.deepEqual(selection.path.map((edge) => edge.id), ['r0', 'r1', 'r2', 'r3']);
  assert.deepEqual(ids, ['r0', 'r1', 'r2', 'r3', 'r5']);
});

test('where no path leads the two names stay', () => {
  const model = modelOf(CHAIN);
  const { selection, ids } = chosen(model, { path: [model.names[0], model.names[4]], hidden: new Set(['Alliance']) });
  assert.deepEqual([selection.path, ids, selection.names.size], [null, [], 2]);
});

test('the path from a name to itself shows that name', () => {
  const model = modelOf(CHAIN);
  assert.deepEqual([...chosen(model, { path: [model.names[1], model.names[1]] }).selection.names], [model.names[1]]);
});

test('of equal ways the path takes the one through the first relations', () => {
  const model = modelOf([{ from: 0, to: 1 }, { from: 0, to: 2 }, { from: 2, to: 3 }, { from: 1, to: 3 }]);
  assert.deepEqual(chosen(model, { path: [model.names[0], model.names[3]] }).selection.path.map((edge) => edge.id), ['r0', 'r3']);
});

test('each drawn relation is in exactly one line, bundled or fanned out', () => {
  const number = numbersFrom(7);
  for (let round = 0; round < 100; round += 1) {
    const model = randomModel(number);
    const { selection } = chosen(model, { without: new Set() });
    for (const isFanned of [() => false, () => true, (pair) => pair.members.length % 2]) {
      const lines = page.linesOf(selection, isFanned);
      assert.deepEqual(lines.flatMap((line) => line.members).sort((one, other) => one.number - other.number), selection.drawn);
      assert.equal(new Set(lines.map((line) => line.key)).size, lines.length);
    }
  }
});

test('two names have one line until it is fanned out, and then one for each relation in a lane of its own', () => {
  const model = modelOf([{ from: 0, to: 1 }, { from: 1, to: 0 }, { from: 0, to: 1 }, { from: 1, to: 0 }, { from: 2, to: 2 }, { from: 2, to: 2 }]);
  const { selection } = chosen(model);
  assert.deepEqual(page.linesOf(selection, () => false).map((line) => line.members.length), [4, 2]);
  const fanned = page.linesOf(selection, () => true);
  assert.equal(fanned.length, 6);
  for (const pair of model.pairs) {
    // Seen from the first name, a lane of a line that comes back lies on the other side.
    const lanes = fanned.filter((line) => line.lead.pair === pair).map((line) => (line.ends[0] === pair.ends[0] ? line.lane : -line.lane));
    assert.equal(new Set(lanes).size, pair.members.length);
    assert.ok(Math.abs(lanes.reduce((sum, lane) => sum + lane, 0)) < 1e-9);
  }
});

test('the first of the legend lie nearest to the straight line', () => {
  const model = modelOf(Array.from({ length: 40 }, () => ({ from: 0, to: 1 })));
  const lanes = page.linesOf(chosen(model).selection, () => true).map((line) => Math.abs(line.lane));
  assert.deepEqual(lanes, [...lanes].sort((one, other) => one - other));
});

test('a bundle counts what is in force in the period, and all of it where nothing is', () => {
  const model = modelOf([{ from: 0, to: 1, days: [0, 0, 9, 9] }, { from: 0, to: 1, days: [5, 7, 20, 20] }, { from: 0, to: 1, kind: 2 }]);
  const bundle = (first) => page.linesOf(chosen(model, { period: { first, last: first } }).selection, () => false)[0];
  assert.deepEqual(bundle(3).members.map((edge) => edge.id), ['r0']);
  assert.deepEqual(bundle(6).members.map((edge) => edge.id), ['r0', 'r1']);
  assert.deepEqual(bundle(99).members.map((edge) => edge.id), ['r0', 'r1', 'r2']);
});

test('what is sure leads a bundle', () => {
  const model = modelOf([{ from: 0, to: 1, status: 'Disputed' }, { from: 1, to: 0, days: [0, 9, 9, 9] }, { from: 0, to: 1, days: [0, 0, 9, 9] }]);
  const lead = (changes) => page.linesOf(chosen(model, { without: new Set(), ...changes }).selection, () => false)[0].lead.id;
  assert.equal(lead({}), 'r1');
  assert.equal(lead({ period: { first: 3, last: 3 } }), 'r2');
});

test('the counts are those of what is shown', () => {
  const number = numbersFrom(11);
  for (let round = 0; round < 50; round += 1) {
    const model = randomModel(number);
    const period = { first: day('1904-06-01'), last: day('1904-06-01') + number(60) };
    const { selection, counts } = chosen(model, { period, hidden: new Set(number(2) ? ['War'] : []) });
    const parts = ['inForce', 'inPart', 'possibly', 'happened', 'perhaps'].map((each) => counts[each]);
    const out = selection.relations.filter(page.isOut).length;
    assert.equal(counts.undated, selection.relations.filter((edge) => edge.undated).length);
    assert.equal(parts.reduce((sum, each) => sum + each, out), selection.relations.length);
    assert.equal(counts.shown, selection.relations.length);
    assert.equal(counts.inForce, selection.relations.filter((edge) => edge.standing && page.standsIn(edge, period.first, period.last) === 'certain').length);
    assert.equal(counts.all, model.relations.filter((edge) => edge.status === 'Accepted').length);
  }
});

test('what is out of force, and what is not sure, is told by its state and its status', () => {
  const told = (of) => [['all'], ['certain'], ['part'], ['possible'], ['no'], ['undated'], ['all', 'Disputed'], ['certain', 'Unreviewed'], ['all', 'Rejected']]
    .filter(([state, status = 'Accepted']) => of({ state, status })).map((each) => each.join(' '));
  assert.deepEqual(told(page.isOut), ['no', 'undated']);
  assert.deepEqual(told(page.isMaybe), ['part', 'possible', 'all Disputed', 'certain Unreviewed']);
});

test('names of which only hidden relations speak come with these', () => {
  const names = [{ id: 'a', spot: [0, 0, 0, 0] }, { id: 'b', spot: [9, 9, 9, 9] }, { id: 'c' }];
  const model = modelOf([{ from: 0, to: 1 }, { from: 1, to: 2, status: 'Disputed' }], { names });
  const drawn = (changes) => [...chosen(model, changes).selection.names].map((name) => name.id).join('');
  assert.equal(drawn({}), 'ab');
  assert.equal(drawn({ without: new Set() }), 'abc');
});

test('an overview draws the names that are placed, and what is opened beside them', () => {
  const names = [{ id: 'a', spot: [0, 0, 0, 0] }, { id: 'b', spot: [9, 9, 9, 9] }, { id: 'c' }, { id: 'd' }];
  const model = modelOf([{ from: 0, to: 1 }, { from: 1, to: 2 }, { from: 2, to: 3 }], { names, scene: { overview: true } });
  const drawn = (changes) => [...chosen(model, changes).selection.names].map((name) => name.id).join('');
  const [a, b, c, d] = model.names;
  assert.equal(drawn({}), 'ab');
  assert.equal(drawn({ everything: true }), 'abcd');
  assert.equal(drawn({ opened: new Set([b]) }), 'abc');
  assert.equal(drawn({ name: d }), 'abd');
  assert.equal(drawn({ edge: model.relations[2] }), 'abcd');
  assert.equal(drawn({ focus: d }), 'cd');
  assert.equal(drawn({ path: [a, d] }), 'abcd');
  assert.equal(drawn({ path: [c, c] }), 'c');
  const { selection, counts } = chosen(model);
  assert.deepEqual([selection.relations.length, selection.drawn.length, counts.drawnNames, counts.names], [3, 1, 2, 4]);
});
