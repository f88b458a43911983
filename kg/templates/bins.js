// The date strip's scale and histogram: days come in, a scale and bars go out. No document is needed.

// The days that the strip spans, of days in order, each as often as it is told: a few far-off dates must not press all others
// into one corner. Where eight tenths of them lie close together, these are shown; arrows tell that there is more.
function scaleOf(days) {
  let [from, to, cut] = [0, days.length - 1, 1];
  const [first, last] = [Math.floor(days.length * 0.1), Math.ceil(days.length * 0.9) - 1];
  if (new Set(days).size >= 16 && days[last] > days[first] && days[last] - days[first] < 0.6 * (days[to] - days[from])) [from, to, cut] = [first, last, 0];
  for (let spare = days.length < 5 ? 0 : Math.ceil(days.length / 5); cut && spare > 0; spare -= cut) {
    cut = farOff(days, from, to, spare, 1);
    if (cut) from += cut;
    else { cut = farOff(days, from, to, spare, -1); to -= cut; }
  }
  const room = Math.max(5, Math.round((days[to] - days[from]) * 0.04));
  const [low, high] = [days[from] - room, days[to] + room];
  return { low, high, before: days[0] < low, after: days[days.length - 1] > high };
}

// The scale for a chosen period: as it is where that lies within; else the usual one, made as much longer as it takes.
function scaleWith(usual, now, { first, last }) {
  if (first >= now.low && last <= now.high) return now;
  if (first < now.low && last > now.high) return now;
  const room = Math.max(5, Math.round((Math.max(usual.high, last) - Math.min(usual.low, first)) * 0.04));
  const [low, high] = [first < usual.low ? first - room : usual.low, last > usual.high ? last + room : usual.high];
  return { low, high, before: usual.before && low === usual.low, after: usual.after && high === usual.high };
}

function along(day, { low, high }) {
  return Math.max(0, Math.min(100, (day - low) / (high - low) * 100));
}

// How many relations begin, end or happen in each part of the scale; what is spread over a long span counts in the parts it may
// fall into by its share, so that "some day in 1905" makes no peak of its own.
function histogram(relations, scale, parts) {
  const bars = new Array(parts).fill(0);
  const part = (day) => Math.floor((day - scale.low) / (scale.high - scale.low) * parts);
  const add = (low, high) => {
    if (low === null && high === null) return;
    const [from, to] = [part(low ?? high), part(high ?? low)];
    const share = 1 / (to - from + 1);
    for (let at = Math.max(0, from); at <= Math.min(parts - 1, to); at += 1) bars[at] += share;
  };
  for (const edge of relations) {
    const [earliestStart, latestStart, earliestEnd, latestEnd] = edge.days;
    if (edge.standing) { add(earliestStart, latestStart); add(earliestEnd, latestEnd); }
    else add(earliestStart ?? earliestEnd, latestStart ?? latestEnd);
  }
  return bars;
}

// Between which two days each beginning and each end of a relation lies, or the one day of an act.
function pointsOf(edge) {
  const [earliestStart, latestStart, earliestEnd, latestEnd] = edge.days;
  const lasted = edge.standing || (latestStart !== null && earliestEnd !== null && latestStart < earliestEnd);
  return lasted ? [[earliestStart, latestStart], [earliestEnd, latestEnd]] : [reachOf(edge)];
}

// The steps of the date, in order: days that are known exactly; months and years in which something was, as a whole; and
// the first and the last day of all other dates that are not exactly known.
function stepsOf(relations) {
  const steps = new Map();
  for (const [low, high] of relations.flatMap(pointsOf)) {
    const all = isMonthOrYear(low, high) ? [[low, high]] : [low, high].filter((day) => day !== null).map((day) => [day, day]);
    for (const [first, last] of all) steps.set(first + ' ' + last, { first, last });
  }
  return [...steps.values()].sort((one, other) => one.first - other.first || one.last - other.last);
}

function isMonthOrYear(first, last) {
  const length = last - first + 1;
  return first !== null && last !== null && ((length > 27 && length < 32) || length === 365 || length === 366) && !isoPeriod({ first, last }).includes('..');
}

// The next step (1) or the one before (-1) of a period; of one that is no step itself, that beyond it.
function stepFrom(steps, { first, last }, way) {
  const at = steps.findIndex((step) => step.first === first && step.last === last);
  if (at >= 0) return steps[at + way];
  return way > 0 ? steps.find((step) => step.first > last) : steps.filter((step) => step.first < first).pop();
}

// What a day or a period bounds: "Of dates not exactly known 2 are not before this day." '' where it bounds nothing.
function boundsInWords(relations, { first, last }) {
  const points = relations.filter(({ days }) => days.includes(first) || days.includes(last)).flatMap(pointsOf).filter(([low, high]) => low !== high);
  const count = (fits, one, many) => { const { length } = points.filter(fits); return length ? length + (length === 1 ? one : many) : ''; };
  const parts = first < last ? [count(([low, high]) => low === first && high === last, ' lies in this time', ' lie in this time')] :
    [count(([low]) => low === first, ' is not before this day', ' are not before this day'), count(([, high]) => high === last, ' is not after this day', ' are not after this day')];
  return parts.some(Boolean) ? 'Of dates not exactly known ' + parts.filter(Boolean).join(', ') + '.' : '';
}

// Years to write under the scale: [day number, text]; months where it spans few years, and days where it spans few months.
function yearsOf(scale, most) {
  const span = scale.high - scale.low;
  if (span < 30 * most) return dayMarks(scale, Math.ceil(span / most));
  if (span < 1100) return monthMarks(scale, [1, 2, 3, 4, 6].find((months) => span / 30.5 / months <= most) || 12);
  const [first, last] = [Number(isoDay(scale.low).slice(0, -6)), Number(isoDay(scale.high).slice(0, -6))];
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((years) => (last - first) / years <= most) || 10000;
  const found = [];
  // The year 0 is 1 BC: round years before our era are those of its own count.
  for (let year = first; year <= last; year += 1) {
    if (year > 0 ? year % step && year !== 1 : (1 - year) % step) continue;
    const day = dayNumber(isoYear(year) + '-01-01');
    if (day !== null && day >= scale.low) found.push([day, yearInWords(year)]);
  }
  return found;
}

// The first days of months, one in so many of them (a part of twelve, so that they are as far apart across the new year).
function monthMarks(scale, step) {
  const found = [];
  const first = new Date(scale.low * 86400000);
  for (let month = first.getUTCFullYear() * 12 + first.getUTCMonth(); ; month += 1) {
    const [year, of] = [Math.floor(month / 12), ((month % 12) + 12) % 12];
    const day = dayNumber(isoYear(year) + '-' + String(of + 1).padStart(2, '0') + '-01');
    if (day === null || day > scale.high) return found;
    if (day >= scale.low && of % step === 0) found.push([day, MONTHS[of].slice(0, 3) + ' ' + yearInWords(year)]);
  }
}

function dayMarks(scale, step) {
  const found = [];
  for (let day = scale.low + Math.ceil(step / 2); day <= scale.high; day += step) found.push([day, shortly(day)]);
  return found;
}
