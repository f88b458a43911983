// The table of relations: the same choice as the drawing, row by row; its order and its words stand in the state, also of other views.
const TABLE_COLUMNS = [
  { label: 'No.', kind: 'number' }, { by: 'kind', label: 'Kind' }, { by: 'from', label: 'From', kind: 'end' }, { by: 'sentence', label: 'Relation' },
  { by: 'to', label: 'To', kind: 'end' }, { by: 'when', label: 'When' }, { by: 'status', label: 'Status' }, { by: 'source', label: 'Said by' },
];
const ROWS_A_STEP = 10; // rows that Page Up and Page Down pass
const tabled = {
  number: 0, rows: [], page: null, lines: [], look: null, language: '', chosen: null, reached: null, pages: null,
};

views.push({ id: 'table', label: 'Relations', make: makeTable, update: updateTable });

function makeTable() {
  const words = make('input', { id: 'table-words', type: 'search', autocomplete: 'off', spellcheck: 'false', maxlength: MOST_WORDS });
  // What the page opens with is known; what the address asks for is to be seen.
  tabled.chosen = /[#&]e=/.test(location.hash) && state.rows === null ? null : state.edge;
  tabled.number = 0;
  words.addEventListener('input', () => askTable({ words: words.value }));
  // From the words on to what they leave.
  words.addEventListener('keydown', (event) => {
    if (!['ArrowDown', 'Enter'].includes(event.key) || !tabled.lines.length) return;
    tabled.lines.find((line) => line.button.tabIndex === 0).button.focus();
    event.preventDefault();
  });
  // Thousands of texts are folded once, before the first letter is typed.
  words.addEventListener('focus', () => model.relations.forEach((edge) => textsOfRow(model, edge)));
  const orders = TABLE_COLUMNS.filter((column) => column.by);
  const order = make('select', { id: 'table-by' }, ...orders.map((column) => make('option', { value: column.by }, column.label)));
  whenChosen(order, (by, push) => sortTable(by, 1, push));
  by('view-table').replaceChildren(
    make('div', { class: 'table-head' },
      make('h2', { id: 'table-title' }, 'Relations'),
      make('p', { id: 'table-count', role: 'status' }),
      make('p', { class: 'table-tools' },
        make('span', {}, make('label', { for: 'table-words' }, 'Rows with'), words),
        make('span', {}, make('label', { for: 'table-by' }, 'Order'), order, button('', () => sortTable(state.by, -state.way), { id: 'table-way' }))),
      make('p', { id: 'table-help', class: 'unseen' }, 'The arrow keys, Page Up, Page Down, Home and End go through the rows; Enter opens the evidence.')),
    make('div', { class: 'table-rows', id: 'table-rows' }, emptyTable()),
    makePager(),
  );
}

// The roles are said besides the elements: where a telephone stacks the cells, some browsers no longer take them for a table.
function emptyTable() {
  const heads = TABLE_COLUMNS.map(({ by: key, label, kind }) => make('th', { scope: 'col', role: 'columnheader', class: kind, 'data-by': key },
    key ? button(label, () => sortTable(key, state.by === key ? -state.way : 1)) : label));
  const body = make('tbody', { id: 'rows', role: 'rowgroup' });
  body.addEventListener('keydown', walkRows);
  const head = make('thead', { role: 'rowgroup' }, make('tr', { role: 'row', 'aria-rowindex': 1 }, ...heads));
  return make('table', { id: 'table', role: 'table', 'aria-labelledby': 'table-title', 'aria-describedby': 'table-help' }, head, body);
}

function makePager() {
  const turn = (text, label, to) => button(text, () => { if (to() !== tabled.page.number) turnTo(to()); }, { 'aria-label': label });
  const last = () => tabled.page.pages - 1;
  tabled.pages = {
    back: [turn('«', 'First page', () => 0), turn('‹', 'Page before', () => Math.max(0, tabled.page.number - 1))],
    on: [turn('›', 'Next page', () => Math.min(last(), tabled.page.number + 1)), turn('»', 'Last page', last)],
    text: make('span', { id: 'table-page' }),
  };
  return make('nav', { id: 'table-pages', 'aria-label': 'Pages of the table' }, ...tabled.pages.back, tabled.pages.text, ...tabled.pages.on);
}

// The reader asks for other words or another order. Letters that are typed are no steps for the back button; an order is one.
function askTable(asked, push) {
  Object.assign(state, { rows: 0 }, asked);
  tabled.reached = null;
  updateTable();
  by('table-rows').scrollTop = 0;
  writeAddress(push);
}

function sortTable(key, way, push = true) {
  askTable({ by: key, way }, push);
  say('In the order of ' + TABLE_COLUMNS.find((column) => column.by === key).label.toLowerCase() + ', ' + (way > 0 ? 'ascending' : 'descending') + '.');
}

function turnTo(number) {
  askTable({ rows: number });
  say(tabled.pages.text.textContent);
}

// The relations as the table has them in order; its words are asked for only where it is seen.
function listedRelations() {
  return rowsOf(model, selection.relations, state.view === 'table' ? state : { ...state, words: '' }, state.language);
}

function updateTable() {
  tabled.rows = rowsOf(model, selection.relations, state, state.language);
  if (by('table-words').value !== state.words) by('table-words').value = state.words;
  const isNew = state.edge !== tabled.chosen;
  tabled.chosen = state.edge;
  const place = tabled.rows.indexOf(state.edge);
  const usual = Math.max(0, Math.floor(place / ROWS_A_PAGE));
  tabled.page = pageOf(tabled.rows, state.rows ?? (isNew && place >= 0 ? usual : tabled.number ?? usual));
  tabled.number = tabled.page.number;
  state.rows = tabled.number === usual ? null : tabled.number;
  drawRows(tabled.page);
  tabled.lines.forEach(markRow);
  markHeads();
  markPages(tabled.page);
  setRowStop(tabled.lines.find((line) => line.edge === (isNew ? state.edge : tabled.reached || state.edge)) || tabled.lines[0]);
  const line = isNew && tabled.lines.find(({ edge }) => edge === state.edge);
  if (line) bringToSight(line.row);
}

// Rows are made anew only where others are to be shown, or in other colours or another language.
function drawRows(page) {
  const { lines } = tabled;
  const isSame = tabled.look === theme.readable && tabled.language === state.language && lines.length === page.rows.length &&
    lines.every(({ edge, place }, at) => edge === page.rows[at] && place === page.first + at);
  if (isSame && lines.length) return;
  Object.assign(tabled, { look: theme.readable, language: state.language, lines: page.rows.map((edge, at) => makeRow(edge, page.first + at)) });
  by('rows').replaceChildren(...(tabled.lines.length ? tabled.lines.map(({ row }) => row) : [noRow()]));
}

function makeRow(edge, place) {
  const words = button(sentenceOf(edge), () => chooseRow(edge, words), { class: edge.status === 'Rejected' ? 'row struck' : 'row', dir: 'auto', tabindex: -1 });
  const [from, to] = edge.ends;
  const cell = (kind, ...parts) => make('td', { role: 'cell', class: kind }, ...parts);
  const then = make('span', { class: 'then' });
  const row = make('tr', { role: 'row', 'aria-rowindex': place + 2 },
    cell('number', (place + 1).toLocaleString('en')),
    cell('kind-cell', sample(edge), make('span', { dir: 'auto' }, edge.kind_label)),
    cell('end', nameOfRow(from)),
    // The names stand under the sentence where there is no room for their columns, if it is in another language or that of others too.
    cell('sentence', words, state.language || sharesSentence(model, edge) ? make('span', { class: 'ends' }, nameOfRow(from), edge.symmetric ? ' – ' : ' → ', nameOfRow(to)) : null),
    cell('end', nameOfRow(to)),
    cell('time', make('span', {}, whenInWords(edge)), then),
    cell('status', ...statusOfRow(edge)),
    cell('source', make('span', { dir: 'auto' }, saidBy(edge))));
  return { edge, place, row, button: words, then };
}

function chooseRow(edge, words) {
  tabled.reached = tabled.chosen = edge;
  choose(edge, { from: words, focus: true });
}

function nameOfRow(name) {
  return make('span', { dir: 'auto', lang: languageOf(name, state.language) || null }, toldName(name));
}

function statusOfRow(edge) {
  return [badge(edge.status) || make('span', {}, edge.status), edge.derived ? make('span', { class: 'also' }, '∴ derived') : null];
}

function noRow() {
  const words = state.words.trim();
  const all = words ? button('Show all rows', () => { by('table-words').focus(); askTable({ words: '' }); }) : null;
  const left = model.relations.length ? 'No relation is left to show: the filters hide them all.' : 'There are no relations.';
  const text = words ? 'No relation that is shown has “' + words + '” in it. ' : left;
  return make('tr', { role: 'row' }, make('td', { role: 'cell', colspan: TABLE_COLUMNS.length, class: 'none' }, text, all));
}

// What changes with the date and with what is chosen, and nothing else.
function markRow({ edge, row, then }) {
  const text = thenInWords(edge, state.period);
  if (then.textContent !== text) then.textContent = text;
  row.className = isOut(edge) ? 'out' : isMaybe(edge) ? 'maybe' : '';
  if (state.edge === edge) row.setAttribute('aria-current', 'true');
  else row.removeAttribute('aria-current');
}

function markHeads() {
  for (const head of by('table').tHead.rows[0].cells) {
    if (head.dataset.by === state.by) head.setAttribute('aria-sort', state.way > 0 ? 'ascending' : 'descending');
    else head.removeAttribute('aria-sort');
  }
  by('table-by').value = state.by;
  by('table-way').textContent = state.way > 0 ? '↑ Ascending' : '↓ Descending';
}

function markPages(page) {
  const narrowed = state.focus || state.path;
  const [shown, hidden] = [selection.relations.length, hiddenOf(model.relations, state)];
  const passed = narrowed ? model.relations.filter((edge) => passes(edge, state)).length : shown;
  const text = rowsInWords({ all: hidden.rest, passed, shown, rows: page.all, words: state.words, doubtful: hidden.doubtful });
  if (by('table-count').textContent !== text) by('table-count').textContent = text;
  by('table').setAttribute('aria-rowcount', page.all + 1);
  by('table-pages').hidden = page.pages < 2;
  const [first, last, all] = [page.first + 1, page.last, page.all].map((number) => number.toLocaleString('en'));
  tabled.pages.text.textContent = 'Rows ' + first + '–' + last + ' of ' + all;
  // Not "disabled": a button that is pressed at the last page must keep the focus.
  for (const each of tabled.pages.back) each.setAttribute('aria-disabled', String(page.number === 0));
  for (const each of tabled.pages.on) each.setAttribute('aria-disabled', String(page.number === page.pages - 1));
}

// All rows together are one stop of the Tab key.
function setRowStop(line) {
  for (const each of tabled.lines) each.button.tabIndex = each === line ? 0 : -1;
}

function walkRows(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: ROWS_A_STEP, PageUp: -ROWS_A_STEP, Home: -Infinity, End: Infinity };
  const line = tabled.lines.find((each) => each.button === event.target);
  if (!line || !(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const reached = Math.max(0, Math.min(tabled.rows.length - 1, line.place + steps[event.key]));
  tabled.reached = tabled.rows[reached];
  if (Math.floor(reached / ROWS_A_PAGE) !== tabled.number) {
    state.rows = Math.floor(reached / ROWS_A_PAGE);
    updateTable();
    writeAddress();
  }
  const next = tabled.lines[reached - tabled.page.first];
  setRowStop(next);
  next.button.focus();
}

// A row that was chosen elsewhere is brought into the table's own window; the page itself stays where it is.
function bringToSight(row) {
  const [frame, place, head] = [by('table-rows'), row.getBoundingClientRect(), by('table').tHead.offsetHeight];
  const top = frame.getBoundingClientRect().top + head;
  const bottom = frame.getBoundingClientRect().bottom;
  if (place.top < top || place.bottom > bottom) frame.scrollTop += place.top - top - (bottom - top - place.height) / 3;
}
