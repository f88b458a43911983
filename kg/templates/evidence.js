// The evidence panel: the words that a relation rests on and what speaks against them; the relations of a name, a pair, a path.
const AROUND = 420; // signs of a paragraph that are shown before and after the sentence

function fillPanel(...elements) {
  const panel = by('evidence');
  panel.replaceChildren(...elements.filter(Boolean));
  panel.scrollTop = 0;
  const title = by('evidence-title');
  by('to-evidence').textContent = title ? title.textContent + ' ↓' : '';
}

function showPanel() {
  const thing = state.edge || state.name || state.pair || state.claim || state.path;
  const key = thing ? thing.key || 'path' : '';
  const changed = showPanel.shown !== key;
  showPanel.shown = key;
  const scroll = by('evidence').scrollTop;
  if (state.edge) showRelation(state.edge);
  else if (state.name) showName(state.name);
  else if (state.pair) showPair(state.pair);
  else if (state.claim) showClaim(state.claim);
  else if (state.path) showPath(state.path);
  else showNothing();
  if (!changed) by('evidence').scrollTop = scroll;
}

function statusInWords(edge) {
  if (state.period === null) return '';
  const day = periodInWords(state.period);
  const single = state.period.first === state.period.last;
  if (edge.state === 'undated') return 'Its date is not known.';
  if (!edge.standing) return { certain: (single ? 'On ' : 'In ') + day + '.', possible: 'Possibly ' + (single ? 'on ' : 'in ') + day + '.', no: 'Not ' + (single ? 'on ' : 'in ') + day + '.' }[edge.state];
  const over = single ? ' on ' + day : ' during ' + day;
  return { certain: 'Certainly in force' + over + '.', part: 'Certainly in force during a part of ' + day + '.', possible: 'Possibly in force' + over + '.', no: 'Not in force' + over + '.' }[edge.state];
}

function facts(rows) {
  const shown = rows.filter(([, value]) => value);
  return shown.length ? make('dl', {}, ...shown.flatMap(([term, value]) => [make('dt', {}, term), make('dd', {}, ...[value].flat(2))])) : null;
}

function dateFacts(edge) {
  const [earliestStart, latestStart, earliestEnd, latestEnd] = edge.days;
  if (!edge.standing) {
    return [['When', [eventInWords(edge, false), edtfOf([...new Set([edge.start, edge.end])].filter(Boolean).join('/'), edge.first)]], ['', calendarsOf(exactDay(edge))]];
  }
  return [
    ['Began', [pointInWords(earliestStart, latestStart), edtfOf(edge.start, earliestStart ?? latestStart)]], ['', calendarsOf(earliestStart === latestStart ? earliestStart : null)],
    ['Ended', [pointInWords(earliestEnd, latestEnd), edtfOf(edge.end, earliestEnd ?? latestEnd)]], ['', calendarsOf(earliestEnd === latestEnd ? earliestEnd : null)],
  ];
}

// A date as those write it who cite it by machine; as it was written where no day was understood.
function edtfOf(text, day) {
  return text ? [' ', make('small', { class: 'edtf' }, (day === null ? 'written ' : 'EDTF ') + text)] : [];
}

// A date in EDTF as a reader says it; what is neither a day, month, year, period nor a set of days stays as it is.
function edtfInWords(text) {
  const said = (part) => { const period = typedPeriod(part); return period ? periodInWords(period) : part; };
  const [, from, to] = /^\[(.*)\.\.(.*)\]$/.exec(text) || [];
  if (from === undefined) return said(text);
  return !from ? 'on or before ' + said(to) : !to ? 'on or after ' + said(from) : 'between ' + said(from) + ' and ' + said(to);
}

// A single day in the other calendars.
function calendarsOf(day) {
  if (day === null) return '';
  const chinese = chineseInWords(day, model.scene.months || []);
  return make('span', { class: 'soft' }, 'Julian ' + julianInWords(day) + (chinese ? '; Chinese ' + chinese : ''));
}

// A claim as it is shown: its words in their paragraph, where they stand, who says so, and what is against it.
function quotation(claim, edge) {
  const figure = make('figure', { class: 'quote', 'data-status': claim.status === 'Accepted' ? null : 'doubt' });
  for (const passage of claim.passages) figure.append(wordsOf(claim, passage));
  figure.append(captionOf(claim));
  const written = claim.written.map((each) => writtenDate(each)).join('; ');
  const dates = [written ? 'Date as written: ' + written : '', claim.understood ? understoodInWords(claim.understood) : ''].filter(Boolean).join('; ');
  if (dates) figure.append(make('p', { class: 'why' }, dates, ...edtfOf((claim.understood || '').split(' / ').filter((part) => part !== '?').join(', '))));
  for (const reading of claim.readings) figure.append(make('p', { class: 'why', dir: 'auto' }, '“' + reading.words + '” is read as ' + reading.meaning + (reading.why ? ': ' + reading.why : '')));
  if (claim.note) figure.append(make('p', { class: 'why', dir: 'auto' }, claim.note));
  // Who recorded a claim stands below the page where it is the same for all.
  const recorder = model.scene.by.length > 1 ? claim.by : '';
  if (recorder || claim.rule || claim.confidence) figure.append(make('p', { class: 'why' }, [recorder ? 'Recorded by ' + recorder : '', claim.rule ? 'by ' + claim.rule : '', claim.confidence ? 'confidence ' + claim.confidence : ''].filter(Boolean).join(', ')));
  for (const objection of claim.against) figure.append(against(objection));
  figure.append(toolsOf(claim, edge));
  return figure;
}

// Dates in words, with a word on which of the two a claim gives.
function understoodInWords(edtf) {
  const [from, to] = edtf.split(' / ').map(edtfInWords);
  if (to === undefined) return 'understood as ' + from;
  return from === '?' ? 'its end understood as ' + to : to === '?' ? 'its beginning understood as ' + from : 'understood as ' + from + ' to ' + to;
}

function writtenDate({ text, calendar, gregorian }) {
  const more = [calendar, gregorian ? 'that is ' + gregorian : ''].filter(Boolean).join('; ');
  return text + (more ? ' (' + more + ')' : '');
}

function wordsOf(claim, passage) {
  const language = claim.source ? claim.source.language : null;
  if (!passage.quote) return passage.locator ? make('p', { dir: 'auto' }, 'Cited: ', ...citedClaims(passage.locator).map(claimNamed)) : '';
  const { before, after } = paragraphOf(claim.source && claim.source.text, passage);
  const around = (text) => (text ? make('span', { class: 'around' }, text) : null);
  return make('blockquote', { dir: 'auto', lang: language }, around(before), passage.prefix, make('mark', {}, passage.quote), passage.suffix, around(after));
}

// The text of a citation in parts: what names a claim ("wikidata:port-arthur-day") is that claim; of one that is not in this page,
// the title of its source.
function citedClaims(text) {
  citedClaims.known ??= new Map([...model.sources.map((source) => [source.id, source.title]), ...model.claims.map((claim) => [claim.claim, claim])]);
  const { known } = citedClaims;
  return text.split(/([\w-]+:[\w-]+)/).map((part, place) => (place % 2 && (known.get(part) || known.get(part.split(':')[0]))) || part);
}

function claimNamed(part) {
  if (!part.passages) return part;
  return button(part.source?.title || part.claim, () => choose(part, { focus: true }), { class: 'quiet', dir: 'auto', title: part.sentence });
}

// The rest of the paragraph around a sentence, where the text itself is in the page; its line breaks are those of paragraphs.
function paragraphOf(text, passage) {
  if (!text || passage.start < 0) return { before: '', after: '' };
  const from = passage.start - Array.from(passage.prefix).length;
  const to = passage.end + Array.from(passage.suffix).length;
  const before = text.slice(Math.max(0, from - AROUND), from);
  const after = text.slice(to, to + AROUND);
  const breaks = (part) => part.lastIndexOf('\n') + 1;
  const cut = after.indexOf('\n');
  const head = before.slice(breaks(before));
  return { before: (breaks(before) || from <= AROUND ? '' : '…') + head, after: cut < 0 ? after + (to + AROUND < text.length ? '…' : '') : after.slice(0, cut) };
}

function captionOf(claim) {
  const source = claim.source || {};
  const { citation } = claim;
  const address = safeLink(claim.url);
  const title = source.title || source.id || citation || 'no source is named';
  const whole = citation.startsWith(title);
  const words = whole ? citation : title;
  const link = address ? make('a', { href: address, rel: 'noreferrer noopener', target: '_blank', dir: 'auto' }, words || address) : make('span', { class: 'title', dir: 'auto' }, words);
  const [first] = claim.passages;
  const place = first && first.quote ? [citation.endsWith(first.locator) ? '' : first.locator, first.start >= 0 ? 'characters ' + first.start + ' to ' + first.end : ''].filter(Boolean).join(', ') : '';
  const more = citation && !whole ? make('span', { class: 'soft', dir: 'auto' }, '; ' + citation) : null;
  return make('figcaption', {}, '— ', link, place ? ', ' + place : '', more, ' ', badge(claim.status));
}

function toolsOf(claim, edge) {
  const quoted = claim.passages.some((passage) => passage.quote);
  return make('p', { class: 'claim-tools' },
    quoted ? button('In the text', () => showInText(claim), { class: 'quiet' }) : null,
    button('Copy citation', (event) => copyCitation(claim, edge, event.currentTarget), { class: 'quiet' }));
}

function against(objection) {
  return make('p', { class: 'against', dir: 'auto' }, make('strong', {}, 'Against this: '), objection.sentence || objection.claim || '', ' ', badge(objection.status),
    objection.note ? ' ' + objection.note : '', objection.source_title ? make('span', { class: 'soft' }, ' — ' + objection.source_title) : '');
}

function showRelation(edge) {
  const beside = edge.pair.members.filter((other) => other !== edge && selection.shown.has(other));
  const accepted = edge.claims.filter((claim) => claim.status === edge.status);
  const others = edge.claims.filter((claim) => claim.status !== edge.status);
  fillPanel(
    make('p', { class: 'over' }, sample(edge), edge.kind_label, edge.derived ? make('span', { class: 'badge' }, '∴ Derived by a rule') : null, edge.status === 'Accepted' ? make('span', { class: 'badge' }, 'Accepted') : badge(edge.status)),
    make('h2', { id: 'evidence-title', dir: 'auto', class: edge.status === 'Rejected' ? 'struck' : null }, sentenceOf(edge)),
    make('p', { class: 'triple' }, nameButton(edge.ends[0]), make('span', {}, edge.symmetric ? ' — ' : ' → ', edge.kind_label, edge.symmetric ? ' — ' : ' → '), nameButton(edge.ends[1])),
    facts([...dateFacts(edge), ['On the date', statusInWords(edge)]]),
    edge.status === 'Accepted' ? null : make('p', { class: 'against' }, 'This is said, and the project does not accept it: it is no fact of the graph.'),
    ...(edge.follows || []).map((origin) => make('p', { class: 'why', dir: 'auto' }, 'It follows from: ' + origin)),
    make('h3', {}, accepted.length ? 'The words it rests on' : 'No words are recorded for it.'),
    ...accepted.map((claim) => quotation(claim, edge)),
    ...(others.length ? [make('h3', {}, 'Also said of it, and not accepted'), ...others.map((claim) => quotation(claim, edge))] : []),
    ...(beside.length ? [make('h3', {}, 'Between the same two'), linkList(beside)] : []),
  );
}

const FEW = 60; // relations that a list shows before the reader asks for more

function linkList(edges) {
  const list = make('ul', { class: 'links' }, ...edges.slice(0, FEW).map((edge) => make('li', {}, relationButton(edge))));
  if (edges.length > FEW) list.append(make('li', {}, button('Show the other ' + (edges.length - FEW), () => list.replaceChildren(...edges.map((edge) => make('li', {}, relationButton(edge)))))));
  return list;
}

function showName(name) {
  const labels = Object.entries(name.labels).filter(([, label]) => label !== nameIn(name, state.language)).sort(([one], [other]) => (one < other ? -1 : 1));
  const others = labels.map(([language, label], number) => make('span', {}, number ? ' · ' : '', make('span', { lang: language, dir: 'auto' }, label)));
  const shown = name.lines_of.filter((edge) => passes(edge, state));
  fillPanel(
    make('p', { class: 'over' }, sign(name), name.kind_label),
    make('h2', { id: 'evidence-title', dir: 'auto', lang: languageOf(name, state.language) || null }, toldName(name)),
    others.length ? make('p', {}, ...others) : null,
    facts([['Existed', name.undated ? '' : lifeInWords(name)]]),
    nameTools(name),
    make('h3', {}, counted(shown.length, 'relation') + hiddenInWords(name.lines_of, state)),
    linkList(shown),
  );
}

function lifeInWords(name) {
  const [earliestStart, latestStart, earliestEnd, latestEnd] = name.days;
  return 'from ' + pointOrQuestion(earliestStart, latestStart) + ' until ' + pointOrQuestion(earliestEnd, latestEnd);
}

function pointOrQuestion(low, high) {
  return low === null && high === null ? '?' : pointInShort(low, high);
}

// Surroundings at one or two steps, the way to another name, and in a large network the neighbours.
function nameTools(name) {
  const step = (steps) => button(steps === 1 ? '1 step' : '2 steps', () => change({ focus: name, steps, path: null }, { push: true }),
    { 'aria-pressed': String(state.focus === name && state.steps === steps), 'aria-label': (steps === 1 ? '1 step' : '2 steps') + ': show only what is as near' });
  const whole = button('Everything', () => change({ focus: null, path: null }, { push: true }), { 'aria-pressed': String(!state.focus && !state.path), 'aria-label': 'Everything: show all names again' });
  const row = make('p', { class: 'name-tools', role: 'group', 'aria-label': 'Surroundings' }, make('span', { class: 'soft' }, 'Surroundings'), step(1), step(2), whole);
  const closed = model.scene.overview && !state.everything ? [...name.beside].filter((other) => !selection.names.has(other)).length : 0;
  const open = closed ? make('p', { class: 'name-tools' }, button('Draw its ' + counted(closed, 'other neighbour'), () => openNeighbours(name))) : null;
  return make('div', { class: 'tools-of-name' }, row, open, pathTool(name));
}

function pathTool(name) {
  const [input, list] = [make('input', { type: 'search', id: 'path-to', autocomplete: 'off', spellcheck: 'false' }), make('ul', { class: 'found', id: 'path-found' })];
  const field = make('div', { class: 'find path' }, make('label', { for: 'path-to' }, 'Shortest path to'), input, list);
  makeFinder(input, list, (thing) => change({ path: [name, thing], focus: null, name: null, edge: null, pair: null }, { push: true, focus: true }), (thing) => !!thing.lines_of && thing !== name);
  return field;
}

function openNeighbours(name) {
  change({ opened: new Set([...state.opened, name]) }, { push: true });
  say(counted(selection.names.size, 'name') + ' drawn');
}

function showPair(pair) {
  const members = pair.members.filter((edge) => selection.shown.has(edge));
  fillPanel(
    make('p', { class: 'over' }, counted(members.length, 'relation') + ' between'),
    make('h2', { id: 'evidence-title', class: 'pair' }, make('span', { dir: 'auto' }, toldName(pair.ends[0])), ' and ', make('span', { dir: 'auto' }, toldName(pair.ends[1]))),
    make('p', { class: 'names' }, ...[...new Set(pair.ends)].map(nameButton)),
    linkList(members),
  );
}

function showPath([from, to]) {
  const path = selection.path;
  const names = path ? namesAlong(path, from) : [];
  fillPanel(
    make('p', { class: 'over' }, 'Shortest path'),
    make('h2', { id: 'evidence-title' }, make('span', { dir: 'auto' }, toldName(from)), ' to ', make('span', { dir: 'auto' }, toldName(to))),
    path ? make('ol', { class: 'links steps' }, ...path.map((edge, place) => make('li', {}, nameButton(names[place]), linkList(selection.relations.filter(({ pair }) => pair === edge.pair))))) :
      make('p', {}, 'No path joins them through what is shown. Filters may hide one.'),
    path ? make('p', { class: 'names' }, nameButton(to)) : null,
    make('p', { class: 'name-tools' }, button('Show everything again', () => change({ path: null }, { push: true }))),
  );
}

function namesAlong(path, from) {
  const names = [from];
  for (const edge of path) names.push(edge.ends[0] === names[names.length - 1] ? edge.ends[1] : edge.ends[0]);
  return names;
}

function showClaim(claim) {
  fillPanel(
    make('p', { class: 'over' }, 'Said by a source', badge(claim.status)),
    make('h2', { id: 'evidence-title', dir: 'auto', class: claim.status === 'Rejected' ? 'struck' : null }, claim.sentence || claim.claim || ''),
    quotation(claim, null),
    ...(claim.relations.length ? [make('h3', {}, 'What is drawn from it'), linkList(claim.relations)] : []),
  );
}

function showNothing() {
  fillPanel(make('h2', { id: 'evidence-title' }, 'Evidence'), make('p', { class: 'hint' }, 'Choose a line, a name or a row of the table to read the words behind it.'));
}
