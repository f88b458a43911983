// The words themselves: a source with every passage marked that a claim rests on. From words to facts, and from a fact to its words.
views.push({ id: 'text', label: 'Source text', make: makeText, update: updateText });
// What is shown: the source, its passages, for each its handle (a button), the marks of its words, and what rests on it.
const reading = { sources: [], source: null, preferred: null, passages: [], handles: [], marks: [], places: [], chosen: null, active: 0, parts: {} };

function makeText() {
  const sources = new Map(model.sources.map((source) => [source, { source, claims: [] }]));
  for (const claim of model.claims) if (claim.source && claim.passages.length) sources.get(claim.source).claims.push(claim);
  reading.sources = [...sources.values()].filter(({ claims }) => claims.length);
  if (!reading.sources.length) {
    by('tab-text').hidden = true;
    by('view-text').append(make('p', { class: 'hint' }, 'No words of a source are recorded.'));
    return;
  }
  const titled = ({ source, claims }, place) => make('option', { value: place }, titleOf(source) + ' (' + counted(claims.length, 'claim') + ')');
  const list = make('select', { id: 'text-source' }, ...reading.sources.map(titled));
  whenChosen(list, (number, push) => change({ text: reading.sources[number].source }, { push }));
  const parts = reading.parts = {
    list, about: make('p', { class: 'hint' }), body: make('article', { class: 'words', 'aria-label': 'Text' }), cited: make('div', { class: 'cited' }),
  };
  by('view-text').append(
    make('h2', { class: 'unseen' }, 'Source text'),
    make('p', { class: 'text-head' }, make('label', { for: 'text-source' }, 'Source'), ' ', list),
    parts.about, signsOfMarks(), parts.body, parts.cited,
  );
  parts.body.addEventListener('click', (event) => { if (!event.target.closest('button')) openMark(event.target.closest('mark')); });
  parts.body.addEventListener('keydown', walkPassages);
  parts.body.addEventListener('focusin', (event) => outlinePassage(reading.handles.indexOf(event.target)));
  parts.body.addEventListener('focusout', () => outlinePassage(-1));
}

function titleOf(source) {
  return source.title || source.citation || source.id || 'Source ' + (source.number + 1);
}

function signsOfMarks() {
  const entries = [['Accepted', 'accepted'], ['Disputed', 'disputed'], ['Unreviewed', 'not yet reviewed'], ['Rejected', 'rejected']];
  const present = entries.filter(([status]) => reading.sources.some(({ claims }) => claims.some((claim) => claim.status === status)));
  const signs = present.map(([status, words]) => make('li', {}, make('mark', { 'data-status': status }, words)));
  const several = make('li', {}, make('mark', { 'data-status': 'Accepted', 'data-depth': 2 }, 'in several passages'));
  const handle = (then) => make('span', { class: 'handle', 'data-number': 1, 'data-then': then, 'aria-hidden': 'true' });
  const states = [['certain', 'in force on the date'], ['possible', 'possibly'], ['no', 'not in force']];
  const thens = states.map(([then, text]) => make('li', { class: 'then' }, handle(then), text));
  return make('ul', { class: 'mark-key', 'aria-label': 'Marks' }, make('li', {}, 'Words of a claim:'), ...signs, several, ...thens);
}

// ---- a source ---------------------------------------------------------------------------------------------

function openSource({ source, claims }) {
  const { about, body, cited, list } = reading.parts;
  const passages = passagesOf(claims);
  Object.assign(reading, { source, passages, active: 0, marks: passages.map(() => []), handles: passages.map(handleOf), places: [] });
  list.value = String(reading.sources.findIndex((each) => each.source === source));
  for (const [name, value] of [['lang', source.language], ['dir', isRightToLeft(source.language) ? 'rtl' : null]]) {
    if (value) body.setAttribute(name, value);
    else body.removeAttribute(name);
  }
  const { text } = source;
  const [inside, outside] = [true, false].map((where) => passages.filter((each) => standsInText(text, each) === where));
  const elsewhere = text && outside.length ? [make('h3', {}, 'Quoted, but not in this text')] : [];
  body.replaceChildren(...(text ? wholeText(text, inside) : []), ...elsewhere, ...excerptElements(outside));
  body.hidden = !passages.length && !text;
  cited.replaceChildren(...placesOf(claims));
  about.replaceChildren(aboutSource(source, passages));
  by('view-text').scrollTop = 0;
  dressText();
}

function isRightToLeft(language) {
  return /^(ar|arc|dv|fa|he|iw|ku-arab|ota|ps|sd|syr|ug|ur|yi)\b/i.test(language || '');
}

function aboutSource(source, passages) {
  const count = counted(passages.length, 'passage');
  if (!passages.length && !source.text) return make('span', {}, 'No words of this source are recorded, only places in it.');
  // As kg build leaves it out, and warns of it.
  const why = source.hashed ? ': some stores of graphs would change it, as they do with a million bytes or more, or with other ends of lines than line feeds' : '';
  const parts = 'The text itself is not kept in the graph' + why + '. Of it ' + count + (passages.length === 1 ? ' is' : ' are') + ' quoted, each in its sentence; “[…]” is what lies between.';
  const keys = ' The arrow keys go from passage to passage, Enter opens what rests on it.';
  return make('span', {}, (source.text ? 'The whole text, with ' + count + ' marked.' : parts) + keys);
}

function standsInText(text, { start, end, quote }) {
  return !!text && start >= 0 && text.slice(start, end) === quote;
}

function wholeText(text, passages) {
  const paragraphs = paragraphsOf(text.slice(0, text.length));
  const segments = segmentsIn(paragraphs, segmentsOf(text.length, passages));
  return segments.map((mine) => make('p', { dir: 'auto' }, ...mine.flatMap((segment) => markedWords(segment, text.slice(segment.start, segment.end)))));
}

function excerptElements(passages) {
  return excerptsOf(passages).flatMap(({ start, signs, passages: mine }, place) => {
    const moved = mine.map((passage) => ({ number: passage.number, start: passage.start - start, end: passage.end - start }));
    const pieces = segmentsOf(signs.length, moved).flatMap((segment) => markedWords(segment, signs.slice(segment.start, segment.end).join('')));
    const gap = place ? make('p', { class: 'gap' }, make('span', { 'aria-label': 'some text is left out', role: 'img' }, '[…]')) : null;
    return [gap, make('p', { dir: 'auto', class: 'excerpt' }, ...pieces)].filter(Boolean);
  });
}

// A piece of text: plain, or marked and with the handles of the passages that begin with it.
function markedWords({ start, passages }, text) {
  if (!passages.length) return [text];
  const mark = make('mark', {}, text);
  mark.passages = passages.map(({ number }) => number);
  for (const number of mark.passages) reading.marks[number].push(mark);
  const begun = passages.filter((passage) => passage.start === start || (start === 0 && passage.start < 0));
  return [...begun.map(({ number }) => reading.handles[number]), mark];
}

// Its number is written by the style sheet: the text in the page stays that of the source, also when it is copied.
function handleOf({ number }) {
  const handle = button('', () => openPassages([number], handle), { class: 'handle', 'data-number': number + 1, tabindex: -1 });
  return handle;
}

function placesOf(claims) {
  const places = citedPlaces(claims);
  if (!places.length) return [];
  reading.places = [];
  const entry = (claim) => {
    const each = button([sentenceOfClaim(claim), ' ', badge(claim.status)], () => openClaim(claim, each), { dir: 'auto', class: 'cited-claim' });
    reading.places.push({ claim, button: each });
    return make('li', {}, each);
  };
  return [make('h3', {}, 'Cited places'), make('ul', {}, ...places.map(({ locator, claims: mine }) =>
    make('li', {}, make('span', { dir: 'auto', class: 'place' }, locator || 'No place is said'), make('ul', { class: 'links' }, ...mine.map(entry)))))];
}

function sentenceOfClaim(claim) {
  return claim.sentence || claim.claim || 'A claim without a sentence';
}

// ---- what stands and what is chosen --------------------------------------------------------------------------

// The source that the state names; else that of what is chosen, where it may be the one that was open before.
function updateText() {
  if (!reading.sources.length) return;
  const chosen = state.claim || state.edge || state.name || state.pair;
  const claims = (state.claim ? [state.claim] : state.edge ? state.edge.claims : []).filter((claim) => claim.source && claim.passages.length);
  const usual = claimToShow(claims) || reading.sources[0];
  const wanted = state.text || reading.preferred;
  const found = chosen === reading.chosen ? null : claimToShow(claims, wanted);
  const target = state.text && found && found.source !== state.text ? null : found;
  const next = state.text || (target ? target.source : wanted || usual.source);
  reading.preferred = next;
  state.text = next === usual.source ? null : next;
  if (reading.source !== next) openSource(reading.sources.find(({ source }) => source === next) || reading.sources[0]);
  else dressText();
  if (target) goToClaim(target);
  reading.chosen = chosen;
  if (state.passages && !chosen) showClaims(state.passages);
}

// Of several claims one of the source that is open, else one with words.
function claimToShow(claims, source) {
  return claims.find((claim) => claim.source === source) || claims.find((claim) => claim.passages.some(({ quote }) => quote)) || claims[0];
}

// Whether a claim is shown: some of its relations is, or where there are none, its status is asked for.
function isClaimShown(claim) {
  return claim.relations.length ? claim.relations.some((edge) => selection.shown.has(edge)) : !state.without.has(claim.status);
}

function isClaimChosen(claim) {
  return claim === state.claim || (!!state.edge && claim.relations.includes(state.edge));
}

function dressText() {
  for (const each of by('view-text').querySelectorAll('.mark-key .then')) each.hidden = !state.period;
  const looks = reading.passages.map(({ claims }) => lookOfClaims(claims));
  reading.handles.forEach((handle, number) => {
    dressMark(handle, looks[number]);
    handle.tabIndex = number === reading.active ? 0 : -1;
    handle.setAttribute('aria-label', nameOfPassage(reading.passages[number], looks[number]));
  });
  for (const mark of new Set(reading.marks.flat())) {
    dressMark(mark, lookOfClaims(mark.passages.flatMap((number) => reading.passages[number].claims)));
    if (mark.passages.length > 1) mark.dataset.depth = Math.min(3, mark.passages.length);
  }
  for (const { claim, button: each } of reading.places) setCurrent(each, isClaimChosen(claim));
}

function lookOfClaims(claims) {
  return { status: bestStatus(claims), then: bestState(claims), out: !claims.some(isClaimShown), chosen: claims.some(isClaimChosen) };
}

function dressMark(element, { status, then, out, chosen }) {
  Object.assign(element.dataset, { status, then });
  element.classList.toggle('out', out);
  setCurrent(element, chosen);
}

function setCurrent(element, isCurrent) {
  if (isCurrent) element.setAttribute('aria-current', 'true');
  else element.removeAttribute('aria-current');
}

const THEN = { certain: 'in force', part: 'in force for a part of it', possible: 'possibly in force', no: 'not in force', undated: 'without a date' };

// "Passage 3 of 17, 2 claims; 1 disputed; in force on 1 March 1904": so that it is understood without its look.
function nameOfPassage({ number, claims, quote }, { then, out }) {
  const others = ['Disputed', 'Unreviewed', 'Rejected'].map((status) => [claims.filter((claim) => claim.status === status).length, status.toLowerCase()]);
  const parts = ['Passage ' + (number + 1) + ' of ' + reading.passages.length + ', ' + counted(claims.length, 'claim')];
  parts.push(...others.filter(([count]) => count).map(([count, status]) => count + ' ' + status));
  if (state.period && THEN[then]) parts.push(THEN[then] + (then === 'undated' ? '' : ', ' + periodInWords(state.period)));
  if (out) parts.push('hidden');
  return parts.join('; ') + ': ' + (quote.length > 80 ? Array.from(quote).slice(0, 80).join('') + '…' : quote);
}

// ---- from words to facts -----------------------------------------------------------------------------------

function openMark(mark) {
  if (!mark || !mark.passages || String(window.getSelection())) return;
  const number = mark.passages[mark.passages.length - 1];
  reachPassage(number, false);
  openPassages(mark.passages, reading.handles[number]);
}

function claimsOf(passages) {
  return [...new Set(passages.flatMap((number) => reading.passages[number]?.claims || []))];
}

function openPassages(passages, from) {
  const claims = claimsOf(passages);
  if (claims.length === 1) { openClaim(claims[0], from); return; }
  change({ edge: null, name: null, pair: null, claim: null, passages }, { push: true, focus: true, from });
  bringIntoView();
}

// One relation says more than the claim alone: it is drawn, and has its other words beside it.
function openClaim(claim, from) {
  const [edge] = claim.relations;
  reading.chosen = claim.relations.length === 1 ? edge : claim;
  choose(reading.chosen, { from, focus: true });
}

// Of passages that lie over one another the words that they share.
function showClaims(passages) {
  const claims = claimsOf(passages);
  if (!claims.length) return;
  const shared = passages.flatMap((number) => reading.marks[number] || []).find((mark) => mark.passages.join() === passages.join());
  const quote = passages.length > 1 && shared ? shared.textContent : reading.passages.find(({ number }) => passages.includes(number)).quote;
  const entry = (claim) => {
    const lines = claim.relations.slice(0, 3).map(sample);
    const status = claim.relations.length === 1 ? whenInWords(claim.relations[0]) : counted(claim.relations.length, 'relation');
    const struck = claim.status === 'Rejected' ? 'struck' : null;
    const text = make('span', { dir: 'auto', class: struck }, sentenceOfClaim(claim), ' ', make('span', { class: 'soft' }, status));
    return make('li', {}, button([...lines, text, badge(claim.status)], () => openClaim(claim, state.from)));
  };
  fillPanel(
    make('p', { class: 'over' }, counted(claims.length, 'claim') + ' rest on these words'),
    make('h2', { id: 'evidence-title', class: 'unseen' }, 'Claims of a passage'),
    make('blockquote', { class: 'asked', dir: 'auto', lang: reading.source.language || null }, make('mark', {}, quote)),
    make('ul', { class: 'links' }, ...claims.map(entry)),
  );
}

// ---- from facts to words -----------------------------------------------------------------------------------

function showInText({ number }) {
  const claim = model.claims[number]; // the view of what is not accepted shows one in other clothes
  reading.chosen = null;
  const edge = state.edge && state.edge.claims.includes(claim) ? state.edge : null;
  change({ view: 'text', text: claim.source, claim, edge, name: null, pair: null, from: by('evidence') }, { push: true });
  const passage = by('view-text').querySelector('[aria-current="true"]');
  if (passage) passage.focus({ preventScroll: true });
}

function goToClaim(claim) {
  const number = reading.passages.findIndex(({ claims }) => claims.includes(claim));
  const place = reading.places.find((each) => each.claim === claim);
  if (number >= 0) reachPassage(number, false);
  const [target] = number >= 0 ? reading.marks[number] : [place && place.button];
  if (!target) return;
  if (state.claim || scrollsItself(by('view-text'))) scrollWithin(by('view-text'), target);
  for (const each of number >= 0 ? reading.marks[number] : [target]) {
    each.classList.add('flash');
    setTimeout(() => each.classList.remove('flash'), 1600);
  }
}

// ---- the keyboard ------------------------------------------------------------------------------------------

function walkPassages(event) {
  const at = reading.handles.indexOf(event.target);
  const last = reading.handles.length - 1;
  const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
  if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  if (to >= 0 && to <= last) reachPassage(to, true);
  event.preventDefault();
}

function reachPassage(number, focus) {
  reading.handles[reading.active].tabIndex = -1;
  reading.active = number;
  reading.handles[number].tabIndex = 0;
  if (!focus) return;
  reading.handles[number].focus({ preventScroll: true });
  reading.handles[number].scrollIntoView({ block: 'nearest' });
}

// The words of the passage that has the keyboard are outlined: passages may lie over one another.
function outlinePassage(number) {
  for (const mark of reading.parts.body.querySelectorAll('mark.pointed')) mark.classList.remove('pointed');
  for (const mark of reading.marks[number] || []) mark.classList.add('pointed');
}
