// The drawing by keyboard. It is one stop of the Tab key; within it the arrow keys walk, and what they reach is said aloud, ringed
// in the drawing and told below it.
let standpoint = null, walked = null;

function walkDrawing(event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const ordered = [...drawnNames].sort((one, other) => other.degree - one.degree || one.number - other.number);
  if (event.key === 'Enter' && (walked || standpoint)) choose(walked || standpoint, { from: event.currentTarget, focus: true });
  else if (event.key === ' ' && standpoint && model.scene.overview) openNeighbours(standpoint);
  else if (event.key === 'Escape') leaveWalk();
  else if (event.key === 'Home' || event.key === 'End') walkTo(null, event.key === 'Home' ? ordered[0] : ordered[ordered.length - 1]);
  else if (!step) return;
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp' || !standpoint) walkTo(null, nextOf(ordered, standpoint, step));
  else walkTo(nextOf(standpoint.lines_of.filter((edge) => selection.shown.has(edge) && edge.ends.every((name) => selection.names.has(name))), walked, step), standpoint);
  event.preventDefault();
}

// Back by one step: from the walk and what is chosen to nothing, then from a path or surroundings to everything.
function leaveWalk() {
  const isLast = !(standpoint || state.edge || state.name || state.pair || state.claim);
  [standpoint, walked] = [null, null];
  by('walked').textContent = '';
  if (isLast && (state.path || state.focus)) {
    change({ path: null, focus: null }, { push: true });
    say('Everything is shown again.');
  } else choose(null);
  hoverOver(null);
}

function nextOf(list, current, step) {
  if (!list.length) return null;
  const at = list.indexOf(current);
  return list[at < 0 ? (step > 0 ? 0 : list.length - 1) : (at + step + list.length) % list.length];
}

function walkTo(edge, name) {
  const before = walked;
  [walked, standpoint] = [edge, name];
  if ((before && before.pair) !== (edge && edge.pair)) redraw();
  state.hover = edge || name;
  if (name) bringNear(name);
  network.redraw();
  if (!name) return;
  const shown = name.lines_of.filter((each) => selection.shown.has(each));
  const place = shown.indexOf(edge) + 1;
  by('walked').textContent = edge ? sentenceOf(edge) + ' ' + endsApart(edge) + whenInWords(edge) + '. ' + statusInWords(edge) + ' ' + place + ' of ' + counted(shown.length, 'relation') :
    toldName(name) + ', ' + name.kind_label + ', ' + counted(shown.length, 'relation') + hiddenInWords(name.lines_of, state);
  say(by('walked').textContent);
}

// A name beside a drawing that was zoomed or dragged comes into its middle.
function bringNear(name) {
  const { x, y } = network.canvasToDOM(points.get(name));
  if (x > 0 && y > 0 && x < canvasWidth && y < canvasHeight) return;
  network.moveTo({ position: points.get(name) });
  moved = true;
}

// While the keys are on the drawing: a ring around the sign of the name that they stand at, and its label, bold, on a plate over
// whatever else is there; also where its label had no room.
function markWalked(context) {
  const point = standpoint && by('canvas') === document.activeElement && selection.names.has(standpoint) && points.get(standpoint);
  if (!point) return;
  const at = network.canvasToDOM(point);
  const radius = Math.max(13, 8 * network.getScale() + 6);
  for (const [strokeStyle, lineWidth] of [[theme.paper, 7], [theme.accent, 3]]) {
    Object.assign(context, { strokeStyle, lineWidth });
    context.beginPath();
    context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
    context.stroke();
  }
  const label = written.find(({ name }) => name === standpoint) || labelOf(context, standpoint, 12, radius);
  writePlate(context, { ...label, font: '700 ' + label.size + 'px ' + FONT });
}

function writePlate(context, label) {
  const place = label.box || label.boxes[0];
  const [width, height] = [widthIn(context, label.name, label.font, place.lines) + 6, place.height + 2];
  const shift = { left: 3, right: width - place.width - 3, center: (width - place.width) / 2 }[place.align];
  const within = (low, high) => Math.max(1, Math.min(low, high));
  const box = { ...place, x: within(place.x - shift, canvasWidth - width - 1), y: within(place.y - 1, canvasHeight - height - 1), width, height };
  Object.assign(context, { fillStyle: theme.sheet, strokeStyle: theme.accent, lineWidth: 1.5 });
  context.beginPath();
  context.rect(box.x, box.y, width, height);
  context.fill();
  context.stroke();
  writeLabel(context, { ...label, box: { ...box, x: box.x + 1, width: width - 2 } });
}
