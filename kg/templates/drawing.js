// The drawing: vis-network for lines and signs; the names are written by us, so that none covers another.
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif';
const MAXIMUM_SCALE = 1.7;
let network, signs, lines, moved = false, written = [], canvasWidth = 0, canvasHeight = 0;

function makeDrawing(options) {
  const canvas = document.getElementById('canvas');
  signs = new vis.DataSet(names.map((name) => ({ id: name.key, x: name.x, y: name.y, ...signLook(name) })));
  lines = new vis.DataSet(edges.map((edge) => ({ from: edge.ends[0].key, to: edge.ends[1].key, ...lineLook(edge) })));
  network = new vis.Network(canvas, { nodes: signs, edges: lines }, { ...options, autoResize: true });
  network.on('beforeDrawing', underline);
  network.on('afterDrawing', write);
  network.on('click', (event) => pick(event.pointer.DOM));
  network.on('dragEnd', () => { moved = true; });
  network.on('zoom', () => { moved = true; });
  network.on('resize', () => { if (!moved) fitWhole(); });
  canvas.addEventListener('mousemove', hover);
  canvas.addEventListener('mouseleave', () => hoverOver(null));
  // The wheel scrolls the page unless Ctrl or Command is held: the drawing must not trap the reader.
  canvas.addEventListener('wheel', (event) => { if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); }, true);
  canvas.addEventListener('keydown', walkDrawing);
  document.getElementById('closer').addEventListener('click', () => zoom(1.3));
  document.getElementById('further').addEventListener('click', () => zoom(1 / 1.3));
  document.getElementById('whole').addEventListener('click', fitWhole);
  fitWhole();
}

function redraw() {
  signs.update(names.map((name) => ({ id: name.key, ...signLook(name) })));
  lines.update(edges.map(lineLook));
}

// All names in view, stretched over the room there is; a telephone gets the tall arrangement.
function fitWhole() {
  const canvas = document.getElementById('canvas');
  [canvasWidth, canvasHeight] = [canvas.clientWidth, canvas.clientHeight];
  if (!canvasWidth || !canvasHeight) return;
  const tall = canvasHeight > canvasWidth;
  const [width, height] = tall ? scene.frames.tall : scene.frames.wide;
  const scale = Math.min(canvasWidth / width, canvasHeight / height, MAXIMUM_SCALE);
  const [wider, higher] = [canvasWidth / width / scale, canvasHeight / height / scale].map((by) => Math.min(by, 1.6));
  for (const name of names) {
    const [x, y] = tall ? name.tall : [name.x, name.y];
    name.at = { x: x * wider, y: y * higher };
  }
  signs.update(names.map((name) => ({ id: name.key, ...name.at })));
  lines.update(edges.map((edge) => ({ id: edge.key, smooth: bend(edge) })));
  network.moveTo({ position: { x: 0, y: 0 }, scale, animation: false });
  moved = false;
}

// Paper gets a copy of the drawing as it stands on the screen, in the colours of paper.
function copyForPaper() {
  const [copy, drawing] = [document.getElementById('paper'), network.canvas.frame.canvas];
  network.redraw();
  [copy.width, copy.height] = [drawing.width, drawing.height];
  copy.getContext('2d').drawImage(drawing, 0, 0);
}

function zoom(by) {
  network.moveTo({ scale: network.getScale() * by });
  moved = true;
}

// Parallel lines lie a lane apart, however near their names stand (the same measure as in the Python that placed them).
function bend(edge) {
  if (!edge.lane) return { enabled: false };
  const [here, there] = edge.ends.map((name) => name.at);
  const length = Math.max(60, Math.hypot(here.x - there.x, here.y - there.y));
  const roundness = Math.min(0.9, Math.abs(edge.lane) * Math.min(15, 110 / edge.lanes) / (0.39 * length));
  return { enabled: true, type: edge.lane > 0 ? 'curvedCW' : 'curvedCCW', roundness };
}

function isOut(edge) {
  return edge.status === 'no' || edge.status === 'undated';
}

function isDim(edge) {
  return state.name !== null && !edge.ends.includes(state.name);
}

function lineLook(edge) {
  const chosen = state.edge === edge;
  const out = isOut(edge) && !chosen;
  const maybe = edge.status === 'possible';
  const opacity = chosen ? 1 : out ? 0.8 : isDim(edge) ? 0.2 : maybe ? 0.7 : 1;
  const dashes = maybe && edge.dash === 'solid' ? [7, 5] : edge.dashes;
  return {
    id: edge.key, hidden: state.hidden.has(edge.kind), color: { color: out ? theme.ghost : readable(edge), opacity, inherit: false },
    width: out ? 1 : maybe ? Math.max(1.5, edge.width - 1) : edge.width, dashes, arrows: out ? '' : edge.arrows,
    ...(edge.selfReference ? { selfReference: edge.selfReference } : {}),
  };
}

function signLook(name) {
  const chosen = state.name === name;
  const ink = name.faint ? theme.ghost : readable(name);
  return { shape: name.shape, size: name.size, color: { background: ink, border: chosen ? theme.accent : ink }, borderWidth: chosen ? 4 : 1 };
}

// A colour that can be seen on this paper: as given, else its counterpart of the other lightness, with contrast of 3.5 : 1.
function readable(thing) {
  if (theme.dark && thing.colour_dark) return thing.colour_dark;
  const given = [1, 3, 5].map((at) => parseInt(thing.color.slice(at, at + 2), 16) / 255);
  let colour = given;
  if (contrast(colour) < 3.2 && theme.dark) {
    const both = Math.max(...given) + Math.min(...given);
    colour = given.map((part) => part + 1 - both);
  }
  for (let step = 0; contrast(colour) < 3.5 && step < 20; step += 1) {
    colour = colour.map((part) => part + ((theme.dark ? 1 : 0) - part) * 0.1);
  }
  return 'rgb(' + colour.map((part) => Math.round(part * 255)).join(',') + ')';
}

function luminance(colour) {
  const [red, green, blue] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(colour) {
  const [one, other] = [luminance(colour), luminance(theme.paperParts)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

// A point on a line, at a part of its length. vis-network draws the curve, so it is asked where it drew it.
function pointOn(edge, part) {
  const drawn = network.body.edges[edge.key];
  return drawn && drawn.connected ? drawn.edgeType.getPoint(part) : null;
}

// A broad band under the line whose evidence is open, and under the one the pointer is on.
function underline(context) {
  for (const [edge, alpha] of [[state.hover, 0.12], [state.edge, 0.22]]) {
    if (!edge || edge.key === undefined || edge.ends === undefined || state.hidden.has(edge.kind)) continue;
    context.save();
    context.globalAlpha = alpha;
    context.strokeStyle = theme.accent;
    context.lineWidth = 13;
    context.lineCap = 'round';
    context.beginPath();
    for (let step = 1; step < 24; step += 1) {
      const point = pointOn(edge, step / 24);
      if (point) context.lineTo(point.x, point.y);
    }
    context.stroke();
    context.restore();
  }
}

// Write the names, question marks on what is only possible, and the kind of the chosen line; in pixels of the screen.
function write(context) {
  const ratio = network.canvas.pixelRatio || 1;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textBaseline = 'middle';
  written = placeLabels(context);
  for (const edge of edges) {
    if (edge.status === 'possible' && !state.hidden.has(edge.kind)) question(context, edge);
  }
  for (const label of written) writeLabel(context, label);
  for (const edge of new Set([state.edge, state.hover])) if (edge && edge.ends && !state.hidden.has(edge.kind)) flag(context, edge);
  context.restore();
  const left = names.length - written.length;
  const hint = document.getElementById('hidden-names');
  const text = left ? left + (left === 1 ? ' name has' : ' names have') + ' no room here: zoom in' : '';
  if (hint.textContent !== text) hint.textContent = text;
}

// Every name below its sign, where the arrangement left room for it; then beside or above it, where fewer lines run.
// Where not all have room, smaller letters are tried.
function placeLabels(context) {
  const scale = network.getScale();
  const radius = 8 * scale + 3;
  const segments = names.length * edges.length < 20000 ? drawnSegments() : [];
  let best = [];
  for (let size = Math.max(11, Math.min(14, 13 * scale)); size >= 10 && best.length < names.length; size -= 1) {
    const placed = labelsOfSize(context, size, radius, segments);
    if (placed.length > best.length) best = placed;
  }
  return best;
}

function labelsOfSize(context, size, radius, segments) {
  const items = names.map((name) => labelOf(context, name, size, radius)).sort((one, other) => other.rank - one.rank);
  const free = (box, item) => box.x > 0 && box.y > 0 && box.x + box.width < canvasWidth && box.y + box.height < canvasHeight &&
    items.every((other) => other === item || !((other.box && overlap(box, other.box)) || overlap(box, other.disc)));
  for (const item of items) item.box = item.boxes.slice(0, item.strong ? 8 : 1).find((box) => free(box, item)) || null;
  for (let round = 0; round < 2; round += 1) {
    for (const item of items) {
      let least = item.box ? costOf(item.box, 0, segments) : Infinity;
      for (const [preference, box] of item.boxes.entries()) {
        const cost = costOf(box, preference, segments);
        if (cost < least && free(box, item)) [item.box, least] = [box, cost];
      }
    }
  }
  return items.filter((item) => item.box);
}

function costOf(box, preference, segments) {
  if (box.cost === undefined) box.cost = preference * 0.4 + segments.reduce((sum, segment) => sum + (crosses(segment, box) ? segment[2] : 0), 0);
  return box.cost;
}

function labelOf(context, name, size, radius) {
  const at = network.canvasToDOM(network.getPosition(name.key));
  const strong = name === state.name || name === state.hover || (state.edge !== null && state.edge.ends.includes(name));
  const font = (strong ? '600 ' : '') + size + 'px ' + FONT;
  context.font = font;
  const width = Math.max(...name.lines.map((line) => context.measureText(line).width)) + 4;
  const height = name.lines.length * (size + 2) + 2;
  const boxes = [
    { x: at.x - width / 2, y: at.y + radius, align: 'center' }, { x: at.x - width / 2, y: at.y - radius - height, align: 'center' },
    { x: at.x + radius, y: at.y - height / 2, align: 'left' }, { x: at.x - radius - width, y: at.y - height / 2, align: 'right' },
    { x: at.x + radius / 2, y: at.y + radius / 2, align: 'left' }, { x: at.x - radius / 2 - width, y: at.y + radius / 2, align: 'right' },
    { x: at.x + radius / 2, y: at.y - radius / 2 - height, align: 'left' }, { x: at.x - radius / 2 - width, y: at.y - radius / 2 - height, align: 'right' },
  ].map((box) => ({ ...box, width, height }));
  const disc = { x: at.x - radius + 2, y: at.y - radius + 2, width: 2 * radius - 4, height: 2 * radius - 4 };
  return { name, font, size, strong, boxes, disc, box: null, rank: (strong ? 2000 : 0) + (name.faint ? 0 : 1000) + name.degree };
}

function overlap(one, other) {
  return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

function drawnSegments() {
  const segments = [];
  for (const edge of edges) {
    if (state.hidden.has(edge.kind) || isOut(edge)) continue;
    const points = [0, 0.25, 0.5, 0.75, 1].map((part) => pointOn(edge, part)).filter(Boolean).map((point) => network.canvasToDOM(point));
    const weight = edge === state.edge ? 3 : 1;
    for (let step = 1; step < points.length; step += 1) segments.push([points[step - 1], points[step], weight]);
  }
  return segments;
}

// Whether a segment runs through a box (Liang and Barsky's clipping).
function crosses([from, to], box) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [enter, leave] = [0, 1];
  for (const [step, room] of [[-dx, from.x - box.x], [dx, box.x + box.width - from.x], [-dy, from.y - box.y], [dy, box.y + box.height - from.y]]) {
    if (step === 0 && room < 0) return false;
    if (step < 0) enter = Math.max(enter, room / step);
    if (step > 0) leave = Math.min(leave, room / step);
  }
  return enter < leave;
}

function writeLabel(context, { name, font, size, box }) {
  context.font = font;
  context.textAlign = box.align;
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = theme.paper;
  context.globalAlpha = 1;
  context.fillStyle = name.faint || (state.name && state.name !== name && !state.name.beside.has(name)) ? theme.soft : theme.ink;
  const x = box.align === 'center' ? box.x + box.width / 2 : box.align === 'left' ? box.x + 2 : box.x + box.width - 2;
  name.lines.forEach((line, number) => {
    const y = box.y + 1 + (number + 0.5) * (size + 2);
    context.strokeText(line, x, y);
    context.fillText(line, x, y);
  });
}

function question(context, edge) {
  const point = pointOn(edge, 0.5);
  if (!point || isDim(edge)) return;
  const { x, y } = network.canvasToDOM(point);
  context.beginPath();
  context.fillStyle = theme.paper;
  context.arc(x, y, 8, 0, 2 * Math.PI);
  context.fill();
  context.font = '700 13px ' + FONT;
  context.textAlign = 'center';
  context.fillStyle = readable(edge);
  context.fillText('?', x, y + 0.5);
}

// The kind of a line, written on it where no name stands.
function flag(context, edge) {
  context.font = '600 12px ' + FONT;
  context.textAlign = 'center';
  const text = edge.kind_label.length > 40 ? edge.kind_label.slice(0, 39) + '…' : edge.kind_label;
  const [width, height] = [context.measureText(text).width + 12, 18];
  for (const part of [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73]) {
    const point = pointOn(edge, part);
    if (!point) return;
    const { x, y } = network.canvasToDOM(point);
    const box = { x: x - width / 2, y: y - height / 2, width, height };
    if (written.some((label) => overlap(box, label.box) || overlap(box, label.disc))) continue;
    context.fillStyle = theme.sheet;
    context.strokeStyle = readable(edge);
    context.lineWidth = 1;
    context.beginPath();
    context.rect(box.x, box.y, width, height);
    context.fill();
    context.stroke();
    context.fillStyle = theme.ink;
    context.fillText(text, x, y + 0.5);
    return;
  }
}

function thingAt(point) {
  const label = written.find(({ box }) => overlap(box, { x: point.x, y: point.y, width: 1, height: 1 }));
  const sign = network.getNodeAt(point);
  if (sign !== undefined) return byKey.get(sign);
  const line = network.getEdgeAt(point);
  if (label && (line === undefined || label.name)) return label.name;
  return line === undefined ? null : byKey.get(line);
}

function pick(point) {
  const thing = thingAt(point);
  if (!thing) choose(null);
  else choose(thing, { from: document.getElementById('canvas') });
}

function hover(event) {
  if (event.buttons) return;
  const frame = document.getElementById('canvas').getBoundingClientRect();
  hoverOver(thingAt({ x: event.clientX - frame.left, y: event.clientY - frame.top }));
}

function hoverOver(thing) {
  if (state.hover === thing) return;
  state.hover = thing;
  document.getElementById('canvas').style.cursor = thing ? 'pointer' : '';
  network.redraw();
}

// The drawing is one stop of the Tab key; within it the arrow keys walk, and what they reach is said aloud.
function walkDrawing(event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (event.key === 'Enter' && state.hover) choose(state.hover, { from: event.currentTarget, focus: true });
  else if (event.key === 'Escape') { choose(null); hoverOver(null); }
  else if (!step) return;
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp' || !standpoint()) walkTo(next(names, standpoint(), step));
  else walkTo(next(standpoint().lines_of.filter((edge) => !state.hidden.has(edge.kind)), state.hover, step), standpoint());
  event.preventDefault();
}

let walker = null;

function standpoint() {
  return walker;
}

function next(list, current, step) {
  if (!list.length) return current;
  const at = list.indexOf(current);
  return list[at < 0 ? (step > 0 ? 0 : list.length - 1) : (at + step + list.length) % list.length];
}

function walkTo(thing, from) {
  walker = from || thing;
  hoverOver(thing);
  say(thing.ends ? thing.sentence + ' ' + whenInWords(thing) + '. ' + statusInWords(thing) : thing.name + ', ' + thing.kind_label + ', ' + thing.lines_of.length + ' relations');
}
