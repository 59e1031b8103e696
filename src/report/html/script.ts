/**
 * What the page does beyond being read: it unpacks details, follows links into them, and filters. A module of its own for the
 * browser, with no name of the page's data in it: it knows elements by their classes and attributes.
 */
export const script = `
const byId = (id) => document.getElementById(id);

async function unpacked(pack) {
  const bytes = Uint8Array.from(atob(byId('pack-' + pack).textContent), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
}

const packs = new Map();
const detailsOf = (pack) => {
  if (!packs.has(pack)) packs.set(pack, unpacked(pack));
  return packs.get(pack);
};

async function unpack(scenario) {
  const place = scenario.querySelector(':scope > .packed');
  if (place === null) return;
  try {
    const markup = (await detailsOf(place.dataset.pack))[place.dataset.place];
    place.outerHTML = markup;
  } catch (error) {
    place.textContent = 'This browser cannot unpack the details (' + error.message + '); result.json in the same folder has them.';
    place.className = 'problem';
  }
}

document.addEventListener('toggle', ({ target }) => {
  if (target.open && target.matches('.scenario')) unpack(target);
}, true);

/** Follows a link to an entry, also into details that are still packed: their anchors begin with that of their scenario. */
async function follow() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id === '') return;
  const scenario = byId(id) ?? byId(id.slice(0, id.lastIndexOf('/')));
  if (scenario?.matches('.scenario')) await unpack(scenario);
  const entry = byId(id);
  if (entry === null) return;
  if (entry.closest('[hidden]')) { form.reset(); filter(); }
  for (let each = entry; each; each = each.parentElement) if (each.tagName === 'DETAILS') each.open = true;
  entry.scrollIntoView();
}

const form = byId('filter');
const count = form.querySelector('output');
const kinds = [['.requirement', 'requirement'], ['.scenario', 'scenario']].map(([selector, name]) =>
  ({ name, entries: [...document.querySelectorAll(selector)].map((element) =>
    ({ element, text: (element.id + ' ' + (element.querySelector('.name')?.parentElement ?? element).textContent).toLowerCase() })) }));

function filter() {
  const data = new FormData(form);
  const [words, states, stage] = [data.get('text').toLowerCase().split(/\\s+/), data.getAll('state'), data.get('stage')];
  const fits = ({ element, text }) =>
    words.every((word) => text.includes(word)) &&
    (states.length === 0 || states.includes(element.dataset.state)) &&
    (stage === '' || element.dataset.stage.split(' ').includes(stage));
  const counts = kinds.map(({ name, entries }) => {
    let shown = 0;
    for (const entry of entries) if (!(entry.element.hidden = !fits(entry))) shown += 1;
    return shown + ' of ' + entries.length + ' ' + name + 's';
  });
  for (const group of document.querySelectorAll('.group')) group.hidden = group.querySelector('.requirement:not([hidden]), .scenario:not([hidden])') === null;
  const filtered = words.some(Boolean) || states.length > 0 || stage !== '';
  count.textContent = filtered ? counts.join(', ') : '';
  form.querySelector('button').hidden = !filtered;
}

form.addEventListener('input', filter);
form.addEventListener('reset', () => setTimeout(filter));
form.addEventListener('submit', (event) => event.preventDefault());
form.hidden = false;
addEventListener('hashchange', follow);
follow();
`;
