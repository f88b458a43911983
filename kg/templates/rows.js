// Relations come in; the rows of the table in their order, page by page, and their CSV go out. No document is needed.
const ROWS_A_PAGE = 200;
const ROW_ORDERS = ['kind', 'from', 'sentence', 'to', 'when', 'status', 'source'];
const ROW_STATUSES = ['Accepted', 'Disputed', 'Unreviewed', 'Rejected'];
const keptRows = new WeakMap();

// What is worked out once for all relations of a model: their folded text, and their places in each order asked for.
function keptRowsOf(model) {
  if (!keptRows.has(model)) keptRows.set(model, { texts: [], folded: new Map(), places: new Map() });
  return keptRows.get(model);
}

// The relations whose text holds all words asked for, in the order asked for: { words, by, way (1 or -1) }.
function rowsOf(model, relations, { words, by, way }, language) {
  const [places, parts] = [rowPlaces(model, by, way, language), folded(words).split(/\s+/).filter(Boolean)];
  const rows = new Array(model.relations.length);
  for (const edge of relations) if (!parts.length || holdsAllParts(textsOfRow(model, edge), parts)) rows[places[edge.number]] = edge;
  return rows.filter(Boolean);
}

function holdsAllParts(texts, parts) {
  return parts.every((part) => texts.some((text) => text.includes(part)));
}

// All that a reader may know a relation by, folded: its sentence, then kind, both names in all languages, sources.
function textsOfRow(model, edge) {
  const kept = keptRowsOf(model);
  const once = (thing, texts) => kept.folded.get(thing) ?? kept.folded.set(thing, folded(texts().filter(Boolean).join('\n'))).get(thing);
  return (kept.texts[edge.number] ??= [
    folded(edge.sentence), once(edge.look, () => [edge.kind_label]),
    ...edge.ends.map((name) => once(name, () => [name.name, ...Object.values(name.labels), ...(name.aliases || [])])),
    ...edge.claims.map((claim) => once(claim.citation, () => [claim.citation])),
    ...edge.claims.filter(({ source }) => source).map(({ source }) => once(source, () => [source.title, source.id])),
  ]);
}

// Whether other relations have the same sentence: one signature is a relation for each party.
function sharesSentence(model, edge) {
  const kept = keptRowsOf(model);
  if (!kept.sentences) {
    kept.sentences = new Map();
    for (const { sentence } of model.relations) kept.sentences.set(sentence, (kept.sentences.get(sentence) || 0) + 1);
  }
  return kept.sentences.get(edge.sentence) > 1;
}

// The place of each relation (by its number) in an order. The order is made once: what is shown later is a choice of it.
function rowPlaces(model, by, way, language) {
  const { places } = keptRowsOf(model);
  const asked = by + ' ' + way + ' ' + language;
  if (!places.has(asked)) {
    const values = rowValues(model, by, language);
    // What is not known comes last whichever way; what is equal stays in the order of the legend.
    for (let at = 0; at < values.length; at += 1) values[at] = values[at] === null ? Infinity : way * values[at];
    const order = Array.from(values.keys()).sort((one, other) => values[one] - values[other] || one - other);
    const found = new Int32Array(order.length);
    order.forEach((number, place) => { found[number] = place; });
    places.set(asked, found);
  }
  return places.get(asked);
}

function rowValues(model, by, language) {
  const { relations } = model;
  switch (by) {
    case 'kind': return relations.map((edge) => (edge.look.order ?? 0) * 1e4 + edge.look.number);
    case 'from': return textRanks(relations.map((edge) => nameIn(edge.ends[0], language)), namesCollator(language));
    case 'to': return textRanks(relations.map((edge) => nameIn(edge.ends[1], language)), namesCollator(language));
    // Thousands of different sentences: their folded text is compared sign by sign, as that is quick.
    case 'sentence': return textRanks(relations.map((edge) => folded(sentenceOf(edge, language))));
    case 'status': return relations.map((edge) => 2 * (ROW_STATUSES.indexOf(edge.status) + 1 || 9) + (edge.derived ? 1 : 0));
    case 'source': return textRanks(relations.map(saidBy), namesCollator(''));
    default: return relations.map((edge) => edge.first);
  }
}

function namesCollator(language) {
  return new Intl.Collator(language && language !== 'own' ? language : 'en', { numeric: true }).compare;
}

// The rank of each text among all of them; null where there is none.
function textRanks(texts, compare) {
  const ranks = new Map([...new Set(texts)].filter(Boolean).sort(compare).map((text, rank) => [text, rank]));
  return texts.map((text) => ranks.get(text) ?? null);
}

// One page of the rows, and where it stands: { rows, number, pages, first, last, all }, "number" brought within the pages.
function pageOf(rows, number) {
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE));
  const at = Math.max(0, Math.min(pages - 1, number));
  const page = rows.slice(at * ROWS_A_PAGE, (at + 1) * ROWS_A_PAGE);
  return { rows: page, number: at, pages, first: at * ROWS_A_PAGE, last: at * ROWS_A_PAGE + page.length, all: rows.length };
}

// The titles of the sources of a relation, each once.
function saidBy(edge) {
  const titles = edge.claims.map(({ source }) => (source ? source.title || source.citation || source.id : '')).filter(Boolean);
  return [...new Set(titles)].join('; ');
}

// How a relation stands on the day or in the period asked for, in a word or two; '' where nothing is asked or known.
function thenInWords(edge, period) {
  if (!period || edge.undated) return '';
  if (edge.standing) return { certain: 'in force', part: 'in force for a part of it', possible: 'possibly in force', no: 'not in force' }[edge.state] || '';
  const then = period.first === period.last ? 'on this day' : 'in this time';
  return { certain: then, possible: 'possibly ' + then, no: 'not ' + then }[edge.state] || '';
}

// Of some relations, those that are doubtful and hidden until the reader asks for them; and of the rest, what his filters hide.
function hiddenOf(relations, state) {
  const rest = relations.filter(({ status }) => !(HIDDEN_AT_FIRST.includes(status) && state.without.has(status)));
  return { rest: rest.length, doubtful: relations.length - rest.length, filtered: rest.filter((edge) => !passes(edge, state)).length };
}

// The same in words, after a count: ", 5 hidden by filters, 9 doubtful ones hidden"; '' where none is.
function hiddenInWords(relations, state) {
  const { doubtful, filtered } = hiddenOf(relations, state);
  return (filtered ? ', ' + filtered.toLocaleString('en') + ' hidden by filters' : '') + (doubtful ? ', ' + counted(doubtful, 'doubtful one') + ' hidden' : '');
}

// "42 of 77 relations; 30 hidden by the filters; 5 outside the surroundings": of all there are, what is in the table.
function rowsInWords({ all, passed, shown, rows, words, doubtful = 0 }) {
  const parts = [(rows === all ? '' : rows.toLocaleString('en') + ' of ') + counted(all, 'relation')];
  if (words.trim()) parts.push((shown - rows).toLocaleString('en') + ' without “' + words.trim() + '”');
  if (passed < all) parts.push((all - passed).toLocaleString('en') + ' hidden by the filters');
  if (shown < passed) parts.push((passed - shown).toLocaleString('en') + ' outside the part of the network that is looked at');
  if (doubtful) parts.push(counted(doubtful, 'doubtful one is', 'doubtful ones are') + ' hidden');
  return parts.join('; ') + '.';
}

// The words that a claim rests on, or the places that it cites.
function citedWords(claim) {
  return claim.passages.map(({ quote, locator }) => quote || placeCited(claim, locator)).filter(Boolean);
}

function placeCited({ source, citation }, locator) {
  const cited = citation || (source ? source.title || source.id : '');
  return [cited, (cited || '').endsWith(locator) ? '' : locator].filter(Boolean).join(', ');
}

const CSV_COLUMNS = [
  'number', 'from', 'kind', 'to', 'sentence', 'start', 'end', 'earliest_start', 'latest_start', 'earliest_end', 'latest_end',
  'on', 'state', 'status', 'derived', 'sources', 'words', 'claims', 'relation',
];

// CSV (RFC 4180) of relations in the order given. It begins with a byte order mark: without one Excel takes UTF-8 for the
// code page of the machine, and Chinese names turn into noise; Python ("utf-8-sig"), R and LibreOffice pass over it.
function csvOf(relations, state, language) {
  const lines = relations.map((edge, place) => csvLine([place + 1, ...csvCells(edge, state, language)]));
  return '\ufeff' + [csvLine(CSV_COLUMNS), ...lines].join('');
}

function csvCells(edge, { period }, language) {
  const [from, to] = edge.ends.map((name) => toldName(name, language));
  const all = (texts) => [...new Set(texts.filter(Boolean))].join(' | ');
  return [
    from, edge.kind_label, to, sentenceOf(edge, language), edge.start, edge.end, ...edge.days.map((day) => (day === null ? '' : isoDay(day))),
    period ? isoPeriod(period) : '', period ? edge.state : '', edge.status, edge.derived ? 'true' : 'false',
    all(edge.claims.map((claim) => (claim.source ? claim.source.title || claim.source.id : ''))),
    all(edge.claims.flatMap(citedWords)), all(edge.claims.map((claim) => claim.claim || claim.iri)), statedId(edge.id),
  ];
}

function csvLine(cells) {
  return cells.map((cell) => csvCell(String(cell))).join(',') + '\r\n';
}

// A cell that a spreadsheet would take for a formula begins with an apostrophe: the same rule as in edges.csv.
function csvCell(text) {
  const safe = /^(?:[=+@\t\r]|-(?![0-9.]+$))/.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
}
