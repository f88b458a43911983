'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { gzipSync } = require('node:zlib');
const { load } = require('./load.js');

// A document that holds a packed script and runs what is added to its head, as a browser does.
function unpacked(text, packed = gzipSync(text).toString('base64')) {
  const window = { ran: [] };
  const document = {
    getElementById: (id) => (id === 'vis' ? { textContent: '/*! A notice. */\n' + packed + '\n' } : null),
    createElement: (tag) => ({ tag }),
    head: { append: ({ tag, textContent }) => { window.ran.push([tag, textContent]); if (textContent.startsWith('vis = ')) window.vis = textContent; } },
  };
  return load('unpack', { document, window }).unpackVis().then(() => window.ran);
}

test('what lies packed below its notice runs as a script, in any alphabet', async () => {
  assert.deepEqual(await unpacked('vis = "旅順 © 💥";'), [['script', 'vis = "旅順 © 💥";']]);
});

test('a script that did not run is told of, and what is not packed is refused', async () => {
  await assert.rejects(unpacked('nothing = 1;'), /^Error: vis-network did not run$/);
  await assert.rejects(unpacked('', 'bm90IGd6aXA='));
  await assert.rejects(unpacked('', '§§§'));
});
