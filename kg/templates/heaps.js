// What the page draws itself: lines from a name to itself, which vis-network draws across one another; and of very many lines
// and signs all that lie straight, in heaps of one look: vis-network reads the options of each, and draws each by itself.
const OWN = 1000; // lines from which on it does so
let lineHeaps = [], signHeaps = [], ownLines = [], ownNames = [];

function isOwn(line) {
  return line.ends[0] === line.ends[1] || (drawnLines.length > OWN && !line.lane);
}

// Sort what is to be drawn into heaps; what is pale lies below.
function heapUp() {
  const paleness = ([{ paint: { color } }]) => (color.color === theme.ghost ? 0 : color.opacity);
  for (const line of drawnLines) [line.from, line.to] = line.ends.map((name) => points.get(name));
  ownLines = drawnLines.filter(isOwn);
  for (const line of ownLines) {
    line.paint = lineLook(line);
    if (line.ends[0] === line.ends[1]) line.petal = petalOf(line.from, line, openTurn(line.from, standing(line.ends[0], points)));
  }
  lineHeaps = heapsBy(ownLines, ({ paint: { color, width, dashes } }) => color.color + color.opacity + ' ' + width + ' ' + dashes).sort((one, other) => paleness(one) - paleness(other));
  ownNames = drawnLines.length > OWN ? drawnNames : [];
  signHeaps = heapsBy(ownNames, (name) => name.look.shape + (name.faint ? theme.ghost : readable(name.look)));
}

function heapsBy(things, keyOf) {
  const heaps = new Map();
  for (const thing of things) {
    const key = keyOf(thing);
    const heap = heaps.get(key);
    if (heap) heap.push(thing);
    else heaps.set(key, [thing]);
  }
  return [...heaps.values()];
}

function drawHeaps(context) {
  const [low, high] = [{ x: -9, y: -9 }, { x: canvasWidth + 9, y: canvasHeight + 9 }].map((corner) => network.DOMtoCanvas(corner));
  const isSeen = ({ from, to, petal }) => petal || (Math.min(from.x, to.x) < high.x && Math.max(from.x, to.x) > low.x && Math.min(from.y, to.y) < high.y && Math.max(from.y, to.y) > low.y);
  const heaps = lineHeaps.map((heap) => heap.filter(isSeen)).filter((heap) => heap.length);
  const isFine = heaps.reduce((sum, heap) => sum + heap.length, 0) <= MANY;
  context.save();
  for (const heap of heaps) drawLines(context, heap, isFine);
  context.globalAlpha = 1;
  for (const heap of signHeaps) drawSigns(context, heap.filter((name) => { const { x, y } = points.get(name); return x > low.x && x < high.x && y > low.y && y < high.y; }));
  context.restore();
}

// Dashes and marks are drawn where they can be seen.
function drawLines(context, heap, isFine) {
  const { color, width, dashes } = heap[0].paint;
  Object.assign(context, { globalAlpha: color.opacity, strokeStyle: color.color, fillStyle: color.color, lineWidth: Math.max(width, 0.3 / network.getScale()), lineCap: 'round' });
  context.setLineDash((isFine && dashes) || []);
  // Of many lines at once the browser takes longer than of some.
  for (let start = 0; start < heap.length; start += 40) {
    context.beginPath();
    for (const { from, to, petal } of heap.slice(start, start + 40)) {
      context.moveTo(from.x, from.y);
      if (petal) context.bezierCurveTo(petal[0].x, petal[0].y, petal[1].x, petal[1].y, to.x, to.y);
      else context.lineTo(to.x, to.y);
    }
    context.stroke();
  }
  context.beginPath();
  if (isFine) for (const line of heap) drawMarks(context, line);
  context.fill();
}

function drawMarks(context, line) {
  const { arrows, width } = line.paint;
  for (const [end, { enabled, type, scaleFactor }] of Object.entries(arrows)) {
    if (!enabled) continue;
    const size = 15 * scaleFactor + 3 * width;
    // The head lies before the sign; of a petal, on its last part.
    const length = line.petal ? 160 : Math.hypot(line.from.x - line.to.x, line.from.y - line.to.y) || 1;
    const [tip, back] = (end === 'to' ? [9, 9 + size] : [length / 2 - size / 2, length / 2 + size / 2]).map((far) => pointAlong(line, Math.max(0, 1 - far / length)));
    const turn = Math.atan2(tip.y - back.y, tip.x - back.x);
    corneredPath(context, MARK_CORNERS[type] || MARK_CORNERS.arrow, tip, size, turn);
  }
}

function drawSigns(context, heap) {
  if (!heap.length) return;
  const [{ look, faint }] = heap;
  const [count, first, ...reaches] = SIGN_RINGS[look.shape] || SIGN_RINGS.dot;
  const isSmall = network.getScale() < 0.2;
  const corners = ringOf(isSmall ? Math.min(count, 4) : count, first, reaches);
  context.fillStyle = faint ? theme.ghost : readable(look);
  context.beginPath();
  const size = Math.max(look.shape === 'star' ? 11 : 8, 1 / network.getScale());
  for (const name of heap) corneredPath(context, corners, points.get(name), size, 0);
  context.fill();
}

function corneredPath(context, corners, at, size, turn) {
  const [along, across] = [size * Math.cos(turn), size * Math.sin(turn)];
  // It is filled without being closed: closePath() measures the whole path each time.
  corners.forEach(([x, y], place) => context[place ? 'lineTo' : 'moveTo'](at.x + x * along - y * across, at.y + x * across + y * along));
}

// The sign or the line of ours at a point of the drawing.
function ownNameAt(at) {
  const reach = Math.max(9, 5 / network.getScale());
  return ownNames.find((name) => Math.hypot(points.get(name).x - at.x, points.get(name).y - at.y) < reach) || null;
}

function ownLineAt(at) {
  let [found, least] = [null, 6 / network.getScale()];
  for (const line of ownLines) {
    const distance = distanceTo(line, at);
    if (distance < least) [found, least] = [line, distance];
  }
  return found;
}
