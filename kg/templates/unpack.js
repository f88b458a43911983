// vis-network lies in the page packed, which makes the file shorter by some 300 kB. It is unpacked into a script element, which
// runs since the policy of the page names its hash.
async function unpackVis() {
  const text = document.getElementById('vis').textContent;
  const packed = Uint8Array.from(atob(text.slice(text.indexOf('*/') + 2).trim()), (sign) => sign.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const script = document.createElement('script');
  script.textContent = await new Response(stream).text();
  document.head.append(script);
  if (!window.vis) throw new Error('vis-network did not run');
}
