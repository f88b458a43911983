// The state of the page, and its address: #on=1904-03-01&focus=japan&steps=1&hide=Lease&view=table. No document is needed.
const VIEWS = ['network', 'table', 'timeline', 'text', 'doubts'];
// What else than kinds can be hidden; those that no one vouches for are hidden until the reader asks for them.
const STANDINGS = ['Accepted', 'Derived', 'Uncertain', 'Disputed', 'Unreviewed', 'Rejected'];
const HIDDEN_AT_FIRST = ['Disputed', 'Unreviewed', 'Rejected'];

function newState() {
  return {
    period: null, hidden: new Set(), without: new Set(HIDDEN_AT_FIRST), sources: new Set(), focus: null, steps: 1, path: null, edge: null, name: null,
    pair: null, claim: null, view: 'network', language: '', everything: false, opened: new Set(), hover: null, from: null,
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
  for (const kind of state.hidden) parts.append('hide', kind);
  for (const standing of STANDINGS) {
    if (state.without.has(standing) !== HIDDEN_AT_FIRST.includes(standing)) parts.append(state.without.has(standing) ? 'without' : 'with', standing);
  }
  for (const number of state.sources) parts.append('no-source', model.sources[number].id ?? '');
  if (state.language) parts.set('lang', state.language);
  if (state.everything) parts.set('names', 'all');
  for (const name of state.opened) parts.append('open', shortId(name.id, model));
  return parts.toString();
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
  const kinds = new Set(model.kinds.map((kind) => kind.id));
  state.hidden = new Set(parts.getAll('hide').filter((kind) => kinds.has(kind)));
  for (const each of parts.getAll('with')) state.without.delete(each);
  for (const each of parts.getAll('without')) if (STANDINGS.includes(each)) state.without.add(each);
  for (const each of parts.getAll('no-source')) for (const source of model.sources) if ((source.id ?? '') === each) state.sources.add(source.number);
  state.language = /^[a-z]{2,3}$/.test(parts.get('lang') || '') ? parts.get('lang') : '';
  state.everything = parts.get('names') === 'all';
  state.opened = new Set(parts.getAll('open').map(name).filter(Boolean));
  return state;
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
