const site = 'https://docs.nopan.com/';

/** Nopan's pages by the labels of docs/nopan-sources.md: path and title. */
const pages: Readonly<Record<string, readonly [path: string, title: string]>> = {
  OAS: ['', 'API reference'],
  OVERVIEW: ['guides/guides-overview', 'Guides'],
  AUTH: ['guides/authentication/authentication-overview', 'Authentication'],
  CERT: ['guides/authentication/signed-certificate', 'Signed certificate'],
  TOKEN: ['guides/authentication/access-token', 'Access token'],
  SIGN: ['guides/authentication/request-signing', 'Request signing'],
  UNDERSTAND: ['guides/authentication/understanding-signatures', 'Understanding signatures'],
  SIGOV: ['guides/authentication/signatures-overview', 'Signatures'],
  RESPVAL: ['guides/authentication/response-validation', 'Response validation'],
  JWKS: ['guides/authentication/jwks', 'JWKS'],
  IDEMP: ['guides/idempotency', 'Idempotency'],
  VERS: ['guides/versioning', 'Versioning'],
  ERR: ['guides/errors', 'Errors'],
  MOCK: ['guides/mocking', 'Mocking'],
  WHOV: ['guides/webhooks/webhook-overview', 'Webhooks'],
  WHSET: ['guides/webhooks/webhook-setup', 'Webhook setup'],
  WHTYPES: ['guides/webhooks/webhook-types', 'Webhook types'],
  REPORT: ['guides/reporting', 'Reporting'],
  LIFE: ['concepts/lifecycle', 'Lifecycle'],
  RECUR: ['concepts/recurring-payments', 'Recurring payments'],
  STORED: ['concepts/stored-credentials', 'Stored credentials'],
  ACCT: ['concepts/accounts', 'Accounts'],
  BLIK: ['payments/blik', 'BLIK'],
  BIZUM: ['payments/bizum', 'Bizum'],
  IRIS: ['payments/iris', 'IRIS'],
  SATISPAY: ['payments/satispay', 'Satispay'],
  WERO: ['payments/wero', 'Wero'],
  'SK-INT': ['skills/nopan-integration.md', 'Integration skill'],
  'SK-AUTH': ['skills/nopan-authentication.md', 'Authentication skill'],
  'SK-PAY': ['skills/nopan-payments.md', 'Payments skill'],
  'SK-WH': ['skills/nopan-webhooks.md', 'Webhooks skill'],
  'SK-TEST': ['skills/nopan-testing.md', 'Testing skill'],
  'SK-ERR': ['skills/nopan-errors.md', 'Errors skill'],
};

/** A page that a source names; without an address, it is no page of Nopan's and no https URL. */
export interface SourceLink {
  readonly text: string;
  readonly url?: string;
}

/**
 * The pages that a source names, each by its title.
 *
 * @example sourceLinks('AUTH, SK-AUTH') // [{ text: 'Authentication', url: 'https://docs.nopan.com/…' }, …]
 */
export function sourceLinks(source: string): SourceLink[] {
  const words = source.split(/[,;\s]+/).filter(Boolean);
  const links = words.map(linkOf);
  return links.some(({ url }) => url !== undefined) ? links : [{ text: source }];
}

function linkOf(word: string): SourceLink {
  const page = Object.hasOwn(pages, word) ? pages[word] : undefined;
  if (page !== undefined) return { text: page[1], url: site + page[0] };
  return /^https:\/\/[^\s/]+/.test(word) && URL.canParse(word) ? { text: word, url: word } : { text: word };
}

/** The address of the first page that a source names, a guide before a skill; a requirement of a user's own may name none. */
export function sourceUrl(source: string): string | undefined {
  const labels = source.split(/[,;\s]+/).filter((label) => Object.hasOwn(pages, label));
  const label = labels.find((each) => !each.startsWith('SK-')) ?? labels[0];
  return label === undefined ? undefined : site + (pages[label]?.[0] ?? '');
}
