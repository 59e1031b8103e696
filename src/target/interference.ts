/** Environment variables that add CAs or code to a Node.js process. */
const variables = [
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_SYSTEM_CA',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'OPENSSL_CONF',
  'OPENSSL_MODULES',
  'OPENSSL_ENGINES',
  'NODE_COMPILE_CACHE',
  'LD_PRELOAD',
  'LD_AUDIT',
  'LD_LIBRARY_PATH',
  'DYLD_INSERT_LIBRARIES',
  'DYLD_LIBRARY_PATH',
  'DYLD_FALLBACK_LIBRARY_PATH',
  'DYLD_FRAMEWORK_PATH',
  'DYLD_FALLBACK_FRAMEWORK_PATH',
];

/** Node.js options that change neither trusted CAs nor code. All others are reported. */
const harmless = new Set([
  '--max-old-space-size',
  '--max-semi-space-size',
  '--max-http-header-size',
  '--stack-trace-limit',
  '--stack-size',
  '--enable-source-maps',
  '--no-warnings',
  '--disable-warning',
  '--no-deprecation',
  '--pending-deprecation',
  '--throw-deprecation',
  '--trace-warnings',
  '--trace-deprecation',
  '--trace-uncaught',
  '--trace-exit',
  '--unhandled-rejections',
  '--abort-on-uncaught-exception',
  '--dns-result-order',
  '--network-family-autoselection',
  '--no-network-family-autoselection',
  '--network-family-autoselection-attempt-timeout',
  '--report-on-fatalerror',
  '--report-uncaught-exception',
  '--cpu-prof',
  '--heap-prof',
  '--expose-gc',
  '--icu-data-dir',
  '--title',
]);

interface ProcessStart {
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Options of Node.js itself, before the script (`process.execArgv`). */
  readonly execArgv: readonly string[];
}

/**
 * Names of the variables and options of this process that can add CAs or code. Values are left out, since they contain paths.
 */
export function interferenceOf({ environment, execArgv }: ProcessStart): string[] {
  const set = variables.filter((name) => (environment[name] ?? '') !== '');
  const reject = environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' ? ['NODE_TLS_REJECT_UNAUTHORIZED=0'] : [];
  const byVariable = optionsIn(words(environment['NODE_OPTIONS'] ?? '')).map((option) => `NODE_OPTIONS ${option}`);
  return [...new Set([...set, ...reject, ...byVariable, ...optionsIn(execArgv)])];
}

/** Normalizes options like Node.js: `--import=x` and `--import x` are one option, and underscores are dashes. */
const optionsIn = (given: readonly string[]): string[] =>
  given
    .filter((word) => word.startsWith('-'))
    .map((word) => (/^-[a-zA-Z]./.test(word) ? word.slice(0, 2) : word.replace(/=.*$/s, '').replaceAll('_', '-')))
    .filter((option) => !harmless.has(option));

/** Splits NODE_OPTIONS like Node.js: at spaces outside of double quotes. */
const words = (text: string): string[] =>
  (text.match(/(?:"(?:\\.|[^"\\])*"|[^\s"])+/g) ?? []).map((word) => word.replaceAll('"', ''));
