// Dates: days as numbers, what is in force on a day, and how bounds are said in words.
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December'];
const ISO_PARTS = /^(-?\d{4,6})(?:-(\d\d))?(?:-(\d\d))?$/;

// Days since 1 January 1970 in the proleptic Gregorian calendar; null where the text is no date.
function dayNumber(iso) {
  const parts = /^(-?\d{4,6})-(\d\d)-(\d\d)$/.exec(String(iso || '').trim());
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return Math.round(date.getTime() / 86400000);
}

function isoDay(number) {
  const date = new Date(number * 86400000);
  return isoYear(date.getUTCFullYear()) + '-' + String(date.getUTCMonth() + 1).padStart(2, '0') + '-' +
    String(date.getUTCDate()).padStart(2, '0');
}

function isoYear(year) {
  return (year < 0 ? '-' : '') + String(Math.abs(year)).padStart(4, '0');
}

function inWords(number) {
  const date = new Date(number * 86400000);
  return date.getUTCDate() + ' ' + MONTHS[date.getUTCMonth()] + ' ' + yearInWords(date.getUTCFullYear());
}

// The year 0 of ISO 8601 is 1 BC.
function yearInWords(year) {
  return year > 0 ? String(year) : 1 - year + ' BC';
}

// A point in time known to lie between two days, either of them perhaps unknown.
function pointInWords(low, high) {
  if (low === null && high === null) return 'not known';
  if (low === null) return 'by ' + inWords(high);
  if (high === null) return 'not before ' + inWords(low);
  if (low === high) return inWords(low);
  const [first, last, next] = [new Date(low * 86400000), new Date(high * 86400000), new Date((high + 1) * 86400000)];
  const wholeMonths = first.getUTCDate() === 1 && next.getUTCDate() === 1;
  if (wholeMonths && first.getUTCFullYear() === last.getUTCFullYear()) {
    if (first.getUTCMonth() === 0 && last.getUTCMonth() === 11) return 'some day in ' + yearInWords(first.getUTCFullYear());
    if (first.getUTCMonth() === last.getUTCMonth()) return 'some day in ' + MONTHS[first.getUTCMonth()] + ' ' + yearInWords(first.getUTCFullYear());
  }
  return 'between ' + inWords(low) + ' and ' + inWords(high);
}

// The same for a table: months cut short, what two days share said once.
function pointInShort(low, high) {
  if (low === null) return 'by ' + shortly(high);
  if (high === null) return shortly(low) + ' or later';
  if (low === high) return shortly(low);
  const words = pointInWords(low, high);
  if (words.startsWith('some day in ')) return words.slice('some day in '.length);
  const [from, to] = [shortly(low).split(' '), shortly(high).split(' ')];
  while (from.length > 1 && from[from.length - 1] === to[from.length - 1]) from.pop();
  return from.join(' ') + (from.length > 1 ? ' – ' : '–') + to.join(' ');
}

function shortly(number) {
  return inWords(number).replace(/[A-Z]\w+/, (month) => (month.length > 4 ? month.slice(0, 3) : month));
}

// When a relation was, on one line.
function whenInWords(edge) {
  const [earliestStart, latestStart, earliestEnd, latestEnd] = edge.days;
  if (edge.undated) return 'date not known';
  if (!edge.standing) return eventInWords(edge, true);
  return beginInWords(earliestStart, latestStart) + ', ' + endInWords(earliestEnd, latestEnd);
}

// When an event was, in short or at length; a bound that is not known is never told as if it were a day.
function eventInWords(edge, short) {
  const [earliestStart, latestStart, earliestEnd, latestEnd] = edge.days;
  if (edge.undated) return short ? 'date not known' : 'not known';
  const [low, high] = reachOf(edge);
  const lasted = latestStart !== null && earliestEnd !== null && latestStart < earliestEnd;
  if (lasted && (earliestStart !== latestStart || earliestEnd !== latestEnd)) return beginInWords(earliestStart, latestStart) + ', ' + endInWords(earliestEnd, latestEnd);
  if (short) return pointInShort(low, high);
  if (low === null) return 'on or before ' + inWords(high);
  if (high === null) return 'on or after ' + inWords(low);
  return lasted ? inWords(low) + ' to ' + inWords(high) : pointInWords(low, high);
}

// The one day of an event of which all is known; null where it may have been another, or lasted.
function exactDay(edge) {
  return edge.first === edge.last && !edge.days.includes(null) ? edge.first : null;
}

function beginInWords(low, high) {
  if (low === null && high === null) return 'beginning not known';
  return (low === null ? 'begun ' : 'from ') + pointInShort(low, high);
}

function endInWords(low, high) {
  if (low === null && high === null) return 'end not known';
  if (high === null) return 'at least until ' + shortly(low);
  return low === null ? 'ended ' + pointInShort(low, high) : 'until ' + pointInShort(low, high);
}

// How a relation stands in a period (day numbers, both included; one day is the period of that day): "certain" on every
// day of it, "part" (certain on some of its days), "possible", "no", or "undated" (an event of which no day is known). A bound
// that is missing never counts as certain. The same rule as kg/queries/state-on-date.rq for what lasts, and as within() in kg/network.py for events.
function standsIn(edge, first, last) {
  return edge.standing ? lastsIn(edge, first, last) : happensIn(edge, first, last);
}

function lastsIn(edge, first, last) {
  const [earliestStart, latestStart, earliestEnd, latestEnd] = edge.days;
  if ((earliestStart !== null && last < earliestStart) || (latestEnd !== null && latestEnd < first)) return 'no';
  if (!edge.ends.every((name) => lived(name, first, last))) return 'no';
  if (latestStart === null || earliestEnd === null || earliestEnd < latestStart) return 'possible';
  if (latestStart <= first && last <= earliestEnd) return 'certain';
  return latestStart <= last && first <= earliestEnd ? 'part' : 'possible';
}

function happensIn(edge, first, last) {
  if (edge.undated) return 'undated';
  const [begins, ends] = reachOf(edge);
  const [, latestStart, earliestEnd] = edge.days;
  if ((begins !== null && last < begins) || (ends !== null && ends < first)) return 'no';
  return latestStart !== null && earliestEnd !== null && latestStart <= last && first <= earliestEnd ? 'certain' : 'possible';
}

// The first and the last day on which an event may have been, each null where nothing bounds it.
function reachOf(edge) {
  const [earliestStart, latestStart, earliestEnd, latestEnd] = edge.days;
  const begins = earliestStart ?? (earliestEnd === null ? null : Math.min(earliestEnd, latestStart ?? earliestEnd));
  const ends = latestEnd ?? (latestStart === null ? null : Math.max(latestStart, earliestEnd ?? latestStart));
  return [begins, ends];
}

// Whether a name with a life span of its own may have existed in a period.
function lived(name, first, last) {
  const [earliestStart, , , latestEnd] = name.days;
  return (earliestStart === null || earliestStart <= last) && (latestEnd === null || first <= latestEnd);
}

// Bounds as day numbers: [earliest start, latest start, earliest end, latest end], null where a source gives none.
function readDays(record) {
  const known = record.days.filter((day) => day !== null);
  record.undated = known.length === 0;
  record.first = record.undated ? null : Math.min(...known);
  record.last = record.undated ? null : Math.max(...known);
}

// What a reader may type: a day, a month, a year, or two of them with "..", "/", "–" or "to" between, in numbers or as the
// page says them; null where it is none.
function typedPeriod(text) {
  const parts = typedParts(text);
  if (parts.length > 2) return null;
  const to = onePeriod(parts[parts.length - 1]);
  for (const from of [onePeriod(parts[0]), onePeriod(completed(...parts))]) {
    if (from && to && from.first <= to.last) return { first: from.first, last: to.last };
  }
  return null;
}

function typedParts(text) {
  return text.trim().split(/\s*(?:\.\.|\/|–|\bto\b)\s*/i);
}

// The first of two days with what it leaves to the second to say: "8" of "8–9 February 1904".
function completed(from, to = '') {
  return from + ' ' + to.split(/\s+/).slice(from.split(/\s+/).length).join(' ');
}

// Why typedPeriod reads nothing in a text, and what to write; the example is a day (number) of the page's own.
function whyNoPeriod(text, example) {
  const parts = typedParts(text);
  for (const part of [...parts, completed(...parts)]) if (noSuchDay(part)) return noSuchDay(part);
  const [from, to] = parts.map(onePeriod);
  if (parts.length === 2 && from && to) return 'A period ends after it begins: write the earlier of the two dates first.';
  const [day, month, year] = [isoDay(example), isoDay(example).slice(0, -3), isoDay(example).slice(0, -6)];
  return 'Write a day (' + day + ' or ' + inWords(example) + '), a month (' + month + ') or a year (' + year + '); ' +
    'two of them with ".." between make a period.';
}

function noSuchDay(text) {
  const found = ISO_PARTS.exec(inNumbers(text));
  if (!found || !found[2] || onePeriod(text)) return '';
  const [year, month, day] = found.slice(1).map(Number);
  if (month < 1 || month > 12) return 'There is no month ' + month + ': write 01 to 12.';
  const isCounted = dayNumber(found[1] + '-' + found[2] + '-01') !== null; // a browser counts no days after the year 275760
  return found[3] && isCounted ? 'There is no ' + day + ' ' + MONTHS[month - 1] + ' ' + yearInWords(year) + '.' : '';
}

// A date as the page says it ("9 September 1905", "Feb 1904", "50 BC"), or as an American would, in numbers; other text as it is.
function inNumbers(text) {
  const plain = text.replace(/[.,](?=\s|$)/g, '').trim().replace(/\s+/g, ' ').replace(/^([a-z]+) (\d{1,2}) (?=\d)/i, '$2 $1 ');
  const found = /^(?:(?:(\d{1,2}) )?([a-z]{3,9}) )?(\d{1,4})(?: (bce?|ce|ad))?$/i.exec(plain);
  if (!found) return text;
  const [, day, word, digits, era] = found;
  const month = word ? MONTHS.findIndex((each) => each.toLowerCase().startsWith(word.toLowerCase())) + 1 : null;
  const isYear = Number(digits) > 0 && (digits.length > 2 || day || era); // "Feb 11" lacks its year
  if (month === 0 || !isYear) return text;
  const year = /^b/i.test(era || '') ? 1 - Number(digits) : Number(digits);
  return [isoYear(year), month, day].filter(Boolean).map((part) => String(part).padStart(2, '0')).join('-');
}

function onePeriod(text) {
  const found = ISO_PARTS.exec(inNumbers(text));
  if (!found) return null;
  const [, year, month, day] = found;
  const first = dayNumber(year + '-' + (month || '01') + '-' + (day || '01'));
  if (first === null) return null;
  if (day) return { first, last: first };
  const [y, m] = month ? [Number(year) + (month === '12' ? 1 : 0), (Number(month) % 12) + 1] : [Number(year) + 1, 1];
  return { first, last: dayNumber(isoYear(y) + '-' + String(m).padStart(2, '0') + '-01') - 1 };
}

// A period as it is written in an address and typed: "1904-03-01", "1904-03", "1904", or two days with ".." between.
function isoPeriod({ first, last }) {
  if (first === last) return isoDay(first);
  const [from, to, after] = [isoDay(first), isoDay(last), isoDay(last + 1)];
  if (from.endsWith('-01-01') && after.endsWith('-01-01') && from.slice(0, -6) === to.slice(0, -6)) return from.slice(0, -6);
  if (from.endsWith('-01') && after.endsWith('-01') && from.slice(0, -3) === to.slice(0, -3)) return from.slice(0, -3);
  return from + '..' + to;
}

function periodInWords(period) {
  if (period.first === period.last) return inWords(period.first);
  const iso = isoPeriod(period);
  if (!iso.includes('..')) return pointInWords(period.first, period.last).replace('some day in ', '');
  return inWords(period.first) + ' to ' + inWords(period.last);
}

// The same day in the Julian calendar (Richards' algorithm, Explanatory Supplement to the Astronomical Almanac, 3rd ed., 15.11).
function julianInWords(number) {
  const f = number + 2440588 + 1401;
  const e = 4 * f + 3;
  const g = Math.floor((((e % 1461) + 1461) % 1461) / 4);
  const h = 5 * g + 2;
  const day = Math.floor((h % 153) / 5) + 1;
  const month = ((Math.floor(h / 153) + 2) % 12) + 1;
  const year = Math.floor(e / 1461) - 4716 + Math.floor((14 - month) / 12);
  return day + ' ' + MONTHS[month - 1] + ' ' + yearInWords(year);
}

// The same day in the Chinese calendar, from the first days of its months [day number, year, month, leap]; '' outside them.
function chineseInWords(number, months) {
  let [low, high] = [0, months.length - 1];
  if (high < 0 || number < months[0][0]) return '';
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (months[middle][0] <= number) low = middle;
    else high = middle - 1;
  }
  const [begin, year, month, leap] = months[low];
  if (number - begin > 29 || (low === months.length - 1 && number - begin > 28)) return '';
  return year + ', ' + (leap ? 'leap ' : '') + 'month ' + month + ', day ' + (number - begin + 1);
}
