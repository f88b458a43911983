// What stands in a source and is not accepted: contested, wrong, or not yet reviewed. Nothing is drawn from it unless asked for.
views.push({ id: 'doubts', label: 'Not accepted', make: makeDoubts, update: updateDoubts });

function makeDoubts() {
  const doubted = model.relations.filter(({ status }) => status !== 'Accepted');
  const said = (edge) => edge.claims.filter(({ status }) => status !== 'Accepted');
  const doubts = [...new Set([...(model.scene.doubts || []).map((number) => model.claims[number]), ...doubted.flatMap(said)]), ...doubted.filter((edge) => !said(edge).length)];
  const place = by('view-doubts');
  if (!doubts.length) { by('tab-doubts').hidden = true; return; }
  by('tab-doubts').append(' (' + doubts.length + ')');
  place.append(make('h2', {}, 'Said, but not accepted'), make('p', { class: 'hint' }, 'These statements stand in a source too. They are contested or wrong, and no fact of the graph is drawn from them.' + drawnOf(doubts, doubted)));
  place.append(make('div', { id: 'doubts' }, ...doubts.slice(0, 400).map(doubtArticle)));
  if (doubts.length > 400) place.append(make('p', { class: 'hint' }, 'The first 400 of ' + doubts.length.toLocaleString('en') + ' are listed.'));
}

// How the number of statements goes with that of the doubtful relations, which a reader may have drawn.
function drawnOf(doubts, doubted) {
  const resting = doubts.filter((each) => each.ends || each.relations.some((edge) => doubted.includes(edge))).length;
  return doubted.length ? ' On ' + resting.toLocaleString('en') + ' of the ' + counted(doubts.length, 'statement') + ' rest ' + counted(doubted.length, 'doubtful relation') + ', which can be shown in the drawing.' : '';
}

function doubtArticle(claim) {
  if (claim.ends) return make('article', {}, make('p', { class: 'links' }, relationButton(claim)));
  const title = make('h3', { dir: 'auto', class: claim.status === 'Rejected' ? 'struck' : null }, claim.sentence || claim.claim || '');
  const [drawn] = claim.relations;
  const see = drawn ? button('See it in the drawing', () => change({ without: toggled(state.without, drawn.status, false), view: 'network', edge: drawn, name: null, pair: null }, { push: true }), { class: 'quiet' }) : null;
  return make('article', {}, badge(claim.status), title, quotation(Object.assign(Object.create(claim), { status: 'Accepted' }), null), see);
}

function updateDoubts() {}
