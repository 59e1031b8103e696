import { withValue } from './fields.ts';
import { doesNotApply, type Operator } from './spoilable.ts';

/** Changes what the access token says and leaves its signature as it was. */
export const editToken: Operator = ({ claim = '', value = '' }) => ({
  signed: (message) =>
    withValue('edit-token', message, 'Authorization', (authorization) => {
      const [header = '', payload = '', signature = ''] = authorization.slice('Bearer '.length).split('.');
      const claims = parsed(payload);
      // An opaque token has no claims to change (RFC 6749 section 1.4).
      if (claims === undefined) throw doesNotApply('edit-token', message, 'JWT to change a claim of');
      return `Bearer ${[header, encoded({ ...claims, [claim]: value }), signature].join('.')}`;
    }),
});

/** Names no algorithm in the access token's header and leaves its signature out (RFC 8725 section 2.1). */
export const unsignToken: Operator = () => ({
  signed: (message) =>
    withValue('unsign-token', message, 'Authorization', (authorization) => {
      const [, payload = ''] = authorization.split('.');
      if (payload === '') throw doesNotApply('unsign-token', message, 'JWT to take the signature from');
      return `Bearer ${encoded({ alg: 'none', typ: 'JWT' })}.${payload}.`;
    }),
});

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function parsed(payload: string): object | undefined {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as object;
  } catch {
    return undefined;
  }
}
