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
    if (to < 0 || from >= parts) return;
    const share = 1 / (to - from + 1);
    for (let at = Math.max(0, from); at <= Math.min(parts - 1, to); at += 1) bars[at] += share;
  };
  for (const edge of relations) {
    const [earliestStart, latestStart, earliestEnd, latestEnd] = edge.days;
    if (edge.undated) continue;
    if (edge.standing) { add(earliestStart, latestStart); add(earliestEnd, latestEnd); }
    else add(earliestStart ?? earliestEnd, latestStart ?? latestEnd);
  }
  return bars;
}

// Years to write under the scale: [day number, text]; months where it spans few years, and days where it spans few months.
function yearsOf(scale, most) {
  const span = scale.high - scale.low;
  if (span < 30 * most) return dayMarks(scale, Math.ceil(span / most));
  if (span < 1100) return monthMarks(scale, Math.ceil(span / 30.5 / most));
  const [first, last] = [Number(isoDay(scale.low).slice(0, -6)), Number(isoDay(scale.high).slice(0, -6))];
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((years) => (last - first) / years <= most) || 10000;
  const found = [];
  // The year 0 is 1 BC: round years before our era are those of its own count.
  for (let year = first; year <= last; year += 1) {
    if (year > 0 ? year % step && year !== 1 : (1 - year) % step) continue;
    const day = dayNumber(isoYear(year) + '-01-01');
    if (day !== null && day >= scale.low && day <= scale.high) found.push([day, yearInWords(year)]);
  }
  return found;
}

// The first days of months, one in so many of them.
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
