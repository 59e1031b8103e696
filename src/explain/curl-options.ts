/** What an option of curl is to a request that is only read. */
export type CurlEffect =
  | 'method'
  | 'header'
  | 'data'
  | 'data-raw'
  | 'data-binary'
  | 'data-urlencode'
  | 'url-query'
  | 'json'
  | 'url'
  | 'get'
  | 'head'
  | 'user-agent'
  | 'cookie'
  | 'referer'
  | 'user'
  | 'unsupported'
  | 'next'
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
  '--url-query': 'url-query',
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
  '--aws-sigv4': 'user',
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
  '-o --output -w --write-out -m --max-time --connect-timeout -x --proxy -U --proxy-user -E --cert --cert-type --key --key-type --pass --cacert --capath --pinnedpubkey --ciphers --tls-max --resolve --connect-to --retry --retry-delay --retry-max-time -c --cookie-jar -D --dump-header --interface --noproxy --stderr --trace --trace-ascii --limit-rate -r --range --max-redirs --keepalive-time --dns-servers --unix-socket --output-dir --proto --curves -C --continue-at -y --speed-time -Y --speed-limit --proto-default --proto-redir --netrc-file --proxy-header --proxy-cacert --socks5 --socks5-hostname --preproxy --expect100-timeout --doh-url --crlfile --engine --local-port --max-filesize --tls13-ciphers --happy-eyeballs-timeout-ms --service-name --dns-ipv4-addr --dns-interface -z --time-cond --etag-save --etag-compare --parallel-max --trace-config --rate';

/** Options without a value that change nothing of what is signed. */
const bare =
  '-s --silent -S --show-error -v --verbose -i --include --show-headers -k --insecure -L --location --location-trusted -f --fail --fail-with-body -g --globoff -# --progress-bar -N --no-buffer -O --remote-name -J --remote-header-name -4 --ipv4 -6 --ipv6 -0 --http1.0 --http1.1 --http2 --http2-prior-knowledge --http3 --http3-only -1 --tlsv1 --tlsv1.0 --tlsv1.1 --tlsv1.2 --tlsv1.3 --compressed --path-as-is --no-keepalive --tcp-nodelay --anyauth --basic --ssl-reqd --retry-all-errors --retry-connrefused --raw -q --disable -a --append --create-dirs --no-progress-meter --parallel -Z --no-alpn -n --netrc --netrc-optional --proxy-insecure -p --proxytunnel --post301 --post302 --post303 --ssl-no-revoke --ssl-revoke-best-effort --ca-native --tcp-fastopen --fail-early --http0.9 --remove-on-error --styled-output --trace-time --trace-ids --no-sessionid --false-start --disallow-username-in-url --no-npn --ignore-content-length --xattr -j --junk-session-cookies --no-clobber --remote-name-all --cert-status --doh-insecure';

const options: ReadonlyMap<string, CurlOption> = new Map<string, CurlOption>([
  ...Object.entries(effects).map(([name, effect]) => [name, { effect, value: true }] as const),
  ...valued.split(' ').map((name) => [name, { effect: 'nothing', value: true }] as const),
  ...bare.split(' ').map((name) => [name, { effect: 'nothing', value: false }] as const),
  ...['-G', '--get'].map((name) => [name, { effect: 'get', value: false }] as const),
  ...['-:', '--next'].map((name) => [name, { effect: 'next', value: false }] as const),
  ...['-I', '--head'].map((name) => [name, { effect: 'head', value: false }] as const),
]);

export const curlOptionNames: readonly string[] = [...options.keys()];

export function curlOption(name: string): CurlOption | undefined {
  return options.get(name);
}
