/** A sampled profile as `node --cpu-prof` writes it. */
export interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

/** Where time can go: the innermost frame on the stack that belongs to one of these decides. */
const places: readonly (readonly [name: string, belongs: RegExp])[] = [
  ['keys, certificates', /\/src\/credentials\/|\/asn1|\/node-forge\/|crypto\/(?:keygen|x509)/],
  ['signing, verifying, digests', /\/src\/signing\/|\/src\/tampering\/|\/jose\/|\/structured-headers\//],
  ['evidence, redaction', /\/src\/evidence\/|conversation\/attachment/],
  ['specs, schemas', /\/src\/contract\/|\/validators\.cjs|\/yaml\/|\/ajv/],
  ['reports', /\/src\/report\/|\/eta\/|\/xmlbuilder\/|\/csv-stringify\//],
  ['mock', /\/src\/(?:mock|target)\/|\/fastify\/|\/find-my-way\/|\/lmdb\//],
  ['client', /\/src\/client\/|\/undici\//],
  ['webhook receiver', /\/src\/webhooks\//],
  ['TLS, sockets, HTTP of Node.js', /node:(?:_tls|_http|net|tls|https?|internal\/(?:tls|streams|stream_base))/],
  ['Cucumber', /\/@cucumber\/|\/regexp-|\/glob\//],
  ['conversation, steps, verdict', /\/src\/|\/steps\//],
];

/** Milliseconds by place, the longest first. */
export function timeByPlace({ nodes, samples, timeDeltas }: Profile): [name: string, ms: number][] {
  const placeById = placesOf(nodes);
  const times = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const place = placeById.get(id) ?? '';
    times.set(place, (times.get(place) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  }
  return [...times].sort(([, a], [, b]) => b - a);
}

function placesOf(nodes: Profile['nodes']): ReadonlyMap<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Map<number, string>();
  const visit = (id: number, outer: string): void => {
    const node = byId.get(id);
    if (node === undefined) return;
    const place = placeOf(node.callFrame, outer);
    found.set(id, place);
    for (const child of node.children ?? []) visit(child, place);
  };
  visit(nodes[0]?.id ?? 0, 'the rest of Node.js');
  return found;
}

const ofTheEngine: ReadonlyMap<string, string> = new Map([
  ['(garbage collector)', 'garbage collector'],
  ['(idle)', 'waiting'],
]);

function placeOf({ functionName, url }: Profile['nodes'][number]['callFrame'], outer: string): string {
  // A module that is loaded is run for the first time: both are the start.
  if (outer === start || /node:internal\/modules\/|node:internal\/bootstrap/.test(url)) return start;
  return ofTheEngine.get(functionName) ?? places.find(([, belongs]) => belongs.test(url))?.[0] ?? outer;
}

const start = 'start: loading modules';
