const site = 'https://docs.nopan.com/';

/** Nopan's pages by the labels of docs/nopan-sources.md. */
const pages: Readonly<Record<string, string>> = {
  OAS: '',
  OVERVIEW: 'guides/guides-overview',
  AUTH: 'guides/authentication/authentication-overview',
  CERT: 'guides/authentication/signed-certificate',
  TOKEN: 'guides/authentication/access-token',
  SIGN: 'guides/authentication/request-signing',
  UNDERSTAND: 'guides/authentication/understanding-signatures',
  SIGOV: 'guides/authentication/signatures-overview',
  RESPVAL: 'guides/authentication/response-validation',
  JWKS: 'guides/authentication/jwks',
  IDEMP: 'guides/idempotency',
  VERS: 'guides/versioning',
  ERR: 'guides/errors',
  MOCK: 'guides/mocking',
  WHOV: 'guides/webhooks/webhook-overview',
  WHSET: 'guides/webhooks/webhook-setup',
  WHTYPES: 'guides/webhooks/webhook-types',
  REPORT: 'guides/reporting',
  LIFE: 'concepts/lifecycle',
  RECUR: 'concepts/recurring-payments',
  STORED: 'concepts/stored-credentials',
  ACCT: 'concepts/accounts',
  BLIK: 'payments/blik',
  BIZUM: 'payments/bizum',
  IRIS: 'payments/iris',
  SATISPAY: 'payments/satispay',
  WERO: 'payments/wero',
};

/** The address of the first page that a source names (`AUTH, SK-AUTH`); a requirement of a user's own may name none of them. */
export function sourceUrl(source: string): string | undefined {
  const page = source
    .split(/[,;\s]+/)
    .map((label) => pages[label])
    .find((path) => path !== undefined);
  return page === undefined ? undefined : site + page;
}
