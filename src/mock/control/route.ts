import type { Nopan } from '../nopan.ts';
import type { Organization } from '../state/organization.ts';
import { bodyOf, type ControlBodies } from './body.ts';
import { ControlError } from './error.ts';

/** A call of the control API as it was received. */
export interface Received {
  readonly nopan: Nopan;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** What a handler has at hand: a call whose content fits its schema. */
export interface ControlCall<Body> extends Omit<Received, 'body'> {
  readonly body: Body;
}

/** One call that the control API knows. Its answer is JSON. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Parameters stand in the path as `:name`; `:id` is an organization's. */
  readonly path: string;
  /** What it does, as a sentence. */
  readonly summary: string;
  /** The schema of its content: specs/schemas/control/<name>.request.json. Absent: it takes none. */
  readonly body?: keyof ControlBodies;
  /** Default: 200. */
  readonly status?: 201;
  /** @throws {CertifyError} */
  readonly handle: (call: Received) => object | Promise<object>;
}

/** The part of a route that takes a content. */
export function taking<Name extends keyof ControlBodies>(
  body: Name,
  handle: (call: ControlCall<ControlBodies[Name]>) => object | Promise<object>,
): Pick<ControlRoute, 'body' | 'handle'> {
  return { body, handle: (call) => handle({ ...call, body: bodyOf(body, call.body, call.nopan.schemas) }) };
}

/** The organization that the path names. @throws {ControlError} 404 */
export function organizationOf({ parameters, nopan }: Pick<Received, 'parameters' | 'nopan'>): Organization {
  const { id = '' } = parameters;
  const organization = nopan.organizations.get(id);
  if (organization !== undefined) return organization;
  throw new ControlError(404, `There is no organization ${id}`, {
    where: 'id',
    advice: 'Make one with POST /organizations, or see which there are with GET /organizations.',
  });
}
