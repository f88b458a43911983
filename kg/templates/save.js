// What is shown as a file (CSV, PNG), and a claim as a citation for the clipboard; nothing leaves the page but by the reader's hand.
const SHARPNESS = 2; // pixels of a saved drawing for one of the screen
const TITLE_FONT = '600 22px "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, "Noto Serif", "DejaVu Serif", serif';

// A name for a file that every system takes: letters and digits of any script, made of the title.
function fileNameOf(title, period, kind) {
  const words = title.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  const short = Array.from(words).slice(0, 60).join('').replace(/-+$/, '');
  // Windows keeps names such as "con" and "lpt1" for itself.
  const safe = /^(con|prn|aux|nul|(com|lpt)\d)?$/i.test(short) ? 'network' + (short && '-' + short) : short;
  return safe + (period ? '-' + isoPeriod(period).replace('..', '-to-') : '') + '.' + kind;
}

// A claim in one line: sentence, words, source with place, stable id, and where it was read ({ title, address }).
function citationOf(claim, edge, page) {
  const [passage] = [...claim.passages.filter((each) => each.quote), ...claim.passages, null];
  const quotes = claim.passages.filter((each) => each.quote).map((each) => '“' + each.quote + '”').join(' … ');
  const source = placeCited(claim, passage ? passage.locator : '');
  const read = [page.title, page.address].filter(Boolean).join(', ');
  const parts = [claim.sentence || (edge ? sentenceOf(edge) : ''), quotes, source, claim.iri || claim.claim];
  return parts.filter(Boolean).join(' — ') + (read ? ' (read in: ' + read + ')' : '');
}

// Where the page can be found again: its address on the web, or the bare name of the file (its folder is the reader's own).
function addressForCitation(place, edge) {
  const isWeb = /^https?:$/.test(place.protocol);
  const file = place.pathname.slice(place.pathname.lastIndexOf('/') + 1);
  const part = edge ? '#' + new URLSearchParams({ e: shortId(edge.id, model) }) : '';
  return (isWeb ? place.origin + place.pathname + place.search : place.protocol === 'file:' ? readableFile(file) : '') + part;
}

function readableFile(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

async function copyCitation(claim, edge, pressed) {
  const text = citationOf(claim, edge, { title: document.title, address: addressForCitation(location, edge) });
  await copyFor(pressed, text, 'citation');
}

// Copy a text and say so where a button was pressed; where the browser forbids it, let the reader copy it there.
async function copyFor(pressed, text, what) {
  if (await copyText(text)) return tell('The ' + what + ' is copied.', pressed);
  const field = make('textarea', { class: 'by-hand', readonly: '', rows: 4, 'aria-label': 'The ' + what });
  field.value = text;
  // Later, since some browsers also tell an element that is being removed that it lost the focus.
  field.addEventListener('blur', () => setTimeout(() => field.remove()));
  pressed.after(field);
  field.select();
  return tell('This browser does not let the page copy. The ' + what + ' stands selected here: copy it with Ctrl+C.', field);
}

// Put a text on the clipboard; whether that was done. A page in a file or a frame may have to do it the old way.
async function copyText(text) {
  // A frame is mostly forbidden the clipboard, and the attempt alone would be reported as an error.
  if (window.top !== window.self && copyBySelection(text)) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text) {
  const before = document.activeElement;
  const field = make('textarea', { class: 'unseen', readonly: '', 'aria-label': 'Text to copy' });
  field.value = text;
  document.body.append(field);
  field.select();
  let done = false;
  try {
    done = document.execCommand('copy');
  } catch {
    // Where it is forbidden some browsers throw, others return false.
  }
  field.remove();
  if (before) before.focus({ preventScroll: true });
  return done;
}

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = make('a', { href: address, download: name, hidden: '' });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the blob after the click; how soon is its own affair.
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function saveCsv() {
  const rows = listedRelations();
  const name = fileNameOf(document.title, state.period, 'csv');
  download(new Blob([csvOf(rows, state, state.language)], { type: 'text/csv;charset=utf-8' }), name);
  tell(counted(rows.length, 'relation') + ' saved as ' + name + '.', by('save-csv'));
}

async function savePng() {
  const sheet = sheetOf(drawingAt(SHARPNESS));
  const blob = await new Promise((done) => { sheet.toBlob(done, 'image/png'); });
  const name = fileNameOf(document.title, state.period, 'png');
  if (!blob) return tell('The drawing could not be saved: this browser has no room for a picture of its size.', by('save-png'));
  download(blob, name);
  return tell('The drawing is saved as ' + name + '.', by('save-png'));
}

// A copy of the drawing, with so many pixels for one of the screen; while another view is open it is laid out for that moment.
function drawingAt(ratio) {
  if (state.view === 'network') return copyOfDrawing(ratio);
  const [open, drawing] = [by('view-' + state.view), by('view-network')];
  [open.hidden, drawing.hidden] = [true, false];
  redraw();
  if (!moved) fitWhole();
  const copy = copyOfDrawing(ratio);
  [open.hidden, drawing.hidden] = [false, true];
  return copy;
}

// vis-network goes by its pixelRatio, and so does the writing.
function copyOfDrawing(ratio) {
  const { canvas, renderer } = network;
  const shown = canvas.frame.canvas;
  const before = { ratio: canvas.pixelRatio, width: shown.width, height: shown.height };
  const copy = make('canvas', { width: Math.round(shown.clientWidth * ratio), height: Math.round(shown.clientHeight * ratio) });
  canvas.pixelRatio = ratio;
  [shown.width, shown.height] = [copy.width, copy.height];
  renderer._redraw(false);
  if (copy.width && copy.height) copy.getContext('2d').drawImage(shown, 0, 0);
  canvas.pixelRatio = before.ratio;
  [shown.width, shown.height] = [before.width, before.height];
  network.redraw();
  return copy;
}

// A sheet of paper: title, date, drawing, and what the lines mean.
function sheetOf(drawing) {
  const [margin, width] = [16, Math.max(320, drawing.width / SHARPNESS)];
  const context = make('canvas').getContext('2d');
  const title = wrapped(context, document.title, TITLE_FONT, width, 3);
  const when = wrapped(context, sheetWords(), '14px ' + FONT, width, 2);
  const legend = legendRows(context, width);
  const heights = { head: margin + 28 * title.length + 20 * when.length + 6, drawing: drawing.height / SHARPNESS, legend: 24 * legend.length + margin };
  const height = heights.head + heights.drawing + heights.legend;
  const sheet = make('canvas', { width: (width + 2 * margin) * SHARPNESS, height: Math.ceil(height * SHARPNESS) });
  const paper = sheet.getContext('2d');
  paper.scale(SHARPNESS, SHARPNESS);
  paper.fillStyle = theme.paper;
  paper.fillRect(0, 0, sheet.width, sheet.height);
  paper.translate(margin, 0);
  if (drawing.width && drawing.height) paper.drawImage(drawing, 0, heights.head, drawing.width / SHARPNESS, heights.drawing);
  paper.textBaseline = 'middle';
  title.forEach((line, row) => writeLine(paper, line, margin + 14 + 28 * row, { font: TITLE_FONT, ink: theme.ink }));
  when.forEach((line, row) => writeLine(paper, line, margin + 28 * title.length + 10 + 20 * row, { font: '14px ' + FONT, ink: theme.soft }));
  paper.translate(0, heights.head + heights.drawing);
  legend.forEach((row, at) => row.forEach((item) => paintKind(paper, item, 12 + 24 * at)));
  return sheet;
}

function writeLine(context, text, y, { font, ink }) {
  Object.assign(context, { font, fillStyle: ink });
  context.fillText(text, 0, y);
}

function sheetWords() {
  const when = state.period ? periodInWords(state.period) + '; what is not in force then is pale' : 'All dates';
  const { drawn: edges, names } = selection;
  const { rest } = hiddenOf(model.relations, state);
  const of = edges.length < rest ? ' of ' + rest.toLocaleString('en') : '';
  return when + '. ' + counted(names.size, 'name') + ', ' + counted(edges.length, 'relation') + of + '.';
}

// A text in lines of a width; of a very long one the beginning.
function wrapped(context, text, font, width, most) {
  context.font = font;
  const lines = [''];
  for (const part of text.slice(0, 1000).split(/(?<=\s)|(?=[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef])/)) {
    const line = lines[lines.length - 1] + part;
    if (lines[lines.length - 1] && context.measureText(line.trimEnd()).width > width) lines.push(part);
    else lines[lines.length - 1] = line;
  }
  const kept = lines.slice(0, most).map((line) => line.trim());
  if (lines.length > most) kept[most - 1] += '…';
  return kept;
}

// The kinds of lines and then of names that are drawn, each with its sample and its count, set side by side in rows.
function legendRows(context, width) {
  const kinds = [...countedBy(selection.drawn)].sort(([one], [other]) => one.number - other.number);
  return [...setInRows(context, kinds.map(([look, [edge, count]]) => ({ picture: sample(edge), text: look.label, count, wide: 54 })), width),
    ...setInRows(context, [...countedBy([...selection.names])].map(([, [name, count]]) => ({ picture: sign(name), text: name.kind_label, count, wide: 24 })), width)];
}

// For each look the first thing that has it, and how many have.
function countedBy(things) {
  const looks = new Map();
  for (const thing of things) {
    const [first, count] = looks.get(thing.look) || [thing, 0];
    looks.set(thing.look, [first.status && first.status !== 'Accepted' ? thing : first, count + 1]);
  }
  return looks;
}

function setInRows(context, items, width) {
  const rows = [[]];
  let x = 0;
  context.font = '13px ' + FONT;
  for (const { picture, text: label, count, wide } of items) {
    const [text] = wrapped(context, (label || '') + ' ' + count, '13px ' + FONT, width - wide - 16, 1);
    const room = wide + context.measureText(text).width + 20;
    if (x && x + room > width) { rows.push([]); x = 0; }
    rows[rows.length - 1].push({ picture, text, x, wide });
    x += room;
  }
  return rows;
}

function paintKind(context, { picture, text, x, wide }, y) {
  context.save();
  context.translate(x, y - 7);
  for (const shape of picture.children) paintShape(context, shape);
  Object.assign(context, { font: '13px ' + FONT, fillStyle: theme.ink });
  context.fillText(text, wide, 7);
  context.restore();
}

// A line, path or circle of a sample, on a canvas: the same sign as in the legend of the page.
function paintShape(context, shape) {
  const of = (name) => shape.getAttribute(name);
  const [fill, stroke] = [of('fill') === 'none' ? null : of('fill'), of('stroke')];
  const path = new Path2D(shape.tagName === 'path' ? of('d') : '');
  if (shape.tagName === 'line') { path.moveTo(Number(of('x1')), Number(of('y1'))); path.lineTo(Number(of('x2')), Number(of('y2'))); }
  if (shape.tagName === 'circle') path.arc(Number(of('cx')), Number(of('cy')), Number(of('r')), 0, 2 * Math.PI);
  context.setLineDash((of('stroke-dasharray') || '').split(' ').filter(Boolean).map(Number));
  if (fill && shape.tagName !== 'line') { context.fillStyle = fill; context.fill(path); }
  if (stroke) { Object.assign(context, { strokeStyle: stroke, lineWidth: Number(of('stroke-width')) }); context.stroke(path); }
}
