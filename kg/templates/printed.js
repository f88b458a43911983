// For paper: all relations that are shown, numbered, each with when it was and the first words or the place it rests on.
const MOST_PRINTED = 2000;

function printRows() {
  const all = listedRelations();
  const printed = all.slice(0, MOST_PRINTED);
  const left = all.length - printed.length;
  by('printed').replaceChildren(
    make('h2', {}, 'Relations'),
    make('p', {}, rowsOnPaper(all.length)),
    make('ol', {}, ...printed.map(printedRelation)),
    ...(left ? [make('p', {}, counted(left, 'more relation') + ' not printed; the table of the page and its CSV have them all.')] : []),
  );
}

function rowsOnPaper(number) {
  const on = state.period ? ' How each stood: ' + periodInWords(state.period) + '.' : '';
  const { rest, doubtful } = hiddenOf(model.relations, state);
  const left = doubtful ? ' ' + counted(doubtful, 'doubtful one is', 'doubtful ones are') + ' hidden.' : '';
  return (number === rest ? 'All ' : number.toLocaleString('en') + ' of ') + counted(rest, 'relation') + ', as shown.' + left + on;
}

function printedRelation(edge) {
  const then = thenInWords(edge, state.period);
  const status = [edge.status === 'Accepted' ? '' : edge.status, edge.derived ? 'derived by a rule' : ''].filter(Boolean).join(', ');
  const sentence = make('span', { dir: 'auto', class: edge.status === 'Rejected' ? 'struck' : null }, sentenceOf(edge));
  const claims = [...edge.claims].sort((one, other) => (one.status !== edge.status) - (other.status !== edge.status));
  const words = claims.find((claim) => claim.passages.some((each) => each.quote)) || claims.find((claim) => claim.passages.length);
  return make('li', { class: isOut(edge) ? 'out' : null },
    sentence, ' — ', make('span', { class: 'soft' }, [whenInWords(edge), then, status].filter(Boolean).join('; ')),
    words ? make('p', { dir: 'auto' }, ...firstWords(words)) : null);
}

// The first quotation of a claim and its source; where it quotes nothing, the place that it cites.
function firstWords(claim) {
  const { quote, locator } = claim.passages.find((each) => each.quote) || claim.passages[0];
  const place = placeCited(claim, citedClaims(locator).map((part) => (part.passages ? part.source?.title || part.claim : part)).join(''));
  return quote ? ['“' + quote + '”', place ? ' — ' + place : ''] : [place];
}
