// The writing on the drawing: names that never cover one another, doubts, and the kind of the chosen line.
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif';
let written = [];

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
  for (const item of items) item.box = item.boxes.slice(0, item.strong ? 8 : 1).find((box) => isFree(box, item, items)) || null;
  for (let round = 0; round < 2; round += 1) {
    for (const item of items) {
      let least = item.box ? costOf(item.box, 0, segments) : Infinity;
      for (const [preference, box] of item.boxes.entries()) {
        const cost = costOf(box, preference, segments);
        if (cost < least && isFree(box, item, items)) [item.box, least] = [box, cost];
      }
      if (!item.box) makeRoom(item, items);
    }
  }
  return items.filter((item) => item.box);
}

function isOpen(box, item, items) {
  return box.x > 0 && box.y > 0 && box.x + box.width < canvasWidth && box.y + box.height < canvasHeight &&
    items.every((other) => other === item || !overlap(box, other.disc));
}

function isFree(box, item, items) {
  return isOpen(box, item, items) && items.every((other) => other === item || !other.box || !overlap(box, other.box));
}

// A name that found no room takes that of one other, where that one can go elsewhere.
function makeRoom(item, items) {
  for (const box of item.boxes.filter((open) => isOpen(open, item, items))) {
    const inWay = items.filter((other) => other.box && overlap(box, other.box));
    if (inWay.length !== 1) continue;
    const [other, before] = [inWay[0], inWay[0].box];
    [item.box, other.box] = [box, null];
    other.box = other.boxes.find((elsewhere) => isFree(elsewhere, other, items)) || null;
    if (other.box) return;
    [item.box, other.box] = [null, before];
  }
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
