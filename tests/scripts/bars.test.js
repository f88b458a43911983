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
    const iso = (each) => (number(4) ? page.isoDay(each) : '');
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

const whole = page.axisOf({ first: 0, last: 99, before: false, after: false }, 132); // day 0 begins at the 16th pixel

// Bars of day numbers: parts as "certain 26 11", signs as "begin known 26", and the mark of an event.
function drawnBar(days, standing = true) {
  const edge = { days, standing };
  page.readDays(edge);
  const { parts, signs, mark } = page.barOf(edge, whole);
  return [parts.map(({ sort, x, width }) => [sort, x, width].join(' ')), signs.map(({ side, sign, x, words = '' }) => [side, sign, x, words].join(' ').trim()), mark && [mark.x, mark.known]];
}

test('bars and their signs stand where their days are, and what is shorter than three pixels is as wide as that', () => {
  assert.deepEqual(drawnBar([10, 20, 30, 40]), [['possible 26 10', 'certain 36 11', 'possible 47 10'], ['begin between 26', 'end between 57'], null]);
  assert.deepEqual(drawnBar([10, 10, 10, 10]), [['certain 26 3'], ['begin known 26', 'end known 29'], null]);
  assert.deepEqual(drawnBar([50, 60, 60, 70]), [['possible 66 10', 'certain 76 3', 'possible 77 10'], ['begin between 66', 'end between 87'], null]);
  assert.deepEqual(drawnBar([50, 60, 55, 70]), [['possible 66 21'], ['begin between 66', 'end between 87'], null]);
  assert.deepEqual(drawnBar([null, 98, null, 99]), [['possible 114 3'], ['begin open 114', 'end limit 117'], null]);
  assert.deepEqual(drawnBar([null, null, null, null]), [[], [], null]);
  assert.deepEqual(page.barOf(relation(['1904-02-08', '1904-02-08']), null).parts, []);
});

test('beyond the axis bars are cut, and one that ends at its edge is not', () => {
  assert.deepEqual(drawnBar([-20, -10, 120, 130]), [['certain 16 100'], ['begin cut 16 1969', 'end cut 116 1970'], null]);
  assert.deepEqual(drawnBar([-9, -9, 0, 0]), [['certain 16 3'], ['begin cut 16 1969', 'end known 17'], null]);
  assert.deepEqual(drawnBar([99, 99, 105, 105]), [['certain 115 3'], ['begin known 115', 'end cut 116 1970'], null]);
  assert.deepEqual(drawnBar([0, 0, 99, 99]), [['certain 16 100'], ['begin known 16', 'end known 116'], null]);
  assert.deepEqual(drawnBar([-9, -5, 0, 5]).at(0), ['certain 16 3', 'possible 17 5'], 'a part that is over before the axis begins is not drawn');
  assert.deepEqual(drawnBar([90, 99, 100, 110]).at(0), ['possible 106 9', 'certain 115 3']);
  assert.deepEqual(drawnBar([-20, -10, -5, -1]), [[], ['begin cut 16 1969'], null]);
  assert.deepEqual(drawnBar([100, 101, 102, 103]), [[], ['end cut 116 1970'], null]);
  assert.deepEqual(drawnBar([-300, -300, null, null]), [[], ['begin cut 16 1969'], null], 'nor does it fade');
});

test('what has no known end fades out beside it, over what room there is, and its sign stands there', () => {
  assert.deepEqual(drawnBar([null, null, 10, 10]), [['possible 26 3', 'fade-in 0 26'], ['begin unknown 5', 'end known 29'], null]);
  assert.deepEqual(drawnBar([null, null, 99, 99]), [['possible 115 3', 'fade-in 71 44'], ['begin unknown 76', 'end known 118'], null]);
  assert.deepEqual(drawnBar([50, 50, null, null]), [['possible 66 3', 'fade-out 69 44'], ['begin known 66', 'end unknown 108'], null]);
  assert.deepEqual(drawnBar([95, 95, null, null]), [['possible 111 3', 'fade-out 114 18'], ['begin known 111', 'end unknown 127'], null]);
});

test('the mark of an event stands in the middle of its days, and is known only where all of it is', () => {
  assert.deepEqual(drawnBar([10, 10, 10, 10], false), [['certain 26 3'], ['begin known 26', 'end known 29'], [26.5, true]]);
  assert.deepEqual(drawnBar([10, null, null, 40], false), [['possible 26 31'], ['begin between 26', 'end between 57'], [41.5, false]]);
  assert.deepEqual(drawnBar([10, null, null, 10], false), [['possible 26 3'], ['begin between 26', 'end between 29'], [26.5, false]], 'a day that is doubted');
  assert.deepEqual(drawnBar([null, 20, null, null], false), [['possible 36 3'], ['begin open 36', 'end between 39'], [36.5, false]], 'by a day');
  assert.deepEqual(drawnBar([0, null, null, null], false), [['possible 16 3'], ['begin between 16', 'end open 19'], [16.5, false]], 'after a day');
  assert.deepEqual(drawnBar([null, 10, 10, null], false), [['certain 26 3'], ['begin known 26', 'end known 29'], [26.5, true]]);
  assert.deepEqual(drawnBar([-40, 0, -40, 0], false), [['possible 16 3'], ['begin cut 16 1969', 'end between 17'], null]);
  assert.deepEqual(drawnBar([95, 105, 95, 105], false).at(2), null);
  assert.deepEqual(drawnBar([94, 105, 94, 105], false).at(2), [116, false]);
  assert.deepEqual(drawnBar([-5, 4, -5, 4], false).at(2), [16, false]);
});

test('the axis has room beside its days, and leaves out far-off ones, a fifth at most', () => {
  const days = (...many) => Object.values(page.axisDays(many.map((each) => { const [first, last] = [each].flat(); return { first, last: last ?? first, undated: false }; })));
  assert.deepEqual(days([0, 100]), [-3, 103, false, false]);
  assert.deepEqual(days(1000, [2000, 2010]), [980, 2030, false, false]);
  assert.deepEqual(days(0, 1, 2, 3, 500), [-3, 3, false, true]);
  assert.deepEqual(days(0, 497, 498, 499, 500), [497, 503, true, false]);
  assert.deepEqual(days(0, 1, 2, 500), [-10, 510, false, false]);
  assert.deepEqual(days(0, 1, 2, 3, 39), [-3, 42, false, false]);
  assert.deepEqual(days(0, 1, 2, 3, 40), [-3, 3, false, true]);
  assert.deepEqual(days(0, 300, 600, 700, 701, 702, 703, 704, 705, 706), [600, 709, true, false]);
  assert.deepEqual(days(0, 300, 301, 302, 303, 304, 305, 306, 307, 900), [300, 307, true, true]);
  assert.deepEqual([page.farOff([0, 500, 501], 0, 2, 5, 1), page.farOff([0, 1, 500], 0, 2, 5, -1)], [1, 1]);
  assert.deepEqual(page.farOff([0, 500], 0, 1, 5, 1), 0);
});

test('an axis is as wide as it is told, and never narrower than can be read', () => {
  const told = (axis) => [axis.from, axis.to, axis.perDay, axis.day(-9), axis.day(9999)];
  assert.deepEqual(told(whole), [16, 116, 1, 0, 99]);
  assert.deepEqual(told(page.axisOf({ first: 0, last: 99, before: true, after: true }, 216)), [58, 158, 1, 0, 99]);
  assert.deepEqual(told(page.axisOf({ first: 0, last: 99, before: true, after: true }, 50)), [58, 98, 0.4, 0, 99]);
  assert.deepEqual([whole.at(0), whole.at(100), whole.day(16), whole.day(16.99), whole.day(17)], [16, 116, 0, 0, 1]);
});

test('an axis is zoomed around a day and moved by half its length, within all days', () => {
  const all = { first: 0, last: 1000 };
  const zoomed = (first, last, around, factor) => { const found = page.zoomedDays({ first, last }, around, factor, all); return found && Object.values(found); };
  assert.deepEqual(zoomed(100, 300, 200, 0.5), [150, 250, true, true]);
  assert.deepEqual(zoomed(100, 300, 150, 0.5), [125, 225, true, true]);
  assert.deepEqual(zoomed(100, 300, 0, 0.5), [0, 100, true, true]);
  assert.deepEqual(zoomed(900, 1000, 1000, 0.5), [950, 1000, true, true]);
  assert.deepEqual(zoomed(500, 500, 500, 1), [500, 510, true, true]);
  assert.deepEqual(zoomed(0, 900, 450, 1.05), [0, 945, true, true]);
  assert.deepEqual(zoomed(100, 1000, 550, 1.05), [55, 1000, true, true]);
  assert.equal(zoomed(0, 900, 0, 1.2), null);
  const moved = (first, last, way) => Object.values(page.movedDays({ first, last }, way, all));
  assert.deepEqual([moved(100, 301, 1), moved(100, 301, -1)], [[201, 402, true, true], [0, 201, true, true]]);
  assert.deepEqual([moved(950, 990, 1), moved(0, 90, -1), moved(500, 600, -1)], [[960, 1000, true, true], [0, 90, true, true], [450, 550, true, true]]);
});

test('the bars of a pair are in the order of their days, and pairs as large or as early in that of the data', () => {
  const span = (from, first, last) => ({ from, to: from + 1, bounds: [first, first, last, last] });
  const relations = relationsOf(span(0, '1905-01-01', '1906-01-01'), span(0, '1904-01-01', '1909-01-01'), span(0, '1904-01-01', '1905-01-01'), span(0, '1904-01-01', '1905-01-01'),
    span(2, '1904-01-01', '1905-01-01'), span(4, '1903-01-01', '1905-01-01'), span(4, '1907-01-01', '1908-01-01'), { from: 6, to: 7 }, span(8, '1903-01-01', '1904-01-01'));
  const groups = (order) => page.barGroups([...relations].reverse(), order).map(({ members }) => members.map(({ number }) => number).join(' '));
  assert.deepEqual(groups(), ['5 6', '8', '2 3 1 0', '4', '7']);
  assert.deepEqual(groups('size'), ['2 3 1 0', '5 6', '8', '4', '7']);
  assert.equal(page.barGroups(relations).at(-1).key, 'undated');
  assert.deepEqual(page.barGroups(relations).map(({ first }) => first), ['1903-01-01', '1903-01-01', '1904-01-01', '1904-01-01'].map(dayNumber).concat(Infinity));
});

test('ticks are days, weeks, months, quarters or years, as there is room, each with its period', () => {
  const ticks = (first, last) => page.axisTicks(page.axisOf({ first: dayNumber(first), last: dayNumber(last), before: false, after: false }, 700));
  const labels = (first, last) => ticks(first, last).map(({ label }) => label).join(', ');
  assert.equal(labels('1904-02-01', '1904-02-20'), '6 Feb 1904, 11 Feb 1904, 16 Feb 1904');
  assert.equal(labels('1904-02-01', '1904-03-20'), '8 Feb 1904, 15 Feb 1904, 22 Feb 1904, 29 Feb 1904, 7 Mar 1904, 14 Mar 1904');
  assert.equal(labels('1904-02-01', '1904-12-20'), 'Apr 1904, Jul 1904, Oct 1904');
  assert.equal(labels('1904-02-01', '1906-12-20'), 'Jul 1904, Jan 1905, Jul 1905, Jan 1906, Jul 1906');
  assert.equal(labels('1904-02-01', '1908-12-20'), '1905, 1906, 1907, 1908');
  assert.equal(labels('-0002-02-01', '0004-12-20'), '2 BC, 1 BC, 1, 2, 3, 4');
  assert.equal(labels('-0012-02-01', '0014-12-20'), '10 BC, 5 BC, 1, 5, 10');
  assert.equal(labels('0001-01-01', '0020-12-20'), '2, 4, 6, 8, 10, 12, 14, 16, 18, 20');
  assert.equal(labels('0003-01-01', '0022-12-20'), '4, 6, 8, 10, 12, 14, 16, 18, 20, 22');
  assert.equal(labels('-30000-02-01', '2000-12-20'), '25000 BC, 20000 BC, 15000 BC, 10000 BC, 5000 BC, 1');
  assert.equal(labels('-200000-02-01', '200000-12-20'), '150000 BC, 100000 BC, 50000 BC, 1, 50000, 100000, 150000');
  const iso = (first, last) => ticks(first, last).map(({ period }) => page.isoPeriod(period)).slice(0, 2);
  assert.deepEqual([iso('1904-02-01', '1904-02-20'), iso('1904-02-01', '1904-12-20'), iso('1904-02-01', '1908-12-20')],
    [['1904-02-06', '1904-02-11'], ['1904-04', '1904-07'], ['1905', '1906']]);
});
