// The page: one state, one selection made from it, and everything that shows them. change() is the only way to another state.
const model = readModel(JSON.parse(by('network').textContent));
let state = newState();
let selection = null;

// Set some fields of the state, and show it everywhere. "push": the back button undoes it. "focus": the evidence gets the keyboard.
function change(fields, { push = false, focus = false, from = null } = {}) {
  // Another choice opens its own page and its own source.
  Object.assign(state, 'edge' in fields ? { rows: null, bars: null, text: null, passages: null } : {}, fields);
  if (from) state.from = from;
  state.nothing = !(state.edge || state.name || state.pair || state.claim || state.path);
  update();
  writeAddress(push);
  if (focus) focusEvidence();
}

// Open a relation, a name, a pair or a claim (null: none). "from" is where Escape goes back to.
function choose(thing, { from = null, focus = false } = {}) {
  if (thing && state.view === 'network' && !from) from = by('canvas');
  change({
    edge: thing && thing.look && thing.ends ? thing : null, name: thing && thing.lines_of ? thing : null,
    pair: thing && thing.members ? thing : null, claim: thing && thing.passages ? thing : null,
  }, { push: thing !== null, focus, from });
  if (thing) bringIntoView();
}

function setPeriod(period, { push = false } = {}) {
  change({ period }, { push });
}

function focusEvidence() {
  by('evidence').focus({ preventScroll: true });
}

// On a telephone the panel lies below; the reader is taken there.
function bringIntoView() {
  const place = by('evidence').getBoundingClientRect();
  if (place.top > window.innerHeight - 120 || place.bottom < 120) by('evidence').scrollIntoView({ block: 'start' });
}

function update() {
  selection = select(model, state);
  selection.key = [...state.hidden, '|', ...state.without, '|', ...state.sources, '|', state.focus && state.focus.key, state.steps, state.path && state.path.map((name) => name.key)].join(' ');
  fade();
  showView();
  showPanel();
  updateLegend();
  updateDates();
  by('shown').replaceChildren(...countsInWords());
  by('focus-note').replaceChildren(...focusNote());
  const view = views.find((each) => each.id === state.view);
  if (view) view.update();
}

// Names without any relation that is shown and stands are pale; nothing moves.
function fade() {
  for (const name of model.names) name.faint = false;
  if (state.period === null && selection.relations.length === model.relations.length) return;
  for (const name of selection.names) name.faint = !name.lines_of.some((edge) => selection.shown.has(edge) && !isOut(edge));
}

function showView() {
  for (const each of views) {
    by('view-' + each.id).hidden = each.id !== state.view;
    const tab = by('tab-' + each.id);
    const before = tab.getAttribute('aria-selected');
    tab.setAttribute('aria-selected', String(each.id === state.view));
    // Where the tabs have no room beside one another, the one that is open is brought into view.
    if (each.id === state.view && before !== 'true') by('tabs').scrollLeft = tab.offsetLeft - (by('tabs').clientWidth - tab.offsetWidth) / 2;
    tab.tabIndex = each.id === state.view ? 0 : -1;
  }
}

// What is on the drawing, what is not, and why.
function countsInWords() {
  const count = countsOf(model, selection, state);
  const accepted = (edges) => edges.filter((edge) => edge.status === 'Accepted').length;
  const doubtful = selection.relations.filter((edge) => edge.status !== 'Accepted' && !(state.period && isOut(edge))).length;
  const beside = doubtful ? ', and ' + counted(doubtful, 'doubtful one') : '';
  const partly = state.view === 'network' && count.drawn < count.shown;
  const notes = leftOutInWords();
  if (count.undated) notes.push(count.undated.toLocaleString('en') + ' without a date.');
  if (state.period) {
    if (partly) notes.unshift('Drawn are ' + counted(count.drawn, 'relation') + ' between ' + count.drawnNames.toLocaleString('en') + ' of ' + counted(count.names, 'name') + '.');
    notes.push(boundsInWords(selection.relations, state.period), scaleInWords());
    return [make('strong', {}, periodInWords(state.period) + '. '), inForceInWords(count) + beside + '. The others are pale. ' + notes.filter(Boolean).join(' ')];
  }
  const shown = accepted(partly ? selection.drawn : selection.relations);
  const of = (shown < count.all || partly ? shown.toLocaleString('en') + ' of ' : '') + counted(count.all, 'relation') + (partly ? ' drawn' : ' shown') + beside;
  if (partly) notes.push(count.drawnNames.toLocaleString('en') + ' of ' + counted(count.names, 'name') + ' drawn.');
  return [make('strong', {}, 'All dates. '), [(count.all || !doubtful ? of : counted(doubtful, 'relation') + ', said and not accepted') + '.', ...notes].join(' '), ...doubtsHidden()];
}

// What the reader's filters hide, and what lies beyond the surroundings or the path; nothing of what is doubtful.
function leftOutInWords() {
  const { rest, filtered } = hiddenOf(model.relations, state);
  const beyond = rest - filtered - selection.relations.length;
  return [filtered ? counted(filtered, 'relation') + ' hidden by filters.' : '', beyond > 0 ? beyond.toLocaleString('en') + ' beyond what is looked at.' : ''].filter(Boolean);
}

// Said where all is counted: on a date it would be said again with each step.
function doubtsHidden() {
  const { doubtful } = hiddenOf(model.relations, state);
  if (!doubtful) return [];
  const show = () => {
    change({ without: new Set([...state.without].filter((each) => !HIDDEN_AT_FIRST.includes(each))) }, { push: true });
    by('any').focus();
    say(by('shown').textContent);
  };
  return [' ' + counted(doubtful, 'doubtful one is', 'doubtful ones are') + ' hidden. ', button('Show ' + (doubtful === 1 ? 'it' : 'them'), show, { class: 'quiet' })];
}

function inForceInWords(count) {
  const single = state.period.first === state.period.last;
  const maybe = count.possibly ? ', ' + count.possibly + ' possibly (?)' : '';
  const part = count.inPart ? ', ' + count.inPart + ' for a part of it' : '';
  const told = count.inForce + count.inPart + count.possibly + count.happened + count.perhaps;
  // As many as the legend counts: a treaty of two parties is one, and two lines.
  const number = selection.relations.filter((edge) => edge.status === 'Accepted' && !isOut(edge)).length;
  const lines = number > told ? '; together ' + number.toLocaleString('en') + ' lines' : '';
  const events = counted(count.happened, 'act or event', 'acts and events') + (single ? ' on the day' : ' in it') + (count.perhaps ? ', ' + count.perhaps + ' possibly (?)' : '');
  return count.inForce + ' in force' + part + maybe + '; ' + events + lines;
}

function focusNote() {
  if (!state.focus && !state.path) return [];
  const text = state.path ? 'Only the path is drawn.' : 'Only ' + toldName(state.focus) + ' and what is ' + (state.steps === 1 ? 'one step' : 'two steps') + ' away.';
  return [text + ' ', button('Show everything', () => change({ focus: null, path: null }, { push: true }), { class: 'quiet' })];
}

// ---- the address ----------------------------------------------------------------------------------------

function writeAddress(push = false) {
  const hash = '#' + writeHash(state, model);
  if (hash === location.hash || (hash === '#' && !location.hash)) return;
  try {
    if (push) history.pushState(null, '', hash);
    else history.replaceState(null, '', hash);
  } catch {
    // Some readers show the file in a frame without an address; the page works without it.
  }
}

function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  state = Object.assign(readHash(location.hash, model), { hover: null, from: state.from });
  if (!parts.has('focus') && !location.hash && model.scene.focus.length === 1) state.focus = model.names[model.scene.focus[0]];
  reading.preferred = tabled.number = timeline.page = null;
  by('language').value = state.language;
  if (by('language').value !== state.language) by('language').value = state.language = '';
  if (by('tab-' + state.view).hidden) state.view = views[0].id;
  const unknown = unknownIn(parts, state);
  by('notice').textContent = unknown.length ? 'The link names what is not in this page: ' + unknown.join(', ') + '.' : '';
  // Where nothing is accepted, the page shows what is said.
  if (!parts.has('with') && model.relations.length && model.relations.every((edge) => edge.status !== 'Accepted')) state.without = new Set();
  if (state.edge || state.name || state.pair || state.path || state.claim || state.nothing) return;
  selection = select(model, state);
  const quoted = (edge) => edge.claims.some((claim) => claim.passages.some((passage) => passage.quote));
  const opening = [(edge) => !isOut(edge) && !edge.undated && quoted(edge), (edge) => !isOut(edge) && quoted(edge), quoted, (edge) => !isOut(edge) && !edge.undated, () => true];
  state.edge = opening.map((fits) => selection.relations.find(fits)).find(Boolean) || null;
}

// What an address asks for and this page does not have.
function unknownIn(parts, found) {
  const asked = [['on', found.period || ['any', ''].includes(parts.get('on'))], ['focus', found.focus], ['e', found.edge], ['n', found.name || found.edge], ['path', found.path], ['c', found.claim || found.edge || found.name || found.pair], ['text', found.text], ['view', found.view === parts.get('view')]];
  return asked.filter(([key, is]) => parts.has(key) && !is).map(([key]) => parts.getAll(key).join(' and ').slice(0, 80));
}

// ---- the beginning --------------------------------------------------------------------------------------

// The explorer fills the window below the head, however many lines the title takes.
function measureHead() {
  document.documentElement.style.setProperty('--head', document.querySelector('header').offsetHeight + 'px');
  document.documentElement.style.setProperty('--strip', by('dates').offsetHeight + 'px');
}

function repaint(paper) {
  readTheme(paper);
  looks = new Map();
  for (const [place, thing] of samples) place.replaceChildren(thing.ends ? sample(thing) : sign(thing));
  update();
}

function makeTabs() {
  const shown = () => views.filter((view) => !by('tab-' + view.id).hidden);
  views.sort((one, other) => VIEWS.indexOf(one.id) - VIEWS.indexOf(other.id));
  for (const view of views) by('tab-' + view.id).addEventListener('click', () => change({ view: view.id }, { push: true }));
  by('tabs').addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = shown();
    const next = all[(all.findIndex((view) => view.id === state.view) + step + all.length) % all.length];
    change({ view: next.id }, { push: true });
    by('tab-' + next.id).focus();
    event.preventDefault();
  });
}

function makeLanguages() {
  const tags = new Set(model.names.flatMap((name) => Object.keys(name.labels)).map((tag) => tag.toLowerCase().split('-')[0]).filter((tag) => /^[a-z]{2,3}$/.test(tag)));
  const title = (tag) => { try { return new Intl.DisplayNames([tag], { type: 'language' }).of(tag); } catch { return tag; } };
  const choices = [['', tags.has('en') || !tags.size ? 'English' : 'as they are given'], ['zh', title('zh')], ['own', 'own language']].filter(([tag]) => tag !== 'zh' || tags.has('zh'));
  const others = [...tags].filter((tag) => tag !== 'en' && tag !== 'zh').sort();
  if (!others.length && !tags.has('zh')) { by('languages').hidden = true; return; }
  by('language').append(...[...choices, ...others.map((tag) => [tag, title(tag)])].map(([tag, text]) => make('option', { value: tag }, text)));
  whenChosen(by('language'), (language, push) => change({ language }, { push }));
}

// The arrow keys go through a list one by one: as long as it keeps the keyboard, all that is chosen is one step back.
function whenChosen(list, act) {
  let push = true;
  list.addEventListener('focus', () => { push = true; });
  list.addEventListener('change', () => { act(list.value, push); push = false; });
}

function makeButtons() {
  by('save-png').addEventListener('click', () => savePng());
  by('save-csv').addEventListener('click', () => saveCsv());
  by('save-link').addEventListener('click', copyAddress);
  // In the frame of a notebook the page has no address that leads back to it.
  by('save-link').hidden = !/^(https?|file):/.test(location.protocol);
  makeFinder(by('find'), by('found'), (thing) => (thing.period ? goToDate(thing.period) : choose(thing, { from: by('find'), focus: true })), (thing) => !thing.period || !!scale);
  if (model.scene.overview) {
    by('everything').hidden = false;
    by('everything').addEventListener('click', () => change({ everything: !state.everything, opened: new Set() }, { push: true }));
  }
  for (const link of document.querySelectorAll('[data-skip]')) {
    link.addEventListener('click', () => skipTo(link.dataset.skip));
  }
  by('to-evidence').addEventListener('click', () => { by('evidence').scrollIntoView(); focusEvidence(); });
  by('evidence').addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.target.id === 'path-to') return;
    const back = state.from && state.from.isConnected && !state.from.closest('[hidden]') ? state.from : by(state.view === 'network' ? 'canvas' : 'tab-' + state.view);
    back.focus();
  });
}

// Past what stands between: the view that is open, the date, the evidence, the legend.
function skipTo(place) {
  const target = place === 'view' ? (state.view === 'network' ? by('canvas') : by('view-' + state.view)) : by(place);
  if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
  target.focus();
  target.scrollIntoView({ block: 'nearest' });
}

async function copyAddress() {
  // A browser may write the address later than it is asked to, where it changes with each letter.
  await copyFor(by('save-link'), location.href.replace(/#.*/, '') + '#' + writeHash(state, model), 'address of this view');
}

views.push({ id: 'network', label: 'Network', make: () => makeDrawing(JSON.parse(model.scene.options)), update: updateNetwork });

function goToDate(period) {
  setPeriod(period, { push: true });
  by('day').focus();
  say(periodInWords(period) + '. ' + by('shown').textContent);
}

function updateNetwork() {
  by('everything').textContent = state.everything ? 'Overview' : 'Draw all ' + model.names.length.toLocaleString('en') + ' names';
  redraw();
}

function listen() {
  const sizes = new ResizeObserver(measureHead);
  for (const part of [document.querySelector('header'), by('dates')]) sizes.observe(part);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => repaint());
  window.addEventListener('beforeprint', () => { repaint('print'); copyForPaper(); printRows(); });
  window.addEventListener('afterprint', () => repaint());
  for (const event of ['hashchange', 'popstate']) window.addEventListener(event, () => { readAddress(); update(); });
}

function open() {
  readTheme();
  // On a telephone the drawing comes first; legend and tools open on demand.
  // The frame of a notebook may be narrow at first, and as wide as the cell a moment later.
  const narrow = window.matchMedia('screen and (max-width: 760px)');
  const fold = () => { by('key').open = by('tools').open = !narrow.matches; };
  fold();
  narrow.addEventListener('change', fold);
  measureHead();
  makeLegend();
  makeLanguages();
  makeTabs();
  makeButtons();
  makeDates();
  readAddress();
  if (model.scene.by.length === 1) by('recorded').textContent = 'Claims were recorded by ' + model.scene.by[0] + '.';
  selection = select(model, state);
  fade();
  for (const view of views) view.make();
  update();
  listen();
}

// Where a browser cannot unpack the drawing (those before 2023), all other views work.
function openWithoutDrawing() {
  views.splice(views.findIndex((view) => view.id === 'network'), 1);
  for (const id of ['tab-network', 'view-network', 'save-png']) by(id).hidden = true;
  open();
  by('notice').textContent = 'This browser cannot draw the network; a newer one can. All relations stand in the views below.';
}

unpackVis().then(open, openWithoutDrawing).then(offer);

// For scripts that look at the page: what is drawn, and where.
function offer() {
  window.foedera = Object.freeze({
    labels: () => written.map(({ name, box }) => ({ name: name.id, x: box.x, y: box.y, width: box.width, height: box.height })),
    names: () => model.names.map((name) => ({ id: name.id, drawn: selection.names.has(name) })),
    relations: () => model.relations.map((edge) => ({ id: edge.id, kind: edge.kind, status: edge.status, state: edge.state, shown: selection.shown.has(edge), drawn: selection.drawn.includes(edge) })),
    lines: () => drawnLines.map((line) => ({ key: line.key, ids: line.members.map((edge) => edge.id), ...network.canvasToDOM(pointOn(line, 0.5) || { x: 0, y: 0 }) })),
    counts: () => badges.map(({ x, y, line, text }) => ({ key: line.key, text, x, y })),
    signs: () => drawnNames.map((name) => ({ name: name.id, ...network.canvasToDOM(points.get(name)) })),
    middle: (id) => network.canvasToDOM(pointOn(lineOfRelation(model.byRelation.get(id)), 0.5)),
    stateOn: (text) => Object.fromEntries(model.relations.map((edge) => [edge.id, stateOf(edge, typedPeriod(text))])),
  });
}
