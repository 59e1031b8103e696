import type { Protocol } from '../contract/protocol.ts';

/** What a signed token request to a mock is made of. */
export interface SnippetFacts {
  readonly baseUrl: string;
  /** Where its credentials are. */
  readonly folder: string;
  readonly organizationId: string;
  readonly keyid: string;
  readonly protocol: Protocol;
}

const form = 'application/x-www-form-urlencoded';
const components = '"@authority" "@method" "@request-target" "content-digest" "content-type" "content-length"';

/** In single quotes, for a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * A signed token request as five lines for a POSIX shell, with openssl and curl. OpenSSL signs in DER, so that there is none where the
 * mock accepts something else only.
 */
export function curlSnippet({ baseUrl, folder, organizationId, keyid, protocol }: SnippetFacts): string | undefined {
  const { acceptedVariants, ecdsaEncoding, label, profile } = protocol.signature;
  if (acceptedVariants === 'configured' && (ecdsaEncoding !== 'der' || profile === 'detached-jws')) return undefined;
  const { digest, hash, paramsLabel } = variantOf(protocol);
  const { host } = new URL(baseUrl);
  const { path } = protocol.token;
  const base = `"@authority": ${host}\\n"@method": POST\\n"@request-target": ${path}\\n"content-digest": %s\\n"content-type": ${form}\\n"content-length": %s\\n"@signature-params": ${paramsLabel}%s`;
  return `(cd ${quoted(folder)}; B=${quoted(`grant_type=client_credentials&client_id=${organizationId}`)}
D="${digest}=:$(printf %s "$B" | openssl dgst -${hash} -binary | openssl base64 -A):"
P=${quoted(`(${components});keyid="${keyid}";created=`)}$(date +%s)
S=$(printf ${quoted(base)} "$D" "\${#B}" "$P" | openssl dgst -sha256 -sign signing-key.pem | openssl base64 -A)
curl -sS --cacert ca.pem --cert client-cert.pem --key client-key.pem ${baseUrl}${path} -d "$B" -H "Content-Digest: $D" -H "Signature-Input: ${label}=$P" -H "Signature: ${label}=:$S:")`;
}

/** The same with Node.js and nothing else. */
export function nodeSnippet({ baseUrl, folder, organizationId, keyid, protocol }: SnippetFacts): string | undefined {
  const { acceptedVariants, ecdsaEncoding, label, profile } = protocol.signature;
  if (acceptedVariants === 'configured' && profile === 'detached-jws') return undefined;
  const { digest, hash, paramsLabel } = variantOf(protocol);
  const { host } = new URL(baseUrl);
  const { path } = protocol.token;
  const program = `const { createHash, sign } = require("crypto"), read = (name) => require("fs").readFileSync(${JSON.stringify(folder)} + "/" + name);
const body = "grant_type=client_credentials&client_id=${organizationId}", digest = "${digest}=:" + createHash("${hash}").update(body).digest("base64") + ":";
const params = \`(${components});keyid="${keyid}";created=\${Math.floor(Date.now() / 1000)}\`, headers = { "content-type": "${form}", "content-length": body.length, "content-digest": digest };
const base = \`"@authority": ${host}\\n"@method": POST\\n"@request-target": ${path}\\n"content-digest": \${digest}\\n"content-type": ${form}\\n"content-length": \${body.length}\\n"@signature-params": ${paramsLabel}\${params}\`, signature = sign("sha256", Buffer.from(base), { key: read("signing-key.pem"), dsaEncoding: "${ecdsaEncoding}" }).toString("base64");
require("https").request("${baseUrl}${path}", { method: "POST", ca: read("ca.pem"), cert: read("client-cert.pem"), key: read("client-key.pem"), headers: { ...headers, "signature-input": "${label}=" + params, signature: "${label}=:" + signature + ":" } }, (answer) => answer.pipe(process.stdout)).end(body);`;
  return `node -e ${quoted(program)}`;
}

function variantOf({ signature: { label, requestDigest, signatureParamsForm } }: Protocol) {
  return {
    digest: requestDigest,
    /** As OpenSSL names it. */
    hash: requestDigest.replace('-', ''),
    paramsLabel: signatureParamsForm === 'labelled' ? `${label}=` : '',
  };
}
