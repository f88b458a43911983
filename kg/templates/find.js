// Search with suggestions, over all labels in all languages (a combobox, as the ARIA Authoring Practices describe it).
let searchIndex = null;

function makeFinder(input, list, open, keep = () => true) {
  Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id }).forEach(([key, value]) => input.setAttribute(key, value));
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Found');
  let [hits, at] = [[], -1];
  const close = () => { hits = []; at = -1; list.replaceChildren(); list.hidden = true; input.setAttribute('aria-expanded', 'false'); input.removeAttribute('aria-activedescendant'); };
  const take = (thing) => { close(); input.value = ''; open(thing); };
  const mark = (place) => {
    at = place;
    [...list.children].forEach((item, number) => item.setAttribute('aria-selected', String(number === at)));
    if (at >= 0) { input.setAttribute('aria-activedescendant', list.children[at].id); list.children[at].scrollIntoView({ block: 'nearest' }); }
    else input.removeAttribute('aria-activedescendant');
  };
  input.addEventListener('input', () => {
    searchIndex = searchIndex || makeIndex(model);
    hits = [...dateIn(input.value), ...findIn(searchIndex, input.value, 40)].filter(keep).slice(0, 12);
    fillFound(list, hits, input.value, take);
    input.setAttribute('aria-expanded', String(hits.length > 0));
    mark(hits.length ? 0 : -1);
    if (input.value.trim()) say(hits.length ? counted(hits.length, 'suggestion') : 'Nothing found');
  });
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') { close(); input.value = ''; }
    else if (event.key === 'Enter') { if (hits[at]) take(hits[at]); }
    else if (step && hits.length) mark((at + step + hits.length) % hits.length);
    else return;
    event.preventDefault();
  });
  // Later, since a press on a suggestion takes the focus as well; and not where the reader is already typing again.
  input.addEventListener('blur', () => setTimeout(() => { if (document.activeElement !== input && !list.matches(':hover')) close(); }, 150));
  list.addEventListener('mouseleave', () => { if (document.activeElement !== input) close(); });
  close();
}

function foundParts(thing, wanted) {
  const label = thing.ends ? sentenceOf(thing) : toldName(thing);
  const other = thing.ends ? '' : foundBy(thing, label, wanted);
  return [thing.ends ? sample(thing) : sign(thing), make('span', { dir: 'auto' }, label), make('span', { class: 'soft', dir: 'auto' }, other || (thing.ends ? endsApart(thing) + whenInWords(thing) : thing.kind_label))];
}

function fillFound(list, hits, wanted, take) {
  list.hidden = !wanted.trim();
  list.replaceChildren(...hits.map((thing, number) => {
    const item = make('li', { role: 'option', id: list.id + '-' + number, 'aria-selected': 'false' }, ...(thing.period ? ['Go to ' + periodInWords(thing.period)] : foundParts(thing, wanted)));
    item.addEventListener('pointerdown', (event) => { event.preventDefault(); take(thing); });
    return item;
  }));
  if (wanted.trim() && !hits.length) list.append(make('li', { class: 'hint', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, 'Nothing found'));
}
