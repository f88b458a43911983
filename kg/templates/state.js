// The state of the page, and its address: #on=1904-03-01&focus=japan&steps=1&hide=Lease&view=table. No document is needed.
const VIEWS = ['network', 'table', 'timeline', 'text', 'doubts'];
// What else than kinds can be hidden; those that no one vouches for are hidden until the reader asks for them.
const STANDINGS = ['Accepted', 'Derived', 'Uncertain', 'Disputed', 'Unreviewed', 'Rejected'];
const HIDDEN_AT_FIRST = ['Disputed', 'Unreviewed', 'Rejected'];
const PAGED = ['rows', 'bars'];
const MOST_WORDS = 300; // signs that the table looks for

function newState() {
  return {
    period: null, hidden: new Set(), without: new Set(HIDDEN_AT_FIRST), sources: new Set(), focus: null, steps: 1, path: null, edge: null, name: null,
    pair: null, claim: null, view: 'network', language: '', everything: false, opened: new Set(), hover: null, from: null,
    // Of the table, the timeline, the source text; null of a page is the one with what is chosen, of a text the one that says it.
    words: '', by: 'when', way: 1, rows: null, order: 'date', part: null, bars: null, text: null, passages: null, nothing: false,
  };
}

// The address of a state; what is as the page opens is left out.
function writeHash(state, model) {
  const parts = new URLSearchParams();
  const first = model.scene.on || '';
  const on = state.period ? isoPeriod(state.period) : '';
  if (on !== first) parts.set('on', on || 'any');
  if (state.view !== 'network') parts.set('view', state.view);
  if (state.focus) { parts.set('focus', shortId(state.focus.id, model)); if (state.steps !== 1) parts.set('steps', state.steps); }
  for (const name of state.path || []) parts.append('path', shortId(name.id, model));
  if (state.edge) parts.set('e', shortId(state.edge.id, model));
  if (state.name) parts.set('n', shortId(state.name.id, model));
  for (const name of state.pair ? state.pair.ends : []) parts.append('pair', shortId(name.id, model));
  if (state.claim) parts.set('c', state.claim.claim ?? '');
  if (state.nothing) parts.set('chosen', 'none');
  for (const [key, kind] of kindsAsked(state, model)) parts.append(key, kind);
  for (const standing of STANDINGS) {
    if (state.without.has(standing) !== HIDDEN_AT_FIRST.includes(standing)) parts.append(state.without.has(standing) ? 'without' : 'with', standing);
  }
  for (const number of state.sources) parts.append('no-source', model.sources[number].id ?? '');
  if (state.language) parts.set('lang', state.language);
  if (state.everything) parts.set('names', 'all');
  for (const name of state.opened) parts.append('open', shortId(name.id, model));
  if (state.words.trim()) parts.set('words', state.words);
  if (state.by !== 'when' || state.way < 0) parts.set('by', (state.way < 0 ? '-' : '') + state.by);
  for (const key of PAGED) if (state[key] !== null) parts.set(key, state[key] + 1);
  if (state.order !== 'date') parts.set('pairs', state.order);
  if (state.part) parts.set('axis', isoPeriod(state.part));
  if (state.text) parts.set('text', textKey(state.text, model));
  for (const number of state.passages || []) parts.append('passage', number + 1);
  // A page that opens at a name takes an empty address for that.
  return parts.toString() || (model.scene.focus?.length && !state.focus ? 'view=network' : '');
}

function readHash(hash, model) {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const state = newState();
  const found = (things, text) => (text === null ? null : things.get(longId(text, model)) || things.get(text) || null);
  const name = (text) => found(model.byName, text);
  const two = (key) => { const names = parts.getAll(key).map(name); return names.length === 2 && names[0] && names[1] ? names : null; };
  state.period = typedPeriod(parts.has('on') ? parts.get('on') : model.scene.on || '');
  state.view = VIEWS.includes(parts.get('view')) ? parts.get('view') : 'network';
  state.focus = name(parts.get('focus'));
  state.steps = parts.get('steps') === '2' ? 2 : 1;
  state.path = two('path');
  state.edge = found(model.byRelation, parts.get('e'));
  state.name = state.edge ? null : name(parts.get('n'));
  const pair = state.edge || state.name ? null : two('pair');
  state.pair = pair && model.pairs.find((each) => each.ends.every((end) => pair.includes(end)) && pair.every((end) => each.ends.includes(end))) || null;
  state.claim = state.edge || state.name || state.pair || !parts.has('c') ? null : model.claims.find((claim) => (claim.claim ?? '') === parts.get('c')) || null;
  state.hidden = hiddenKinds(parts, model);
  for (const each of parts.getAll('with')) state.without.delete(each);
  for (const each of parts.getAll('without')) if (STANDINGS.includes(each)) state.without.add(each);
  for (const each of parts.getAll('no-source')) for (const source of model.sources) if ((source.id ?? '') === each) state.sources.add(source.number);
  state.language = /^[a-z]{2,3}$/.test(parts.get('lang') || '') ? parts.get('lang') : '';
  state.everything = parts.get('names') === 'all';
  state.opened = new Set(parts.getAll('open').map(name).filter(Boolean));
  readViews(parts, state, model);
  return state;
}

// What an address says of single views.
function readViews(parts, state, model) {
  const asked = (key) => parts.get(key) || '';
  state.nothing = asked('chosen') === 'none';
  state.words = asked('words').trim() && asked('words').slice(0, MOST_WORDS);
  const by = asked('by').replace(/^-/, '');
  if (ROW_ORDERS.includes(by)) Object.assign(state, { by, way: asked('by') === by ? 1 : -1 });
  for (const key of PAGED) if (/^[1-9]\d{0,5}$/.test(asked(key))) state[key] = asked(key) - 1;
  const passages = parts.getAll('passage').filter((number) => /^[1-9]\d{0,5}$/.test(number)).map((number) => number - 1);
  if (passages.length && state.nothing) state.passages = passages;
  if (asked('pairs') === 'size') state.order = 'size';
  state.part = typedPeriod(asked('axis'));
  state.text = model.sources.find((source) => textKey(source, model) === parts.get('text')) || null;
}

// The id of a source; its number where an earlier one has the same.
function textKey(source, { sources }) {
  const id = source.id ?? '';
  return sources.find((each) => (each.id ?? '') === id) === source ? id : '=' + source.number;
}

// The kinds that are hidden, or those that are not, whichever is the shorter to say.
function kindsAsked({ hidden }, { kinds }) {
  const shown = kinds.filter((kind) => !hidden.has(kind.id)).map((kind) => ['show', kind.id]);
  const said = [[...hidden].map((kind) => ['hide', kind]), shown.length ? shown : [['kinds', 'none']]];
  return said.sort((one, other) => new URLSearchParams(one).toString().length - new URLSearchParams(other).toString().length)[0];
}

function hiddenKinds(parts, { kinds }) {
  const ids = kinds.map((kind) => kind.id);
  const [hidden, shown] = ['hide', 'show'].map((key) => ids.filter((kind) => parts.getAll(key).includes(kind)));
  const all = parts.get('kinds') === 'none' || shown.length > 0;
  return new Set(all ? ids.filter((kind) => !shown.includes(kind)) : hidden);
}

// An id without the base of all ids; one that is none of theirs is marked as whole by "=".
function shortId(id, model) {
  const base = model.scene.base || '';
  const rest = id.startsWith(base) ? id.slice(base.length) : '=' + id;
  return id.startsWith(base) && rest.startsWith('=') ? '=' + id : rest;
}

function longId(text, model) {
  return text.startsWith('=') ? text.slice(1) : (model.scene.base || '') + text;
}
