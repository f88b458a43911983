// What stands around the drawing: legend, table, statements not accepted, search.
function makeLegend() {
  const kinds = new Map();
  for (const edge of edges) kinds.set(edge.kind, [...(kinds.get(edge.kind) || []), edge]);
  for (const [title, standing] of [['States of affairs', true], ['Acts and events', false]]) {
    const group = [...kinds.values()].filter((members) => members[0].standing === standing);
    if (!group.length) continue;
    const list = make('ul', { 'aria-label': title }, ...group.map((members) => make('li', {}, kindRow(members))));
    document.getElementById('kinds').append(make('div', {}, make('h3', {}, title), list));
  }
  document.getElementById('all').addEventListener('click', () => hideKinds([]));
  document.getElementById('none').addEventListener('click', () => hideKinds([...kinds.keys()]));
  makeSigns();
}

function kindRow(members) {
  const edge = members[0];
  const box = make('input', { type: 'checkbox', checked: '' });
  box.addEventListener('change', () => {
    if (box.checked) state.hidden.delete(edge.kind);
    else state.hidden.add(edge.kind);
    update();
  });
  boxes.set(edge.kind, box);
  const swatch = make('span', { class: 'swatch' }, sample(edge));
  samples.push([swatch, edge]);
  return make('label', { class: 'kind' }, box, swatch, make('span', { dir: 'auto' }, edge.kind_label), make('span', { class: 'count' }, String(members.length)));
}

function hideKinds(kinds) {
  state.hidden = new Set(kinds);
  update();
}

function makeSigns() {
  const kinds = new Map();
  for (const name of names) kinds.set(name.kind, [...(kinds.get(name.kind) || []), name]);
  const rows = [...kinds.values()].map((members) => {
    const swatch = make('span', { class: 'swatch' }, sign(members[0]));
    samples.push([swatch, members[0]]);
    return make('li', {}, swatch, make('span', { dir: 'auto' }, members[0].kind_label), make('span', { class: 'count' }, String(members.length)));
  });
  if (rows.length) document.getElementById('signs').append(make('h3', {}, 'Names'), make('ul', { 'aria-label': 'Names' }, ...rows));
}

function makeTable() {
  const body = document.getElementById('rows');
  for (const edge of edges) {
    const button = make('button', { type: 'button', class: 'row', dir: 'auto' }, edge.sentence || edge.kind_label);
    button.addEventListener('click', () => choose(edge, { from: button, focus: true }));
    const swatch = make('span', { class: 'swatch' }, sample(edge));
    samples.push([swatch, edge]);
    const first = edge.evidence[0];
    const printed = first ? (first.quote ? '“' + first.quote + '”' : first.locator || '') + ' — ' + (first.source_title || first.source || '') : '';
    const sources = [...new Set(edge.evidence.map((item) => item.source_title || item.source))].filter(Boolean).join('; ');
    edge.doubt = make('span', { class: 'doubt' });
    edge.row = make('tr', {}, make('td', { class: 'number' }), make('td', { class: 'kind-cell' }, swatch, edge.kind_label),
      make('td', {}, button, make('p', { class: 'printed', dir: 'auto' }, printed)),
      make('td', { class: 'time' }, whenInWords(edge), edge.doubt), make('td', { class: 'source', dir: 'auto' }, sources));
    edge.button = button;
    body.append(edge.row);
  }
  body.addEventListener('keydown', walkRows);
  for (const button of document.querySelectorAll('th button')) button.addEventListener('click', () => sortBy(button));
  sortRows('when', 1);
}

const SORTS = {
  kind: (one, other) => one.place - other.place,
  sentence: (one, other) => one.sentence.localeCompare(other.sentence, 'en'),
  when: (one, other) => (one.undated ? Infinity : one.first) - (other.undated ? Infinity : other.first) || one.place - other.place,
};

function sortBy(button) {
  const head = button.closest('th');
  const down = head.getAttribute('aria-sort') === 'ascending';
  for (const other of document.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  sortRows(button.dataset.sort, down ? -1 : 1);
}

function sortRows(by, way) {
  const order = [...edges].sort((one, other) => way * (SORTS[by](one, other) || 0));
  order.forEach((edge, number) => { edge.row.firstChild.textContent = number + 1 + '.'; });
  document.getElementById('rows').append(...order.map((edge) => edge.row));
}

function walkRows(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.classList.contains('row')) return;
  const buttons = [...event.currentTarget.querySelectorAll('tr:not([hidden]) .row')];
  const reached = buttons[buttons.indexOf(event.target) + step];
  if (reached) reached.focus();
  event.preventDefault();
}

function updateTable() {
  for (const edge of edges) {
    edge.row.hidden = state.hidden.has(edge.kind);
    edge.row.classList.toggle('out', isOut(edge));
    if (state.edge === edge) edge.row.setAttribute('aria-current', 'true');
    else edge.row.removeAttribute('aria-current');
    edge.doubt.textContent = state.day !== null && edge.status !== 'no' ? { certain: '', possible: ' · possibly ?', undated: '' }[edge.status] || '' : '';
  }
}

function makeDoubts() {
  if (!scene.disputed.length) return;
  document.getElementById('disputed').hidden = false;
  document.getElementById('to-disputed').hidden = false;
  document.getElementById('to-disputed').append(' (' + scene.disputed.length + ')');
  for (const doubt of scene.disputed) {
    document.getElementById('doubts').append(make('article', {}, badge(doubt.status), make('h3', { dir: 'auto' }, doubt.sentence || doubt.claim || ''), quotation({ ...doubt, status: '' })));
  }
}

function folded(text) {
  return String(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function makeSearch() {
  const [input, list] = [document.getElementById('find'), document.getElementById('found')];
  const index = [
    ...names.map((name) => [folded([name.name, ...Object.values(name.labels)].join('\n')), name, name.name]),
    ...edges.map((edge) => [folded(edge.sentence + '\n' + edge.kind_label), edge, edge.sentence]),
  ];
  const close = () => list.replaceChildren();
  const open = (thing) => {
    close();
    input.value = '';
    choose(thing, { from: input, focus: true });
  };
  input.addEventListener('input', () => {
    const wanted = folded(input.value.trim());
    const hits = wanted ? index.filter(([text]) => text.includes(wanted)).slice(0, 12) : [];
    list.replaceChildren(...hits.map(([, thing, label]) => {
      const button = make('button', { type: 'button', dir: 'auto' }, label, thing.ends ? '' : make('span', { class: 'soft' }, ' ' + thing.kind_label));
      button.addEventListener('click', () => open(thing));
      return make('li', {}, button);
    }));
    if (wanted) say(hits.length ? hits.length + ' found' : 'Nothing found');
    if (wanted && !hits.length) list.append(make('li', { class: 'hint' }, 'Nothing found'));
  });
  document.querySelector('.find').addEventListener('keydown', (event) => {
    const buttons = [...list.querySelectorAll('button')];
    if (event.key === 'Escape') { close(); input.value = ''; input.focus(); }
    else if (event.key === 'Enter' && event.target === input) { if (buttons.length) buttons[0].click(); }
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const at = buttons.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1);
      if (at < 0) input.focus();
      else if (buttons[at]) buttons[at].focus();
    } else return;
    event.preventDefault();
  });
}
