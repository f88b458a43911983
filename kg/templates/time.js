// Dates: days as numbers, what is in force on a day, and how bounds are said in words.
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December'];

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
  const year = date.getUTCFullYear();
  const written = String(Math.abs(year)).padStart(4, '0');
  return (year < 0 ? '-' : '') + written + '-' + String(date.getUTCMonth() + 1).padStart(2, '0') + '-' +
    String(date.getUTCDate()).padStart(2, '0');
}

// What a reader may type: a day, or a month or a year for its first day.
function typedDay(text) {
  const plain = text.trim();
  if (/^-?\d{4}$/.test(plain)) return dayNumber(plain + '-01-01');
  if (/^-?\d{4}-\d\d$/.test(plain)) return dayNumber(plain + '-01');
  return dayNumber(plain);
}

function inWords(number) {
  const date = new Date(number * 86400000);
  return date.getUTCDate() + ' ' + MONTHS[date.getUTCMonth()] + ' ' + date.getUTCFullYear();
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
    if (first.getUTCMonth() === 0 && last.getUTCMonth() === 11) return 'some day in ' + first.getUTCFullYear();
    if (first.getUTCMonth() === last.getUTCMonth()) return 'some day in ' + MONTHS[first.getUTCMonth()] + ' ' + first.getUTCFullYear();
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
  if (!edge.standing) return pointInShort(edge.first, edge.last);
  const begin = earliestStart === null && latestStart === null ? 'beginning not known' :
    (earliestStart === null ? 'begun ' : 'from ') + pointInShort(earliestStart, latestStart);
  return begin + (earliestEnd === null && latestEnd === null ? ', end not known' : ' until ' + pointInShort(earliestEnd, latestEnd));
}

// "certain", "possible", "no", or "undated"; where a bound is missing, never "certain". A state of affairs without an
// end may have gone on, an event has its own days only, as far as its bounds tell them.
function standsOn(edge, day) {
  if (edge.undated) return 'undated';
  const [earliestStart, latestStart, earliestEnd, latestEnd] = edge.days;
  const [first, last] = edge.standing ? [earliestStart, latestEnd] : [earliestStart ?? earliestEnd, latestEnd ?? latestStart];
  if ((first !== null && day < first) || (last !== null && last < day)) return 'no';
  if (edge.standing && !edge.ends.every((name) => lived(name, day))) return 'no';
  return latestStart !== null && earliestEnd !== null && latestStart <= day && day <= earliestEnd ? 'certain' : 'possible';
}

// Whether a name with a life span of its own may have existed on a day.
function lived(name, day) {
  const [earliestStart, , , latestEnd] = name.days;
  return (earliestStart === null || earliestStart <= day) && (latestEnd === null || day <= latestEnd);
}

function readDays(record) {
  record.days = ['earliest_start', 'latest_start', 'earliest_end', 'latest_end'].map((bound) => dayNumber(record[bound]));
  const known = record.days.filter((day) => day !== null);
  record.undated = known.length === 0;
  record.first = record.undated ? null : Math.min(...known);
  record.last = record.undated ? null : Math.max(...known);
}
