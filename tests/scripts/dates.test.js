'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { load, numbersFrom } = require('./load.js');

const page = load('dates');
const { dayNumber, isoDay } = page;

// A relation between two names, with its bounds as ISO days; what is not given is not known.
function relation({ bounds = [], standing = true, lives = [[], []] }) {
  const days = (iso) => [0, 1, 2, 3].map((place) => dayNumber(iso[place] || ''));
  const edge = { standing, days: days(bounds), ends: lives.map((life) => ({ days: days(life) })) };
  page.readDays(edge);
  return edge;
}

function stands(edge, first, last = first) {
  return page.standsIn(edge, dayNumber(first), dayNumber(last));
}

test('a day number counts days from 1970, also before year 1, and comes back as it was', () => {
  assert.equal(dayNumber('1970-01-01'), 0);
  assert.equal(dayNumber('1969-12-31'), -1);
  assert.equal(dayNumber('1904-03-01') - dayNumber('1904-02-28'), 2);
  assert.equal(dayNumber('1900-03-01') - dayNumber('1900-02-28'), 1);
  assert.equal(dayNumber('0001-01-01') - dayNumber('0000-12-31'), 1);
  assert.equal(dayNumber('0001-01-01') - dayNumber('-0001-01-01'), 366 + 365);
  for (let day = dayNumber('-0044-01-01'); day < dayNumber('2100-01-01'); day += 97) assert.equal(dayNumber(isoDay(day)), day);
  for (let day = dayNumber('0000-02-25'); day < dayNumber('0000-03-05'); day += 1) assert.equal(dayNumber(isoDay(day)), day);
});

test('what is no day has no number', () => {
  const none = ['', null, undefined, 0, '1904', '1904-02', '1904-02-30', '1903-02-29', '1904-13-01', '1904-00-01', '1904-01-00', '04-01-01', 'x1904-01-01',
    '1904-01-01x', '999999-01-01', '１９０４-01-01', '1904-1-1', {}, '\0'];
  for (const text of none) assert.equal(dayNumber(text), null, JSON.stringify(text));
});

test('a year before year 1 is said as BC, and the year 0 is 1 BC', () => {
  assert.equal(page.inWords(dayNumber('-0043-03-15')), '15 March 44 BC');
  assert.equal(page.inWords(dayNumber('0000-01-01')), '1 January 1 BC');
  assert.equal(page.inWords(dayNumber('0001-01-01')), '1 January 1');
  assert.equal(isoDay(dayNumber('-0043-03-15')), '-0043-03-15');
  assert.equal(page.pointInWords(dayNumber('-0043-01-01'), dayNumber('-0043-12-31')), 'some day in 44 BC');
  assert.equal(page.pointInShort(dayNumber('-0043-01-01'), dayNumber('-0043-03-15')), '1 Jan – 15 Mar 44 BC');
});

test('a point in time is said as exactly as it is known', () => {
  const said = (low, high) => page.pointInWords(dayNumber(low), dayNumber(high));
  assert.equal(said('', ''), 'not known');
  assert.equal(said('', '1904-02-08'), 'by 8 February 1904');
  assert.equal(said('1904-02-08', ''), 'not before 8 February 1904');
  assert.equal(said('1904-02-08', '1904-02-08'), '8 February 1904');
  assert.equal(said('1904-02-01', '1904-02-29'), 'some day in February 1904');
  assert.equal(said('1904-01-01', '1904-12-31'), 'some day in 1904');
  assert.equal(said('1904-01-01', '1904-03-31'), 'between 1 January 1904 and 31 March 1904');
  assert.equal(said('1900-01-01', '1909-12-31'), 'between 1 January 1900 and 31 December 1909');
});

test('a point in time in short says once what two days share', () => {
  const said = (low, high) => page.pointInShort(dayNumber(low), dayNumber(high));
  assert.equal(said('1904-02-08', '1904-02-09'), '8–9 Feb 1904');
  assert.equal(said('1904-02-08', '1904-06-09'), '8 Feb – 9 June 1904');
  assert.equal(said('1904-02-01', '1905-02-01'), '1 Feb 1904 – 1 Feb 1905');
  assert.equal(said('1904-02-01', '1904-02-29'), 'February 1904');
  assert.equal(said('1904-01-01', '1904-12-31'), '1904');
  assert.equal(said('', '1904-09-05'), 'by 5 Sep 1904');
  assert.equal(said('1904-05-05', ''), '5 May 1904 or later');
});

test('when a relation was is said on one line, and what is not known is said so', () => {
  const said = (bounds, standing) => page.whenInWords(relation({ bounds, standing }));
  assert.equal(said([], true), 'date not known');
  assert.equal(said(['1902-01-31', '1902-01-31', '1905-08-12', '1905-08-12'], true), 'from 31 Jan 1902, until 12 Aug 1905');
  assert.equal(said(['1902-01-31', '1902-01-31'], true), 'from 31 Jan 1902, end not known');
  assert.equal(said(['', '', '1905-08-12', '1905-08-12'], true), 'beginning not known, until 12 Aug 1905');
  assert.equal(said(['', '1904-02-08'], true), 'begun by 8 Feb 1904, end not known');
  assert.equal(said(['1904-02-08', '1904-02-08', '', '1905-08-12'], true), 'from 8 Feb 1904, ended by 12 Aug 1905');
  assert.equal(said(['1904-02-08', '1904-02-08', '1905-08-12', ''], true), 'from 8 Feb 1904, at least until 12 Aug 1905');
  assert.equal(said(['1904-02-08', '1904-02-08', '1904-02-08', '1904-02-08'], false), '8 Feb 1904');
  assert.equal(said(['1904-02-08', '', '', '1904-02-09'], false), '8–9 Feb 1904');
});

test('an event whose bounds are open is never said to be of the one day that is known', () => {
  const said = (bounds) => [true, false].map((short) => page.eventInWords(relation({ bounds, standing: false }), short));
  const day = '1904-02-11';
  assert.deepEqual(said(['', day, '', day]), ['by 11 Feb 1904', 'on or before 11 February 1904']);
  assert.deepEqual(said([day, '', day, '']), ['11 Feb 1904 or later', 'on or after 11 February 1904']);
  assert.deepEqual(said([day, day, day, day]), ['11 Feb 1904', '11 February 1904']);
  assert.deepEqual(said(['1904-02-01', '1904-02-29', '1904-02-01', '1904-02-29']), ['February 1904', 'some day in February 1904']);
  assert.deepEqual(said(['1904-08-01', '1904-08-01', '1905-01-02', '1905-01-02']), ['1 Aug 1904 – 2 Jan 1905', '1 August 1904 to 2 January 1905']);
  assert.deepEqual(said(['', '1904-08-01', '1905-01-02', '1905-01-02']), Array(2).fill('begun by 1 Aug 1904, until 2 Jan 1905'));
  assert.deepEqual(said([]), ['date not known', 'not known']);
  assert.equal(page.whenInWords(relation({ bounds: ['', day, '', day], standing: false })), 'by 11 Feb 1904');
});

test('an event has one exact day only where all its bounds are that day', () => {
  const day = '1904-02-11';
  const exact = (...bounds) => page.exactDay(relation({ bounds, standing: false }));
  assert.equal(exact(day, day, day, day), dayNumber(day));
  for (const bounds of [['', day, '', day], [day, '', day, ''], [day, day], [day, day, day, '1904-02-12'], []]) {
    assert.equal(exact(...bounds), null, bounds.join());
  }
});

test('a state of affairs is certain between its inner bounds and possible between its outer ones', () => {
  const edge = relation({ bounds: ['1904-02-08', '1904-02-10', '1905-09-05', '1905-09-15'] });
  const expected = {
    '1904-02-07': 'no', '1904-02-08': 'possible', '1904-02-09': 'possible', '1904-02-10': 'certain', '1905-09-05': 'certain',
    '1905-09-06': 'possible', '1905-09-15': 'possible', '1905-09-16': 'no',
  };
  for (const [day, word] of Object.entries(expected)) assert.equal(stands(edge, day), word, day);
});

test('over a period it is certain on every day, certain on some of its days, possible, or out of force', () => {
  const edge = relation({ bounds: ['1904-02-08', '1904-02-10', '1905-09-05', '1905-09-15'] });
  assert.equal(stands(edge, '1904-03-01', '1904-03-31'), 'certain');
  assert.equal(stands(edge, '1904-02-01', '1904-02-29'), 'part');
  assert.equal(stands(edge, '1900-01-01', '1909-12-31'), 'part');
  assert.equal(stands(edge, '1904-02-01', '1904-02-09'), 'possible');
  assert.equal(stands(edge, '1905-09-06', '1905-12-31'), 'possible');
  assert.equal(stands(edge, '1905-09-16', '1905-12-31'), 'no');
});

test('a missing bound is never certain', () => {
  const bounds = ['1904-02-08', '1904-02-08', '1905-09-05', '1905-09-05'];
  const without = (missing) => relation({ bounds: bounds.map((day, place) => (place === missing ? '' : day)) });
  assert.deepEqual([0, 1, 2, 3].map((missing) => stands(without(missing), '1904-06-01')), ['certain', 'possible', 'possible', 'certain']);
  assert.equal(stands(relation({ bounds: ['1904-02-08', '1904-02-08'] }), '2026-01-01'), 'possible');
  assert.equal(stands(relation({ bounds: ['', '', '1904-02-08', '1904-02-08'] }), '0900-01-01'), 'possible');
});

test('bounds that leave no day on which it surely held are never certain', () => {
  const edge = relation({ bounds: ['1904-01-01', '1904-12-31', '1904-01-01', '1904-12-31'] });
  assert.equal(stands(edge, '1904-06-01'), 'possible');
  assert.equal(stands(edge, '1904-01-01', '1904-12-31'), 'possible');
});

test('a state of affairs never outlives its parties, and is not there before them', () => {
  const bounds = ['1890-01-01', '1890-01-01', '1920-01-01', '1920-01-01'];
  for (const lives of [[['1897-10-12', '', '', '1910-08-29'], []], [[], ['1897-10-12', '', '', '1910-08-29']]]) {
    const edge = relation({ bounds, lives });
    assert.deepEqual(['1897-10-11', '1897-10-12', '1910-08-29', '1910-08-30'].map((day) => stands(edge, day)), ['no', 'certain', 'certain', 'no']);
  }
});

test('an event is certain where it falls into the period for sure', () => {
  const day = relation({ bounds: ['1904-02-08', '1904-02-08', '1904-02-08', '1904-02-08'], standing: false });
  assert.deepEqual(['1904-02-07', '1904-02-08', '1904-02-09'].map((each) => stands(day, each)), ['no', 'certain', 'no']);
  assert.equal(stands(day, '1904-01-01', '1904-12-31'), 'certain');
  const year = relation({ bounds: ['1905-01-01', '1905-12-31', '1905-01-01', '1905-12-31'], standing: false });
  assert.equal(stands(year, '1905-06-01'), 'possible');
  assert.equal(stands(year, '1905-01-01', '1905-12-31'), 'certain');
  assert.equal(stands(year, '1904-01-01', '1904-12-31'), 'no');
  const siege = relation({ bounds: ['1904-08-01', '1904-08-01', '1905-01-02', '1905-01-02'], standing: false });
  assert.equal(stands(siege, '1904-10-01'), 'certain');
});

test('an event with a bound missing is possible, on the days that the others leave', () => {
  const after = relation({ bounds: ['1904-02-08'], standing: false });
  assert.deepEqual(['1904-02-07', '1904-02-08', '1999-01-01'].map((each) => stands(after, each)), ['no', 'possible', 'possible']);
  const before = relation({ bounds: ['', '', '', '1904-02-08'], standing: false });
  assert.deepEqual(['1000-02-07', '1904-02-08', '1904-02-09'].map((each) => stands(before, each)), ['possible', 'possible', 'no']);
  const begun = relation({ bounds: ['', '1904-02-08'], standing: false });
  assert.equal(stands(begun, '1904-02-09'), 'no');
});

test('an event without a date is undated, and a state of affairs without one is possible as long as its parties lived', () => {
  assert.equal(stands(relation({ standing: false }), '1904-02-08'), 'undated');
  const edge = relation({ lives: [['1897-10-12', '', '', '1910-08-29'], []] });
  assert.deepEqual(['1897-10-11', '1904-02-08', '1910-08-30'].map((day) => stands(edge, day)), ['no', 'possible', 'no']);
});

test('a reader may type a day, a month, a year, or two of them', () => {
  const typed = (text) => { const period = page.typedPeriod(text); return period && isoDay(period.first) + ' ' + isoDay(period.last); };
  const read = {
    '1904-03-01': '1904-03-01 1904-03-01', ' 1904-02 ': '1904-02-01 1904-02-29', 1904: '1904-01-01 1904-12-31', '1904-12': '1904-12-01 1904-12-31',
    '1904..1905': '1904-01-01 1905-12-31', '1904-02 / 1905-09-05': '1904-02-01 1905-09-05', '1904–1905': '1904-01-01 1905-12-31',
    '-0043': '-0043-01-01 -0043-12-31', '-0043-03-15': '-0043-03-15 -0043-03-15', '0000-02': '0000-02-01 0000-02-29', '-0001': '-0001-01-01 -0001-12-31',
    9999: '9999-01-01 9999-12-31', '-0100..0100': '-0100-01-01 0100-12-31',
  };
  for (const [text, period] of Object.entries(read)) assert.equal(typed(text), period, text);
});

test('a reader may type dates as the page says them', () => {
  const typed = (text) => { const period = page.typedPeriod(text); return period && isoDay(period.first) + ' ' + isoDay(period.last); };
  const read = {
    '9 September 1905': '1905-09-09 1905-09-09', '9 Sep 1905': '1905-09-09 1905-09-09', 'Feb 1904': '1904-02-01 1904-02-29',
    'september 1905': '1905-09-01 1905-09-30',
    '9 Sept. 1905': '1905-09-09 1905-09-09', 'February 11, 1904': '1904-02-11 1904-02-11', '12 May 1362': '1362-05-12 1362-05-12',
    '12 May 79': '0079-05-12 0079-05-12',
    '50 BC': '-0049-01-01 -0049-12-31', '15 March 44 BC': '-0043-03-15 -0043-03-15', 'March 44 bce': '-0043-03-01 -0043-03-31',
    '1 January 1 BC': '0000-01-01 0000-01-01',
    362: '0362-01-01 0362-12-31', '79 AD': '0079-01-01 0079-12-31', '8 February 1904 to 5 September 1905': '1904-02-08 1905-09-05',
    '8–9 Feb 1904': '1904-02-08 1904-02-09',
    '8 Feb – 9 June 1904': '1904-02-08 1904-06-09', '1 Jan – 15 Mar 44 BC': '-0043-01-01 -0043-03-15', '50–44 BC': '-0049-01-01 -0043-12-31',
    'Feb 1904..1905-09-05': '1904-02-01 1905-09-05',
  };
  for (const [text, period] of Object.entries(read)) assert.equal(typed(text), period, text);
});

test('what the page says of a period is read as that period, hundreds of times', () => {
  const number = numbersFrom(1362);
  for (let round = 0; round < 600; round += 1) {
    const first = dayNumber('-0500-01-01') + number(900000);
    const period = { first, last: first + [0, 1, 30, 365, number(40000)][round % 5] };
    for (const said of [page.periodInWords(period), page.pointInShort(period.first, period.last)]) assert.deepEqual(page.typedPeriod(said), period, said);
  }
});

test('a message says why what was typed is no period, and gives an example', () => {
  const why = (text) => page.whyNoPeriod(text, dayNumber('1362-05-12'));
  for (const text of ['1904-02-30', '30 February 1904', '1904-02-01..1904-02-30', '30–31 Feb 1904', '30 Feb – 1 Mar 1904']) {
    assert.match(why(text), /^There is no 3[01] February 1904\.$/, text);
  }
  assert.equal(why('29 Feb 44 BC'), 'There is no 29 February 44 BC.');
  assert.equal(why('1904-13'), 'There is no month 13: write 01 to 12.');
  assert.equal(why('1905..1904'), 'A period ends after it begins: write the earlier of the two dates first.');
  const general = 'Write a day (1362-05-12 or 12 May 1362), a month (1362-05) or a year (1362); two of them with ".." between make a period.';
  for (const text of ['the war', '..1904', '1904..', '1904..1905..1906', '999999-01-01', 'Feb 11', '30 Foo 1904', '\0']) {
    assert.equal(why(text), general, text);
  }
});

test('what is no period is refused', () => {
  const none = ['', ' ', '..', '/', '1904..', '..1904', '1905..1904', '1904-02-30', '1904-13', '1904-00', '19', '1904..1905..1906', 'the war',
    '1904-2', '1904-02-08T00:00',
    'Feb 11', '11 Foo 1904', '0 BC', '30 February 1904', '1 May 0', 'to 1904', 'BC', '5 Ju', '275760', '999999', '__proto__', '\0', '１９０４'];
  for (const text of none) assert.equal(page.typedPeriod(text), null, JSON.stringify(text));
});

test('a period is written as it is read, hundreds of times', () => {
  const number = numbersFrom(1904);
  for (let round = 0; round < 600; round += 1) {
    const first = dayNumber('-0500-01-01') + number(900000);
    const period = { first, last: first + [0, 0, 1, 27, 30, 364, 365, number(40000)][round % 8] };
    assert.deepEqual(page.typedPeriod(page.isoPeriod(period)), period, page.isoPeriod(period));
  }
  for (const text of ['1904', '1904-02', '1904-12', '-0043', '0000', '-0043-12', '9999', '1904-03-01', '1904-03-01..1904-03-09']) {
    assert.equal(page.isoPeriod(page.typedPeriod(text)), text);
  }
});

test('a period is said as short as it can be', () => {
  const said = (text) => page.periodInWords(page.typedPeriod(text));
  assert.equal(said('1904-03-01'), '1 March 1904');
  assert.equal(said('1904-03'), 'March 1904');
  assert.equal(said('1904'), '1904');
  assert.equal(said('-0043'), '44 BC');
  assert.equal(said('1904..1905'), '1 January 1904 to 31 December 1905');
});

test('a day in the Julian calendar', () => {
  const said = (iso) => page.julianInWords(dayNumber(iso));
  assert.equal(said('1905-09-05'), '23 August 1905');
  assert.equal(said('1582-10-15'), '5 October 1582');
  assert.equal(said('1900-03-13'), '29 February 1900');
  assert.equal(said('1900-03-14'), '1 March 1900');
  assert.equal(said('-0043-03-13'), '15 March 44 BC');
  assert.equal(said('0000-12-30'), '1 January 1');
  assert.equal(said('0000-12-29'), '31 December 1 BC');
});

test('a day in the Chinese calendar, as far as its months are given', () => {
  const months = [[dayNumber('1903-06-25'), 'guimao', 5, 1], [dayNumber('1903-07-24'), 'guimao', 6, 0], [dayNumber('1903-08-23'), 'guimao', 7, 0]];
  const said = (iso) => page.chineseInWords(dayNumber(iso), months);
  assert.equal(said('1903-06-24'), '');
  assert.equal(said('1903-06-25'), 'guimao, leap month 5, day 1');
  assert.equal(said('1903-07-23'), 'guimao, leap month 5, day 29');
  assert.equal(said('1903-07-24'), 'guimao, month 6, day 1');
  assert.equal(said('1903-08-22'), 'guimao, month 6, day 30');
  assert.equal(said('1903-08-23'), 'guimao, month 7, day 1');
  assert.equal(said('1903-10-01'), '');
  assert.equal(page.chineseInWords(0, []), '');
});

test('what lasted from one year to another is told by its years, and by days only where these are known', () => {
  const edge = (...days) => { const found = { standing: false, ends: [], days: days.map((day) => page.dayNumber(day)) }; page.readDays(found); return found; };
  const years = edge('1812-01-01', '1812-12-31', '1815-01-01', '1815-12-31');
  assert.deepEqual([page.eventInWords(years, true), page.eventInWords(years, false)], Array(2).fill('from 1812, until 1815'));
  assert.equal(page.eventInWords(edge('1812-02-01', '1812-02-01', '1815-03-02', '1815-03-02'), false), '1 February 1812 to 2 March 1815');
});
