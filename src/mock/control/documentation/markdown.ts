import type { ControlRoute } from '../route.ts';
import { propertiesOf, type Property } from './content.ts';
import { beginning, list, refusal, type Step } from './examples.ts';
import type { SchemaReader } from './schema.ts';

export interface Documented {
  /** Calls by topic. */
  readonly topics: Readonly<Record<string, readonly ControlRoute[]>>;
  readonly examples: Readonly<Record<string, readonly Step[]>>;
  readonly reader: SchemaReader;
  /** The response to each call, by method and path. */
  readonly responses: Readonly<Record<string, object>>;
}

const introduction = `# The control API of the mock

Made from the table of its calls (\`src/mock/control/routes.ts\`) and the schemas of what they take (\`specs/schemas/control/\`) by
\`npm run docs\`. Change those, not this file.

What tests and people need from the mock beyond Nopan's own paths goes over this API: organizations and their credentials, a clock
that can be moved, things that go wrong. It is HTTPS (TLS 1.3) at a port of its own, on loopback only unless the mock is told
otherwise, and serves nobody who does not send its secret. Contents and answers are JSON.

What belongs to one organization has its id in the path, and touches no other.`;

const withCurl = `## With curl

\`npx --no nopan-certify mock\` writes address and secret to \`nopan-mock/control.json\`, and the certificate that they are trusted by to
\`nopan-mock/ca.pem\`. While it runs, every example on this page can be pasted into another terminal in the same folder, behind
these lines:`;

const refusals = `The status is 400 for a content that does not fit, 401 for a wrong secret, 404 for an unknown path, organization, key or
certificate, 405 for another method, 409 for a name that is taken, 413 for more than 1 MiB, 415 for a content that is not
\`application/json\`, and 500 for a fault of the mock itself.`;

/** docs/control-api.md. */
export function controlApiMarkdown({ topics, examples, reader, responses }: Documented): string {
  const parts = [
    introduction,
    withCurl,
    fenced('sh', beginning),
    ...[list, refusal].map(stepText),
    refusals,
    ...Object.entries(topics).flatMap(([topic, routes]) => [
      `## ${topic}`,
      ...routes.map((route) => routeText(route, reader, responses)),
      ...exampleTexts(examples[topic] ?? []),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function routeText(route: ControlRoute, reader: SchemaReader, responses: Documented['responses']): string {
  const { method, path, summary, body, status = 200 } = route;
  const content = body === undefined ? [] : contentTexts(`control/${body}.request`, reader);
  const response = [`Response, ${status}:`, fenced('json', jsonText(responses[`${method} ${path}`] ?? {}))];
  return [`### ${method} ${path}`, summary, ...content, ...response].join('\n\n');
}

/** Writes lists of scalars on one line, like Prettier. */
function jsonText(value: object): string {
  return JSON.stringify(value, undefined, 2).replaceAll(/\[\s+([^[\]{}]*?)\s+\]/g, (_list, items: string) => {
    return `[${items.replaceAll(/\s*\n\s*/g, ' ')}]`;
  });
}

function contentTexts(id: string, reader: SchemaReader): string[] {
  const object = reader.read(id);
  const { title = id, minProperties = 0 } = object.schema;
  const link = `Content: [${title}](../specs/schemas/${id}.json)`;
  const properties = propertiesOf(object, reader).map(propertyText);
  return [minProperties > 0 ? `${link}, at least one of these` : link, properties.join('\n')];
}

function propertyText({ path, kind, need, description }: Property): string {
  const facts = `- \`${path}\` (${kind}; ${need})`;
  return description === undefined ? facts : `${facts}: ${description.replaceAll('*', '\\*')}`;
}

const exampleTexts = (steps: readonly Step[]): string[] =>
  steps.length === 0 ? [] : ['### Example', ...steps.map(stepText)];

function stepText({ text, shell, answer }: Step): string {
  const answered = answer === undefined ? [] : [fenced('json', answer)];
  return [text, fenced('sh', shell), ...answered].join('\n\n');
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;
