// Relations and a width come in; an axis with its ticks, and bars with what is certain, possible and not known of them, go out.
// No document is needed.
const MOST_BARS = 150;
const GUTTER = 58; // pixels beside the axis for the year of what lies far off
const MARGIN = 16; // pixels beside it for signs
const FADE = 44; // pixels of a part of which no end is known

// The days that the axis spans. A few far-off ones (a fifth at most) must not press all others into one corner: they are
// cut off where the gap before them is wider than most of what remains.
function axisDays(relations) {
  const days = [];
  for (const edge of relations) if (!edge.undated) days.push(...new Set([edge.first, edge.last]));
  if (!days.length) return null;
  days.sort((one, other) => one - other);
  const spare = days.length < 5 ? 0 : Math.ceil(days.length / 5);
  let [from, to] = [0, days.length - 1];
  for (let left = spare, cut = 1; cut && left > 0; left -= cut) {
    cut = farOff(days, from, to, left, 1);
    if (cut) from += cut;
    else { cut = farOff(days, from, to, left, -1); to -= cut; }
  }
  const room = Math.max(3, Math.round((days[to] - days[from]) * 0.02));
  return { first: days[from] - (from ? 0 : room), last: days[to] + (to < days.length - 1 ? 0 : room), before: from > 0, after: to < days.length - 1 };
}

// How many days at one end lie far off the rest: 0, or the fewest behind a wide gap.
function farOff(days, from, to, most, way) {
  for (let count = 1; count <= most && from + count < to; count += 1) {
    const [outer, inner] = way > 0 ? [from + count - 1, from + count] : [to - count + 1, to - count];
    const rest = way > 0 ? days[to] - days[inner] : days[inner] - days[from];
    if (Math.abs(days[inner] - days[outer]) > 0.6 * Math.max(rest, 60)) return count;
  }
  return 0;
}

// An axis so many pixels wide: where a day begins, and which day lies at a pixel; null where there is no date. Its days are
// those of axisDays() or a part of them.
function axisOf(span, width) {
  if (!span) return null;
  const from = span.before ? GUTTER : MARGIN;
  const to = Math.max(from + 40, width - (span.after ? GUTTER : MARGIN));
  const perDay = (to - from) / (span.last - span.first + 1);
  return {
    ...span, from, to, width, perDay,
    at: (day) => from + (day - span.first) * perDay,
    day: (x) => Math.max(span.first, Math.min(span.last, span.first + Math.floor((x - from) / perDay))),
  };
}

// The days of an axis made longer or shorter by a factor, around one of its days; null where that is all of them.
function zoomedDays({ first, last }, around, factor, whole) {
  const length = Math.max(10, Math.round((last - first) * factor));
  const share = Math.max(0, Math.min(1, (around - first) / Math.max(1, last - first)));
  const from = Math.max(whole.first, Math.min(whole.last - length, Math.round(around - length * share)));
  const to = Math.min(whole.last, from + length);
  return from <= whole.first && to >= whole.last ? null : { first: from, last: to, before: true, after: true };
}

// The next part of an axis to the left (-1) or to the right (1), by half its length.
function movedDays({ first, last }, way, whole) {
  const wanted = way * Math.ceil((last - first) / 2);
  const step = way < 0 ? Math.max(wanted, whole.first - first) : Math.min(wanted, whole.last - last);
  return { first: first + step, last: last + step, before: true, after: true };
}

// What is known of a beginning or an end that lies between two days: "known" (one day), "between" (two), "open" (it lies
// beyond "inner", no one says how far), "limit" (it does not lie beyond "outer", no one says how near), "unknown".
function endOf(outer, inner) {
  if (outer === null) return inner === null ? 'unknown' : 'open';
  if (inner === null) return 'limit';
  return outer === inner ? 'known' : 'between';
}

// A relation in time: { form: "bar" or "mark", begin, end, spans: [{ sort: "certain" or "possible", first, last }] }.
function extentOf(edge) {
  if (edge.undated) return { form: 'undated', begin: 'unknown', end: 'unknown', spans: [] };
  const [earliestStart, latestStart, earliestEnd, latestEnd] = edge.days;
  const certain = latestStart !== null && earliestEnd !== null && latestStart <= earliestEnd;
  if (!edge.standing && (!certain || edge.first === edge.last)) return markExtent(edge, certain);
  const spans = [];
  if (!certain) spans.push({ sort: 'possible', first: edge.first, last: edge.last });
  else {
    if (edge.first < latestStart) spans.push({ sort: 'possible', first: edge.first, last: latestStart - 1 });
    spans.push({ sort: 'certain', first: latestStart, last: earliestEnd });
    if (edge.last > earliestEnd) spans.push({ sort: 'possible', first: earliestEnd + 1, last: edge.last });
  }
  return { form: 'bar', begin: endOf(earliestStart, latestStart), end: endOf(latestEnd, earliestEnd), spans };
}

// An event of one day; where the day is uncertain, the days on which it may have been. The same rule as happensIn() in dates.js.
function markExtent(edge, certain) {
  const [earliestStart, latestStart, earliestEnd, latestEnd] = edge.days;
  const [low, high] = [earliestStart ?? earliestEnd, latestEnd ?? latestStart];
  if (certain) return { form: 'mark', begin: 'known', end: 'known', spans: [{ sort: 'certain', first: low, last: low }] };
  const span = { sort: 'possible', first: low ?? edge.first, last: high ?? edge.last };
  return { form: 'mark', begin: low === null ? 'open' : 'between', end: high === null ? 'open' : 'between', spans: [span] };
}

// A relation on an axis: parts and signs in pixels. What the axis cuts off has the sign "cut" and the year that it reaches.
function barOf(edge, axis) {
  const { form, begin, end, spans } = extentOf(edge);
  const bar = { edge, form, begin, end, parts: [], signs: [], mark: null };
  if (form === 'undated' || !axis) return bar;
  const [first, last] = [spans[0].first, spans[spans.length - 1].last];
  const [left, right] = [axis.at(first), Math.max(axis.at(last + 1), axis.at(first) + 3)];
  const [cutBefore, cutAfter] = [first < axis.first, last > axis.last];
  for (const span of spans) {
    const [from, to] = [Math.max(axis.at(span.first), axis.from), Math.min(axis.at(span.last + 1), axis.to)];
    if (to > from && span.last >= axis.first && span.first <= axis.last) bar.parts.push({ sort: span.sort, x: from, width: Math.max(3, to - from) });
  }
  bar.signs.push(cutBefore ? { side: 'begin', sign: 'cut', x: axis.from, words: yearOf(first) } : { side: 'begin', sign: begin, x: Math.min(left, axis.to) });
  bar.signs.push(cutAfter ? { side: 'end', sign: 'cut', x: axis.to, words: yearOf(last) } : { side: 'end', sign: end, x: Math.max(right, axis.from) });
  if (last < axis.first) bar.signs.pop();
  else if (first > axis.last) bar.signs.shift();
  else bar.parts.push(...fadesOf(bar.signs, axis));
  if (form === 'mark') bar.mark = markPlace(first, last, axis, begin === 'known');
  return bar;
}

function markPlace(first, last, axis, known) {
  const middle = axis.at((first + last + 1) / 2);
  return middle < axis.from || middle > axis.to ? null : { x: middle, known };
}

// Where an end is not known, the bar fades out over some pixels, or over what is left beside it; its sign stands there.
function fadesOf(signs, axis) {
  const fades = [];
  for (const each of signs) {
    if (each.sign !== 'unknown') continue;
    const [inwards, width] = each.side === 'begin' ? [true, Math.min(FADE, each.x)] : [false, Math.min(FADE, axis.width - each.x)];
    const x = inwards ? each.x - width : each.x;
    fades.push({ sort: inwards ? 'fade-in' : 'fade-out', x, width });
    each.x = inwards ? x + 5 : x + width - 5;
  }
  return fades;
}

function yearNumber(day) {
  return new Date(day * 86400000).getUTCFullYear();
}

function yearOf(day) {
  return yearInWords(yearNumber(day));
}

// Relations by the pair of names that they hold between: in the order of their first dates ("date") or of their number ("size").
// What has no date stands in a group of its own at the end.
function barGroups(relations, order = 'date') {
  const groups = new Map();
  const undated = { key: 'undated', ends: null, members: [], first: Infinity };
  for (const edge of relations) {
    if (edge.undated) { undated.members.push(edge); continue; }
    if (!groups.has(edge.pair)) groups.set(edge.pair, { key: edge.pair.key, ends: edge.pair.ends, members: [], first: Infinity });
    const group = groups.get(edge.pair);
    group.members.push(edge);
    group.first = Math.min(group.first, edge.first);
  }
  const all = [...groups.values()];
  for (const group of all) group.members.sort((one, other) => one.first - other.first || one.last - other.last || one.number - other.number);
  const earlier = (one, other) => one.first - other.first || one.members[0].number - other.members[0].number;
  all.sort(order === 'size' ? (one, other) => other.members.length - one.members.length || earlier(one, other) : earlier);
  return undated.members.length ? [...all, undated] : all;
}

// Groups cut into pages of so many bars at most; a group that is cut goes on at the top of the next page.
function barPages(groups, most = MOST_BARS) {
  const pages = [];
  let room = 0;
  for (const group of groups) {
    for (let from = 0; from < group.members.length;) {
      if (!room) { pages.push([]); room = most; }
      const members = group.members.slice(from, from + room);
      pages[pages.length - 1].push({ group, members, continued: from > 0 });
      from += members.length;
      room -= members.length;
    }
  }
  return pages;
}

// Days, months or years along an axis, so far apart that their labels do not touch: [{ x, label, period }]
function axisTicks(axis) {
  const perYear = axis.perDay * 365.2425;
  const wide = [1, 2, 5].flatMap((digit) => [1, 10, 100, 1000, 10000].map((power) => digit * power)).sort((one, other) => one - other);
  const find = (steps, pixels, gap) => steps.find((step) => step * pixels >= gap);
  const [days, months] = [find([1, 2, 5, 7, 10], axis.perDay, 92), find([1, 3, 6], perYear / 12, 76)];
  const all = days ? dayTicks(axis, days) : months ? monthTicks(axis, months) : yearTicks(axis, find(wide, perYear, 58) || 100000);
  const half = days ? 42 : months ? 34 : 26;
  return all.filter(({ x }) => x >= half && x + half <= axis.width);
}

function dayTicks(axis, step) {
  const ticks = [];
  for (let day = axis.first; day <= axis.last; day += step) ticks.push({ x: axis.at(day), label: shortly(day), period: { first: day, last: day } });
  return ticks;
}

function monthTicks(axis, step) {
  const ticks = [];
  const last = yearNumber(axis.last);
  for (let year = yearNumber(axis.first); year <= last; year += 1) {
    for (let month = 0; month < 12; month += step) {
      const period = onePeriod(isoYear(year) + '-' + String(month + 1).padStart(2, '0'));
      const label = MONTHS[month].slice(0, 3) + ' ' + yearInWords(year);
      if (period.first >= axis.first && period.first <= axis.last) ticks.push({ x: axis.at(period.first), label, period });
    }
  }
  return ticks;
}

// Round years as people count them: before the year 1 the round ones are those BC (the year 0 of ISO 8601 is 1 BC).
function yearTicks(axis, step) {
  const [first, last] = [yearNumber(axis.first), yearNumber(axis.last)];
  const years = [];
  if (first <= 0) for (let before = Math.floor((1 - first) / step) * step; before > 0; before -= step) years.push(1 - before);
  if (step > 1 && first <= 1) years.push(1);
  for (let year = Math.max(step, Math.ceil(first / step) * step); year <= last; year += step) years.push(year);
  const periods = years.map((year) => [year, onePeriod(isoYear(year))]);
  const within = ([, period]) => period && period.first >= axis.first && period.first <= axis.last;
  return periods.filter(within).map(([year, period]) => ({ x: axis.at(period.first), label: yearInWords(year), period }));
}
