import { hint } from './program-name.ts';
import { curlSnippet, nodeSnippet, type SnippetFacts } from './mock-snippets.ts';

export interface GreetingFacts extends SnippetFacts {
  readonly controlUrl: string;
  /** The file that keeps its state. */
  readonly state?: string;
  /** The names in its certificate. */
  readonly names: readonly string[];
  /** Whether others than this machine can reach it. */
  readonly exposed: boolean;
}

const otherNames = '  Reach it by a name in its certificate; --name adds one, such as a container name.';

/** What a mock says when it is ready. */
export function greeting(facts: GreetingFacts): string {
  const { baseUrl, controlUrl, folder, organizationId, state, names, exposed } = facts;
  const config = `--config '${folder}/nopan-certify.config.yaml'`;
  const lines = [
    `A mock of Nopan (unofficial) serves ${organizationId}`,
    [
      `  base URL      ${baseUrl}`,
      `  control API   ${controlUrl}`,
      `  certificate   ${names.join(', ')}`,
      `  credentials   ${folder}`,
      `  state         ${state ?? 'until it ends'}`,
    ].join('\n'),
    ...(exposed
      ? ['  Others than this machine can reach it: its keys and secrets are for tests only.', otherNames]
      : []),
    ...snippet('An access token, with openssl and curl:', curlSnippet(facts)),
    ...snippet('The same with Node.js:', nodeSnippet(facts)),
    `One signed call, and a certification (without webhooks, so INCOMPLETE), from another terminal:
  npx --no nopan-certify call payments/initiate --target sandbox ${config}
  npx --no nopan-certify run --target sandbox ${config}`,
    `The payer's approval of a pending payment:
  npx --no nopan-certify call mock/approve --set transactionId=ID --target sandbox ${config}`,
    'Ctrl-C ends it.',
  ];
  return hint(`\n${lines.join('\n\n')}\n`);
}

/** Not indented, so that it can be copied as it is. */
function snippet(title: string, text: string | undefined): string[] {
  return text === undefined ? [] : [`${title}\n\n${text}`];
}
