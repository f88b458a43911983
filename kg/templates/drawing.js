// The drawing: vis-network for lines and signs; the names are written by us, so that none covers another.
const MAXIMUM_SCALE = 1.7;
let network, signs, lines, moved = false, canvasWidth = 0, canvasHeight = 0;

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
  // After its own event vis-network puts the view back where it was.
  network.on('resize', () => requestAnimationFrame(() => { if (!moved) fitWhole(); }));
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
