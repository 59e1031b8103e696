import { CertifyError } from '../errors.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { mergePatch } from './merge-patch.ts';
import { valueAt } from './pointer.ts';
import { percentEncoded, queryOf } from './query.ts';
import type { PlannedRequest } from './request.ts';
import { variantsOf, type RequestSpec, type RequestSpecs } from './request-spec.ts';
import { fill, fillString } from './template.ts';
import { resolver, type Variables } from './variables.ts';

export interface PlanOptions {
  /** One variant, or several joined with plus signs; it may stand behind a `#` of the id instead. */
  readonly variant?: string;
  /** Merge patch (RFC 7396) on the request's body. Variables in it are filled in too. */
  readonly overrides?: JsonObject;
  /** Where the overrides come from, by JSON Pointer. Default: they have no place in a file. */
  readonly overridePlace?: (pointer: string) => string;
  readonly variables: Variables;
}

/** Something that can add to the request, by the pointer at which its body stands in the file. */
interface Layer {
  readonly pointer: string;
  readonly query?: JsonObject;
  readonly headers?: JsonObject;
  readonly body?: JsonObject;
}

/**
 * Makes the call that a spec describes: variants and overrides merged, variables filled in.
 * @throws {CertifyError} ERR_SPEC for an unknown spec or variant; ERR_VARIABLE, with `file:line:column`, for an unknown variable.
 */
export function plan(specs: RequestSpecs, name: string, options: PlanOptions): PlannedRequest {
  const [id = '', nameVariant] = name.split('#');
  const spec = specs.get(id);
  const variant = options.variant ?? nameVariant;
  const { request } = spec.value;
  const layers = layersOf(spec, variant, options.overrides);
  const value = resolver(options.variables);
  const at = (part: string, pointer: string) => () => placeOf({ spec, layers, ...options }, part, pointer);

  const headers = fill(merged(layers, 'headers') ?? {}, (key, pointer) => value(key, at('headers', pointer)));
  const query = queryOf(merged(layers, 'query') ?? {}, (key, pointer) => value(key, at('query', pointer)));
  const template = merged(layers, 'body');
  const body = template && fill(template, (key, pointer) => value(key, at('body', pointer)));
  return {
    spec: variant === undefined ? id : `${id}#${variant}`,
    method: fillString(
      request.method,
      (key) => value(key, () => spec.at('/request/method')),
      (part) => part,
    ),
    path: request.path.replaceAll('${', '{'),
    target: withQuery(
      targetOf(request.path, (key) => value(key, () => spec.at('/request/path'))),
      query,
    ),
    headers: headers as Record<string, string>,
    ...(body === undefined ? {} : { contentType: request.contentType ?? 'application/json', body }),
    idempotent: request.idempotent ?? false,
    authenticated: request.authenticated ?? true,
    ...(request.scope !== undefined && { scope: request.scope }),
  };
}

function layersOf(spec: RequestSpec, variant: string | undefined, overrides: JsonObject | undefined): Layer[] {
  const variants = variant === undefined ? [] : variantsOf(spec, variant);
  return [
    { pointer: '/request', ...(spec.value.request as Omit<Layer, 'pointer'>) },
    ...variants.map(([name, { merge }]) => ({
      pointer: `/variants/${name}/merge`,
      ...(merge as Omit<Layer, 'pointer'>),
    })),
    ...(overrides === undefined ? [] : [{ pointer: 'overrides', body: overrides }]),
  ];
}

function merged(layers: readonly Layer[], part: Exclude<keyof Layer, 'pointer'>): JsonValue | undefined {
  return layers.reduce<JsonValue | undefined>(
    (target, layer) => (layer[part] === undefined ? target : mergePatch(target, layer[part])),
    undefined,
  );
}

/** Where a merged value comes from: the last layer that has it. */
function placeOf(
  { spec, layers, overridePlace }: Pick<PlanOptions, 'overridePlace'> & { spec: RequestSpec; layers: readonly Layer[] },
  part: string,
  pointer: string,
): string {
  const layer = layers.findLast((candidate) => valueAt(candidate, `/${part}${pointer}`) !== undefined);
  if (layer !== undefined && layer.pointer !== 'overrides') return spec.at(`${layer.pointer}/${part}${pointer}`);
  return overridePlace?.(pointer) ?? `overrides of ${spec.value.id}, ${pointer}`;
}

/** A variable that is the whole path may bring a query of its own. */
function withQuery(target: string, query: string): string {
  if (query === '') return target;
  return `${target}${target.includes('?') ? '&' : '?'}${query}`;
}

/** A variable that is the whole path is taken as it is; one inside the path is percent-encoded (RFC 3986 section 2.1). */
function targetOf(path: string, value: (name: string) => JsonValue): string {
  const whole = /^\$\{[^}]*\}$/.test(path);
  const target = fillString(path, value, whole ? (text) => text : percentEncoded);
  if (target.startsWith('/')) return target;
  throw new CertifyError('ERR_VARIABLE', `The path ${target} does not begin with a slash`, {
    where: path,
    expected: 'an absolute path',
    actual: target,
    advice: 'Correct the value of the variable.',
  });
}
