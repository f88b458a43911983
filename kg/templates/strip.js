// The date strip: a histogram of what begins, ends or happens; the day or period; steps from date to date; play.
let scale = null, usualScale = null, stops = null, playing = 0, histogramOf = null;
const PACE = 1100; // milliseconds that a day stands while it plays

function makeDates() {
  const accepted = model.relations.filter((edge) => edge.status === 'Accepted' && !edge.undated);
  const dated = accepted.length ? accepted : model.relations;
  const start = typedPeriod(model.scene.on || '');
  const told = dated.flatMap((edge) => [...new Set(edge.days)]).filter((day) => day !== null).sort((one, other) => one - other);
  if (!told.length && start) told.push(start.first);
  if (!told.length) { by('dates').querySelector('.when').hidden = true; by('dates').querySelector('.strip').hidden = true; return; }
  scale = usualScale = scaleOf(told);
  const exact = dated.map(exactDay).filter((day) => day !== null && day >= scale.low).sort((one, other) => one - other);
  by('day').placeholder = isoDay(exact[0] ?? told.find((day) => day >= scale.low));
  Object.assign(by('slider'), { min: scale.low, max: scale.high, value: scale.low });
  by('slider').addEventListener('input', () => setPeriod({ first: Number(by('slider').value), last: Number(by('slider').value) }));
  by('slider').addEventListener('keydown', slide);
  for (const field of [by('day'), by('until')]) field.addEventListener('change', typed);
  by('any').addEventListener('click', () => setPeriod(null, { push: true }));
  by('before').addEventListener('click', () => toStop(-1));
  by('after').addEventListener('click', () => toStop(1));
  by('play').addEventListener('click', () => (playing ? stopPlaying() : play()));
  drawYears();
}

// A chosen date beyond the strip makes it longer, until all dates are shown again.
function followDate() {
  const wanted = state.period ? scaleWith(usualScale, scale, state.period) : usualScale;
  if (wanted === scale) return;
  scale = wanted;
  Object.assign(by('slider'), { min: scale.low, max: scale.high });
  histogramOf = null;
  drawYears();
}

function scaleInWords() {
  return state.period && scale !== usualScale ? 'The strip now goes from ' + yearOf(scale.low) + ' to ' + yearOf(scale.high) + ', until “All dates”.' : '';
}

// Where the date goes in steps: through what is shown.
function steps() {
  return (stops ??= stepsOf(selection.relations));
}

function slide(event) {
  const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
  if (step) toStop(step);
  else if (event.key === 'Home' || event.key === 'End') toPeriod(steps().at(event.key === 'Home' ? 0 : -1));
  else return;
  event.preventDefault();
}

function typed() {
  const [from, until] = [by('day').value.trim(), by('until').value.trim()];
  const period = typedPeriod(until ? from + '..' + until : from);
  const wrong = period === null && (from !== '' || until !== '');
  by('day').setAttribute('aria-invalid', String(wrong));
  by('dates-error').textContent = wrong ? whyNoPeriod(until ? from + '..' + until : from, dayNumber(by('day').placeholder)) : '';
  if (!wrong) setPeriod(period, { push: true });
}

function toStop(step) {
  const here = state.period;
  return toPeriod(here ? stepFrom(steps(), here, step) : step > 0 ? firstStop() : steps().at(-1));
}

// Far-off dates beside the scale are not where a reader begins.
function firstStop() {
  return steps().find(({ first }) => first >= usualScale.low) || steps()[0];
}

// Whether there is such a step.
function toPeriod(period) {
  if (period) setPeriod(period);
  say(period ? periodInWords(period) + '. ' + by('shown').textContent : 'What is shown has no other date.');
  return !!period;
}

function play() {
  if (!toStop(1)) toPeriod(firstStop());
  playing = setInterval(() => { if (!toStop(1)) stopPlaying(); }, PACE);
  by('play').textContent = 'Pause';
}

function stopPlaying() {
  clearInterval(playing);
  playing = 0;
  by('play').textContent = 'Play';
}

function drawYears() {
  // Half of a label in hundredths of the strip: none is cut off at an end of it.
  const half = (text) => Math.max(2, 270 * text.length / by('years').clientWidth);
  const isWhole = ([day, text]) => along(day, scale) >= half(text) && along(day, scale) <= 100 - half(text);
  by('years').replaceChildren(...yearsOf(scale, window.innerWidth < 760 ? 4 : 8).filter(isWhole).map(([day, text]) => {
    const label = make('span', {}, text);
    label.style.left = along(day, scale) + '%';
    return label;
  }));
}

function updateDates() {
  by('dates').dataset.on = state.period === null ? 'any' : 'day';
  if (!scale) return;
  followDate();
  by('any').setAttribute('aria-pressed', String(state.period === null));
  const [from, until] = state.period ? isoPeriod(state.period).split('..') : ['', ''];
  by('day').value = from;
  by('until').value = until || '';
  by('day').setAttribute('aria-invalid', 'false');
  by('dates-error').textContent = '';
  if (state.period) by('slider').value = state.period.first;
  by('slider').setAttribute('aria-valuetext', state.period === null ? 'all dates' : periodInWords(state.period));
  if (histogramOf !== selection.key) { histogramOf = selection.key; stops = null; drawBars(); }
  drawChosen();
}

// Bars for what begins, ends or happens; ticks below them for the days of events.
function drawBars() {
  const parts = Math.max(24, Math.min(120, Math.round(by('marks').clientWidth / 8)));
  const bars = histogram(selection.relations, scale, parts);
  const top = Math.max(1, ...bars);
  const shapes = bars.map((count, place) => (count ? drawn('rect', { x: place / parts * 100 + 0.1 + '%', width: 100 / parts - 0.2 + '%', y: 30 - Math.max(2, 28 * Math.sqrt(count / top)), height: Math.max(2, 28 * Math.sqrt(count / top)), class: 'mark-bar' }) : null));
  const ticks = new Set(selection.relations.filter((edge) => !edge.standing && edge.first !== null && edge.first === edge.last).map((edge) => Math.round(along(edge.first, scale) * 10) / 10));
  for (const at of ticks) shapes.push(drawn('rect', { x: at + '%', width: 1.5, y: 31, height: 5, class: 'mark-event' }));
  if (scale.before) shapes.push(drawn('path', { d: 'M7 12 L1 17 L7 22', class: 'mark-more' }));
  if (scale.after) shapes.push(drawn('svg', { x: '100%', overflow: 'visible' }, drawn('path', { d: 'M-7 12 L-1 17 L-7 22', class: 'mark-more' })));
  by('bars').replaceChildren(...shapes.filter(Boolean));
}

function drawChosen() {
  const shapes = [];
  const bar = (from, to, y, height, kind) => shapes.push(drawn('rect', { x: along(from, scale) + '%', width: Math.max(0.3, along(to, scale) - along(from, scale)) + '%', y, height, class: kind }));
  if (state.edge && !state.edge.undated) {
    const [earliestStart, latestStart, earliestEnd, latestEnd] = state.edge.days;
    bar(earliestStart ?? latestStart ?? scale.low, latestEnd ?? (state.edge.standing ? scale.high : state.edge.last), 37, 4, 'mark-maybe');
    if (latestStart !== null && earliestEnd !== null && latestStart <= earliestEnd) bar(latestStart, earliestEnd, 37, 4, 'mark-chosen');
  }
  if (state.period) bar(state.period.first, state.period.last + 1, 0, 42, state.period.first === state.period.last ? 'mark-day' : 'mark-period');
  by('chosen').replaceChildren(...shapes);
}
