// The drawing: vis-network for lines and signs; the names are written by us, so that none covers another.
const MAXIMUM_SCALE = 1.7;
const MANY = 3000; // lines in the window; from here on they are drawn without dashes and marks, or the drawing would be slow
let network, signs, lines, moved = false, canvasWidth = 0, canvasHeight = 0;
let drawnLines = [], drawnNames = [], lineByKey = new Map(), looks = new Map(), placed = new Map(), points = new Map();

function makeDrawing(options) {
  const canvas = by('canvas');
  signs = new vis.DataSet();
  lines = new vis.DataSet();
  collect();
  bring();
  network = new vis.Network(canvas, { nodes: signs, edges: lines }, { ...options, autoResize: true });
  // vis-network makes a stop of the Tab key of its own, which has no name.
  canvas.querySelector('.vis-network').tabIndex = -1;
  network.on('beforeDrawing', (context) => { underline(context); drawHeaps(context); });
  network.on('afterDrawing', write);
  network.on('click', (event) => pick(event.pointer.DOM));
  network.on('doubleClick', (event) => openAt(event.pointer.DOM));
  network.on('dragEnd', () => { moved = true; });
  network.on('zoom', () => { moved = true; });
  // After its own event vis-network puts the view back where it was.
  network.on('resize', () => requestAnimationFrame(() => { if (!moved) fitWhole(); }));
  canvas.addEventListener('mousemove', hover);
  canvas.addEventListener('mouseleave', () => { cancelAnimationFrame(hoverFrame); hoverOver(null); });
  // The wheel scrolls the page unless Ctrl or Command is held: the drawing must not trap the reader.
  canvas.addEventListener('wheel', (event) => { if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); }, true);
  canvas.addEventListener('keydown', walkDrawing);
  for (const event of ['focus', 'blur']) canvas.addEventListener(event, () => { if (standpoint) network.redraw(); });
  by('closer').addEventListener('click', () => zoom(1.3));
  by('further').addEventListener('click', () => zoom(1 / 1.3));
  by('whole').addEventListener('click', fitWhole);
  fitView();
}

// What is to be drawn, and where.
function collect() {
  const canvas = by('canvas');
  [canvasWidth, canvasHeight] = [canvas.clientWidth || 720, canvas.clientHeight || 520];
  drawnNames = model.names.filter((name) => selection.names.has(name));
  drawnLines = linesOf(selection, isFanned);
  lineByKey = new Map(drawnLines.map((line) => [line.key, line]));
  const everything = !!model.scene.overview && state.everything;
  points = placeAll(drawnNames, { room: room(), tall: canvasHeight > canvasWidth, everything, frames: model.scene.frames, placed });
  for (const [name, point] of points) if (!name.spot && !everything) placed.set(name, point);
}

function room() {
  return { width: canvasWidth, height: canvasHeight };
}

// A pair is fanned out while one of its relations is open or reached by the keys, or a name of few relations is.
function isFanned(pair) {
  if (pair === state.pair || (state.edge && state.edge.pair === pair) || (walked && walked.pair === pair)) return true;
  return state.name !== null && pair.ends.includes(state.name) && state.name.degree <= 24;
}

function signOf(name) {
  return { id: name.key, ...points.get(name), ...signLook(name) };
}

function lineOf(line) {
  return { id: line.key, from: line.ends[0].key, to: line.ends[1].key, ...lineLook(line), smooth: bend(line) };
}

// Bring vis-network to what is to be drawn, and tell it only what has changed.
function redraw() {
  if (!network) return;
  const before = drawnNames.length;
  const names = new Set(drawnNames);
  collect();
  bring();
  if (before !== drawnNames.length || drawnNames.some((name) => !names.has(name))) fitView();
  else network.redraw();
}

// vis-network gets what the page does not draw itself: of very many what is fanned out, and the name that is chosen.
function bring() {
  heapUp();
  const left = drawnLines.filter((line) => !isOwn(line));
  const ends = new Set([state.name, ...left.flatMap((line) => line.ends)]);
  // It would draw everything after each change of its data, and again when it is done.
  if (network) network.body.emitter.emit('_blockRedraw');
  sync(signs, ownNames.length ? ownNames.filter((name) => ends.has(name)) : drawnNames, signOf);
  sync(lines, left, lineOf);
  if (network) network.body.emitter.emit('_allowRedraw');
}

function sync(set, things, of) {
  const wanted = new Map(things.map((thing) => [thing.key, of(thing)]));
  const gone = set.getIds().filter((id) => !wanted.has(id));
  if (gone.length) set.remove(gone);
  const changed = [];
  for (const [key, item] of wanted) {
    const text = JSON.stringify(item);
    if (looks.get(key) === text && set.get(key)) continue;
    looks.set(key, text);
    changed.push(item);
  }
  if (changed.length) set.update(changed);
}

// All names in view; a network that Python placed whole is stretched over the room there is.
function fitWhole() {
  const canvas = by('canvas');
  if (!canvas.clientWidth || !canvas.clientHeight) return;
  [canvasWidth, canvasHeight] = [canvas.clientWidth, canvas.clientHeight];
  placed = new Map();
  collect();
  bring();
  fitView();
}

function fitView() {
  const [width, height] = canvasHeight > canvasWidth ? model.scene.frames.tall : model.scene.frames.wide;
  const whole = drawnNames.length > 1 && drawnNames.every((name) => name.spot) && !selection.near && !state.everything;
  const view = whole ? withMargin(Math.min(canvasWidth / width, canvasHeight / height, MAXIMUM_SCALE)) : viewOf([...points.values()], room(), MAXIMUM_SCALE);
  network.moveTo({ position: { x: view.x, y: view.y }, scale: view.scale, animation: false });
  moved = false;
}

// The view of what Python placed, no sign nearer to the upper edge than its own size: lower where there is room below, else smaller.
function withMargin(scale) {
  const tops = drawnNames.map((name) => points.get(name).y);
  const feet = drawnNames.map((name) => scale * points.get(name).y + 14 + 15 * labelLines(name).length);
  const lack = Math.max(0, 22 - canvasHeight / 2 - scale * tops.reduce((one, other) => Math.min(one, other)));
  const spare = canvasHeight / 2 - feet.reduce((one, other) => Math.max(one, other));
  const lower = Math.max(0, Math.min(lack, spare));
  const smaller = 1 - 2 * (lack - lower) / canvasHeight;
  return { x: 0, y: -lower / scale, scale: scale * smaller };
}

// Paper gets a copy of the drawing as it stands on the screen, in the colours of paper; also while another view is open.
function copyForPaper() {
  const [copy, drawing] = [by('paper'), drawingAt(SHARPNESS)];
  [copy.width, copy.height] = [drawing.width, drawing.height];
  if (drawing.width && drawing.height) copy.getContext('2d').drawImage(drawing, 0, 0);
}

function zoom(scale) {
  network.moveTo({ scale: network.getScale() * scale });
  moved = true;
}

function bend(line) {
  return bendOf(line, ...line.ends.map((name) => points.get(name)));
}

function isChosen(line) {
  return line.members.includes(state.edge) || (line.pair ? line.pair === state.pair : state.pair === line.lead.pair);
}

function isDim(line) {
  return state.name !== null && !line.ends.includes(state.name);
}

function lineLook(line) {
  const { lead } = line;
  const chosen = isChosen(line);
  const out = isOut(lead);
  const maybe = isMaybe(lead);
  const said = lead.status !== 'Accepted';
  const { look } = lead;
  const colour = out && !chosen ? theme.ghost : inkOf(line);
  const width = out ? (chosen ? 1.5 : 1) : said ? 1.4 : maybe ? Math.max(1.2, look.width - 1) : line.members.length > 1 ? Math.max(look.width, 2.5) : look.width;
  const opacity = !chosen && !out && isDim(line) ? 0.25 : 1;
  // What is said and not accepted is a thin row of points, whatever its kind.
  const dashes = said ? [2, 6] : maybe && !look.dashes ? [7, 5] : look.dashes || false;
  return { color: { color: colour, opacity, inherit: false }, width, dashes, arrows: out && !chosen ? '' : marks(line) };
}

// What is not in force has no colour, also where it is chosen.
function inkOf({ lead }) {
  return isOut(lead) ? theme.soft : readable(lead.look);
}

// The marks of a bundle: a head only where all its relations lead the same way; the middle is for the count.
function marks(line) {
  const { look, ends } = line.lead;
  if (line.lead.status !== 'Accepted') return { to: { enabled: look.head !== 'none', type: 'vee', scaleFactor: 0.5 } };
  const oneWay = line.members.every((edge) => edge.look.head !== 'none' && edge.ends[0] === ends[0]);
  const bundle = line.members.length > 1;
  const mark = (type, scaleFactor) => ({ enabled: type !== 'none', type: type === 'none' ? 'arrow' : type, scaleFactor });
  return { to: mark(oneWay || (!bundle && look.head !== 'none') ? look.head : 'none', look.standing ? 0.6 : 0.75), middle: mark(bundle || signFor(line) ? 'none' : look.middle, 0.45) };
}

function signLook(name) {
  const chosen = state.name === name;
  const ink = name.faint ? theme.ghost : readable(name.look);
  const size = name.look.shape === 'star' ? 11 : 8;
  return { shape: name.look.shape, size, color: { background: ink, border: chosen ? theme.accent : ink }, borderWidth: chosen ? 4 : 1 };
}

// A point on a line, at a part of its length. vis-network draws the curve, so it is asked where it drew it.
function pointOn(line, part) {
  if (line.paint) return pointAlong(line, part);
  const found = network.body.edges[line.key];
  return found && found.connected ? found.edgeType.getPoint(part) : null;
}

// The line that a relation is drawn by, alone or in a bundle.
function lineOfRelation(edge) {
  return edge && edge.pair ? lineByKey.get(edge.key) || lineByKey.get(edge.pair.key) || null : null;
}

// A broad band under the line whose evidence is open, and under the one the pointer is on; and under the path asked for.
function underline(context) {
  const hovered = state.hover && (state.hover.members && state.hover.ends ? (state.hover.lead ? state.hover : lineByKey.get(state.hover.key)) : lineOfRelation(state.hover));
  const bands = [[hovered, 0.12], [lineOfRelation(state.edge), 0.22], ...(state.pair ? drawnLines.filter(isChosen).map((line) => [line, 0.12]) : [])];
  for (const edge of selection.path || []) bands.push([lineOfRelation(edge), 0.16]);
  for (const [line, alpha] of bands) if (line) band(context, line, alpha);
}

function band(context, line, alpha) {
  context.save();
  Object.assign(context, { globalAlpha: alpha, strokeStyle: theme.accent, lineWidth: 13, lineCap: 'round' });
  context.beginPath();
  for (let step = 1; step < 24; step += 1) {
    const point = pointOn(line, step / 24);
    if (point) context.lineTo(point.x, point.y);
  }
  context.stroke();
  context.restore();
}

// What stands at a point of the canvas: a name, or a line.
function thingAt(point) {
  const label = written.find(({ box }) => overlap(box, { x: point.x, y: point.y, width: 1, height: 1 }));
  const sign = network.getNodeAt(point);
  if (sign !== undefined) return model.byKey.get(sign);
  const count = badges.find((each) => Math.hypot(each.x - point.x, each.y - point.y) <= 11);
  if (count) return count.line;
  if (label) return label.name;
  const at = network.DOMtoCanvas(point);
  return ownNameAt(at) || lineByKey.get(network.getEdgeAt(point)) || ownLineAt(at);
}

function pick(point) {
  const thing = thingAt(point);
  if (!thing) choose(null);
  else choose(chosenBy(thing), { from: by('canvas') });
}

// A line of one relation stands for it, a bundle for all that lie between its two names.
function chosenBy(thing) {
  return !thing.lead ? thing : thing.members.length > 1 ? thing.lead.pair : thing.lead;
}

function openAt(point) {
  const thing = thingAt(point);
  if (thing && thing.lines_of && model.scene.overview) openNeighbours(thing);
}

let hoverFrame = 0;

function hover(event) {
  if (event.buttons) return;
  cancelAnimationFrame(hoverFrame);
  hoverFrame = requestAnimationFrame(() => {
    const frame = by('canvas').getBoundingClientRect();
    hoverOver(thingAt({ x: event.clientX - frame.left, y: event.clientY - frame.top }));
  });
}

function hoverOver(thing) {
  if (state.hover === thing) return;
  state.hover = thing;
  by('canvas').style.cursor = thing ? 'pointer' : '';
  network.redraw();
}
