// Where names stand and how their labels are broken: from what Python placed, and beside it for those that are opened later.
// No document is needed.
const LABEL_WIDTH = 118;
const LABEL_LINES = 4;
const [NOT_FIRST, NOT_LAST] = ['、。，．：；！？）〕］｝〉》」』】ー々', '（〔［｛〈《「『【']; // in a line
// What Unicode calls wide or fullwidth (UAX #11), as Python's unicodedata does, by which the first labels are placed.
const WIDE_SIGNS =
  '1100-115f 231a-231b 2329-232a 23e9-23ec 23f0 23f3 25fd-25fe 2614-2615 2648-2653 267f 2693 26a1 26aa-26ab 26bd-26be 26c4-26c5 26ce 26d4 26ea ' +
  '26f2-26f3 26f5 26fa 26fd 2705 270a-270b 2728 274c 274e 2753-2755 2757 2795-2797 27b0 27bf 2b1b-2b1c 2b50 2b55 2e80-303e 3041-3247 3250-4dbf ' +
  '4e00-a4cf a960-a97c ac00-d7a3 f900-faff fe10-fe19 fe30-fe6b ff01-ff60 ffe0-ffe6 16fe0-1b2fb 1f004 1f0cf 1f18e 1f191-1f19a 1f200-1f320 ' +
  '1f32d-1f335 1f337-1f37c 1f37e-1f393 1f3a0-1f3ca 1f3cf-1f3d3 1f3e0-1f3f0 1f3f4 1f3f8-1f43e 1f440 1f442-1f4fc 1f4ff-1f53d 1f54b-1f54e 1f550-1f567 ' +
  '1f57a 1f595-1f596 1f5a4 1f5fb-1f64f 1f680-1f6c5 1f6cc 1f6d0-1f6d2 1f6d5-1f6df 1f6eb-1f6ec 1f6f4-1f6fc 1f7e0-1f7f0 1f90c-1f93a 1f93c-1f945 ' +
  '1f947-1f9ff 1fa70-1faff 20000-3fffd';
const WIDE = new RegExp('[' + WIDE_SIGNS.replace(/[0-9a-f]+/g, '\\u{$&}').replace(/ /g, '') + ']', 'u');
const wide = (sign) => WIDE.test(sign);
// What Python's split() takes for a blank.
const BLANKS = /[\p{White_Space}\x1c-\x1f]+/gu;

// Pixels that a text takes in a sans-serif face of 13 px; rather too many than too few (as kg/layout.py counts). They are
// summed in tenths, since sums of fractions would be rounded otherwise than Python's.
function widthOf(text) {
  let tenths = 0;
  for (const sign of text) tenths += wide(sign) ? 135 : "iljtfrI.,'()- ".includes(sign) ? 42 : /[\p{Uppercase}mw]/u.test(sign) ? 94 : 74;
  return tenths / 10;
}

// A label in at most so many lines; one that is longer loses its middle.
function broken(label, room = LABEL_WIDTH, most = LABEL_LINES) {
  const all = Array.from(label);
  const signs = (all.length > 400 ? [...all.slice(0, 200), ...all.slice(-200)] : all).join('');
  const lines = [''];
  for (const piece of pieces(signs.replace(BLANKS, ' ').replace(/^ | $/g, ''), room)) {
    if (lines[lines.length - 1] && widthOf(lines[lines.length - 1] + piece.replace(/ $/, '')) > room) lines.push('');
    lines[lines.length - 1] += piece;
  }
  const whole = lines.map((line) => line.replace(/ $/, ''));
  return whole.length > most ? [...whole.slice(0, most - 2), '…' + whole.at(-2), whole.at(-1)] : whole;
}

// Parts between which a line may end: words, and signs of a script that has no blanks or of an endless word.
function pieces(label, room) {
  const found = [''];
  for (const sign of label) {
    const last = found[found.length - 1];
    const apart = wide(sign) && !NOT_FIRST.includes(sign) && last && !NOT_LAST.includes(last.slice(-1));
    if (last.endsWith(' ') || apart || widthOf(last + sign) > room) found.push('');
    found[found.length - 1] += sign;
  }
  return found;
}

// The points of all names to draw. What Python placed is stretched over the room there is; what was placed before stays where
// it is; the others come near the names that they are joined to, where nothing stands yet.
function placeAll(names, { room, tall, everything, frames, placed }) {
  const [width, height] = tall ? frames.tall : frames.wide;
  const scale = Math.min(room.width / width, room.height / height);
  const [wider, higher] = [room.width / width / scale, room.height / height / scale].map((by) => Math.min(by, 1.6));
  const points = new Map();
  const later = [];
  for (const name of names) {
    if (everything && name.at) points.set(name, { x: name.at[0], y: name.at[1] });
    else if (name.spot) points.set(name, { x: name.spot[tall ? 2 : 0] * wider, y: name.spot[tall ? 3 : 1] * higher });
    else if (placed.has(name)) points.set(name, placed.get(name));
    else later.push(name);
  }
  placeBeside(later, points);
  return points;
}

// Names that nobody placed: on rings around the middle of their neighbours, each in a room of its own.
function placeBeside(later, points) {
  const taken = new Map();
  const cell = (point) => Math.round(point.x / 110) + ',' + Math.round(point.y / 46);
  for (const point of points.values()) taken.set(cell(point), point);
  later.sort((one, other) => anchors(other, points) - anchors(one, points) || one.number - other.number);
  for (const name of later) {
    const near = standing(name, points);
    const middle = near.length ? { x: mean(near, 'x'), y: mean(near, 'y') } : { x: 0, y: 0 };
    const point = freeSpot(middle, name.number, (spot) => !taken.has(cell(spot)));
    points.set(name, point);
    taken.set(cell(point), point);
  }
}

// Where the names stand that a name is joined to.
function standing(name, points) {
  return [...name.beside].filter((other) => other !== name && points.has(other)).map((other) => points.get(other));
}

function anchors(name, points) {
  let count = 0;
  for (const other of name.beside) if (points.has(other)) count += 1;
  return count;
}

function mean(points, axis) {
  return points.reduce((sum, point) => sum + point[axis], 0) / points.length;
}

function freeSpot(middle, turn, isFree) {
  for (let step = 1; step < 20000; step += 1) {
    const [radius, angle] = [55 * Math.sqrt(step), step * 2.399963 + turn];
    const spot = { x: Math.round((middle.x + 1.3 * radius * Math.cos(angle)) * 10) / 10, y: Math.round((middle.y + 0.8 * radius * Math.sin(angle)) * 10) / 10 };
    if (isFree(spot)) return spot;
  }
  return middle;
}

// How a line leaves the straight one: parallel lines lie a lane apart, however near their names stand, as kg/view.py bends them.
function bendOf({ lane, lanes }, here, there) {
  if (!lane) return { enabled: false };
  const length = Math.max(60, Math.hypot(here.x - there.x, here.y - there.y));
  // At small bends the middle of vis-network's curve is 0.39 * roundness * length off the straight line.
  const roundness = Math.min(0.9, Math.abs(lane) * Math.min(15, 150 / lanes) / (0.39 * length));
  return { enabled: true, type: lane > 0 ? 'curvedCW' : 'curvedCCW', roundness };
}

// The view that shows all points with room for their labels at the edges of the window.
function viewOf(points, room, most) {
  if (!points.length) return { x: 0, y: 0, scale: 1 };
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const [left, right] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const [top, bottom] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  const scale = Math.min(Math.max(room.width - 140, 60) / Math.max(right - left, 1), Math.max(room.height - 90, 60) / Math.max(bottom - top, 1), most);
  return { x: (left + right) / 2, y: (top + bottom) / 2 + 10 / scale, scale };
}
