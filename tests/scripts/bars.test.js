'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { load, dataOf, numbersFrom } = require('./load.js');

const page = load('dates', 'model', 'state', 'choice', 'search', 'bars');
const { dayNumber } = page;
const WIDTH = 700;

// Relations between pairs of names; "bounds" are ISO days, what is not given is not known.
function relationsOf(...records) {
  const names = Array.from({ length: 12 }, (_, number) => 'name ' + number);
  const kinds = [{ id: 'Lease', label: 'lease', standing: true }, { id: 'Attack', label: 'attack' }];
  const relations = records.map(({ bounds = [], standing = true, from = 0, to = 1 }) => {
    const days = [0, 1, 2, 3].map((place) => dayNumber(bounds[place] || ''));
    return { from, to, kind: standing ? 0 : 1, days: days.some((day) => day !== null) ? days : null };
  });
  return page.readModel(dataOf({ names, kinds, relations })).relations;
}

function relation(bounds, standing = true) {
  return relationsOf({ bounds, standing })[0];
}

const day = (iso) => ({ bounds: [iso, iso, iso, iso], standing: false });
const axisFor = (relations, width = WIDTH) => page.axisOf(page.axisDays(relations), width);
const said = (edge) => { const { form, begin, end, spans } = page.extentOf(edge); return [form, begin, end, ...spans.map(({ sort }) => sort)].join(' '); };

test('a bar is certain from the latest start to the earliest end, and possible beside it', () => {
  const { spans } = page.extentOf(relation(['1898-01-01', '1898-12-31', '1904-02-01', '1905-09-05']));
  assert.deepEqual(spans, [
    { sort: 'possible', first: dayNumber('1898-01-01'), last: dayNumber('1898-12-30') },
    { sort: 'certain', first: dayNumber('1898-12-31'), last: dayNumber('1904-02-01') },
    { sort: 'possible', first: dayNumber('1904-02-02'), last: dayNumber('1905-09-05') },
  ]);
});

test('ends on a known day, between two days, open, limited and unknown are told apart', () => {
  const [from, until, to, last] = ['1898-03-27', '1898-04-30', '1905-08-01', '1905-09-05'];
  assert.equal(said(relation([from, from, to, to])), 'bar known known certain');
  assert.equal(said(relation([from, until, to, last])), 'bar between between possible certain possible');
  assert.equal(said(relation([from, from, '', ''])), 'bar known unknown possible');
  assert.equal(said(relation(['', '', to, to])), 'bar unknown known possible');
  assert.equal(said(relation([from, from, to, ''])), 'bar known open certain');
  assert.equal(said(relation(['', until, to, to])), 'bar open known certain');
  assert.equal(said(relation([from, '', '', last])), 'bar limit limit possible');
  assert.equal(said(relation([])), 'undated unknown unknown');
});

test('what may have ended before it surely began is nowhere certain', () => {
  assert.equal(said(relation(['1900-01-01', '1905-01-01', '1902-01-01', '1907-01-01'])), 'bar between between possible');
});

test('an event is a mark, on a day or somewhere in a span, and a bar where it surely lasted', () => {
  assert.equal(said(relation(['1904-02-08', '1904-02-08', '1904-02-08', '1904-02-08'], false)), 'mark known known certain');
  assert.equal(said(relation(['1905-01-01', '1905-12-31', '1905-01-01', '1905-12-31'], false)), 'mark between between possible');
  assert.equal(said(relation(['1905-01-01', '', '', ''], false)), 'mark between open possible');
  assert.equal(said(relation(['', '', '', '1905-01-01'], false)), 'mark open between possible');
  assert.equal(said(relation(['1905-02-20', '1905-02-20', '1905-03-10', '1905-03-10'], false)), 'bar known known certain');
});

test('a bar is certain on a day just where the relation is in force on it', () => {
  const number = numbersFrom(7);
  for (let round = 0; round < 3000; round += 1) {
    const standing = number(2) === 0;
    const iso = (each) => (!standing || number(4) ? page.isoDay(each) : '');
    const point = (low) => [iso(low), iso(low + number(6))];
    const edge = relation([...point(number(6)), ...point(6 + number(6))], standing);
    const { spans } = page.extentOf(edge);
    for (let each = -2; each < 14; each += 1) {
      const drawn = spans.find(({ first, last }) => first <= each && each <= last);
      const certain = page.standsIn(edge, each, each) === 'certain';
      assert.equal(!!drawn && drawn.sort === 'certain', certain, JSON.stringify([edge.days, edge.standing, each]));
    }
  }
});

test('the parts of a bar touch without a gap and stay within the axis', () => {
  const relations = relationsOf({ bounds: ['1898-01-01', '1898-12-31', '1904-02-01', '1905-09-05'] }, day('1890-01-01'), day('1910-01-01'));
  const axis = axisFor(relations);
  const { parts } = page.barOf(relations[0], axis);
  assert.equal(parts.length, 3);
  for (const [one, next] of [[0, 1], [1, 2]]) assert.ok(Math.abs(parts[one].x + parts[one].width - parts[next].x) < 0.01);
  assert.ok(parts[0].x >= 0 && parts[2].x + parts[2].width <= WIDTH);
});

test('a part of one day is still wide enough to be seen', () => {
  const relations = relationsOf({ bounds: ['1898-01-01', '1898-01-01', '1898-01-01', '1898-01-01'] }, day('1000-01-01'), day('2000-01-01'));
  assert.ok(page.barOf(relations[0], axisFor(relations)).parts[0].width >= 3);
});

test('one date far off does not press the others together, and is shown at the edge with its year', () => {
  const relations = relationsOf(...['1901', '1902', '1903', '1904', '1905'].map((year) => day(year + '-01-01')), day('-0220-01-01'));
  const axis = axisFor(relations);
  assert.equal(page.inWords(axis.first), '1 January 1901');
  assert.ok(axis.at(dayNumber('1905-01-01')) - axis.at(dayNumber('1901-01-01')) > WIDTH / 2);
  const far = page.barOf(relations[5], axis);
  assert.deepEqual([far.parts, far.mark], [[], null]);
  assert.deepEqual(far.signs.map(({ side, sign, words }) => [side, sign, words]), [['begin', 'cut', '221 BC']]);
});

test('a far-off end is cut where the axis ends, and the rest of the bar stays', () => {
  const others = [1901, 1902, 1903, 1904, 1905, 1906].map((year) => day(year + '-01-01'));
  const relations = relationsOf(...others, { bounds: ['1903-01-01', '1903-01-01', '2400-01-01', '2400-01-01'] });
  const axis = axisFor(relations);
  const { parts, signs } = page.barOf(relations[6], axis);
  assert.deepEqual(parts.map(({ sort }) => sort), ['certain']);
  assert.ok(parts[0].x + parts[0].width <= axis.to);
  assert.deepEqual(signs.map(({ sign, words }) => [sign, words]), [['known', undefined], ['cut', '2400']]);
});

test('evenly spread dates are all on the axis', () => {
  const relations = relationsOf(...Array.from({ length: 40 }, (_, number) => day(1500 + 10 * number + '-01-01')));
  const { before, after } = axisFor(relations);
  assert.deepEqual([before, after], [false, false]);
});

test('an end that is not known fades out and keeps its sign inside, even at the edge of the axis', () => {
  const relations = relationsOf({ bounds: ['1905-01-01', '1905-01-01'] }, day('1900-01-01'));
  for (const width of [300, 700]) {
    const { parts, signs } = page.barOf(relations[0], axisFor(relations, width));
    const fade = parts.find(({ sort }) => sort === 'fade-out');
    assert.ok(fade && fade.x + fade.width <= width);
    const { x } = signs.find(({ sign }) => sign === 'unknown');
    assert.ok(x > fade.x && x < width);
  }
});

test('no dates make no axis, and one day makes one around it', () => {
  assert.equal(axisFor(relationsOf({}, {})), null);
  const [edge] = relationsOf(day('1904-02-08'));
  const axis = axisFor([edge]);
  assert.ok(axis.first < edge.first && edge.last < axis.last);
  assert.equal(page.barOf(edge, axis).mark.known, true);
});

test('a pixel of the axis is the day that is drawn there', () => {
  const axis = axisFor(relationsOf(day('1890-01-01'), day('1910-01-01')));
  for (const iso of ['1890-01-01', '1904-02-29', '1909-12-31']) assert.equal(axis.day(axis.at(dayNumber(iso)) + axis.perDay / 2), dayNumber(iso));
  assert.equal(axis.day(-50), axis.first);
  assert.equal(axis.day(WIDTH + 50), axis.last);
});

test('pairs come in the order of their first dates or of their size, and nothing undated is lost', () => {
  const relations = relationsOf({ ...day('1905-01-01'), from: 0, to: 1 }, { from: 2, to: 3 }, { ...day('1901-01-01'), from: 2, to: 3 },
    { ...day('1904-01-01'), from: 1, to: 0 }, { from: 0, to: 1 });
  const numbers = (order) => page.barGroups(relations, order).map(({ members }) => members.map(({ number }) => number));
  assert.deepEqual(numbers('date'), [[2], [3, 0], [1, 4]]);
  assert.deepEqual(numbers('size'), [[3, 0], [2], [1, 4]]);
  assert.equal(page.barGroups(relations).at(-1).ends, null);
});

test('pages hold so many bars at most, each relation once, and say where a group goes on', () => {
  const dated = (number) => (number % 3 ? day('19' + (10 + number % 80) + '-01-01') : {});
  const relations = relationsOf(...Array.from({ length: 1000 }, (_, number) => ({ ...dated(number), from: number % 7, to: 8 })));
  const pages = page.barPages(page.barGroups(relations), 150);
  const members = pages.map((groups) => groups.flatMap((group) => group.members));
  assert.deepEqual(members.map(({ length }) => length), [150, 150, 150, 150, 150, 150, 100]);
  assert.equal(new Set(members.flat()).size, 1000);
  for (const [number, groups] of pages.entries()) {
    for (const { group, continued } of groups) assert.equal(continued, number > 0 && pages[number - 1].some((each) => each.group === group));
  }
  assert.deepEqual(page.barPages([]), []);
});

test('ticks are round, in order, and their labels do not touch', () => {
  const short = [['1904-02-01', '1904-02-20'], ['1904-02-01', '1904-12-20'], ['1895-01-01', '1911-01-01']];
  const spans = [...short, ['-0999-01-01', '-0899-01-01'], ['0800-01-01', '1900-01-01'], ['-3000-01-01', '2000-01-01']];
  for (const width of [290, 700, 1200]) {
    for (const [from, to] of spans) {
      const ticks = page.axisTicks(axisFor(relationsOf(day(from), day(to)), width));
      assert.ok(ticks.length >= (width < 300 ? 1 : 2), from + ' ' + width);
      const half = (label) => label.length * 3.6;
      ticks.forEach(({ x, label }, place) => {
        assert.ok(x - half(label) >= 0 && x + half(label) <= width, label + ' leaves the axis');
        if (place) assert.ok(x - half(label) > ticks[place - 1].x + half(ticks[place - 1].label), label + ' touches');
      });
    }
  }
});

test('a range of months has months, one of days has days, one of centuries has round years, also BC', () => {
  const labels = (from, to) => page.axisTicks(axisFor(relationsOf(day(from), day(to)))).map(({ label }) => label);
  assert.deepEqual(labels('1904-01-12', '1904-09-20'), ['Feb 1904', 'Mar 1904', 'Apr 1904', 'May 1904', 'Jun 1904', 'Jul 1904', 'Aug 1904', 'Sep 1904']);
  assert.ok(labels('1904-02-01', '1904-02-12').every((label) => /^\d+ Feb 1904$/.test(label)));
  assert.deepEqual(labels('-0450-01-01', '0350-01-01'), ['400 BC', '300 BC', '200 BC', '100 BC', '1', '100', '200', '300']);
});

test('a tick names a period that begins where it stands', () => {
  const axis = axisFor(relationsOf(day('1895-01-01'), day('1911-01-01')));
  for (const { x, label, period } of page.axisTicks(axis)) {
    assert.equal(axis.at(period.first), x);
    assert.equal(page.isoPeriod(period), label);
  }
});

test('a part of the axis keeps the day that is looked at in its place, and ends where the whole does', () => {
  const whole = { first: 0, last: 10000, before: false, after: false };
  const near = page.zoomedDays(whole, 2500, 0.5, whole);
  assert.deepEqual([near.first, near.last], [1250, 6250]);
  assert.equal(page.zoomedDays(near, 2500, 2, whole), null);
  assert.deepEqual([page.movedDays(near, -1, whole).first, page.movedDays(near, 1, whole).last], [0, 8750]);
  assert.equal(page.movedDays({ first: 6000, last: 10000 }, 1, whole).last, 10000);
  const closest = page.zoomedDays({ first: 100, last: 112 }, 106, 0.5, whole);
  assert.equal(closest.last - closest.first, 10);
});

test('what lies before or after a part of the axis is an arrow with its year on its side', () => {
  const relations = relationsOf(day('1895-01-01'), day('1911-01-01'));
  const axis = page.axisOf({ first: dayNumber('1900-01-01'), last: dayNumber('1905-01-01'), before: true, after: true }, WIDTH);
  const signs = relations.map((edge) => page.barOf(edge, axis).signs.map(({ side, sign, words }) => [side, sign, words]));
  assert.deepEqual(signs, [[['begin', 'cut', '1895']], [['end', 'cut', '1911']]]);
});

test('thirty thousand relations are grouped in a fraction of a second', () => {
  const number = numbersFrom(3);
  const pairs = Array.from({ length: 5000 }, (_, key) => ({ key, ends: [] }));
  const one = (_, place) => ({ number: place, first: number(200000), last: 200000, undated: false, pair: pairs[number(5000)] });
  const relations = Array.from({ length: 30000 }, one);
  const begun = performance.now();
  assert.equal(page.barPages(page.barGroups(relations)).length, 200);
  assert.ok(page.axisDays(relations));
  assert.ok(performance.now() - begun < 1000);
});
