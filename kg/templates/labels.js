// The writing on the drawing: names that never cover one another, doubts, and the kind of the chosen line.
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif';
const [NARROW, NARROW_LINES] = [84, 5]; // pixels and lines of a label where there is little room
let written = [], reserved = [], labelled = {}, keptWidth = 0;

// Write the names, the counts of bundles, what is only possible, and the kind of the line that is chosen; in pixels of the screen.
function write(context) {
  const ratio = network.canvas.pixelRatio || 1;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textBaseline = 'middle';
  const base = ground();
  reserved = marksOf(base).map((mark) => network.canvasToDOM(mark));
  const corner = network.canvasToDOM({ x: 0, y: 0 });
  const now = [corner.x, corner.y, network.getScale(), canvasWidth, canvasHeight, state.language].join(' ');
  // Where the drawing moved not, and changed not, the labels stay: the pointer alone makes many pictures.
  if (labelled.of !== base || labelled.as !== now) labelled = { of: base, as: now, labels: placeLabels(context, base) };
  written = withDemanded(context, labelled.labels);
  badges = badgesOf();
  for (const each of badges) writeBadge(context, each);
  for (const label of written) writeLabel(context, label);
  const hovered = state.hover && (state.hover.lead ? state.hover : lineOfRelation(state.hover));
  for (const line of new Set([lineOfRelation(state.edge), hovered])) if (line) flag(context, line);
  markWalked(context);
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
  if (hint.textContent === text) return;
  hint.textContent = text;
  keepHeight(hint.closest('.tools'));
}

// The row below the drawing grows and does not shrink while it stays as wide. Else, where a line more in it leaves too little
// room for a name and a line less enough, the line that says so would come and go without end, and the drawing with it.
function keepHeight(row) {
  if (keptWidth !== row.offsetWidth) row.style.minHeight = '';
  keptWidth = row.offsetWidth;
  row.style.minHeight = row.offsetHeight + 'px';
}

// The labels, and those of names that are chosen: these have their place even where others must go for it.
function withDemanded(context, labels) {
  const hovered = drawnNames.length > 150 && state.hover && state.hover.lines_of ? state.hover : null;
  const asked = [state.name, ...(state.edge || state.pair || { ends: [] }).ends, hovered];
  const isMissing = (name) => name && selection.names.has(name) && !labels.some((label) => label.name === name);
  const added = [];
  for (const name of new Set(asked.filter(isMissing))) {
    const at = network.canvasToDOM(points.get(name));
    if (at.x < 0 || at.y < 0 || at.x > canvasWidth || at.y > canvasHeight) continue;
    const item = labelOf(context, name, 12, 8 * Math.min(network.getScale(), 1.4) + 3);
    const boxes = item.boxes.map((box) => ({ ...box, x: within(box.x, canvasWidth - box.width), y: within(box.y, canvasHeight - box.height) }));
    const inWay = (box) => added.filter((other) => overlap(box, other.box)).length * 100 + labels.filter((other) => overlap(box, other.box)).length;
    item.box = boxes.reduce((one, other) => (inWay(other) < inWay(one) ? other : one));
    if (inWay(item.box) < 100) added.push(item);
  }
  return added.length ? [...labels.filter(({ box }) => !added.some((item) => overlap(box, item.box))), ...added] : labels;
}

function within(low, high) {
  return Math.max(1, Math.min(low, high - 1));
}

// Every name below its sign, where the arrangement left room for it; then beside or above it, where fewer lines run.
function placeLabels(context, base) {
  const scale = network.getScale();
  const radius = 8 * Math.min(scale, 1.4) + 3;
  if (drawnNames.length > 150) return labelsOfMany(context, Math.max(2, 8 * scale) + 3);
  const segments = drawnNames.length * base.lines.length < 20000 ? crossableOf(base.lines) : [];
  let [best, most] = [[], -1];
  // Where not all have room beside signs and counts, smaller letters are tried, and of few names labels of shorter lines.
  for (const isNarrow of drawnNames.length > 60 ? [false] : [false, true]) {
    for (let size = Math.max(11, Math.min(14, 13 * scale)); size >= 10 && most < drawnNames.length; size -= 1) {
      const labels = labelsOfSize(context, size, radius, segments, isNarrow);
      const good = labels.length - labels.filter(({ box }) => !isOffBadges(box)).length / 100;
      if (good > most) [best, most] = [labels, good];
    }
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
  for (const { x, y } of reserved) {
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
  return rankedNames.list;
}

function labelsOfSize(context, size, radius, segments, isNarrow) {
  const items = drawnNames.map((name) => labelOf(context, name, size, radius, isNarrow)).sort((one, other) => other.rank - one.rank);
  for (const item of items) item.box = item.boxes.slice(0, 1).find((box) => isFree(box, item, items)) || null;
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

function isOffBadges(box) {
  return reserved.every(({ x, y }) => !overlap(box, { x: x - 10, y: y - 10, width: 20, height: 20 }));
}

// Not on a count or a question mark; where no such place is left, on one.
function isFree(box, item, items) {
  return (item.lenient || isOffBadges(box)) && isClear(box, item, items) && items.every((other) => other === item || !other.box || !overlap(box, other.box));
}

// A name that found no room takes that of one or two others, where these can go elsewhere; of few names also by making room in turn.
function makeRoom(item, items, turns = items.length > 60 ? 0 : 2) {
  for (const box of item.boxes.filter((open) => (item.lenient || isOffBadges(open)) && isClear(open, item, items))) {
    const inWay = items.filter((other) => other !== item && other.box && overlap(box, other.box));
    if (inWay.length > 2 || inWay.some((other) => other.fixed)) continue;
    const before = items.map((other) => other.box);
    item.box = box;
    item.fixed = true;
    for (const other of inWay) other.box = null;
    const isDone = inWay.every((other) => {
      other.box = other.boxes.find((elsewhere) => isFree(elsewhere, other, items)) || null;
      return other.box || (turns && makeRoom(other, items, turns - 1));
    });
    item.fixed = false;
    if (isDone) return true;
    items.forEach((other, place) => { other.box = before[place]; });
  }
  return false;
}

function costOf(box, preference, segments) {
  if (box.cost === undefined) box.cost = preference * 0.4 + segments.reduce((sum, segment) => sum + (crosses(segment, box) ? segment[2] : 0), 0);
  return box.cost;
}

function labelOf(context, name, size, radius, isNarrow) {
  const at = network.canvasToDOM(points.get(name));
  const font = size + 'px ' + FONT;
  const shapes = isNarrow ? [labelLines(name), broken(nameIn(name, state.language), NARROW, NARROW_LINES)] : [labelLines(name)];
  const boxes = shapes.flatMap((lines) => boxesAt(at, radius, widthIn(context, name, font, lines), lines, size));
  const disc = { x: at.x - radius + 2, y: at.y - radius + 2, width: 2 * radius - 4, height: 2 * radius - 4 };
  return { name, font, size, boxes, disc, box: null, rank: name.degree };
}

// Below, above, beside, at the corners; below and above a little to the side.
function boxesAt({ x, y }, radius, width, lines, size) {
  const height = lines.length * (size + 2) + 2;
  const [left, right, top, bottom] = [x - radius - width, x + radius, y - radius - height, y + radius];
  return [
    [x - width / 2, bottom, 'center'], [x - width / 2, top, 'center'], [right, y - height / 2, 'left'], [left, y - height / 2, 'right'],
    [x + radius / 2, y + radius / 2, 'left'], [left + radius / 2, y + radius / 2, 'right'],
    [x + radius / 2, top + radius / 2, 'left'], [left + radius / 2, top + radius / 2, 'right'],
    [x - width / 4, bottom, 'center'], [x - width * 0.75, bottom, 'center'], [x - width / 4, top, 'center'], [x - width * 0.75, top, 'center'],
  ].map(([at, down, align]) => ({ x: at, y: down, align, width, height, lines }));
}

// Measured once: of thousands of names it takes longer than all else.
function widthIn(context, name, font, lines) {
  const key = font + lines.join('\n');
  name.widths ??= new Map();
  if (!name.widths.has(key)) {
    context.font = font;
    name.widths.set(key, Math.max(...lines.map((line) => context.measureText(line).width)) + 4);
  }
  return name.widths.get(key);
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

function crossableOf(lines) {
  const segments = [];
  for (const line of lines) {
    const along = line.petal ? [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1] : [0, 1];
    const reached = along.map((part) => network.canvasToDOM(pointAlong(line, part)));
    for (let step = 1; step < reached.length; step += 1) segments.push([reached[step - 1], reached[step], 1]);
  }
  for (const { x, y } of reserved) segments.push([{ x: x - 9, y }, { x: x + 9, y }, 6], [{ x, y: y - 9 }, { x, y: y + 9 }, 6]);
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
  const isStrong = name === state.name || (state.edge !== null && state.edge.ends.includes(name));
  context.font = isStrong && font.startsWith(size) ? '600 ' + font : font;
  context.textAlign = box.align;
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = theme.paper;
  context.globalAlpha = 1;
  context.fillStyle = name.faint || (state.name && state.name !== name && !state.name.beside.has(name)) ? theme.soft : theme.ink;
  const x = box.align === 'center' ? box.x + box.width / 2 : box.align === 'left' ? box.x + 2 : box.x + box.width - 2;
  box.lines.forEach((line, number) => {
    const y = box.y + 1 + (number + 0.5) * (size + 2);
    // No wider where it is bold: no label moves when a name is chosen.
    context.strokeText(line, x, y, box.width - 1);
    context.fillText(line, x, y, box.width - 1);
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
    Object.assign(context, { fillStyle: theme.sheet, strokeStyle: inkOf(line), lineWidth: 1 });
    context.beginPath();
    context.rect(box.x, box.y, width, height);
    context.fill();
    context.stroke();
    context.fillStyle = theme.ink;
    context.fillText(text, x, y + 0.5);
    return;
  }
}
