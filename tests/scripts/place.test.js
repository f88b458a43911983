'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { load, dataOf, numbersFrom } = require('./load.js');

const page = load('dates', 'model', 'place');
const FRAMES = { wide: [720, 520], tall: [372, 500] };

function namesOf(names, relations = []) {
  return page.readModel(dataOf({ names, relations })).names;
}

function placed(names, more = {}) {
  return page.placeAll(names, { room: { width: 720, height: 520 }, tall: false, everything: false, frames: FRAMES, placed: new Map(), ...more });
}

test('a label is broken between words, and cut after three lines', () => {
  assert.deepEqual(page.broken('Treaty of Peking on Manchuria'), ['Treaty of Peking', 'on Manchuria']);
  const endless = page.broken('word '.repeat(200));
  assert.equal(endless.length, 3);
  assert.ok(endless[2].endsWith('…'));
  assert.deepEqual(page.broken(''), ['']);
  assert.deepEqual(page.broken('  \n '), ['']);
});

test('a label without blanks is broken where it may be, and no line is too wide', () => {
  const labels = [
    '中日會議東三省事宜條約中日會議東三省事宜條約', 'W'.repeat(20000), 'וזארת החוץ העות׳מאנית', 'وزارة الخارجية العثمانية', '💥'.repeat(80), 'x\0y\u2028z',
    'Llanfairpwllgwyngyllgogerychwyrndrobwll',
  ];
  for (const label of labels) {
    const lines = page.broken(label);
    assert.ok(lines.length <= 3, label);
    for (const line of lines) assert.ok(page.widthOf(line.replace(/…$/, '')) <= 118, line);
    if (!lines[lines.length - 1].endsWith('…')) assert.equal(lines.join('').replace(/\s/g, ''), label.replace(/\s/g, ''));
  }
});

test('what was placed is stretched over the room, wide or tall', () => {
  const [name] = namesOf([{ id: 'x', spot: [10, 20, 30, 40] }]);
  assert.deepEqual(placed([name]).get(name), { x: 10, y: 20 });
  assert.deepEqual(placed([name], { tall: true, room: { width: 372, height: 500 } }).get(name), { x: 30, y: 40 });
  assert.deepEqual(placed([name], { room: { width: 1440, height: 520 } }).get(name), { x: 16, y: 20 });
});

test('every name has a point of its own, and those that come later disturb none that is there', () => {
  const number = numbersFrom(5);
  const many = Array.from({ length: 300 }, (_, at) => ({ id: 'n' + at, spot: at < 20 ? [at * 30 - 300, (at % 4) * 100 - 150, 0, 0] : null }));
  const names = namesOf(many, many.map((_, at) => ({ from: at, to: number(at + 1) })));
  const first = placed(names.slice(0, 40));
  const all = placed(names, { placed: first });
  for (const name of names.slice(0, 40)) assert.deepEqual(all.get(name), first.get(name));
  assert.equal(new Set([...all.values()].map(({ x, y }) => x + ',' + y)).size, names.length);
  for (const { x, y } of all.values()) assert.ok(Number.isFinite(x) && Number.isFinite(y));
});

test('a name that comes later stands near those it is joined to', () => {
  const names = namesOf([{ id: 'far', spot: [-300, 0, 0, 0] }, { id: 'near', spot: [300, 0, 0, 0] }, { id: 'late' }], [{ from: 2, to: 1 }]);
  const points = placed(names);
  assert.ok(Math.abs(points.get(names[2]).x - 300) < 150);
});

test('the view shows all points, and no point is no trouble', () => {
  const view = page.viewOf([{ x: -500, y: 0 }, { x: 1500, y: 200 }], { width: 800, height: 600 }, 1);
  assert.equal(view.x, 500);
  assert.ok(2000 * view.scale <= 800 - 140 + 1e-9);
  assert.deepEqual(page.viewOf([], { width: 800, height: 600 }, 1), { x: 0, y: 0, scale: 1 });
  assert.equal(page.viewOf([{ x: 5, y: 5 }], { width: 800, height: 600 }, 1.5).scale, 1.5);
});
