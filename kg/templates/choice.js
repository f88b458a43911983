// A model and a state come in; what is shown, what stands in force, how much of it, and the lines to draw go out.

// What a relation is besides its kind: a set of STANDINGS, by which the reader leaves it out.
function standingsOf(edge) {
  const all = [edge.status];
  if (edge.derived) all.push('Derived');
  if (edge.uncertain && edge.status === 'Accepted') all.push('Uncertain');
  return all;
}

// Whether the reader has not filtered a relation out.
function passes(edge, state) {
  if (state.hidden.has(edge.kind) || standingsOf(edge).some((each) => state.without.has(each))) return false;
  return !state.sources.size || !edge.claims.length || edge.claims.some((claim) => !claim.source || !state.sources.has(claim.source.number));
}

function stateOf(edge, period) {
  return period ? standsIn(edge, period.first, period.last) : 'all';
}

// The relations to show: those that pass the filters and lie in the surroundings or on the path asked for; and the names to draw.
function select(model, state) {
  const shown = new Set();
  for (const edge of model.relations) {
    edge.state = stateOf(edge, state.period);
    if (passes(edge, state)) shown.add(edge);
  }
  const path = state.path ? shortestPath(state.path[0], state.path[1], shown) : null;
  const near = state.path ? new Set([...state.path, ...(path || []).flatMap((edge) => edge.ends)]) : state.focus ? surroundings(state.focus, state.steps, shown) : null;
  const within = (name) => !near || near.has(name);
  const relations = [...shown].filter((edge) => edge.ends.every(within) && (!path || path.some((step) => step.pair === edge.pair)));
  const drawn = new Set(model.names.filter((name) => within(name) && (near || isOpen(name, model, state, shown))));
  return { relations, shown: new Set(relations), names: drawn, drawn: relations.filter((edge) => edge.ends.every((name) => drawn.has(name))), path, near };
}

// A large network opens with some of its names; the reader opens the neighbours of any of them. Names of which only
// doubtful relations speak come with these.
function isOpen(name, model, state, shown) {
  if (name.spot !== undefined && name.spot !== null) return true;
  if (!model.scene.overview || state.everything) return state.everything && name.at ? true : name.lines_of.some((edge) => shown.has(edge));
  if (name === state.name || (state.edge && state.edge.ends.includes(name))) return true;
  for (const other of state.opened) if (other === name || other.beside.has(name)) return true;
  return false;
}

// All names that are at most so many relations away.
function surroundings(name, steps, shown) {
  let reached = new Set([name]);
  for (let step = 0; step < steps; step += 1) {
    const further = new Set(reached);
    for (const each of reached) for (const edge of each.lines_of) if (shown.has(edge)) for (const end of edge.ends) further.add(end);
    reached = further;
  }
  return reached;
}

// The relations of one shortest path between two names, or null; of equal ways the one through the first relations of the legend.
function shortestPath(from, to, shown) {
  const before = new Map([[from, null]]);
  let front = [from];
  while (front.length && !before.has(to)) {
    const next = [];
    for (const name of front) {
      for (const edge of name.lines_of) {
        const other = edge.ends[0] === name ? edge.ends[1] : edge.ends[0];
        if (!shown.has(edge) || before.has(other)) continue;
        before.set(other, [edge, name]);
        next.push(other);
      }
    }
    front = next;
  }
  if (!before.has(to)) return null;
  const path = [];
  for (let step = before.get(to); step; step = before.get(step[1])) path.unshift(step[0]);
  return path;
}

// The lines to draw: several relations of two names are one line with a count until it is fanned out. Of a period those in
// force make the line; where there are none, the others do, pale.
function linesOf(selection, isFanned) {
  const pairs = new Map();
  for (const edge of selection.drawn) {
    if (!pairs.has(edge.pair)) pairs.set(edge.pair, []);
    pairs.get(edge.pair).push(edge);
  }
  const lines = [];
  for (const [pair, members] of pairs) {
    if (members.length === 1) lines.push({ key: members[0].key, ends: members[0].ends, lead: members[0], members, lane: 0, lanes: 1 });
    else if (isFanned(pair)) lines.push(...fanned(members));
    else lines.push(bundled(pair, members));
  }
  return lines;
}

// The first of the legend lie nearest to the straight line; both directions count lanes from the same side.
function fanned(members) {
  const middle = (members.length - 1) / 2;
  const lanes = members.map((_, place) => place - middle).sort((one, other) => Math.abs(one) - Math.abs(other));
  const [first] = members[0].ends;
  return members.map((edge, place) => ({ key: edge.key, ends: edge.ends, lead: edge, members: [edge], lane: edge.ends[0] === first ? lanes[place] : -lanes[place], lanes: members.length }));
}

function bundled(pair, members) {
  const current = members.filter((edge) => !isOut(edge));
  const counted = current.length ? current : members;
  const lead = [...counted].sort((one, other) => sureness(one) - sureness(other))[0];
  return { key: pair.key, ends: lead.ends, lead, members: counted, lane: 0, lanes: 1, pair };
}

// What is sure leads a bundle; of what is as sure, the first of the legend.
function sureness(edge) {
  const place = edge.status === 'Accepted' ? (edge.state === 'possible' ? 1 : 0) : 2;
  return place * 1e9 + edge.number;
}

function isOut(edge) {
  return edge.state === 'no' || edge.state === 'undated';
}

function isMaybe(edge) {
  return edge.state === 'possible' || edge.state === 'part' || edge.status === 'Disputed' || edge.status === 'Unreviewed';
}

// How many relations there are of each sort, for the sentence under the date; in force are only
// those that are accepted, each once, as `kg state` counts them: a lease of four places is one state of affairs, and four lines.
function countsOf(model, selection, state) {
  const shown = selection.relations;
  const stand = (standing, states) => shown.filter((edge) => edge.status === 'Accepted' && edge.standing === standing && states.includes(edge.state));
  const of = (standing, states) => new Set(stand(standing, states).map((edge) => statedId(edge.id) + ' ' + edge.ends[0].key)).size;
  return {
    all: model.relations.filter((edge) => edge.status === 'Accepted').length, shown: shown.length, drawn: selection.drawn.length,
    names: model.names.length, drawnNames: selection.names.size, undated: shown.filter((edge) => edge.undated).length,
    lines: stand(true, ['certain', 'part', 'possible']).length, inForce: of(true, ['certain']), inPart: of(true, ['part']), possibly: of(true, ['possible']),
    happened: of(false, ['certain']), perhaps: of(false, ['possible']),
  };
}
