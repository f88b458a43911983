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
