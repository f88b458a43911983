// The legend, which filters: kinds with counts, how sure a relation is, signs of names, sources.
const boxes = { kinds: new Map(), standings: new Map(), sources: new Map() };
const samples = [];
const STANDING_LABELS = {
  Derived: '∴ derived by a rule', Uncertain: 'dates not exactly known', Disputed: '≠ disputed', Unreviewed: '… not yet reviewed', Rejected: '✕ rejected',
};

function makeLegend() {
  const groups = new Map();
  for (const edge of model.relations) {
    const key = edge.kind;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(edge);
  }
  const rows = [...groups.values()].sort((one, other) => one[0].number - other[0].number);
  for (const [title, standing] of [['States of affairs', true], ['Acts and events', false]]) {
    const group = rows.filter((members) => members[0].standing === standing);
    if (group.length) by('kinds').append(make('div', {}, make('h3', {}, title), make('ul', { 'aria-label': title }, ...group.map((members) => make('li', {}, kindRow(members))))));
  }
  by('all').addEventListener('click', () => change({ hidden: new Set() }, { push: true }));
  by('none').addEventListener('click', () => change({ hidden: new Set(groups.keys()) }, { push: true }));
  makeStandings();
  makeSigns();
  makeSources();
}

function filterRow(group, key, swatch, label, toggle) {
  const box = make('input', { type: 'checkbox' });
  const count = make('span', { class: 'count' });
  box.addEventListener('change', () => toggle(box.checked));
  boxes[group].set(key, { box, count });
  return make('label', { class: 'kind' }, box, swatch, make('span', { dir: 'auto' }, label), count);
}

function toggled(set, value, isIn) {
  const next = new Set(set);
  if (isIn) next.add(value);
  else next.delete(value);
  return next;
}

function kindRow(members) {
  const edge = members.find(({ status }) => status === 'Accepted') || members[0];
  const swatch = make('span', { class: 'swatch' }, sample(edge));
  samples.push([swatch, edge]);
  return filterRow('kinds', edge.kind, swatch, edge.kind_label, (checked) => change({ hidden: toggled(state.hidden, edge.kind, !checked) }, { push: true }));
}

function makeStandings() {
  const present = new Set(model.relations.flatMap(standingsOf));
  if (model.relations.every((edge) => edge.undated || !standingsOf(edge).includes('Uncertain'))) STANDING_LABELS.Uncertain = 'without a date';
  const rows = STANDINGS.filter((each) => STANDING_LABELS[each] && present.has(each)).map((each) => make('li', {},
    filterRow('standings', each, null, STANDING_LABELS[each], (checked) => change({ without: toggled(state.without, each, !checked) }, { push: true }))));
  if (rows.length) by('standings').append(make('h3', {}, 'How sure'), make('ul', { 'aria-label': 'How sure' }, ...rows));
}

function makeSigns() {
  const classes = new Map();
  for (const name of model.names) classes.set(name.look, [...(classes.get(name.look) || []), name]);
  const rows = [...classes.values()].map((members) => {
    const swatch = make('span', { class: 'swatch' }, sign(members[0]));
    samples.push([swatch, members[0]]);
    return make('li', {}, swatch, make('span', { dir: 'auto' }, members[0].kind_label), make('span', { class: 'count' }, members.length.toLocaleString('en')));
  });
  if (rows.length) by('signs').append(make('h3', {}, 'Names'), make('ul', { 'aria-label': 'Names' }, ...rows));
}

function makeSources() {
  const used = new Map();
  for (const edge of model.relations) for (const source of new Set(edge.claims.map((claim) => claim.source))) if (source) used.set(source.number, (used.get(source.number) || 0) + 1);
  // Claims may give one source with several addresses; the reader knows it as one.
  const groups = new Map();
  for (const number of used.keys()) groups.set(sourceKey(number), [...(groups.get(sourceKey(number)) || []), number]);
  if (groups.size < 2) return;
  const size = (numbers) => numbers.reduce((sum, number) => sum + used.get(number), 0);
  const rows = [...groups.values()].sort((one, other) => size(other) - size(one)).slice(0, 100).map((numbers) => make('li', {},
    filterRow('sources', sourceKey(numbers[0]), null, titleOf(model.sources[numbers[0]]),
      (checked) => change({ sources: numbers.reduce((set, number) => toggled(set, number, !checked), state.sources) }, { push: true }))));
  by('source-filter').append(make('summary', {}, make('h3', {}, 'Sources (', make('span', { id: 'source-count' }), ')')), make('ul', { 'aria-label': 'Sources' }, ...rows));
  by('source-filter').hidden = false;
}

function sourceKey(number) {
  return model.sources[number].id || titleOf(model.sources[number]);
}

// What a filter lets through is counted; of a date, how many of them stand.
function updateLegend() {
  const totals = countsBy();
  for (const [kind, { box, count }] of boxes.kinds) fillRow(box, count, !state.hidden.has(kind), totals.kinds.get(kind));
  for (const [standing, { box, count }] of boxes.standings) fillRow(box, count, !state.without.has(standing), totals.standings.get(standing));
  const left = new Set([...state.sources].map(sourceKey));
  if (by('source-count')) by('source-count').textContent = String([...boxes.sources.keys()].filter((source) => totals.sources.has(source)).length);
  for (const [source, { box, count }] of boxes.sources) fillRow(box, count, !left.has(source), totals.sources.get(source));
}

function fillRow(box, count, checked, [now, all] = [0, 0]) {
  box.checked = checked;
  box.closest('li').hidden = all === 0;
  const text = state.period ? now.toLocaleString('en') + ' of ' + all.toLocaleString('en') : all.toLocaleString('en');
  if (count.textContent !== text) count.textContent = text;
}

// For each filter [how many stand on the date, how many there are], of those that the other kinds of filter let through.
function countsBy() {
  const totals = { kinds: new Map(), standings: new Map(), sources: new Map() };
  const add = (map, key, stands) => { const had = map.get(key) || [0, 0]; map.set(key, [had[0] + stands, had[1] + 1]); };
  for (const edge of model.relations) {
    const stands = isOut(edge) ? 0 : 1;
    const standings = standingsOf(edge);
    if (!standings.some((each) => state.without.has(each))) add(totals.kinds, edge.kind, stands);
    for (const each of standings) add(totals.standings, each, stands);
    if (!standings.some((each) => state.without.has(each))) for (const source of new Set(edge.claims.filter((claim) => claim.source).map((claim) => sourceKey(claim.source.number)))) add(totals.sources, source, stands);
  }
  return totals;
}
