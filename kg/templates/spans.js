// A text and the passages that claims rest on come in; segments, paragraphs and excerpts go out. Offsets count code points.
// No document is needed.

// The passages of a source that stand somewhere in its text, each once, with the claims that rest on it: in the order of the
// text, the longer first. Cited places (no words) are left to citedPlaces().
function passagesOf(claims) {
  const found = new Map();
  for (const claim of claims) {
    for (const passage of claim.passages) {
      if (!passage.quote) continue;
      const key = passage.start >= 0 ? passage.start + '-' + passage.end : 'q' + passage.quote + '\n' + passage.prefix + '\n' + passage.suffix;
      if (!found.has(key)) found.set(key, { ...passage, claims: [] });
      if (!found.get(key).claims.includes(claim)) found.get(key).claims.push(claim);
    }
  }
  const placed = (passage) => (passage.start < 0 ? Infinity : passage.start);
  const all = [...found.values()].sort((one, other) => (placed(one) === placed(other) ? other.end - one.end : placed(one) - placed(other)));
  all.forEach((passage, number) => { passage.number = number; });
  return all;
}

// The places of a source that are cited without words: [{ locator, claims }]
function citedPlaces(claims) {
  const places = new Map();
  for (const claim of claims) {
    for (const { locator } of claim.passages.filter((passage) => !passage.quote)) {
      if (!places.has(locator)) places.set(locator, { locator, claims: [] });
      if (!places.get(locator).claims.includes(claim)) places.get(locator).claims.push(claim);
    }
  }
  return [...places.values()];
}

// A text of so many code points cut wherever a passage begins or ends: [{ start, end, passages }], which together are the text.
// Passages may overlap and nest; of one that leaves the text, the part within counts.
function segmentsOf(length, passages) {
  const clipped = passages.map((passage) => ({ passage, start: Math.max(0, passage.start), end: Math.min(length, passage.end) }));
  const within = clipped.filter(({ start, end }) => start < end);
  const cuts = [...new Set([0, length, ...within.flatMap(({ start, end }) => [start, end])])].sort((one, other) => one - other);
  within.sort((one, other) => one.start - other.start || other.end - one.end);
  const segments = [];
  let [open, next] = [[], 0];
  for (let cut = 0; cut + 1 < cuts.length; cut += 1) {
    const [start, end] = [cuts[cut], cuts[cut + 1]];
    open = open.filter((each) => each.end > start);
    for (; next < within.length && within[next].start <= start; next += 1) open.push(within[next]);
    segments.push({ start, end, passages: open.map(({ passage }) => passage) });
  }
  return segments;
}

// The paragraphs of a text, each with its line break and the blank lines after it, so that together they are the text.
function paragraphsOf(text) {
  const paragraphs = [];
  let [start, at, broken] = [0, 0, false];
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) || []) {
    const blank = !line.trim();
    if (broken && !blank) {
      paragraphs.push({ start, end: at });
      start = at;
    }
    at += codePoints(line);
    broken = line.endsWith('\n');
  }
  if (at > start) paragraphs.push({ start, end: at });
  return paragraphs;
}

function codePoints(text) {
  let count = 0;
  for (const sign of text) count += sign ? 1 : 0;
  return count;
}

// Segments cut at the ends of paragraphs: for each paragraph its segments.
function segmentsIn(paragraphs, segments) {
  let at = 0;
  return paragraphs.map(({ start, end }) => {
    const mine = [];
    while (at < segments.length && segments[at].end <= start) at += 1;
    for (let next = at; next < segments.length && segments[next].start < end; next += 1) {
      const segment = segments[next];
      mine.push({ start: Math.max(start, segment.start), end: Math.min(end, segment.end), passages: segment.passages });
    }
    return mine;
  });
}

// Where the text itself is not at hand: the sentences around the passages, in the order of the text; those that overlap and
// agree are one. Each excerpt is { start, end, signs, passages }; passages without a place stand after the others.
function excerptsOf(passages) {
  const excerpts = [];
  let after = 0;
  for (const passage of passages) {
    const [prefix, quote, suffix] = [passage.prefix, passage.quote, passage.suffix].map((part) => Array.from(part));
    const signs = [...prefix, ...quote, ...suffix];
    const start = (passage.start >= 0 ? passage.start : after + 1 + prefix.length) - prefix.length;
    const placed = passage.start >= 0 ? passage : { ...passage, start: start + prefix.length, end: start + prefix.length + quote.length };
    const last = excerpts[excerpts.length - 1];
    if (!last || !joined(last, start, signs)) excerpts.push({ start, end: start + signs.length, signs, passages: [] });
    excerpts[excerpts.length - 1].passages.push(placed);
    after = Math.max(after, start + signs.length);
  }
  return excerpts;
}

// Add a sentence to an excerpt that it overlaps, or leave both as they are if their words differ where they overlap.
function joined(excerpt, start, signs) {
  if (start < excerpt.start || start >= excerpt.end) return false;
  const shared = Math.min(excerpt.end, start + signs.length) - start;
  for (let at = 0; at < shared; at += 1) if (excerpt.signs[start - excerpt.start + at] !== signs[at]) return false;
  excerpt.signs.push(...signs.slice(shared));
  excerpt.end = Math.max(excerpt.end, start + signs.length);
  return true;
}

// How the best vouched for of several claims stands.
function bestStatus(claims) {
  return ['Accepted', 'Disputed', 'Unreviewed', 'Rejected'].find((status) => claims.some((claim) => claim.status === status)) || 'Accepted';
}

// How what is said stands in the chosen period: the surest of its relations; "none" where no relation rests on it.
function bestState(claims) {
  const states = new Set(claims.flatMap((claim) => claim.relations).map((edge) => edge.state));
  return ['all', 'certain', 'part', 'possible', 'no', 'undated'].find((each) => states.has(each)) || 'none';
}
