// The data block of the page comes in; names, relations and claims that know one another go out. No document is needed.

// A table is { keys, rows }: each row has its values in the order of the keys, as far as it has any; null is "not said".
function readTable({ keys, rows }) {
  return rows.map((row) => {
    const record = {};
    for (let place = 0; place < keys.length; place += 1) record[keys[place]] = row[place] ?? null;
    return record;
  });
}

function readModel(data) {
  const address = (local) => (local === null ? '' : local.startsWith('=') ? local.slice(1) : data.base + local);
  const kinds = readTable(data.kinds).map((kind, number) => ({ ...kind, number, id: kind.id ?? '', symmetric: !!kind.symmetric, standing: !!kind.standing }));
  const sources = readTable(data.sources).map((source, number) => ({ ...source, number, text: source.text ? readText(source.text) : null }));
  const claims = readTable(data.claims).map((claim, number) => new Claim(claim, number, sources, address));
  const classes = readTable(data.classes);
  const names = readTable(data.names).map((name, number) => readName(name, number, classes, address));
  const relations = readTable(data.relations).map((row, number) => readRelation(row, number, { names, kinds, claims, address }));
  for (const edge of relations) edge.sentence = sentenceFrom(edge, data.patterns || []);
  for (const name of names) name.among = names;
  relations.forEach(joinNames);
  for (const claim of claims) completeClaim(claim, data.scene.by || []);
  const byKey = new Map([...names, ...relations].map((thing) => [thing.key, thing]));
  return {
    names, relations, claims, sources, kinds, classes, scene: { ...data.scene, months: monthsOf(data.scene.months || []) }, byKey,
    byName: new Map(names.map((name) => [name.id, name])), byRelation: new Map(relations.map((edge) => [edge.id, edge])),
    pairs: pairsOf(relations),
  };
}

// Sentences that differ in their names only stand in the data once.
function sentenceFrom(edge, patterns) {
  if (!Array.isArray(edge.sentence)) return edge.sentence || '';
  return patterns[edge.sentence[0]].replace(/\{[01]\}/g, (place) => edge.ends[Number(place[1])].name);
}

// Offsets of passages count code points, as Python does.
function readText(text) {
  const signs = Array.from(text);
  return { length: signs.length, slice: (from, to) => signs.slice(from, to).join('') };
}

function readName(row, number, classes, address) {
  const look = classes[row.kind];
  const name = {
    ...row, number, key: 'n' + number, id: address(row.id), look, kind: look.id ?? '', kind_label: look.label, name: row.name ?? address(row.id), labels: labelsOf(row), own: row.own || '', aliases: row.aliases || [],
    days: daysOf(row.days || []), lines_of: [], beside: new Set(), degree: 0, faint: false,
  };
  readDays(name);
  return name;
}

// An English label that is the name itself is left out of the data.
function labelsOf(row) {
  const labels = row.labels || {};
  return Object.fromEntries(Object.entries(labels).map(([tag, label]) => [tag, label || (tag === 'en' ? row.name : '')]).filter(([, label]) => label));
}

// What a relation says; where no one put it into words, its kind between its two names.
function sentenceOf(edge, language) {
  return edge.sentence || edge.ends.map((name) => toldName(name, language)).join(' — ' + edge.kind_label + ' — ');
}

// The keys of vis-network are ours: a name of the data may be any string, even "__proto__".
function readRelation(row, number, { names, kinds, claims, address }) {
  const kind = kinds[row.kind];
  const edge = {
    ...row, number, key: 'e' + number, id: address(row.id), look: kind, kind: kind.id, kind_label: kind.label,
    symmetric: kind.symmetric, standing: kind.standing, derived: !!row.derived, status: row.status || 'Accepted',
    start: row.start || '', end: row.end || '', state: 'all',
    days: daysOf(row.days || []), ends: [names[row.from], names[row.to]], claims: (row.claims || []).map((each) => claims[each]),
  };
  for (const claim of edge.claims) claim.relations.push(edge);
  readDays(edge);
  edge.uncertain = edge.undated || edge.days.includes(null) || edge.days[0] !== edge.days[1] || edge.days[2] !== edge.days[3] || /[?~%]/.test(edge.start + edge.end);
  return edge;
}

function joinNames(edge) {
  for (const name of new Set(edge.ends)) {
    name.lines_of.push(edge);
    name.degree += 1;
    for (const other of edge.ends) name.beside.add(other);
  }
}

// A claim; its passages are read when they are first asked for, since a large page has very many.
class Claim {
  constructor(row, number, sources, address) {
    Object.assign(this, row);
    this.key = 'c' + number;
    this.number = number;
    this.iri = row.iri ? address(row.iri) : row.claim ? address('claim/' + row.claim.replace(':', '/')) : '';
    this.status = row.status || 'Accepted';
    this.source = sources[row.source] ?? null;
    this.rows = row.passages || [];
    this.relations = [];
    for (const list of ['written', 'against', 'readings']) this[list] = row[list] || [];
    // Where a claim cites its source in the words of that, it does not say so again; 0 is nothing.
    for (const field of ['citation', 'url']) this[field] = this[field] === 0 ? '' : this[field] || (this.source && this.source[field]) || '';
  }

  get passages() {
    this.read ??= this.rows.map((passage) => readPassage(passage, this.source));
    return this.read;
  }

  set passages(rows) {
    this.rows = rows;
  }
}

// What a claim says in the words of the first relation that it bears, or dates as it does, is left out of the data.
function completeClaim(claim, agents) {
  const [edge] = claim.relations;
  if (claim.sentence === null && edge) claim.sentence = sentenceOf(edge, '');
  if (claim.understood === 0) claim.understood = edge.start === edge.end ? edge.start : (edge.start || '?') + ' / ' + (edge.end || '?');
  claim.by = claim.by === null ? '' : agents[claim.by];
}

// A passage is [quote, prefix, suffix, locator, start, end]; or, where the text itself is here, [start, end, from, to, locator],
// "from" and "to" being the ends of its sentence.
function readPassage(passage, source) {
  if (typeof passage[0] !== 'number') {
    const [quote, prefix, suffix, locator, start, end] = passage;
    return { quote: quote || '', prefix: prefix || '', suffix: suffix || '', locator: locator || '', start: start ?? -1, end: end ?? (start === null || start === undefined ? -1 : start + Array.from(quote || '').length) };
  }
  const [start, end, from, to, locator] = passage;
  const text = source.text;
  return { quote: text.slice(start, end), prefix: text.slice(from, start), suffix: text.slice(end, to), locator: locator || '', start, end };
}

// Four bounds, each but the first that is known by its distance from the one before.
function daysOf(row) {
  let before = 0;
  return [0, 1, 2, 3].map((place) => {
    const step = row[place] ?? null;
    if (step !== null) before += step;
    return step === null ? null : before;
  });
}

// The relations of each two names, whatever their direction, in the order of the legend.
function pairsOf(relations) {
  const pairs = new Map();
  for (const edge of relations) {
    const [one, other] = edge.ends.map((name) => name.number);
    const key = Math.min(one, other) * 2 ** 26 + Math.max(one, other);
    if (!pairs.has(key)) pairs.set(key, { key: 'b' + pairs.size, ends: edge.ends, members: [] });
    const pair = pairs.get(key);
    pair.members.push(edge);
    edge.pair = pair;
  }
  return [...pairs.values()];
}

// Months as [first day, year, number, leap]: one that follows on another in the same year is the days from that to it in the data.
function monthsOf(rows) {
  const months = [];
  for (const row of rows) {
    const [day, year, number] = months[months.length - 1] || [];
    months.push(Array.isArray(row) ? row : [day + row, year, number + 1]);
  }
  return months;
}

// What a name is called in a language: that of the reader, or its own; in English where it has no other.
function nameIn(name, language) {
  if (language === 'own') return name.labels[name.own] || foreignLabel(name) || name.name;
  const found = Object.keys(name.labels).find((tag) => tag.toLowerCase().split('-')[0] === language);
  return language && found ? name.labels[found] : name.name;
}

// The same, with the end of its id where others are called alike.
function toldName(name, language = state.language) {
  const [label, { among }] = [nameIn(name, language), name];
  among.called ??= {};
  const called = (among.called[language] ??= among.reduce((all, each) => all.set(nameIn(each, language), all.has(nameIn(each, language))), new Map()));
  return called.get(label) ? label + ' (' + name.id.split(/[/#:]/).pop() + ')' : label;
}

// The two names of a relation where its sentence does not tell them from others; else ''.
function endsApart(edge) {
  const names = edge.ends.map((name) => toldName(name));
  return edge.sentence && names.some((told, end) => told !== nameIn(edge.ends[end], state.language)) ? names.join(edge.symmetric ? ' – ' : ' → ') + ', ' : '';
}

function languageOf(name, language) {
  const text = nameIn(name, language);
  return Object.keys(name.labels).find((tag) => name.labels[tag] === text) || '';
}

// Where its own language is not recorded: the one language beside English and Chinese, if there is just one.
function foreignLabel(name) {
  const others = Object.keys(name.labels).filter((tag) => !/^(en|zh)(-|$)/i.test(tag) && tag);
  return others.length === 1 ? name.labels[others[0]] : '';
}

// A relation that is drawn by several lines has one IRI; the ids of the further lines end in a blank and a number.
function statedId(id) {
  return id.replace(/^([a-z][a-z0-9+.-]*:\S*) \d+$/i, '$1');
}
