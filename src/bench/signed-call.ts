import { randomUUID } from 'node:crypto';
import { systemClock } from '../clock.ts';
import { judge } from '../contract/judge.ts';
import { plan } from '../contract/plan.ts';
import { openEnvironment } from '../conversation/environment.ts';
import { loadConfiguration } from '../config/configuration.ts';
import { sandboxConnection } from '../target/sandbox.ts';
import { bareCaller } from './bare-call.ts';
import { compare } from './measure.ts';
import { startMockProcess } from './mock-process.ts';

const spec = 'payments/initiate';

/** Milliseconds of one signed call, ours and bare, against the same mock with the same credentials. */
export async function timeSignedCall(size: {
  rounds: number;
  calls: number;
}): Promise<{ signed: number; bare: number }> {
  const mock = await startMockProcess();
  const configuration = loadConfiguration({ file: mock.config, environment: {} });
  const connection = await sandboxConnection({ configuration, clock: systemClock });
  const environment = await openEnvironment(connection);
  const { party, specification } = environment;
  const variables = { ...party.variables, 'unique.order': () => randomUUID(), 'unique.payer': 'payer-1' };
  const planned = () => plan(specification.requests, spec, { variables });
  const token = await party.client.accessToken();
  const { baseUrl, trust = '', credentials } = connection;
  if (credentials === undefined) throw new Error('the configuration names no credentials');
  const bare = await bareCaller({ baseUrl, trust, credentials, token });
  try {
    const template = JSON.stringify(planned().body);
    const times = await compare(
      {
        bare: () =>
          bare.call('/payments/initiate', () =>
            template.replace(/("clientTransactionId":")[^"]*/, `$1${randomUUID()}`),
          ),
        signed: async () => {
          const { response, failure, evidence } = await party.client.send(planned());
          const requestSpec = specification.requests.get(spec);
          const violations = response
            ? judge(requestSpec, { status: response.status, body: response.json }, specification.schemas)
            : [];
          if (failure !== undefined || violations.length > 0 || evidence.response?.status !== 200)
            throw failure ?? new Error('the signed call broke its contract');
        },
      },
      size,
    );
    return { bare: times.bare ?? NaN, signed: times.signed ?? NaN };
  } finally {
    await bare.close();
    await environment.close();
    await mock.stop();
  }
}
