/** What an option of curl is to a request that is only read. */
export type CurlEffect =
  | 'method'
  | 'header'
  | 'data'
  | 'data-raw'
  | 'data-binary'
  | 'data-urlencode'
  | 'json'
  | 'url'
  | 'get'
  | 'head'
  | 'user-agent'
  | 'cookie'
  | 'referer'
  | 'user'
  | 'unsupported'
  | 'nothing';

export interface CurlOption {
  readonly effect: CurlEffect;
  /** Whether a value follows. */
  readonly value: boolean;
}

/** Options with a value that change what is sent. */
const effects: Readonly<Record<string, CurlEffect>> = {
  '-X': 'method',
  '--request': 'method',
  '-H': 'header',
  '--header': 'header',
  '-d': 'data',
  '--data': 'data',
  '--data-ascii': 'data',
  '--data-raw': 'data-raw',
  '--data-binary': 'data-binary',
  '--data-urlencode': 'data-urlencode',
  '--json': 'json',
  '--url': 'url',
  '-A': 'user-agent',
  '--user-agent': 'user-agent',
  '-b': 'cookie',
  '--cookie': 'cookie',
  '-e': 'referer',
  '--referer': 'referer',
  '-u': 'user',
  '--user': 'user',
  '--oauth2-bearer': 'user',
  '-F': 'unsupported',
  '--form': 'unsupported',
  '--form-string': 'unsupported',
  '-T': 'unsupported',
  '--upload-file': 'unsupported',
  '-K': 'unsupported',
  '--config': 'unsupported',
  '--request-target': 'unsupported',
  '--variable': 'unsupported',
  '--expand-data': 'unsupported',
};

/** Options with a value that change nothing of what is signed. */
const valued =
  '-o --output -w --write-out -m --max-time --connect-timeout -x --proxy -U --proxy-user -E --cert --cert-type --key --key-type --pass --cacert --capath --pinnedpubkey --ciphers --tls13-ciphers --tls-max --resolve --connect-to --retry --retry-delay --retry-max-time -c --cookie-jar -D --dump-header --interface --noproxy --stderr --trace --trace-ascii --limit-rate -r --range --max-redirs --keepalive-time --dns-servers --unix-socket --output-dir --proto --curves -C --continue-at -y --speed-time -Y --speed-limit';

/** Options without a value that change nothing of what is signed. */
const bare =
  '-s --silent -S --show-error -v --verbose -i --include --show-headers -k --insecure -L --location --location-trusted -f --fail --fail-with-body -g --globoff -# --progress-bar -N --no-buffer -O --remote-name -J --remote-header-name -4 --ipv4 -6 --ipv6 -0 --http1.0 --http1.1 --http2 --http2-prior-knowledge --http3 --http3-only -1 --tlsv1 --tlsv1.0 --tlsv1.1 --tlsv1.2 --tlsv1.3 --compressed --path-as-is --no-keepalive --tcp-nodelay --anyauth --basic --ssl-reqd --retry-all-errors --retry-connrefused --raw -q --disable -a --append --create-dirs --no-progress-meter --parallel -Z --no-alpn';

const options: ReadonlyMap<string, CurlOption> = new Map<string, CurlOption>([
  ...Object.entries(effects).map(([name, effect]) => [name, { effect, value: true }] as const),
  ...valued.split(' ').map((name) => [name, { effect: 'nothing', value: true }] as const),
  ...bare.split(' ').map((name) => [name, { effect: 'nothing', value: false }] as const),
  ...['-G', '--get'].map((name) => [name, { effect: 'get', value: false }] as const),
  ...['-I', '--head'].map((name) => [name, { effect: 'head', value: false }] as const),
]);

export const curlOptionNames: readonly string[] = [...options.keys()];

export function curlOption(name: string): CurlOption | undefined {
  return options.get(name);
}
