(() => {
  // What tests ask of an open page, from within it. An expression: an object of functions.
  const isSeen = (element) => element.isConnected && element.checkVisibility({ visibilityProperty: true });
  const seen = (place, selector) => [...place.querySelectorAll(selector)].filter(isSeen);
  const short = (element) => element.outerHTML.slice(0, 120);
  const tell = (element, ...events) => events.forEach((name) => element.dispatchEvent(new Event(name, { bubbles: true })));
  const next = () => new Promise((go) => setTimeout(go));

  // Contrast as WCAG 2 has it, of colours as [red, green, blue] up to 255.
  const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const light = ([red, green, blue]) => 0.2126 * channel(red / 255) + 0.7152 * channel(green / 255) + 0.0722 * channel(blue / 255);
  const contrast = (one, other) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);
  const partsOf = (text) => (text.startsWith('#') ? [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)) : text.match(/\d+/g).map(Number));
  const paper = () => partsOf(getComputedStyle(document.body).backgroundColor);

  // What axe-core has against parts of the page: all rules, those on trial and those that are off too, but that of level AAA on
  // contrast.
  async function violations(...parts) {
    const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: rule.ruleId !== 'color-contrast-enhanced' }]));
    const found = await axe.run({ include: parts }, { rules, resultTypes: ['violations'], preload: false });
    const told = ({ html, failureSummary }) => html.slice(0, 200) + ' ' + failureSummary;
    return found.violations.map((each) => each.id + ': ' + each.nodes.slice(0, 3).map(told).join('; '));
  }

  // The highest contrast with the paper near the middle of each line that is drawn.
  function lines() {
    const canvas = document.querySelector('#canvas canvas');
    const ratio = canvas.width / canvas.clientWidth;
    const near = ({ x, y }) => {
      const { data } = canvas.getContext('2d').getImageData((x - 11) * ratio, (y - 11) * ratio, 22 * ratio, 22 * ratio);
      let most = 1;
      for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) most = Math.max(most, contrast(data.slice(at, at + 3), paper()));
      return most;
    };
    return foedera.lines().map((line) => [line.ids.join(' '), near(line)]);
  }

  // The contrast of each kind of line in the legend.
  function swatches() {
    return seen(document, '#kinds .kind').map((row) => [row.textContent, contrast(partsOf(row.querySelector('line').getAttribute('stroke')), paper())]);
  }

  // What can be pressed and is smaller than 24 by 24 pixels; within a text a target may be as high as its line.
  function small() {
    const inText = (element) => element.matches('a, .handle') || element.closest('blockquote, .words');
    const sizes = seen(document, 'button, input, select, summary, [role=option]').filter((each) => !inText(each)).map((each) => {
      const box = (each.closest('label') || each).getBoundingClientRect();
      return [short(each), Math.round(box.width * 10) / 10, Math.round(box.height * 10) / 10];
    });
    return sizes.filter(([, width, height]) => width < 24 || height < 24);
  }

  // What can be pressed and does not lie within the window, once it is brought there.
  function beside() {
    const isBeside = (each) => {
      each.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      const box = each.getBoundingClientRect();
      return box.left < -1 || box.right > innerWidth + 1 || box.bottom < 0 || box.top > innerHeight;
    };
    const found = seen(document, 'button, input, select, summary, a').filter((each) => !each.closest('.unseen') && isBeside(each));
    scrollTo(0, 0);
    return found.map(short);
  }

  // What has the focus, whether it shows that, and whether it is within the window; null where nothing has.
  function focus() {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const [style, box] = [getComputedStyle(element), element.getBoundingClientRect()];
    const ringed = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    const sighted = box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
    window.stops = window.stops || new Map();
    if (!stops.has(element)) stops.set(element, stops.size);
    return { number: stops.get(element), html: short(element), ringed, sighted, id: element.id };
  }

  // Where in the window the middles are of lines that stand for several relations.
  function bundles() {
    const canvas = document.querySelector('#canvas canvas');
    canvas.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top } = canvas.getBoundingClientRect();
    const middles = foedera.lines().filter(({ ids }) => ids.length > 1).map(({ x, y }) => [left + x, top + y]);
    return middles.filter(([x, y]) => document.elementFromPoint(x, y) === canvas);
  }

  function type(id, text) {
    const field = document.getElementById(id);
    field.value = text;
    tell(field, 'input', 'change');
  }

  // What is in the page or its addresses that would be fetched from elsewhere; links to sources are for the reader to follow.
  function remote() {
    const keys = ['src', 'srcset', 'href', 'xlink:href', 'action', 'formaction', 'poster', 'data', 'background', 'ping', 'cite'];
    const found = [];
    for (const element of document.querySelectorAll('*')) {
      for (const key of keys) {
        const value = element.getAttribute(key);
        const isLink = element.localName === 'a' && key === 'href' && /^https?:/.test(value) && /noopener/.test(element.rel) && /noreferrer/.test(element.rel);
        if (value && !isLink && !/^(?:#|data:,$|blob:)/.test(value)) found.push(element.localName + ' ' + key + '=' + value.slice(0, 80));
      }
      for (const { name } of element.attributes) if (name.startsWith('on')) found.push(element.localName + ' ' + name);
    }
    for (const element of document.querySelectorAll('script[src], iframe, object, embed, base, form, meta[http-equiv=refresh]')) found.push(short(element));
    return found;
  }

  // Opens every row of the table, and the two names of it, and gives what they show time to run; returns the protocols of all links.
  async function openRows() {
    const protocols = new Set();
    const names = () => document.querySelectorAll('#evidence .triple button');
    for (const sentence of document.querySelectorAll('#rows .row')) {
      for (const press of [() => {}, () => names()[0].click(), () => names()[1].click()]) {
        sentence.click();
        press();
        for (const link of document.querySelectorAll('a')) protocols.add(link.protocol);
        await next();
      }
    }
    return [...protocols];
  }

  // Goes through the views; chooses every choice, types into every field, opens everything that folds, and presses every button that
  // is seen, five of those that do the same for other things. What empties the views is pressed last. Returns the words on what was
  // pressed, and the protocols of all links.
  async function useAll() {
    const [pressed, links, times, done] = [[], new Set(), new Map(), new Set()];
    const sortOf = (element) => (element.closest('section') || document.body).id + ' ' + (element.className || element.id || element.parentElement.className);
    const nameOf = (element) => element.textContent.trim() || element.getAttribute('aria-label') || element.id;
    const press = async (element) => {
      times.set(sortOf(element), (times.get(sortOf(element)) || 0) + 1);
      done.add(sortOf(element) + nameOf(element));
      pressed.push(nameOf(element));
      element.click();
      for (const link of document.querySelectorAll('a')) links.add(link.protocol);
      await next();
    };
    const isNew = (element) => element.id !== 'none' && (times.get(sortOf(element)) || 0) < 5 && !done.has(sortOf(element) + nameOf(element));
    const use = async (place) => {
      for (const details of place.querySelectorAll('details')) {
        details.open = !details.open;
        await next();
        details.open = true;
      }
      for (const select of seen(place, 'select')) {
        for (const option of [...[...select.options].slice(0, 40), select.options[0]]) {
          select.value = option.value;
          tell(select, 'input', 'change');
          await next();
        }
      }
      for (const field of seen(place, 'input:not([type=checkbox])')) {
        for (const value of field.type === 'range' ? [field.min, field.max] : ['a', '1904', '<img src=x>', '']) {
          field.value = value;
          tell(field, 'focus', 'input', 'change', 'blur');
          await next();
        }
      }
      for (const box of seen(place, 'input[type=checkbox]').slice(0, 40)) {
        box.click();
        await next();
        box.click();
      }
      for (let button; (button = seen(place, 'button:not([role=tab])').find(isNew));) await press(button);
    };
    for (const tab of seen(document, '#tabs button')) {
      const show = () => { if (tab.getAttribute('aria-selected') !== 'true') tab.click(); };
      show();
      await use(document.getElementById('view-' + tab.dataset.view));
      show();
      await use(document.getElementById('evidence'));
      for (const button of seen(document, 'button')) if (['Everything', 'Show everything'].includes(button.textContent)) button.click();
    }
    for (const place of ['header', '#legend', '#dates']) await use(document.querySelector(place));
    for (const id of ['play', 'any', 'none', 'all']) if (isSeen(document.getElementById(id))) await press(document.getElementById(id));
    await new Promise(requestAnimationFrame);
    return { pressed, links: [...links] };
  }

  return { violations, lines, swatches, small, beside, focus, bundles, type, remote, openRows, useAll };
})()
