// The evidence panel: the words that a relation rests on, what speaks against them, and the relations of a name.
// Text of the data becomes text nodes only.
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

function drawn(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// A sample of a line as the drawing shows it: colour, dash, width, head, and the disc of an event.
function sample(edge) {
  const colour = readable(edge);
  const line = { x1: 1, y1: 6, x2: edge.symmetric ? 41 : 35, y2: 6, stroke: colour, 'stroke-width': edge.width };
  if (Array.isArray(edge.dashes)) line['stroke-dasharray'] = edge.dashes.join(' ');
  const parts = [drawn('line', line)];
  if (!edge.symmetric) parts.push(drawn('path', { d: 'M33 1.5 L42 6 L33 10.5 Z', fill: colour }));
  if (!edge.standing) parts.push(drawn('circle', { cx: 19, cy: 6, r: 3.4, fill: colour }));
  return drawn('svg', { class: 'sample', viewBox: '0 0 42 12', 'aria-hidden': 'true' }, ...parts);
}

function safeLink(url) {
  try {
    const address = new URL(url);
    return address.protocol === 'http:' || address.protocol === 'https:' ? address.href : null;
  } catch {
    return null;
  }
}

function badge(status) {
  return status && status !== 'Accepted' ? make('span', { class: 'badge doubt' }, status) : null;
}

// A source's words in their sentence, or the place that is cited, with source, dates, reading and objections.
function quotation(item) {
  const words = item.quote ?
    make('blockquote', { dir: 'auto' }, item.prefix || '', make('mark', {}, item.quote), item.suffix || '') :
    item.locator ? make('p', { dir: 'auto' }, 'Cited: ' + item.locator) : null;
  const address = safeLink(item.url);
  const title = item.source_title || item.source || '';
  const source = address ? make('a', { href: address, rel: 'noreferrer noopener', target: '_blank', dir: 'auto' }, title || address) : make('span', { class: 'title', dir: 'auto' }, title);
  const place = item.quote && item.locator ? ', ' + item.locator : '';
  const figure = make('figure', { class: 'quote' }, words, make('figcaption', {}, '— ', source, place, ' ', badge(item.status)));
  if (item.written || item.understood) {
    const dates = [item.written ? 'Date as written: ' + item.written : '', item.understood ? 'understood as ' + item.understood : ''];
    figure.append(make('p', { class: 'why' }, dates.filter(Boolean).join('; ')));
  }
  if (item.note) figure.append(make('p', { class: 'why', dir: 'auto' }, item.note));
  for (const objection of item.against || []) figure.append(against(objection));
  return figure;
}

function against(objection) {
  return make('p', { class: 'against', dir: 'auto' }, make('strong', {}, 'Against this: '), objection.sentence || objection.claim || '', ' ', badge(objection.status),
    objection.note ? ' ' + objection.note : '', objection.source_title ? make('span', { class: 'soft' }, ' — ' + objection.source_title) : '');
}

function statusInWords(edge) {
  if (state.day === null) return '';
  const day = inWords(state.day);
  if (edge.status === 'undated') return 'Its date is not known.';
  if (edge.standing) return { certain: 'In force on ' + day + '.', possible: 'Possibly in force on ' + day + '.', no: 'Not in force on ' + day + '.' }[edge.status];
  return { certain: 'On ' + day + '.', possible: 'Possibly on ' + day + '.', no: 'Not on ' + day + '.' }[edge.status];
}

function facts(rows) {
  return make('dl', {}, ...rows.filter(([, value]) => value).flatMap(([term, value]) => [make('dt', {}, term), make('dd', {}, value)]));
}

function dateFacts(edge) {
  const [earliestStart, latestStart, earliestEnd, latestEnd] = edge.days;
  const edtf = (text) => (text ? ' (' + text + ')' : '');
  if (!edge.standing) {
    const lasted = latestStart !== null && earliestEnd !== null && latestStart < earliestEnd;
    const days = edge.undated ? 'not known' : lasted ? inWords(edge.first) + ' to ' + inWords(edge.last) : pointInWords(edge.first, edge.last);
    return [['When', days + edtf([...new Set([edge.start, edge.end])].filter(Boolean).join('/'))]];
  }
  const end = earliestEnd === null && latestEnd === null ? 'not known' : pointInWords(earliestEnd, latestEnd) + edtf(edge.end);
  return [['Began', pointInWords(earliestStart, latestStart) + edtf(edge.start)], ['Ended', end]];
}

function relationButton(edge) {
  const button = make('button', { type: 'button' }, sample(edge), make('span', { dir: 'auto' }, edge.sentence, ' ', make('span', { class: 'soft' }, whenInWords(edge))));
  button.addEventListener('click', () => choose(edge, { focus: true }));
  return make('li', {}, button);
}

function nameButton(name) {
  const button = make('button', { type: 'button', dir: 'auto' }, name.name);
  button.addEventListener('click', () => choose(name, { focus: true }));
  return button;
}

function showRelation(edge) {
  const status = statusInWords(edge);
  const beside = edges.filter((other) => other !== edge && !state.hidden.has(other.kind) && edge.ends.every((name) => other.ends.includes(name)));
  fillPanel(
    make('p', { class: 'over' }, sample(edge), edge.kind_label, edge.derived ? make('span', { class: 'badge' }, 'Derived by a rule') : null),
    make('h2', { id: 'evidence-title', dir: 'auto' }, edge.sentence),
    facts([...dateFacts(edge), ['On the day', status]]),
    make('h3', {}, edge.evidence.length ? 'The words it rests on' : 'No words are recorded for it.'),
    ...edge.evidence.map(quotation),
    make('h3', {}, 'The names'), make('p', { class: 'names' }, ...[...new Set(edge.ends)].map(nameButton)),
    ...(beside.length ? [make('h3', {}, 'Between the same two'), make('ul', { class: 'links' }, ...beside.map(relationButton))] : []),
  );
}

function showName(name) {
  const labels = Object.entries(name.labels).filter(([, label]) => label !== name.name).sort(([one], [other]) => (one < other ? -1 : 1));
  const other = labels.map(([language, label], number) => make('span', {}, number ? ' · ' : '', make('span', { lang: language, dir: 'auto' }, label)));
  const shown = name.lines_of.filter((edge) => !state.hidden.has(edge.kind));
  fillPanel(
    make('p', { class: 'over' }, sign(name), name.kind_label),
    make('h2', { id: 'evidence-title', dir: 'auto' }, name.name),
    other.length ? make('p', {}, ...other) : null,
    make('h3', {}, shown.length + (shown.length === 1 ? ' relation' : ' relations')),
    make('ul', { class: 'links' }, ...shown.map(relationButton)),
  );
}

function showNothing() {
  fillPanel(make('h2', {}, 'Evidence'), make('p', { class: 'hint' }, 'Choose a line, a name or a row of the table to read the words behind it.'));
}

function fillPanel(...parts) {
  const panel = document.getElementById('evidence');
  panel.replaceChildren(...parts.filter(Boolean));
  panel.scrollTop = 0;
}

function sign(name) {
  const shapes = {
    dot: () => drawn('circle', { cx: 8, cy: 8, r: 6 }),
    triangle: () => drawn('path', { d: 'M8 1 L15 14 L1 14 Z' }),
    square: () => drawn('rect', { x: 2, y: 2, width: 12, height: 12 }),
    diamond: () => drawn('path', { d: 'M8 0.5 L15.5 8 L8 15.5 L0.5 8 Z' }),
    hexagon: () => drawn('path', { d: 'M4.5 2 L11.5 2 L15 8 L11.5 14 L4.5 14 L1 8 Z' }),
  };
  const shape = shapes[name.shape]();
  shape.setAttribute('fill', readable(name));
  return drawn('svg', { class: 'sign', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, shape);
}
