// The timeline: a bar for each relation, grouped by the pair of names, on one axis; the chosen date is a band over all of them.
views.push({ id: 'timeline', label: 'Timeline', make: makeTimeline, update: updateTimeline });
const MIDDLE = 11; // of the line of a bar, which is twice as high
const WALK = 'Up and down go from bar to bar, left and right to the names of the pair, Enter opens the evidence.';
const timeline = {
  order: '', page: 0,
  relations: [], groups: [], pages: [], whole: null, axis: null, lines: [], key: '', chosen: null, active: null, parts: {},
};

function makeTimeline() {
  const parts = timeline.parts = {
    order: orderOfGroups(), pager: make('p', { class: 'pager' }),
    zoom: make('p', { class: 'zoom', role: 'group', 'aria-label': 'Part of the axis' }, ...zoomButtons()),
    plot: make('div', { class: 'axis-plot', role: 'group', 'aria-label': 'Dates; choose one to set the date' }),
    groups: make('div', { class: 'bar-groups' }), lines: make('div', { class: 'bar-over', 'aria-hidden': 'true' }), empty: make('p', { class: 'hint' }),
  };
  by('view-timeline').append(
    make('h2', { class: 'unseen' }, 'Timeline'),
    make('div', { class: 'bar-head' }, parts.order, parts.zoom, parts.pager), signsOfBars(), parts.empty,
    make('div', { class: 'bar-table' }, make('div', { class: 'axis' }, parts.plot), make('div', { class: 'bar-body' }, parts.lines, parts.groups)),
  );
  parts.plot.addEventListener('click', (event) => {
    if (!event.target.closest('button') && timeline.axis) setDayAt(event.clientX - parts.plot.getBoundingClientRect().left);
  });
  parts.plot.addEventListener('keydown', walkTicks);
  parts.groups.addEventListener('keydown', walkBars);
  parts.groups.addEventListener('focusin', (event) => setActive(event.target));
  new ResizeObserver(() => { if (state.view === 'timeline' && parts.plot.clientWidth) updateTimeline(); }).observe(parts.plot);
}

function orderOfGroups() {
  const choices = [['date', 'first date'], ['size', 'number of relations']].map(([value, text]) => make('option', { value }, text));
  const order = make('select', { id: 'timeline-order' }, ...choices);
  whenChosen(order, (value, push) => change({ order: value, bars: 0 }, { push }));
  return make('p', {}, make('label', { for: 'timeline-order' }, 'Pairs of names by'), ' ', order);
}

// A part of the axis can be looked at more closely, around the chosen date or relation; what lies beyond it keeps its arrow.
function zoomButtons() {
  const show = (part) => {
    const used = document.activeElement;
    state.part = part;
    if (!part && partOfAxis() !== timeline.whole) state.part = { first: timeline.whole.first, last: timeline.whole.last };
    updateTimeline();
    writeAddress();
    say(spanInWords());
    if (used.disabled) timeline.parts.zoom.querySelector('button:not([disabled])').focus();
  };
  const zoom = (factor) => () => show(zoomedDays(timeline.axis, zoomCentre(), factor, timeline.whole));
  const move = (way) => () => show(movedDays(timeline.axis, way, timeline.whole));
  const ofPart = { 'data-zoom': 'part' };
  return [
    button('‹', move(-1), { 'aria-label': 'Earlier part of the axis', ...ofPart }),
    button('−', zoom(2), { 'aria-label': 'More of the axis', ...ofPart }),
    button('+', zoom(0.5), { 'aria-label': 'Less of the axis, more closely' }),
    button('›', move(1), { 'aria-label': 'Later part of the axis', ...ofPart }),
    button('Whole axis', () => show(null), ofPart),
  ];
}

function zoomCentre() {
  const { first, last } = timeline.axis;
  const chosen = [state.period, state.edge && !state.edge.undated ? state.edge : null].filter(Boolean);
  const wanted = chosen.map((each) => Math.round((each.first + each.last) / 2));
  return wanted.find((day) => day >= first && day <= last) ?? Math.round((first + last) / 2);
}

function spanInWords() {
  return inWords(timeline.axis.first) + ' to ' + inWords(timeline.axis.last);
}

function setDayAt(x) {
  const day = timeline.axis.day(x);
  setPeriod({ first: day, last: day }, { push: true });
  say(inWords(day));
}

// What the parts of a bar mean, in the signs themselves.
function signsOfBars() {
  const edge = { look: { dashes: null }, status: 'Accepted' };
  const picture = (bar, words) => make('li', {}, lineOfBar(64, { edge, ...bar }, 'currentColor'), words);
  const begun = { side: 'begin', sign: 'known', x: 2 };
  const certain = (width, sort = 'certain', x = 2) => ({ sort, x, width });
  const bar = (parts, sign, x) => ({ form: 'bar', parts, signs: [begun, { side: 'end', sign, x }], mark: null });
  const list = make('ul', { 'aria-label': 'Signs' },
    picture(bar([certain(58)], 'known', 60), 'certain, with known days'),
    picture(bar([certain(32), certain(26, 'possible', 34)], 'between', 60), 'possible'),
    picture(bar([certain(34)], 'open', 36), 'at least so long'),
    picture(bar([certain(18, 'possible'), certain(30, 'fade-out', 20)], 'unknown', 50), 'end not known'),
    picture({ form: 'mark', parts: [], signs: [], mark: { x: 32, known: true } }, 'a day'),
    picture({ form: 'mark', parts: [certain(52, 'possible', 6)], signs: [], mark: { x: 32, known: false } }, 'some day of these'));
  const open = window.matchMedia('(max-width: 760px)').matches ? null : '';
  return make('details', { class: 'bar-key', open }, make('summary', {}, 'Signs'), list, make('p', { class: 'soft' }, WALK));
}

function updateTimeline() {
  groupBars();
  const width = timeline.parts.plot.clientWidth || 600;
  timeline.axis = axisOf(timeline.whole && partOfAxis(), width);
  by('timeline-order').value = state.order;
  const page = timeline.pages.findIndex((groups) => groups.some(({ members }) => members.includes(state.edge)));
  const isNew = state.edge !== timeline.chosen;
  const asked = state.bars ?? (isNew && page >= 0 ? page : timeline.page ?? page);
  timeline.page = Math.max(0, Math.min(asked, timeline.pages.length - 1));
  state.bars = timeline.page === Math.max(0, page) ? null : timeline.page;
  timeline.chosen = state.edge;
  const elsewhere = isNew && !timeline.parts.groups.contains(document.activeElement);
  renderBars(width);
  for (const line of timeline.lines) dressLine(line);
  drawBand();
  const chosen = elsewhere && timeline.lines.find(({ edge }) => edge === state.edge);
  if (chosen && scrollsItself(by('view-timeline'))) scrollWithin(by('view-timeline'), chosen.button);
}

// The part that the reader asks for; first that of the date strip, where this leaves out what lies far off.
function partOfAxis() {
  const { whole, relations } = timeline;
  if (state.part) return covers(state.part, whole) ? whole : { ...state.part, before: true, after: true };
  if (!usualScale || !(usualScale.before || usualScale.after)) return whole;
  const part = { first: Math.max(whole.first, usualScale.low), last: Math.min(whole.last, usualScale.high), before: true, after: true };
  return part.first < part.last && relations.some((edge) => !edge.undated && edge.first <= part.last && edge.last >= part.first) ? part : whole;
}

// Without the room that the axis has at its ends.
function wholeInWords() {
  const days = timeline.relations.filter((edge) => !edge.undated);
  if (!timeline.whole) return 'Whole axis';
  const first = days.reduce((least, edge) => Math.min(least, edge.first), Infinity);
  const last = days.reduce((most, edge) => Math.max(most, edge.last), -Infinity);
  return 'Whole axis: ' + yearOf(Math.max(first, timeline.whole.first)) + '–' + yearOf(Math.min(last, timeline.whole.last));
}

function covers(part, whole) {
  return part.first <= whole.first && part.last >= whole.last;
}

// A view scrolls for itself but on a telephone, where the whole page does.
function scrollsItself(view) {
  return getComputedStyle(view).overflowY !== 'visible';
}

function scrollWithin(view, element) {
  const { scrollY } = window;
  element.scrollIntoView({ block: 'center' });
  if (scrollsItself(view)) window.scrollTo({ top: scrollY, behavior: 'instant' });
}

// Grouping thousands of relations takes its time, so it is done only where they are others than before.
function groupBars() {
  const { relations } = selection;
  const before = timeline.relations;
  if (timeline.order === state.order && relations.length === before.length && relations.every((edge, place) => edge === before[place])) return;
  Object.assign(timeline, { order: state.order, relations, groups: barGroups(relations, state.order), key: '', whole: axisDays(relations) });
  timeline.pages = barPages(timeline.groups);
}

function renderBars(width) {
  const { first, last } = timeline.axis || {};
  const key = [timeline.page, width, first, last, theme.dark, theme.paper, state.language].join(' ');
  if (key === timeline.key) return;
  const focused = timeline.parts.groups.contains(document.activeElement) && timeline.active;
  Object.assign(timeline, { key, lines: [] });
  timeline.parts.groups.replaceChildren(...(timeline.pages[timeline.page] || []).map(groupElement));
  const none = model.relations.length ? 'No relation is shown. The legend says what is hidden.' : 'There is no relation.';
  timeline.parts.empty.textContent = timeline.relations.length ? '' : none;
  for (const each of [timeline.parts.zoom, ...by('view-timeline').querySelectorAll('.bar-key, .axis')]) each.hidden = !timeline.axis;
  for (const each of timeline.parts.zoom.querySelectorAll('[data-zoom="part"]')) each.disabled = !!timeline.axis && covers(timeline.axis, timeline.whole);
  timeline.parts.zoom.lastChild.textContent = wholeInWords();
  fillPager();
  drawTicks();
  const line = timeline.lines.find(({ edge }) => edge === timeline.active) || timeline.lines.find(({ edge }) => edge === state.edge) || timeline.lines[0];
  if (!line) return;
  setActive(line.button);
  if (focused) line.button.focus({ preventScroll: true });
}

function fillPager() {
  const { page, pages, groups, relations, parts } = timeline;
  const before = pages.slice(0, page).reduce((sum, all) => sum + all.reduce((some, { members }) => some + members.length, 0), 0);
  const text = relations.length ? counted(relations.length, 'relation') + ' in ' + counted(groups.length, 'group') : '';
  if (pages.length < 2) { parts.pager.replaceChildren(text); return; }
  const step = (words, to) => button(words, () => turnPage(to, words), { disabled: pages[to] ? null : '' });
  const range = (before + 1).toLocaleString('en') + ' to ' + (before + timeline.lines.length).toLocaleString('en') + ' of ' + text;
  parts.pager.replaceChildren(step('Earlier groups', page - 1), ' ', make('span', {}, range), ' ', step('Later groups', page + 1));
}

function showPage(number) {
  timeline.active = null;
  state.bars = number;
  updateTimeline();
  writeAddress();
}

// The button that was used keeps the keyboard, or the other one where this was the last page.
function turnPage(to, words) {
  showPage(to);
  const buttons = [...timeline.parts.pager.querySelectorAll('button')];
  (buttons.find((each) => each.textContent === words && !each.disabled) || buttons.find((each) => !each.disabled)).focus();
  by('view-timeline').scrollTop = 0;
  say(timeline.parts.pager.querySelector('span').textContent);
}

function lineOfBar(width, bar, colour) {
  const size = { viewBox: '0 0 ' + width + ' ' + 2 * MIDDLE, width, height: 2 * MIDDLE };
  return drawn('svg', { class: 'bar-line', ...size, 'aria-hidden': 'true' }, ...shapesOf(bar, colour));
}

function groupElement({ group, members, continued }) {
  const again = continued ? make('span', { class: 'soft' }, ' (continued)') : null;
  const heading = group.ends ? make('h3', {}, ...namesOfGroup(group.ends), again) : make('h3', {}, 'Without a date', again);
  return make('div', { class: 'bar-group' }, heading, make('ul', {}, ...members.map((edge) => make('li', {}, lineElement(edge, heading)))));
}

function namesOfGroup(ends) {
  const buttons = [...new Set(ends)].map((name) => {
    const named = { dir: 'auto', lang: languageOf(name, state.language) || null, tabindex: -1, class: 'bar-name' };
    const each = button(toldName(name), () => choose(name, { from: each, focus: true }), named);
    return each;
  });
  return buttons.flatMap((each, place) => (place ? [' and ', each] : [each]));
}

function lineElement(edge, heading) {
  const bar = barOf(edge, timeline.axis);
  const doubt = make('span', { class: 'soft' });
  const kind = make('span', { dir: 'auto', class: edge.status === 'Rejected' ? 'struck' : null }, edge.kind_label);
  const derived = edge.derived ? make('span', { class: 'soft' }, ' ∴ derived') : null;
  const label = make('span', { class: 'bar-label' }, sample(edge), make('span', {}, kind, ' ', badge(edge.status), derived, ' ', doubt));
  const line = edge.undated ? make('span', { class: 'bar-words', dir: 'auto' }, sentenceOf(edge)) : lineOfBar(timeline.axis.width, bar, readable(edge.look));
  const named = { class: 'bar-row', tabindex: -1, 'data-form': bar.form, 'data-begin': bar.begin, 'data-end': bar.end };
  const told = make('span', { class: 'unseen' });
  const element = button([label, line, told], () => choose(edge, { from: element, focus: true }), named);
  timeline.lines.push({ edge, button: element, doubt, told, heading });
  return element;
}

// What changes with the date and with the choice: nothing of it moves a bar.
function dressLine({ edge, button: element, doubt, told }) {
  element.classList.toggle('out', state.period !== null && isOut(edge));
  doubt.textContent = { possible: 'possibly', part: 'in part' }[edge.state] || '';
  if (state.edge === edge) element.setAttribute('aria-current', 'true');
  else element.removeAttribute('aria-current');
  const sentence = edge.undated ? '' : ' ' + sentenceOf(edge).replace(/\.$/, '');
  told.textContent = sentence + '; ' + whenInWords(edge) + '. ' + statusInWords(edge);
}

// ---- the axis ---------------------------------------------------------------------------------------------

function drawTicks() {
  const ticks = timeline.axis ? axisTicks(timeline.axis) : [];
  timeline.parts.plot.replaceChildren(...ticks.map(({ x, label, period }, place) => {
    const words = label + ': set the date to ' + periodInWords(period);
    const tick = button(label, () => setPeriod(period, { push: true }), { class: 'tick', tabindex: place ? -1 : 0, 'aria-label': words });
    tick.style.left = x + 'px';
    return tick;
  }));
  const lines = ticks.map(() => make('div', { class: 'tick-line' }));
  lines.forEach((line, place) => { line.style.left = ticks[place].x + 'px'; });
  timeline.parts.lines.replaceChildren(...lines, make('div', { class: 'band' }));
}

// The chosen period over all rows; where it lies outside the axis, a thin line at that edge.
function drawBand() {
  const band = timeline.parts.lines.querySelector('.band');
  const { axis } = timeline;
  if (!band) return;
  band.hidden = !state.period || !axis;
  if (band.hidden) return;
  const within = (x) => Math.max(0, Math.min(axis.width, x));
  const [from, to] = [within(axis.at(state.period.first)), within(axis.at(state.period.last + 1))];
  band.style.left = Math.min(from, axis.width - 2) + 'px';
  band.style.width = Math.max(2, to - from) + 'px';
  band.classList.toggle('outside', state.period.last < axis.first || state.period.first > axis.last);
}

function walkTicks(event) {
  const ticks = [...timeline.parts.plot.querySelectorAll('.tick')];
  const to = ticks[ticks.indexOf(event.target) + ({ ArrowRight: 1, ArrowLeft: -1 }[event.key] || 0)];
  if (!to || to === event.target) return;
  for (const tick of ticks) tick.tabIndex = tick === to ? 0 : -1;
  to.focus();
  event.preventDefault();
}

// ---- the keyboard -----------------------------------------------------------------------------------------

// One stop for the Tab key: the bar that was reached last.
function setActive(element) {
  const line = timeline.lines.find((each) => each.button === element);
  if (!line) return;
  for (const each of timeline.lines) each.button.tabIndex = each === line ? 0 : -1;
  timeline.active = line.edge;
}

// Up and down from bar to bar, also over the end of a page; left and right to the names of the pair.
function walkBars(event) {
  const at = timeline.lines.findIndex(({ button: bar, heading }) => bar === event.target || heading.contains(event.target));
  if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  const onName = timeline.lines[at].button !== event.target;
  const names = [...timeline.lines[at].heading.querySelectorAll('button')];
  const { length } = timeline.lines;
  const to = { ArrowDown: onName ? at : at + 1, ArrowUp: at - 1, Home: 0, End: length - 1 }[event.key];
  if (to !== undefined) goToBar(to);
  else if (event.key === 'ArrowLeft') (names[0] || event.target).focus();
  else if (event.key === 'ArrowRight') (names[names.length - 1] || event.target).focus();
  else return;
  event.preventDefault();
}

function goToBar(at) {
  const step = at < 0 ? -1 : at >= timeline.lines.length ? 1 : 0;
  if (step && !timeline.pages[timeline.page + step]) return;
  if (step) showPage(timeline.page + step);
  const { button: bar } = timeline.lines[step < 0 ? timeline.lines.length - 1 : step ? 0 : at];
  setActive(bar);
  bar.focus();
}
