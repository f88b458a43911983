'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { load, numbersFrom } = require('./load.js');

const page = load('dates', 'bars', 'bins');
const day = page.dayNumber;

function relation(standing, ...days) {
  const edge = { standing, days };
  page.readDays(edge);
  return edge;
}

test('a scale spans all days, with some room at both ends', () => {
  const scale = page.scaleOf([day('1904-02-08'), day('1905-09-05')]);
  assert.ok(scale.low < day('1904-02-08') && scale.high > day('1905-09-05'));
  assert.deepEqual([scale.before, scale.after], [false, false]);
});

test('one day makes a scale too', () => {
  const scale = page.scaleOf([day('1904-02-08')]);
  assert.ok(scale.low < scale.high);
  assert.equal(page.along(day('1904-02-08'), scale), 50);
});

test('a few far-off days are left beside the scale, which says so', () => {
  const days = [day('1689-09-07'), ...Array.from({ length: 20 }, (_, at) => day('1904-02-08') + at * 30), day('1999-01-01')];
  const scale = page.scaleOf(days);
  assert.deepEqual([scale.before, scale.after], [true, true]);
  assert.ok(scale.low > day('1900-01-01') && scale.high < day('1910-01-01'));
  assert.deepEqual([page.along(days[0], scale), page.along(days[21], scale)], [0, 100]);
});

test('days that are evenly spread all lie on the scale', () => {
  for (let count = 2; count < 12; count += 1) {
    const days = Array.from({ length: count }, (_, at) => at * 1000);
    const scale = page.scaleOf(days);
    assert.deepEqual([scale.before, scale.after, scale.low < 0, scale.high > days[count - 1]], [false, false, true, true]);
  }
});

test('of days spread at random a scale leaves out one in four at most, and says on which side', () => {
  const number = numbersFrom(3);
  for (let round = 0; round < 200; round += 1) {
    const days = Array.from({ length: 1 + number(40) }, () => number(round % 2 ? 200000 : 900) * (number(9) ? 1 : 40)).sort((one, other) => one - other);
    const scale = page.scaleOf(days);
    const [below, above] = [days.filter((each) => each < scale.low).length, days.filter((each) => each > scale.high).length];
    assert.ok(below + above <= Math.ceil(days.length / 4), days.join());
    assert.ok(scale.before || !below, days.join());
    assert.ok(scale.after || !above, days.join());
  }
});

test('the bars count what begins, ends and happens, each once, and nothing of what has no date', () => {
  const scale = { low: 0, high: 100 };
  const many = [relation(true, 5, 5, 95, 95), relation(false, 5, 5, 5, 5), relation(true, null, null, null, null), relation(true, 55, 55, null, null)];
  assert.deepEqual(page.histogram(many, scale, 10), [2, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
});

test('what may fall into many bars counts in each by its share', () => {
  const bars = page.histogram([relation(false, 0, 49, 0, 49)], { low: 0, high: 100 }, 10);
  assert.deepEqual(bars, [0.2, 0.2, 0.2, 0.2, 0.2, 0, 0, 0, 0, 0]);
});

test('what lies beside the scale makes no bar', () => {
  assert.deepEqual(page.histogram([relation(false, -50, -50, -50, -50), relation(false, 150, 150, 150, 150)], { low: 0, high: 100 }, 4), [0, 0, 0, 0]);
});

test('no more years are written than fit, and they are round ones, also before year 1', () => {
  const years = (from, to, most) => page.yearsOf({ low: day(from), high: day(to) }, most).map(([at, text]) => [page.isoDay(at).slice(0, -6), text]);
  assert.deepEqual(years('1899-06-01', '1906-06-01', 10), ['1900', '1901', '1902', '1903', '1904', '1905', '1906'].map((year) => [year, year]));
  assert.deepEqual(years('1890-06-01', '1931-06-01', 5), ['1900', '1910', '1920', '1930'].map((year) => [year, year]));
  for (const [from, to] of [['-0431-01-01', '-0404-01-01'], ['-0100-01-01', '0100-01-01'], ['-3000-01-01', '2026-01-01']]) {
    const found = years(from, to, 8);
    assert.ok(found.length > 1 && found.length <= 9, found.join());
    for (const [year, text] of found.filter(([year]) => year !== '0000')) assert.equal(text, page.yearInWords(Number(year)), found.join());
  }
});

const marked = (from, to, most) => page.yearsOf({ low: day(from), high: day(to) }, most).map(([at, text]) => page.isoDay(at) + ' ' + text);

test('marks are years; months where few years are spanned, and days where few months are', () => {
  assert.deepEqual(marked('1904-02-01', '1904-02-20', 5), ['03 3', '07 7', '11 11', '15 15', '19 19'].map((each) => '1904-02-' + each + ' Feb 1904'));
  assert.deepEqual(marked('1904-02-01', '1904-02-21', 5)[4], '1904-02-19 19 Feb 1904');
  const days = ['01-16 16 Jan', '02-15 15 Feb', '03-16 16 Mar', '04-15 15 Apr', '05-15 15 May'];
  assert.deepEqual(marked('1904-01-01', '1904-05-29', 5), days.map((each) => '1904-' + each + ' 1904'));
  assert.deepEqual(marked('1904-01-01', '1904-01-03', 1), ['1904-01-02 2 Jan 1904']);
  assert.deepEqual(marked('1904-01-01', '1904-01-03', 2), ['1904-01-02 2 Jan 1904', '1904-01-03 3 Jan 1904']);
  const months = ['01-01 Jan', '02-01 Feb', '03-01 Mar', '04-01 Apr', '05-01 May'];
  assert.deepEqual(marked('1904-01-01', '1904-05-30', 5), months.map((each) => '1904-' + each + ' 1904'));
  assert.deepEqual(marked('1904-01-01', '1907-01-04', 8)[0], '1904-01-01 Jan 1904');
  assert.deepEqual(marked('1904-01-01', '1907-01-05', 8), ['1904', '1905', '1906', '1907'].map((year) => year + '-01-01 ' + year));
});

test('months are as far apart across the new year as within a year, and no more of them than fit', () => {
  assert.deepEqual(marked('-0001-11-15', '0001-01-01', 8), ['0000-01-01 Jan', '0000-03-01 Mar', '0000-05-01 May', '0000-07-01 Jul', '0000-09-01 Sep', '0000-11-01 Nov']
    .map((each) => each + ' 1 BC').concat('0001-01-01 Jan 1'));
  for (let months = 6; months < 36; months += 1) {
    for (const most of [3, 4, 5, 8, 10]) {
      const at = page.yearsOf({ low: day('1904-01-15'), high: day('1904-01-15') + Math.round(months * 30.4) }, most).map(([number]) => number);
      const gaps = at.slice(1).map((number, place) => Math.round((number - at[place]) / 30.4));
      assert.ok(at.length <= most + 1, at.length + ' for ' + most);
      if (months * 30.4 >= 30 * most) assert.ok(new Set(gaps).size <= 1, months + ' by ' + most);
    }
  }
});

test('round years before our era are those of its own count, and the first year is marked', () => {
  assert.deepEqual(marked('-0012-01-01', '0013-01-01', 6).map((mark) => mark.slice(mark.indexOf(' ') + 1)), ['10 BC', '5 BC', '1', '5', '10']);
  assert.deepEqual(marked('-0009-01-01', '0010-01-01', 6), ['-0009-01-01 10 BC', '-0004-01-01 5 BC', '0001-01-01 1', '0005-01-01 5', '0010-01-01 10']);
  assert.deepEqual(marked('-0009-01-02', '0009-12-31', 6), ['-0004-01-01 5 BC', '0001-01-01 1', '0005-01-01 5']);
  assert.deepEqual(marked('1900-01-01', '1908-01-01', 8).length, 9);
  assert.deepEqual(marked('1899-12-31', '1908-01-01', 8).map((mark) => mark.slice(11)), ['1900', '1902', '1904', '1906', '1908']);
  const far = marked('-30000-01-01', '30000-01-01', 5).map((mark) => mark.slice(mark.indexOf(' ') + 1));
  assert.deepEqual(far, ['30000 BC', '20000 BC', '10000 BC', '1', '10000', '20000', '30000']);
});

const bounds = (days) => { const { low, high, before, after } = page.scaleOf(days); return [low, high, before, after]; };

test('where eight tenths of many days lie close together a scale shows these', () => {
  const close = Array.from({ length: 16 }, (_, at) => 1000 + at * 10);
  assert.deepEqual(bounds([0, 300, ...close, 1700, 2000]), [994, 1156, true, true], 'the tenths at both ends are left out');
  // 20 to 170 are eight tenths of the days: just six tenths of the time, and then less than that.
  const even = Array.from({ length: 19 }, (_, at) => 10 * at);
  assert.deepEqual(bounds([...even, 250]), [-10, 260, false, false]);
  assert.deepEqual(bounds([...even, 251]), [14, 176, true, true]);
  assert.deepEqual(bounds([...even.map((each) => each + 5000), 5251]), [5014, 5176, true, true], 'wherever they lie');
});

test('fewer than sixteen different days are no crowd, however often they are told, nor is one day', () => {
  const crowd = (different) => [...Array.from({ length: different - 2 }, (_, at) => 100 + at * 6), ...Array(10).fill(100)].sort((one, other) => one - other);
  const told = (different) => [0, 0, ...crowd(different), 270, 270];
  assert.deepEqual(bounds(told(15)), [-11, 281, false, false]);
  assert.deepEqual(bounds(told(16)), [95, 183, true, true]);
  const often = [...Array.from({ length: 10 }, (_, at) => at * 100 + 1), ...Array(200).fill(1000), ...Array.from({ length: 10 }, (_, at) => 1100 + at * 100)];
  assert.deepEqual(bounds(often), [-79, 2080, false, false]);
});

test('of few days those behind a wide gap are left out, a fifth at most, and of four none', () => {
  assert.deepEqual(bounds([0, 1, 2, 3, 500]), [-5, 8, false, true]);
  assert.deepEqual(bounds([0, 497, 498, 499, 500]), [492, 505, true, false]);
  assert.deepEqual(bounds([0, 1, 2, 500]), [-20, 520, false, false]);
  assert.deepEqual(bounds([0, 200, 201, 202, 203, 204, 205, 206, 207, 1500]), [195, 212, true, true]);
  assert.deepEqual(bounds([0, 200, 201, 202, 203, 204, 205, 206, 900, 1500]), [-8, 214, false, true]);
  assert.deepEqual(bounds([0, 300, 600, 700, 701, 702, 703, 704, 705, 706]), [595, 711, true, false]);
  assert.deepEqual(bounds([5, 5, 5, 5, 5]), [0, 10, false, false]);
});

test('a day at the end of the scale is on it', () => {
  assert.deepEqual([-5, 0, 20, 95, 200].map((each) => page.along(each, { low: -5, high: 95 })), [0, 5, 25, 100, 100]);
  assert.deepEqual(page.histogram([relation(false, 100, 100, 100, 100), relation(false, 199, 199, 199, 199)], { low: 100, high: 200 }, 4), [1, 0, 0, 1]);
});

test('what is known by one bound counts where that is, and what reaches beyond the scale by its share within', () => {
  const scale = { low: 100, high: 200 };
  const bars = (...edge) => page.histogram([relation(...edge)], scale, 4);
  assert.deepEqual(bars(true, null, 130, 180, null), [0, 1, 0, 1]);
  assert.deepEqual(bars(true, 130, null, null, 180), [0, 1, 0, 1]);
  assert.deepEqual(bars(false, 130, null, null, null), [0, 1, 0, 0]);
  assert.deepEqual(bars(false, null, null, 130, 180), [0, 1 / 3, 1 / 3, 1 / 3]);
  assert.deepEqual(bars(false, 50, 149, 50, 149), [0.25, 0.25, 0, 0]);
  assert.deepEqual(bars(false, 180, 229, 180, 229), [0, 0, 0, 1 / 3]);
  assert.deepEqual(bars(false, 0, 300, 0, 300), Array(4).fill(1 / 13));
  assert.deepEqual(bars(false, 0, 99, 0, 99), [0, 0, 0, 0]);
  assert.deepEqual(bars(false, 200, 240, 200, 240), [0, 0, 0, 0]);
});

const steps = (...relations) => page.stepsOf(relations).map(page.isoPeriod);
const days = (...texts) => texts.map((text) => (text ? day(text) : null));

test('the date steps to each day that is known exactly, once and in order', () => {
  const lease = relation(true, ...days('1898-03-27', '1898-03-27', '1905-09-05', '1905-09-05'));
  const battle = relation(false, ...days('1904-02-08', '1904-02-08', '1904-02-09', '1904-02-09'));
  const signed = relation(false, ...days('1905-09-05', '1905-09-05', '1905-09-05', '1905-09-05'));
  assert.deepEqual(steps(signed, lease, battle, relation(true, null, null, null, null)), ['1898-03-27', '1904-02-08', '1904-02-09', '1905-09-05']);
});

test('of what was some day in a month or a year, the month or the year is one step', () => {
  const some = relation(false, ...days('1900-01-01', '1900-12-31', '1900-01-01', '1900-12-31'));
  const event = relation(false, ...days('1905-06-01', null, null, '1905-06-30'));
  const begun = relation(true, ...days('1900-01-01', '1900-12-31', null, null));
  assert.deepEqual(steps(some, event, begun), ['1900', '1905-06']);
});

test('a day before or after which something was is a step, and so are both ends of a long uncertainty', () => {
  const ended = relation(true, null, null, null, day('1905-09-15'));
  const begun = relation(true, day('1902-01-31'), null, null, null);
  const long = relation(false, ...days('1853-01-01', '1875-12-31', '1853-01-01', '1875-12-31'));
  const between = relation(false, ...days('1905-09-05', '1905-10-16', '1905-09-05', '1905-10-16'));
  assert.deepEqual(steps(ended, begun, long, between), ['1853-01-01', '1875-12-31', '1902-01-31', '1905-09-05', '1905-09-15', '1905-10-16']);
});

test('a longer step comes after the day on which it begins, and each is met once going there and back', () => {
  const year = relation(false, ...days('1905-01-01', '1905-12-31', '1905-01-01', '1905-12-31'));
  const all = [year, ...['1905-01-01', '1905-01-02', '1904-12-31', '1906-02-02'].map((text) => relation(false, ...days(text, text, text, text)))];
  const found = page.stepsOf(all);
  const forth = [];
  for (let at = found[0]; at; at = page.stepFrom(found, at, 1)) forth.push(page.isoPeriod(at));
  assert.deepEqual(forth, ['1904-12-31', '1905-01-01', '1905', '1905-01-02', '1906-02-02']);
  const back = [];
  for (let at = found[4]; at; at = page.stepFrom(found, at, -1)) back.push(page.isoPeriod(at));
  assert.deepEqual(back, forth.reverse());
});

test('from a day that is no step the next one lies after it and the one before begins before it', () => {
  const found = page.stepsOf(['1904-02-08', '1904-02-12', '1905-09-05'].map((text) => relation(false, ...days(text, text, text, text))));
  const from = (text, step) => page.isoPeriod(page.stepFrom(found, page.typedPeriod(text), step));
  assert.deepEqual([from('1904-02-10', 1), from('1904-02-10', -1), from('1904', 1), from('1905', -1)], ['1904-02-12', '1904-02-08', '1905-09-05', '1904-02-12']);
  assert.equal(page.stepFrom(found, page.typedPeriod('1905-09-05'), 1), undefined);
  assert.equal(page.stepFrom([], page.typedPeriod('1905'), -1), undefined);
});

test('of a day it is said how many uncertain dates it bounds, of a month or a year how many lie in it', () => {
  const ended = relation(true, ...days('1902-01-31', null, null, '1905-09-15'));
  const some = relation(false, ...days('1900-01-01', '1900-12-31', '1900-01-01', '1900-12-31'));
  const signed = relation(false, ...days('1905-09-15', '1905-09-15', '1905-09-15', '1905-09-15'));
  const said = (text) => page.boundsInWords([ended, some, signed], page.typedPeriod(text));
  assert.equal(said('1905-09-15'), 'Of dates not exactly known 1 is not after this day.');
  assert.equal(said('1902-01-31'), 'Of dates not exactly known 1 is not before this day.');
  assert.equal(said('1900'), 'Of dates not exactly known 1 lies in this time.');
  assert.equal(said('1900-01-01'), 'Of dates not exactly known 1 is not before this day.');
  assert.equal(said('1904-03-01'), '');
  assert.equal(page.boundsInWords([ended, ended], page.typedPeriod('1905-09-15')), 'Of dates not exactly known 2 are not after this day.');
});

test('a period beyond the scale makes it longer on that side, and one within leaves it', () => {
  const usual = { low: 100, high: 200, before: true, after: true };
  assert.equal(page.scaleWith(usual, usual, { first: 100, last: 200 }), usual);
  const later = page.scaleWith(usual, usual, { first: 300, last: 300 });
  assert.deepEqual(later, { low: 100, high: 308, before: true, after: false });
  assert.equal(page.scaleWith(usual, later, { first: 150, last: 150 }), later);
  assert.deepEqual(page.scaleWith(usual, later, { first: 50, last: 60 }), { low: 44, high: 200, before: false, after: true });
});
