import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Exchange } from '../contract/types/exchange.ts';
import { readResult } from '../cli/result-file.ts';
import { exchangeEvidence, type ExchangeRecord } from '../evidence/exchange.ts';
import { createRedactor } from '../evidence/redactor.ts';
import { compare } from './measure.ts';

/** Milliseconds that it takes to make evidence of a call that starts a payment, and to copy what that keeps (floor). */
export async function timeRecording(
  folder: string,
  size: { rounds: number; calls: number },
): Promise<{ recorded: number; copied: number }> {
  const { scenarios } = readResult(folder, { schemas: loadSchemas(schemasDir) });
  const exchange = scenarios
    .flatMap(({ steps }) => steps.flatMap(({ exchanges }) => exchanges))
    .find(({ spec, response }) => spec === 'payments/initiate' && response?.status === 200);
  if (exchange === undefined) throw new Error('the run started no payment');
  const record = recordOf(exchange);
  const redactor = createRedactor();
  const { recorded = NaN, copied = NaN } = await compare(
    { copied: () => structuredClone(exchange), recorded: () => exchangeEvidence(record, redactor) },
    size,
  );
  return { recorded, copied };
}

/** As the client hands it over, with credentials that have to be removed. */
function recordOf({ request, response, signature, startedAt, id, spec, tls, timings }: Exchange): ExchangeRecord {
  const fields = request.fields.map(([name = '', value = '']): [string, string] => [
    name,
    name.toLowerCase() === 'authorization' ? `Bearer ${'x'.repeat(700)}` : value,
  ]);
  return {
    ...{ id, spec, timings, startedAt: Date.parse(startedAt) },
    ...(tls && { tls }),
    request: { ...request, fields, body: Buffer.from(request.body) },
    ...(response && {
      response: {
        status: response.status,
        fields: response.fields as [string, string][],
        body: Buffer.from(response.body),
      },
    }),
    ...(signature.request && { signed: signature.request }),
    ...(signature.response && { verification: signature.response }),
  };
}
