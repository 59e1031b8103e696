import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { valueAt } from '../contract/pointer.ts';
import type { Protocol } from '../contract/protocol.ts';
import type { RequestSpecs } from '../contract/request-spec.ts';
import type { Schemas } from '../contract/schemas.ts';
import { membersOf } from './members.ts';

/** Everything of a kind that specs know, whether or not a run meets it. */
export interface Universe {
  /** By the id of its request spec, what the spec says of answers: statuses, and `default` for any other. */
  readonly operations: Readonly<Record<string, readonly string[]>>;
  readonly statuses: readonly string[];
  readonly reasonCodes: readonly string[];
  readonly webhookTypes: readonly string[];
  readonly providers: readonly string[];
  /** Settings of the wire profile that an exchange tells the value of, with the values that they can have. */
  readonly settings: Readonly<Record<string, readonly string[]>>;
}

/** Settings whose value can be read off an exchange (`coverage.ts` says how). */
export const observableSettings = [
  'signature.profile',
  'signature.requestDigest',
  'signature.responseDigest',
  'signature.signatureParamsForm',
  'signature.ecdsaEncoding',
] as const;

export type ObservableSetting = (typeof observableSettings)[number];

interface Specs {
  readonly requests: RequestSpecs;
  readonly protocol: Protocol;
  readonly schemas: Schemas;
  readonly schemasDir: string;
}

export function universeOf({ requests, protocol, schemas, schemasDir }: Specs): Universe {
  const documents = requests.ids.map((id) => requests.get(id).value);
  const operations = Object.fromEntries(documents.map(({ id, responses }) => [id, Object.keys(responses)]));
  const stated = Object.values(operations)
    .flat()
    .filter((status) => status !== 'default');
  const errors = Object.values(protocol.errors);
  return {
    operations,
    statuses: distinct([...stated, ...errors.map(({ status }) => String(status))]),
    reasonCodes: distinct([...membersOf(protocol, 'reasonCode'), ...membersOf(documents, 'reasonCode')]),
    webhookTypes: schemas.ids.flatMap((id) => /^webhooks\/([A-Z_]+)$/.exec(id)?.[1] ?? []),
    providers: choices(schemasDir, 'common', '/$defs/providerId'),
    settings: Object.fromEntries(
      observableSettings.map((id) => [
        id,
        choices(schemasDir, 'protocol.schema', `/properties/${id.replace('.', '/properties/')}/properties/value`),
      ]),
    ),
  };
}

function choices(schemasDir: string, schema: string, pointer: string): string[] {
  const document: unknown = JSON.parse(readFileSync(join(schemasDir, `${schema}.json`), 'utf8'));
  return (valueAt(document, `${pointer}/enum`) as string[] | undefined) ?? [];
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();
