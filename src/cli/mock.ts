import { once } from 'node:events';
import { resolve } from 'node:path';
import type { ProtocolOverrides } from '../contract/protocol.ts';
import { Control } from '../conversation/control.ts';
import { enrol } from '../conversation/enrolment.ts';
import { startEmbedded } from '../target/embedded.ts';
import { logger } from './logger.ts';
import { credentialFiles } from './credential-files.ts';
import { writeNewFiles } from './new-files.ts';

export interface MockSettings {
  readonly out: string;
  readonly host: string;
  readonly port: number;
  readonly protocol?: ProtocolOverrides;
  readonly verbose?: boolean;
}

/** `nopan-certify mock`: serves the embedded mock until it is interrupted. */
export async function mock({ out, host, port, protocol, verbose = false }: MockSettings): Promise<void> {
  const folder = resolve(out);
  const target = await startEmbedded({ host, port, log: logger(verbose), ...(protocol && { protocol }) });
  try {
    const { baseUrl, trust, control: connection } = target.connection;
    const control = new Control({ ...connection, trust });
    const { credentials, webhookSecret = '' } = await enrol(control, trust).finally(() => control.close());
    const files = credentialFiles({ baseUrl, credentials, webhookSecret, control: connection });
    writeNewFiles(files, { folder, force: true });
    process.stdout.write(greeting(baseUrl, connection.url, credentials.organizationId, folder));
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  } finally {
    await target.close();
  }
}

const greeting = (baseUrl: string, controlUrl: string, organization: string, folder: string): string => `
A mock of Nopan (unofficial) serves ${organization}

  base URL      ${baseUrl}
  control API   ${controlUrl}
  credentials   ${folder}

Its public keys, with curl:
  curl --cacert '${folder}/ca.pem' ${baseUrl}/auth/jwks

One signed call, and a certification (without webhooks, so INCOMPLETE), from another terminal:
  npx nopan-certify call payments/initiate --target sandbox --config '${folder}/nopan-certify.config.yaml'
  npx nopan-certify run --target sandbox --config '${folder}/nopan-certify.config.yaml'

The payer's approval of a pending payment:
  npx nopan-certify call mock/approve --set transactionId=ID --target sandbox --config '${folder}/nopan-certify.config.yaml'

Ctrl-C ends it.
`;
