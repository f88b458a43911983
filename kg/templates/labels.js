// The writing on the drawing: names that never cover one another, doubts, and the kind of the chosen line.
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif';
let written = [], badges = [];

// Write the names, the counts of bundles, what is only possible, and the kind of the line that is chosen; in pixels of the screen.
function write(context) {
  const ratio = network.canvas.pixelRatio || 1;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textBaseline = 'middle';
  badges = badgesOf();
  written = placeLabels(context);
  for (const each of badges) writeBadge(context, each);
  for (const label of written) writeLabel(context, label);
  const hovered = state.hover && (state.hover.lead ? state.hover : lineOfRelation(state.hover));
  for (const line of new Set([lineOfRelation(state.edge), hovered])) if (line) flag(context, line);
  context.restore();
  tellHidden(drawnNames.length - written.length);
}

// What the drawing does not show is said below it.
function tellHidden(unwritten) {
  const left = model.names.length - drawnNames.length;
  const parts = [];
  if (left && model.scene.overview) parts.push(counted(drawnNames.length, 'name') + ' of ' + model.names.length.toLocaleString('en') + ' drawn');
  if (unwritten > 0) parts.push(counted(unwritten, 'name has', 'names have') + ' no room here: zoom in');
  const text = parts.join('; ');
  const hint = by('hidden-names');
  if (hint.textContent !== text) hint.textContent = text;
}

// Every name below its sign, where the arrangement left room for it; then beside or above it, where fewer lines run.
// Where not all have room, smaller letters are tried.
function placeLabels(context) {
  const scale = network.getScale();
  const radius = 8 * Math.min(scale, 1.4) + 3;
  if (drawnNames.length > 150) return labelsOfMany(context, Math.max(2, 8 * scale) + 3);
  const segments = drawnNames.length * drawnLines.length < 20000 ? drawnSegments() : [];
  let best = [];
  for (let size = Math.max(11, Math.min(14, 13 * scale)); size >= 10 && best.length < drawnNames.length; size -= 1) {
    const labels = labelsOfSize(context, size, radius, segments);
    if (labels.length > best.length) best = labels;
  }
  return best;
}

// Of very many names those that are chosen and the best connected get their label, as far as there is room in the window.
function labelsOfMany(context, radius) {
  const labels = [];
  const grid = new Map();
  const cells = (box) => {
    const found = [];
    for (let x = Math.floor(box.x / 80); x <= (box.x + box.width) / 80; x += 1) for (let y = Math.floor(box.y / 40); y <= (box.y + box.height) / 40; y += 1) found.push(x + ',' + y);
    return found;
  };
  for (const { x, y } of badges) {
    const box = { x: x - 10, y: y - 10, width: 20, height: 20 };
    for (const cell of cells(box)) grid.set(cell, [...(grid.get(cell) || []), box]);
  }
  for (const name of byRank(drawnNames)) {
    const at = network.canvasToDOM(points.get(name));
    if (at.x < 0 || at.y < 0 || at.x > canvasWidth || at.y > canvasHeight) continue;
    const item = labelOf(context, name, 12, radius);
    const [box] = item.boxes;
    const near = cells(box).flatMap((cell) => grid.get(cell) || []);
    if (box.x < 0 || box.x + box.width > canvasWidth || box.y + box.height > canvasHeight || near.some((other) => overlap(other, box))) continue;
    item.box = box;
    labels.push(item);
    for (const cell of cells(box)) grid.set(cell, [...(grid.get(cell) || []), box]);
    if (labels.length >= 140) break;
  }
  return labels;
}

let rankedNames = { of: null, list: [] };

function byRank(names) {
  if (rankedNames.of !== names) rankedNames = { of: names, list: [...names].sort((one, other) => other.degree - one.degree || one.number - other.number) };
  return [...new Set([state.name, state.hover && state.hover.lines_of ? state.hover : null, ...(state.edge ? state.edge.ends : []), ...rankedNames.list])].filter((name) => name && selection.names.has(name));
}

function labelsOfSize(context, size, radius, segments) {
  const items = drawnNames.map((name) => labelOf(context, name, size, radius)).sort((one, other) => other.rank - one.rank);
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
  for (const item of items) {
    item.lenient = true;
    if (!item.box) item.box = item.boxes.find((box) => isFree(box, item, items)) || null;
    if (!item.box) makeRoom(item, items);
  }
  return items.filter((item) => item.box);
}

function isClear(box, item, items) {
  return box.x > 0 && box.y > 0 && box.x + box.width < canvasWidth && box.y + box.height < canvasHeight &&
    items.every((other) => other === item || !overlap(box, other.disc));
}

// Not on a count or a question mark; where no such place is left, on one.
function isFree(box, item, items) {
  return (item.lenient || badges.every(({ x, y }) => !overlap(box, { x: x - 10, y: y - 10, width: 20, height: 20 }))) && isClear(box, item, items) && items.every((other) => other === item || !other.box || !overlap(box, other.box));
}

// A name that found no room takes that of one other, where that one can go elsewhere.
function makeRoom(item, items) {
  for (const box of item.boxes.filter((open) => isClear(open, item, items))) {
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
  const at = network.canvasToDOM(points.get(name));
  const lines = labelLines(name);
  const strong = name === state.name || (state.edge !== null && state.edge.ends.includes(name));
  const font = (strong ? '600 ' : '') + size + 'px ' + FONT;
  context.font = font;
  const width = Math.max(...lines.map((line) => context.measureText(line).width)) + 4;
  const height = lines.length * (size + 2) + 2;
  const boxes = [
    { x: at.x - width / 2, y: at.y + radius, align: 'center' }, { x: at.x - width / 2, y: at.y - radius - height, align: 'center' },
    { x: at.x + radius, y: at.y - height / 2, align: 'left' }, { x: at.x - radius - width, y: at.y - height / 2, align: 'right' },
    { x: at.x + radius / 2, y: at.y + radius / 2, align: 'left' }, { x: at.x - radius / 2 - width, y: at.y + radius / 2, align: 'right' },
    { x: at.x + radius / 2, y: at.y - radius / 2 - height, align: 'left' }, { x: at.x - radius / 2 - width, y: at.y - radius / 2 - height, align: 'right' },
  ].map((box) => ({ ...box, width, height }));
  const disc = { x: at.x - radius + 2, y: at.y - radius + 2, width: 2 * radius - 4, height: 2 * radius - 4 };
  return { name, lines, font, size, strong, boxes, disc, box: null, rank: (strong ? 2000 : 0) + (name.faint ? 0 : 1000) + name.degree };
}

// The label of a name in the reader's language, broken into lines.
function labelLines(name) {
  if (name.label_in !== state.language) {
    name.label_in = state.language;
    name.label_lines = broken(nameIn(name, state.language));
  }
  return name.label_lines;
}

function overlap(one, other) {
  return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

function drawnSegments() {
  const segments = [];
  for (const line of drawnLines) {
    if (isOut(line.lead)) continue;
    const along = line.lane ? [0, 0.25, 0.5, 0.75, 1] : [0, 1];
    const reached = along.map((part) => pointOn(line, part)).filter(Boolean).map((point) => network.canvasToDOM(point));
    const weight = isChosen(line) ? 3 : 1;
    for (let step = 1; step < reached.length; step += 1) segments.push([reached[step - 1], reached[step], weight]);
  }
  for (const { x, y } of badges) segments.push([{ x: x - 9, y }, { x: x + 9, y }, 6], [{ x, y: y - 9 }, { x, y: y + 9 }, 6]);
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

function writeLabel(context, { name, lines, font, size, box }) {
  context.font = font;
  context.textAlign = box.align;
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = theme.paper;
  context.globalAlpha = 1;
  context.fillStyle = name.faint || (state.name && state.name !== name && !state.name.beside.has(name)) ? theme.soft : theme.ink;
  const x = box.align === 'center' ? box.x + box.width / 2 : box.align === 'left' ? box.x + 2 : box.x + box.width - 2;
  lines.forEach((line, number) => {
    const y = box.y + 1 + (number + 0.5) * (size + 2);
    context.strokeText(line, x, y);
    context.fillText(line, x, y);
  });
}

// What is said on the middle of a line: how many relations it stands for; "?" possible, "≠" disputed, "✕" rejected,
// "…" unreviewed, "∴" derived.
function signFor(line) {
  const { status, state: standing, derived } = line.lead;
  const doubt = { Disputed: '≠', Rejected: '✕', Unreviewed: '…' }[status] || (standing === 'possible' || standing === 'part' ? '?' : '');
  if (line.members.length > 1) return line.members.length + doubt;
  return doubt || (derived ? '∴' : '');
}

function badgesOf() {
  if (drawnLines.length > 1500) return [];
  const found = [];
  for (const line of drawnLines) {
    const text = signFor(line);
    if (!text || (isOut(line.lead) && !isChosen(line)) || isDim(line)) continue;
    const point = pointOn(line, 0.5);
    if (point) found.push({ ...network.canvasToDOM(point), line, text });
  }
  return found;
}

// The count of a bundle stands in a ring of the colours that it is made of.
function writeBadge(context, { x, y, line, text }) {
  const radius = line.members.length > 1 ? 9.5 : 8;
  context.beginPath();
  context.fillStyle = theme.paper;
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  if (line.members.length > 1) ring(context, { x, y, radius, members: line.members });
  context.font = '700 ' + (text.length > 2 ? 10 : 12) + 'px ' + FONT;
  context.textAlign = 'center';
  context.fillStyle = line.members.length > 1 ? theme.ink : readable(line.lead.look);
  context.fillText(text, x, y + 0.5);
}

function ring(context, { x, y, radius, members }) {
  context.lineWidth = 2.5;
  members.forEach((edge, place) => {
    context.beginPath();
    context.strokeStyle = readable(edge.look);
    context.arc(x, y, radius, -Math.PI / 2 + place / members.length * 2 * Math.PI, -Math.PI / 2 + (place + 1) / members.length * 2 * Math.PI);
    context.stroke();
  });
}

// The kind of a line, written on it where no name stands.
function flag(context, line) {
  context.font = '600 12px ' + FONT;
  context.textAlign = 'center';
  const kind = line.lead.kind_label;
  const more = line.members.length > 1 ? ' and ' + (line.members.length - 1) + ' more' : '';
  const text = (kind.length > 40 ? kind.slice(0, 39) + '…' : kind) + more;
  const [width, height] = [context.measureText(text).width + 12, 18];
  for (const part of [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73]) {
    const point = pointOn(line, part);
    if (!point) return;
    const { x, y } = network.canvasToDOM(point);
    const box = { x: x - width / 2, y: y - height / 2, width, height };
    const taken = [...written.flatMap((label) => [label.box, label.disc]), ...badges.map((each) => ({ x: each.x - 9, y: each.y - 9, width: 18, height: 18 }))];
    if (taken.some((other) => overlap(box, other))) continue;
    Object.assign(context, { fillStyle: theme.sheet, strokeStyle: readable(line.lead.look), lineWidth: 1 });
    context.beginPath();
    context.rect(box.x, box.y, width, height);
    context.fill();
    context.stroke();
    context.fillStyle = theme.ink;
    context.fillText(text, x, y + 0.5);
    return;
  }
}
