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

test('a label is broken between words, and a long one loses its middle', () => {
  assert.deepEqual(page.broken('Treaty of Peking on Manchuria'), ['Treaty of Peking', 'on Manchuria']);
  const endless = page.broken('word '.repeat(200));
  assert.equal(endless.length, 4);
  assert.ok(endless[2].startsWith('…word '));
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
    assert.ok(lines.length <= 4, label);
    for (const line of lines) assert.ok(page.widthOf(line.replace(/^…/, '')) <= 118, line);
    if (!lines.some((line) => line.startsWith('…'))) assert.equal(lines.join('').replace(/\s/g, ''), label.replace(/\s/g, ''));
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
  const rooms = names.slice(20).map((name) => Math.round(all.get(name).x / 110) + ' ' + Math.round(all.get(name).y / 46));
  assert.equal(new Set(rooms).size, 280, 'each that comes later has a room of its own');
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

test('signs are as wide as they are at most in a common face: wide ones, capitals, narrow ones, others', () => {
  const widths = { 中: 13.5, '⌚': 13.5, '⛔': 13.5, '가': 13.5, 'Ａ': 13.5, '\u{1f336}': 7.4, '\u{1f335}': 13.5, '\u{1f4fb}': 13.5, '\u{1f57a}': 13.5, '\u{1f950}': 13.5, '\u{20000}': 13.5 };
  Object.assign(widths, { A: 9.4, É: 9.4, Я: 9.4, Ⅳ: 9.4, m: 9.4, w: 9.4, a: 7.4, é: 7.4, ß: 7.4, ب: 7.4, '\u0301': 7.4, '\ufffd': 7.4, '': 0 });
  for (const sign of "iljtfrI.,'()- ") widths[sign] = 4.2;
  for (const [sign, width] of Object.entries(widths)) assert.equal(page.widthOf(sign), width, sign);
  assert.equal(page.widthOf('Aa 中'), 34.5);
  assert.equal(page.widthOf('i'.repeat(10)), 42, 'sums of fractions would make 42.00000000000001');
});

test('a line may be just as wide as there is room', () => {
  const [eight, i] = ['a'.repeat(8), (count) => 'i'.repeat(count)]; // 8 * 7.4 + 14 * 4.2 = 118
  assert.deepEqual(page.broken(eight + i(14)), [eight + i(14)]);
  assert.deepEqual(page.broken(eight + i(15)), [eight + i(14), 'i']);
  assert.deepEqual(page.broken(eight + ' ' + i(13)), [eight + ' ' + i(13)]);
  assert.deepEqual(page.broken(eight + ' ' + i(14)), [eight, i(14)]);
  assert.deepEqual(page.broken(eight + ' ' + i(12) + ' x'), [eight + ' ' + i(12), 'x'], 'a blank at the end takes no room');
});

test('a label of four lines is whole, and a longer one loses its middle, not its end', () => {
  const treaties = (count) => Array(count).fill('Portsmouth treaty');
  assert.deepEqual(page.broken(treaties(4).join(' \n ')), treaties(4));
  assert.deepEqual(page.broken([...treaties(5), '1905'].join(' ')), ['Portsmouth treaty', 'Portsmouth treaty', '…Portsmouth treaty', '1905']);
  assert.deepEqual(page.broken('中'.repeat(37)), ['中'.repeat(8), '中'.repeat(8), '…' + '中'.repeat(8), '中'.repeat(5)]);
});

test('of a very long label the first 200 signs count and the last 200, also those of two units', () => {
  assert.deepEqual(page.broken('a' + '\u3000'.repeat(398) + '💥💥'), ['a 💥💥']);
  assert.deepEqual(page.broken('💥💥💥' + ' '.repeat(197) + 'x' + ' '.repeat(199) + 'b'), ['💥💥💥 b']);
  assert.deepEqual(page.broken('💥💥💥' + ' '.repeat(196) + 'x' + ' '.repeat(199) + 'b'), ['💥💥💥 x b']);
  assert.deepEqual(page.broken('a\x1c\u2028a\x85\ufeff\u200b '), ['a a \ufeff\u200b'], 'blanks are those of Python');
});

test('no line of Chinese begins with what closes or ends with what opens', () => {
  assert.deepEqual(page.broken('日俄協約協約協（1907年）'), ['日俄協約協約協', '（1907年）']);
  assert.deepEqual(page.broken('日俄協約協約一（二）'), ['日俄協約協約一', '（二）']);
  assert.deepEqual(page.broken('日俄協約協約一二。三'), ['日俄協約協約一', '二。三']);
});

test('names keep their places in the whole network, and a room of another form stretches by so much at most', () => {
  const [here, there] = namesOf([{ id: 'x', spot: [10, 20, 30, 40], at: [7, -8] }, { id: 'y', spot: [50, 60, 70, 80] }]);
  const spots = (more) => [...placed([here, there], more).values()].map(({ x, y }) => [x, y]);
  assert.deepEqual(spots({ everything: true }), [[7, -8], [50, 60]]);
  assert.deepEqual(spots({}), [[10, 20], [50, 60]]);
  assert.deepEqual(spots({ room: { width: 1080, height: 520 } }), [[15, 20], [75, 60]]);
  assert.deepEqual(spots({ room: { width: 720, height: 780 } }), [[10, 30], [50, 90]]);
  assert.deepEqual(spots({ room: { width: 720, height: 5200 } }), [[10, 32], [50, 96]]);
  assert.deepEqual(spots({ room: { width: 360, height: 260 } }), [[10, 20], [50, 60]]);
});

test('names that come later: those with more neighbours that stand there first, then in the order of the data', () => {
  const names = namesOf(['one', 'two', 'joined', { id: 'here', spot: [0, 0, 0, 0] }, { id: 'there', spot: [400, 100, 0, 0] }],
    [{ from: 2, to: 3 }, { from: 2, to: 4 }, { from: 0, to: 3 }, { from: 1, to: 3 }, { from: 2, to: 2 }]);
  const order = (asked) => [...placed(asked).keys()].map(({ id }) => id);
  assert.deepEqual(order(names), ['here', 'there', 'joined', 'one', 'two']);
  assert.deepEqual(order([...names].reverse()), ['there', 'here', 'joined', 'one', 'two']);
});

test('a name that comes later stands near the middle of its neighbours, beside what stands there, and one without any near the origin', () => {
  const names = namesOf([{ id: 'here', spot: [0, 0, 0, 0] }, { id: 'there', spot: [2000, 1000, 0, 0] }, 'late', 'alone'], [{ from: 2, to: 0 }, { from: 2, to: 1 }, { from: 2, to: 2 }]);
  const points = placed(names);
  assert.deepEqual([points.get(names[2]), points.get(names[3])], [{ x: 978, y: 458.1 }, { x: 45.4, y: -34 }]);
});

test('the view of some points is their middle, as near as labels at the edges allow', () => {
  const near = (view) => Object.values(view).map((each) => Math.round(each * 1000) / 1000);
  const view = (points, room, most = 9) => near(page.viewOf(points.map(([x, y]) => ({ x, y })), room, most));
  const room = { width: 340, height: 290 };
  assert.deepEqual(view([[100, 10], [200, 60], [150, 20]], room), [150, 40, 2]);
  assert.deepEqual(view([[200, 60], [100, 10]], room), [150, 40, 2]);
  assert.deepEqual(view([[-20, -300], [30, 100]], room), [5, -80, 0.5]);
  assert.deepEqual(view([[0, 0], [100, 10]], { width: 100, height: 290 }), [50, 21.667, 0.6]);
  assert.deepEqual(view([[0, 0], [10, 100]], { width: 340, height: 100 }), [5, 66.667, 0.6]);
  assert.deepEqual(view([[0, 0], [0, 0]], room, 3), [0, 3.333, 3]);
});

test('where there is little room a label has shorter lines, and more of them', () => {
  const label = 'Convention between Japan and Korea, 1905';
  const narrow = page.broken(label, 84, 5);
  assert.ok(narrow.length > page.broken(label).length);
  assert.ok(narrow.every((line) => page.widthOf(line) <= 84));
  assert.equal(narrow.join(' '), label);
});
