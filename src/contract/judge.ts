import { valueAt } from './pointer.ts';
import { responseSpec, type RequestSpec } from './request-spec.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { Schemas } from './schemas.ts';
import type { Violation } from './violation.ts';

/** An answer as far as a contract speaks of it. The body is the parsed JSON, or undefined when there is none. */
export interface JudgedResponse {
  readonly status: number;
  readonly body: unknown;
  /** The value of its Content-Type. */
  readonly contentType?: string | undefined;
}

/** How an answer departs from what its request spec promises for that status; empty when it keeps the promise. */
export function judge(spec: RequestSpec, response: JudgedResponse, schemas: Schemas): Violation[] {
  const expected = responseSpec(spec, response.status);
  if (expected === undefined) {
    const known = Object.keys(spec.value.responses);
    const expectation = `status ${known.join(' or ')}`;
    return [
      {
        pointer: '',
        keyword: 'status',
        message: `must be ${expectation}`,
        expected: expectation,
        actual: `status ${String(response.status)}`,
        known,
      },
    ];
  }
  if (expected.contentType !== undefined && mediaType(response) !== expected.contentType) {
    const wanted = expected.contentType;
    const actual = mediaType(response) ?? 'no content type';
    return [{ pointer: '', keyword: 'contentType', message: `must be ${wanted}`, expected: wanted, actual }];
  }
  if (expected.schema === undefined) return [];
  if (response.body !== undefined) return schemas.violations(expected.schema, response.body);
  return [
    { pointer: '', keyword: 'type', message: 'must be JSON', expected: `JSON (${expected.schema})`, actual: 'no JSON' },
  ];
}

/** Without parameters (RFC 9110 section 8.3.1). */
const mediaType = ({ contentType }: JudgedResponse): string | undefined =>
  contentType?.split(';', 1)[0]?.trim().toLowerCase();

/**
 * The variables that a spec captures from a response. Optional members of the response are captured from the request instead;
 * variables that neither has are left out.
 */
export function captured(spec: RequestSpec, response: JudgedResponse, request?: JsonValue): JsonObject {
  const pointers = Object.entries(responseSpec(spec, response.status)?.capture ?? {});
  const values = pointers.map(
    ([name, pointer]) => [name, valueAt(response.body, pointer) ?? valueAt(request, pointer)] as const,
  );
  return Object.fromEntries(values.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}
