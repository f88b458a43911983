// The drawing by keyboard. It is one stop of the Tab key; within it the arrow keys walk, and what they reach is said aloud.
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

function leaveWalk() {
  [standpoint, walked] = [null, null];
  choose(null);
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
  network.redraw();
  if (!name) return;
  const shown = name.lines_of.filter((each) => selection.shown.has(each));
  const hidden = name.degree - shown.length;
  const place = shown.indexOf(edge) + 1;
  say(edge ? sentenceOf(edge) + ' ' + whenInWords(edge) + '. ' + statusInWords(edge) + ' ' + place + ' of ' + counted(shown.length, 'relation') :
    nameIn(name, state.language) + ', ' + name.kind_label + ', ' + counted(shown.length, 'relation') + (hidden ? ', ' + hidden + ' left out by filters' : ''));
}
