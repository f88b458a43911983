'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { load } = require('./load.js');

const page = load('shapes');
const HERE = { x: 10, y: 20 };

function petals(count, turn = 0) {
  return Array.from({ length: count }, (_, place) => {
    const line = { from: HERE, to: HERE, lane: place - (count - 1) / 2, lanes: count };
    return { ...line, petal: page.petalOf(HERE, line, turn) };
  });
}

test('a petal begins and ends at its name, and turns where it is told to', () => {
  const [line] = petals(1, Math.PI / 2);
  for (const part of [0, 1]) assert.deepEqual(page.pointAlong(line, part), HERE);
  const middle = page.pointAlong(line, 0.5);
  assert.ok(Math.abs(middle.x - 10) < 1e-9);
  assert.ok(middle.y > 50 && middle.y < 70);
});

test('the ends of petals lie apart, however many there are', () => {
  for (const count of [2, 3, 6, 7, 8, 9, 10, 24, 25, 40]) {
    const ends = petals(count).map((line) => page.pointAlong(line, 0.5));
    const gaps = ends.map((one, place) => { const other = ends[(place + 1) % count]; return Math.hypot(one.x - other.x, one.y - other.y); });
    assert.ok(Math.min(...gaps) > 15, count + ': ' + Math.min(...gaps));
  }
});

test('petals turn to where no line leads', () => {
  assert.equal(page.openTurn(HERE, []), -Math.PI / 4);
  const at = (x, y) => ({ x: 10 + x, y: 20 + y });
  assert.ok(Math.abs(Math.cos(page.openTurn(HERE, [at(5, 0)])) + 1) < 1e-9);
  assert.ok(Math.abs(page.openTurn(HERE, [at(5, 5), at(5, -5), at(-5, 0), at(0, -9)]) - (Math.PI / 4 + Math.PI) / 2) < 1e-9);
});

test('how far a point lies from a line is measured to the line, not beyond its ends', () => {
  const line = { from: { x: 0, y: 0 }, to: { x: 10, y: 0 } };
  assert.equal(page.distanceTo(line, { x: 5, y: 3 }), 3);
  assert.equal(page.distanceTo(line, { x: 13, y: 4 }), 5);
  assert.equal(page.distanceTo({ from: HERE, to: HERE }, { x: 10, y: 23 }), 3);
  const [petal] = petals(1);
  assert.ok(page.distanceTo(petal, page.pointAlong(petal, 0.5)) < 1e-9);
  assert.ok(page.distanceTo(petal, { x: -40, y: 20 }) > 40);
});

test('every sign and every mark has its corners, within its size', () => {
  for (const [count, first, ...reaches] of Object.values(page.SIGN_RINGS)) {
    const corners = page.ringOf(count, first, reaches);
    assert.equal(corners.length, count);
    assert.ok(corners.every(([x, y]) => Math.hypot(x, y) < 1.5));
  }
  for (const corners of Object.values(page.MARK_CORNERS)) {
    assert.ok(corners.length > 2);
    assert.ok(corners.every(([x, y]) => x <= 1e-9 && x >= -1 && Math.abs(y) <= 0.5));
  }
});

const near = (found, expected, said = '') => assert.ok(Math.abs(found - expected) < 1e-9, said + ' ' + found + ' for ' + expected);

test('a ring has its corners at equal turns, from the first on, as far out as they are told by turns', () => {
  const ring = page.ringOf(4, 0.25, [2, 1]);
  [[0, 2], [-1, 0], [0, -2], [1, 0]].forEach(([x, y], at) => { near(ring[at][0], x); near(ring[at][1], y); });
});

test('the open turn leads into the middle of the widest gap between others', () => {
  const turn = (...turns) => page.openTurn(HERE, turns.map((each) => ({ x: HERE.x + 9 * Math.cos(each), y: HERE.y + 9 * Math.sin(each) })));
  near(turn(), -Math.PI / 4);
  near(Math.cos(turn(0.5)), Math.cos(0.5 + Math.PI));
  near(turn(1, 0), (1 - 2 * Math.PI) / 2, 'across the end of the circle');
  near(turn(-3, 0, 1), -1.5);
  near(turn(-1, 0, 2.9), 1.45);
});

test('how far a point lies from a straight line is told to its nearest point, also where the line has no length', () => {
  const line = { from: { x: 2, y: 3 }, to: { x: 32, y: 43 } };
  const far = (x, y) => page.distanceTo(line, { x: x + 2, y: y + 3 });
  [[far(15, 20), 0], [far(-3, -4), 5], [far(33, 44), 5], [far(7, 26), 10], [far(23, 14), 10], [far(0, 0), 0]].forEach(([found, expected]) => near(found, expected));
  near(page.distanceTo({ from: HERE, to: HERE }, { x: HERE.x + 3, y: HERE.y + 4 }), 5);
});
