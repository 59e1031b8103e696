/** Something to paste into a shell, and what comes of it. */
export interface Step {
  /** What it is for. */
  readonly text: string;
  readonly shell: string;
  /** What the mock answers with: JSON, but for ids, serial numbers, secrets and times. */
  readonly answer?: string;
}

const authorized = 'curl --cacert nopan-mock/ca.pem --oauth2-bearer "$secret"';

/** A call with curl. */
const get = (path: string): string => `${authorized} "$url${path}"`;

const remove = (path: string): string => `${authorized} --request DELETE "$url${path}"`;

/** A call with a content: a word of the shell. */
const send = (method: 'POST' | 'PUT' | 'PATCH', path: string, content: string): string =>
  [
    `${authorized} --request ${method} "$url${path}"`,
    `  --header 'Content-Type: application/json'`,
    `  --data ${content}`,
  ].join(' \\\n');

/** A shell's command that prints the JSON of an expression of JavaScript. */
const json = (expression: string): string => `node -p 'JSON.stringify(${expression})'`;

/** What every other example goes on from. */
export const beginning = `url=$(node -p 'require("./nopan-mock/control.json").url')
secret=$(node -p 'require("./nopan-mock/control.json").secret')
id=$(sed -n 's/^organization: //p' nopan-mock/nopan-certify.config.yaml)`;

export const list: Step = {
  text: 'The calls that there are, as this page has them:',
  shell: get('/'),
};

export const refusal: Step = {
  text: 'A call that cannot be served is answered with what is wrong, where, what was expected and what to do:',
  shell: send('POST', '/organizations/$id/clock', `'{ "advanceSeconds": -1 }'`),
  answer: `{
  "error": {
    "code": "ERR_CONTROL",
    "message": "The content /advanceSeconds must be at least 0",
    "where": "/advanceSeconds",
    "expected": "be at least 0",
    "actual": "-1",
    "advice": "Keep to specs/schemas/control/clock.request.json."
  }
}`,
};

/** By topic. Each leaves what it changed as it was, where that can be undone. */
export const examples: Readonly<Record<string, readonly Step[]>> = {
  Organizations: [
    {
      text: 'An organization with two processing accounts of these names:',
      shell: send('POST', '/organizations', `'{ "name": "Second shop", "accounts": ["web", "app"] }'`),
      answer: `{
  "organizationId": "org-7c1xw0p3kq9d",
  "name": "Second shop",
  "contractualEntityId": "entity-m4zt82vhj5an",
  "processingAccountIds": ["web", "app"],
  "webhookSecret": "tuTU9Ez0TYQcs0mbWkVlNCIDdUqOfwWIu3pjnHHpXiw"
}`,
    },
    {
      text: 'All that is known of the organization that the mock was started with:',
      shell: get('/organizations/$id'),
    },
  ],
  Credentials: [
    {
      text: 'A second client certificate, for a key that never leaves the machine:',
      shell: `npx --no nopan-certify keys csr --organization "$id" --organization-name "Example merchant" --country NL --out nopan-mock/second
content=$(${json('{ certificateRequest: fs.readFileSync("nopan-mock/second/client.csr", "utf8") }')})
${send('POST', '/organizations/$id/certificates', '"$content" --silent')} |
  node -p 'JSON.parse(fs.readFileSync(0, "utf8")).certificate' > nopan-mock/second/client-cert.pem`,
    },
    {
      text: 'A second key that signs requests:',
      shell: `npx --no nopan-certify keys signing --keyid second --out nopan-mock/second
content=$(${json('{ keyid: "second", publicKey: fs.readFileSync("nopan-mock/second/signing-key.pub.pem", "utf8") }')})
${send('POST', '/organizations/$id/keys', '"$content"')}`,
      answer: '{ "keyid": "second" }',
    },
    {
      text: 'The same key, expired:',
      shell: send('PATCH', '/organizations/$id/keys/second', `'{ "validUntil": "2025-01-01T00:00:00Z" }'`),
      answer: '{ "keyid": "second", "validUntil": "2025-01-01T00:00:00.000Z", "revoked": false }',
    },
    {
      text: 'And revoked:',
      shell: remove('/organizations/$id/keys/second'),
      answer: '{ "keyid": "second", "validUntil": "2025-01-01T00:00:00.000Z", "revoked": true }',
    },
  ],
  Time: [
    {
      text: 'An hour later, at a clock that stands still:',
      shell: send('POST', '/organizations/$id/clock', `'{ "frozen": true, "advanceSeconds": 3600 }'`),
      answer: '{ "now": "2026-03-01T13:00:00.000Z", "frozen": true }',
    },
    {
      text: 'It goes on:',
      shell: send('POST', '/organizations/$id/clock', `'{ "frozen": false }'`),
      answer: '{ "now": "2026-03-01T13:00:00.000Z", "frozen": false }',
    },
  ],
  Webhooks: [
    {
      text: 'Refunds are told to a receiver of your own:',
      shell: send(
        'PUT',
        '/organizations/$id/webhooks',
        `'{ "endpoints": [{ "url": "https://localhost:8444/nopan", "types": ["PAYMENT_REFUND"] }] }'`,
      ),
      answer: '{ "endpoints": [{ "url": "https://localhost:8444/nopan", "types": ["PAYMENT_REFUND"] }] }',
    },
    {
      text: 'What could not be delivered; the other states are `pending` and `delivered`:',
      shell: get('/organizations/$id/deliveries?state=dropped'),
      answer: '{ "deliveries": [] }',
    },
    {
      text: 'Webhooks go nowhere again:',
      shell: send('PUT', '/organizations/$id/webhooks', `'{ "endpoints": [] }'`),
      answer: '{ "endpoints": [] }',
    },
  ],
  Faults: [
    {
      text: `The next payment is started, but the connection ends before the answer; its retry with the same idempotency key is answered.
Whatever names \`order-17\` meets a provider that does not answer in time; three status calls take two seconds each; a refund's answer
is not signed:`,
      shell: send(
        'PUT',
        '/organizations/$id/faults',
        `'{
  "faults": [
    { "fault": "drop", "when": "after", "operation": "payments/initiate", "times": 1 },
    { "fault": "refuse", "error": "providerTimeout", "reference": "order-17" },
    { "fault": "delay", "milliseconds": 2000, "operation": "payments/status", "times": 3 },
    { "fault": "spoil", "operator": "remove-field", "arguments": { "field": "Signature" }, "operation": "payments/refund" }
  ]
}'`,
      ),
    },
    {
      text: 'All is well again:',
      shell: remove('/organizations/$id/faults'),
      answer: '{ "faults": [] }',
    },
  ],
  Defects: [
    {
      text: 'The mock refunds more than was captured, and forgets idempotency keys:',
      shell: send('PUT', '/defects', `'{ "defects": ["refund-above-captured", "idempotency-ignored"] }'`),
      answer: '{ "defects": ["refund-above-captured", "idempotency-ignored"] }',
    },
    {
      text: 'It is sound again:',
      shell: send('PUT', '/defects', `'{ "defects": [] }'`),
      answer: '{ "defects": [] }',
    },
  ],
  'Rate limits': [
    {
      text: 'Five requests in ten seconds; the sixth is refused:',
      shell: send('PUT', '/organizations/$id/rate-limit', `'{ "requests": 5, "perSeconds": 10 }'`),
      answer: '{ "rateLimit": { "requests": 5, "perSeconds": 10 } }',
    },
    {
      text: 'As many as any other:',
      shell: send('PUT', '/organizations/$id/rate-limit', `'{}'`),
      answer: '{}',
    },
  ],
  'The mock as a whole': [
    {
      text: 'No signature is accepted but one that is encoded as DER:',
      shell: send('PUT', '/protocol', `'{ "acceptedVariants": "configured", "ecdsaEncoding": "der" }'`),
      answer: `{
  "acceptedVariants": "configured",
  "extraComponents": "accepted",
  "profile": "http-message-signature",
  "signatureParamsForm": "rfc9421",
  "ecdsaEncoding": "der",
  "requestDigest": "sha-256"
}`,
    },
    {
      text: 'Everything is as the mock was started with:',
      shell: send('PUT', '/protocol', `'{}'`),
      answer: `{
  "acceptedVariants": "every",
  "extraComponents": "accepted",
  "profile": "http-message-signature",
  "signatureParamsForm": "rfc9421",
  "ecdsaEncoding": "ieee-p1363",
  "requestDigest": "sha-256"
}`,
    },
  ],
};
