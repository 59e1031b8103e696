/** Who has to act on a failure. */
export type Blame = 'configuration' | 'environment' | 'integration' | 'api' | 'harness';

/** Every failure that a user can meet, with the one who has to act on it. */
const blames = {
  ERR_USAGE: 'configuration',
  ERR_SELECTION: 'configuration',
  ERR_CONFIG: 'configuration',
  ERR_INPUT: 'configuration',
  ERR_SPEC: 'configuration',
  ERR_SCHEMA: 'configuration',
  ERR_VARIABLE: 'configuration',
  ERR_KEY: 'configuration',
  ERR_CERTIFICATE: 'configuration',
  ERR_PRODUCTION: 'configuration',
  ERR_FEATURE: 'configuration',
  ERR_CATALOGUE: 'configuration',
  ERR_STEPS: 'configuration',
  ERR_OUTPUT: 'environment',
  ERR_PORT: 'environment',
  ERR_SYSTEM: 'environment',
  ERR_STATE: 'environment',
  ERR_TARGET: 'environment',
  ERR_TLS: 'environment',
  ERR_CLOCK: 'environment',
  ERR_CONTROL: 'environment',
  ERR_TOKEN: 'api',
  ERR_JWKS: 'api',
  ERR_ASSERTION: 'api',
  ERR_TIMEOUT: 'api',
  ERR_SIGNATURE_MISSING: 'integration',
  ERR_SIGNATURE_MALFORMED: 'integration',
  ERR_SIGNATURE_INVALID: 'integration',
  ERR_DIGEST_MISSING: 'integration',
  ERR_DIGEST_MALFORMED: 'integration',
  ERR_DIGEST_MISMATCH: 'integration',
  ERR_PACKAGE: 'integration',
  ERR_INTERRUPTED: 'environment',
  ERR_HARNESS: 'harness',
} as const satisfies Record<string, Blame>;

export type ErrorCode = keyof typeof blames;

export interface ErrorDetails {
  /** Where: `file:line:column`, a JSON pointer, a URL. */
  readonly where?: string;
  readonly expected?: string;
  readonly actual?: string;
  /** What the reader should do next, as a sentence; where it takes time to find that out, it is found when it is read. */
  readonly advice?: string | (() => string);
  /** What else is wrong, each with its place. */
  readonly others?: readonly string[];
  readonly cause?: unknown;
  /** Who has to act, where it is not who usually has to on this code. */
  readonly blame?: Blame;
}

/** The mark of its errors, whichever copy of this file made them: loaders of TypeScript load it once more for CommonJS. */
const mark = Symbol.for('nopan-certify.CertifyError');

/** The one error class of this project: what happened, where, what was expected, and what to do next. */
export class CertifyError extends Error {
  readonly code: ErrorCode;
  readonly where: string | undefined;
  readonly expected: string | undefined;
  readonly actual: string | undefined;
  readonly blame: Blame;
  readonly others: readonly string[];
  #advice: ErrorDetails['advice'];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'CertifyError';
    this.code = code;
    this.where = details.where;
    this.expected = details.expected;
    this.actual = details.actual;
    this.others = details.others ?? [];
    this.#advice = details.advice;
    this.blame = details.blame ?? blames[code];
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== CertifyError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === 'object' && value !== null && mark in value;
  }

  get [mark](): true {
    return true;
  }

  get advice(): string | undefined {
    if (typeof this.#advice === 'function') this.#advice = this.#advice();
    return this.#advice;
  }
}
