// The page: one state, changed by choose(), setDay() and the legend; update() shows it everywhere.
const data = JSON.parse(document.getElementById('network').textContent);
const scene = data.scene;
const media = window.matchMedia('(prefers-color-scheme: dark)');
const theme = {};
const state = { day: null, hidden: new Set(), edge: null, name: null, hover: null, from: null };
const boxes = new Map();
const samples = [];
// The keys of vis-network are ours: a name of the data may be any string, even "__proto__".
const names = data.nodes.map((node, number) => ({ ...node, key: 'n' + number, lines_of: [], beside: new Set(), degree: 0, faint: false }));
const byName = new Map(names.map((name) => [name.id, name]));
const edges = data.edges.map((edge, number) => ({ ...edge, key: 'e' + number, place: number, status: 'all', ends: [byName.get(edge.from), byName.get(edge.to)] }));
const byKey = new Map([...names, ...edges].map((thing) => [thing.key, thing]));
for (const thing of byKey.values()) readDays(thing);
for (const edge of edges) {
  for (const name of new Set(edge.ends)) {
    name.lines_of.push(edge);
    name.degree += 1;
    for (const other of edge.ends) name.beside.add(other);
  }
}

function readTheme(paper) {
  const style = getComputedStyle(document.documentElement);
  for (const name of ['paper', 'sheet', 'ink', 'soft', 'accent', 'ghost']) theme[name] = style.getPropertyValue('--' + name).trim();
  theme.dark = media.matches && paper !== 'print';
  if (paper === 'print') Object.assign(theme, { paper: '#ffffff', sheet: '#ffffff', ink: '#000000', soft: '#333333', accent: '#7c1d2b', ghost: '#dddddd' });
  const hex = theme.paper.length === 4 ? theme.paper.replace(/[0-9a-f]/gi, '$&$&') : theme.paper;
  theme.paperParts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
}

function repaint(paper) {
  readTheme(paper);
  for (const [place, thing] of samples) place.replaceChildren(thing.ends ? sample(thing) : sign(thing));
  update();
}

function say(text) {
  document.getElementById('said').textContent = text;
}

// Open a relation or a name (null: neither). "from" is where Escape goes back to.
function choose(thing, { from = null, focus = false } = {}) {
  state.edge = thing && thing.ends ? thing : null;
  state.name = thing && !thing.ends ? thing : null;
  if (from) state.from = from;
  update();
  if (!thing) return;
  const panel = document.getElementById('evidence');
  if (focus) panel.focus({ preventScroll: true });
  const place = panel.getBoundingClientRect();
  if (place.top > window.innerHeight - 120 || place.bottom < 120) panel.scrollIntoView({ block: 'start' });
}

function setDay(day) {
  state.day = day;
  update();
}

function statusOf(edge) {
  if (state.day === null) return 'all';
  // For the day that was asked for, the graph already says what holds.
  if (edge.certainty && state.day === dayNumber(scene.on)) return edge.certainty;
  return standsOn(edge, state.day);
}

function update() {
  for (const edge of edges) edge.status = statusOf(edge);
  for (const name of names) name.faint = !name.lines_of.some((edge) => !state.hidden.has(edge.kind) && !isOut(edge)) && (state.day !== null || state.hidden.size > 0);
  for (const [kind, box] of boxes) box.checked = !state.hidden.has(kind);
  if (state.edge) showRelation(state.edge);
  else if (state.name) showName(state.name);
  else showNothing();
  updateTable();
  updateDates();
  redraw();
  document.getElementById('shown').replaceChildren(...countsInWords());
  writeAddress();
}

function countsInWords() {
  const shown = edges.filter((edge) => !state.hidden.has(edge.kind));
  const behind = edges.length - shown.length;
  const hidden = behind ? ' ' + behind + ' hidden by the legend.' : '';
  const undated = shown.filter((edge) => edge.undated).length;
  const without = undated ? ' ' + undated + ' without a date.' : '';
  if (state.day === null) return [make('strong', {}, 'All dates. '), shown.length + ' of ' + edges.length + ' relations drawn.' + hidden + without];
  const count = (standing, status) => shown.filter((edge) => edge.standing === standing && edge.status === status).length;
  const [states, maybe, acts, perhaps] = [count(true, 'certain'), count(true, 'possible'), count(false, 'certain'), count(false, 'possible')];
  const text = states + ' in force' + (maybe ? ', ' + maybe + ' possibly (?)' : '') + '; ' + acts + (acts === 1 ? ' act or event' : ' acts and events') + ' on the day' +
    (perhaps ? ', ' + perhaps + ' possibly (?)' : '') + '. The others are pale.';
  return [make('strong', {}, inWords(state.day) + '. '), text + without + hidden];
}

// ---- the date strip -----------------------------------------------------------------------------------

let stops = [], low = 0, high = 1;

function makeDates() {
  stops = [...new Set(edges.flatMap((edge) => edge.days).filter((day) => day !== null))].sort((one, other) => one - other);
  if (dayNumber(scene.on) !== null && !stops.length) stops = [dayNumber(scene.on)];
  const section = document.getElementById('dates');
  if (!stops.length) { section.querySelector('.when').hidden = true; section.querySelector('.strip').hidden = true; return; }
  [low, high] = scaleOf(stops);
  const [slider, input] = [document.getElementById('slider'), document.getElementById('day')];
  Object.assign(slider, { min: low, max: high, value: low });
  slider.addEventListener('input', () => setDay(Number(slider.value)));
  slider.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (step) { toStop(step); event.preventDefault(); }
  });
  input.addEventListener('change', () => {
    const day = typedDay(input.value);
    input.setAttribute('aria-invalid', String(day === null && input.value.trim() !== ''));
    if (day !== null || input.value.trim() === '') setDay(day);
    else say('Write a day as year-month-day, for example 1904-03-01.');
  });
  document.getElementById('any').addEventListener('click', () => setDay(null));
  document.getElementById('before').addEventListener('click', () => toStop(-1));
  document.getElementById('after').addEventListener('click', () => toStop(1));
  drawYears();
}

// The days that the strip spans: a few far-off dates must not press all others into one corner.
function scaleOf(days) {
  let [from, to, spare] = [0, days.length - 1, Math.floor(days.length / 5)];
  const trims = (edge, beside) => Math.abs(days[edge] - days[beside]) > 0.15 * (days[to] - days[from]);
  for (; spare > 0; spare -= 1) {
    if (trims(from, from + 1)) from += 1;
    else if (trims(to, to - 1)) to -= 1;
    else if (trims(from + 1, from + 2)) from += 2;
    else break;
  }
  const room = Math.max(30, Math.round((days[to] - days[from]) * 0.03));
  return [days[from] - room, days[to] + room];
}

function toStop(step) {
  const here = state.day;
  const reached = here === null ? (step > 0 ? stops.find((day) => day >= low) : stops[stops.length - 1]) :
    step > 0 ? stops.find((day) => day > here) : [...stops].reverse().find((day) => day < here);
  if (reached !== undefined) { setDay(reached); say(inWords(reached)); }
}

function along(day) {
  return Math.max(0, Math.min(100, (day - low) / (high - low) * 100));
}

function drawYears() {
  const place = document.getElementById('years');
  const [first, last] = [Number(isoDay(low).slice(0, -6)), Number(isoDay(high).slice(0, -6))];
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((years) => (last - first) / years <= (window.innerWidth < 760 ? 7 : 14)) || 5000;
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
    const day = dayNumber((year < 0 ? '-' : '') + String(Math.abs(year)).padStart(4, '0') + '-01-01');
    if (day < low || day > high || along(day) > 98) continue;
    const label = make('span', {}, String(year));
    label.style.left = along(day) + '%';
    place.append(label);
  }
}

function updateDates() {
  const marks = document.getElementById('marks');
  document.getElementById('dates').dataset.on = state.day === null ? 'any' : 'day';
  document.getElementById('any').setAttribute('aria-pressed', String(state.day === null));
  const [input, slider] = [document.getElementById('day'), document.getElementById('slider')];
  input.value = state.day === null ? '' : isoDay(state.day);
  input.setAttribute('aria-invalid', 'false');
  if (state.day !== null) slider.value = state.day;
  slider.setAttribute('aria-valuetext', state.day === null ? 'all dates' : inWords(state.day));
  const bar = (from, to, y, height, kind) => drawn('rect', { x: along(from) + '%', width: Math.max(0.25, along(to) - along(from)) + '%', y, height, class: kind });
  const parts = [];
  for (const edge of edges) {
    if (state.hidden.has(edge.kind) || edge.undated) continue;
    const [from, to] = edge.standing ? [edge.days[0] ?? edge.days[1], edge.days[1] ?? edge.days[0]] : [edge.first, edge.last];
    if (from !== null) parts.push(bar(from, to, 10, 8, to - from > 40 ? 'mark-span' : 'mark-event'));
  }
  parts.sort((one, other) => (one.getAttribute('class') < other.getAttribute('class') ? 1 : -1));
  if (state.edge && !state.edge.undated) {
    const [earliestStart, latestStart, earliestEnd, latestEnd] = state.edge.days;
    const [from, to] = [earliestStart ?? latestStart ?? low, latestEnd ?? (state.edge.standing ? high : state.edge.last)];
    parts.push(bar(from, to, 2, 5, 'mark-maybe'));
    if (latestStart !== null && earliestEnd !== null && latestStart <= earliestEnd) parts.push(bar(latestStart, earliestEnd, 2, 5, 'mark-chosen'));
  }
  marks.replaceChildren(...parts);
}

// ---- the address: #on=1904-03-01&e=IRI&n=IRI&hide=War ---------------------------------------------------

function writeAddress() {
  const parts = new URLSearchParams();
  if (state.day !== null) parts.set('on', isoDay(state.day));
  else if (scene.on) parts.set('on', 'any');
  if (state.edge) parts.set('e', state.edge.id);
  if (state.name) parts.set('n', state.name.id);
  for (const kind of state.hidden) parts.append('hide', kind);
  try {
    history.replaceState(null, '', '#' + parts);
  } catch {
    // Some readers show the file in a frame without an address; the page works without it.
  }
}

function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const asked = parts.has('on') ? parts.get('on') : scene.on;
  state.day = dayNumber(asked);
  state.hidden = new Set(parts.getAll('hide').filter((kind) => boxes.has(kind)));
  for (const edge of edges) edge.status = statusOf(edge);
  state.name = byName.get(parts.get('n')) || null;
  const wanted = edges.find((edge) => edge.id === parts.get('e'));
  const quoted = (edge) => edge.evidence.some((item) => item.quote);
  const opening = [(edge) => !isOut(edge) && quoted(edge), quoted, () => true].map((fits) => edges.find(fits)).find(Boolean);
  state.edge = state.name ? null : wanted || opening || null;
}

// The explorer fills the window below the head, however many lines the title takes.
function measureHead() {
  document.documentElement.style.setProperty('--head', document.querySelector('header').offsetHeight + 'px');
}

new ResizeObserver(measureHead).observe(document.querySelector('header'));
readTheme();
// On a telephone the drawing comes first, and the legend opens on demand.
document.getElementById('key').open = !window.matchMedia('(max-width: 760px)').matches;
makeLegend();
makeTable();
makeDoubts();
makeSearch();
makeDates();
readAddress();
makeDrawing(JSON.parse(data.options));
update();
media.addEventListener('change', () => repaint());
window.addEventListener('beforeprint', () => {
  repaint('print');
  copyForPaper();
});
window.addEventListener('afterprint', () => repaint());
window.addEventListener('hashchange', () => { readAddress(); update(); });
for (const link of document.querySelectorAll('a[data-to]')) {
  link.addEventListener('click', (event) => {
    const target = document.getElementById(link.dataset.to);
    target.scrollIntoView();
    target.focus({ preventScroll: true });
    event.preventDefault();
  });
}
document.getElementById('evidence').addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const back = state.from && state.from.isConnected ? state.from : document.getElementById('canvas');
  back.focus();
});
// For scripts that look at the page: what is drawn, and where.
window.foedera = Object.freeze({
  labels: () => written.map(({ name, box }) => ({ name: name.id, x: box.x, y: box.y, width: box.width, height: box.height })),
  relations: () => edges.map(({ id, status, kind }) => ({ id, status, shown: !state.hidden.has(kind) })),
  middle: (id) => network.canvasToDOM(pointOn(edges.find((edge) => edge.id === id), 0.5)),
});
