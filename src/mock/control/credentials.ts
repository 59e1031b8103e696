import { createPublicKey, X509Certificate } from 'node:crypto';
import { seconds, type Clock } from '../../clock.ts';
import { subjectPublicKeyInfo, validFor } from '../../credentials/certificate-options.ts';
import type { ControlBodies } from './body.ts';
import { assertCertifiable, requestedKey } from './certificate-request.ts';
import { ControlError } from './error.ts';
import { noteCertifiedKey, registerKey } from './keys.ts';
import { organizationOf, taking, type ControlRoute } from './route.ts';

/** Client certificates, keys that sign requests, and access tokens. */
export const credentials: readonly ControlRoute[] = [
  {
    method: 'POST',
    path: '/organizations/:id/certificates',
    summary: 'Issues a client certificate, for a public key or by a certificate request.',
    status: 201,
    ...taking('client-certificate', async (call) => {
      const { authority } = call.nopan;
      const organization = organizationOf(call);
      const { certificateRequest, commonName = organization.id } = call.body;
      const publicKey = createPublicKey({
        key: subjectPublicKeyInfo(call.body.publicKey ?? (await requestedKey(certificateRequest ?? '', commonName))),
        type: 'spki',
        format: 'der',
      });
      assertCertifiable(publicKey);
      noteCertifiedKey(organization, publicKey);
      const certificate = await authority.issue({
        publicKey,
        subject: { C: 'NL', O: organization.name, CN: commonName },
        usage: 'client',
        ...periodOf(call.body, organization.clock),
      });
      const { serialNumber, validTo } = new X509Certificate(certificate);
      const issued = { serialNumber, notAfter: new Date(validTo).toISOString(), revoked: false };
      organization.certificates.set(serialNumber, issued);
      organization.save();
      return { certificate, serialNumber, notAfter: issued.notAfter };
    }),
  },
  {
    method: 'DELETE',
    path: '/organizations/:id/certificates/:serialNumber',
    summary: 'Revokes a client certificate: calls with it are refused from now on.',
    handle(call) {
      const organization = organizationOf(call);
      const { serialNumber = '' } = call.parameters;
      const issued = organization.certificates.get(serialNumber.toUpperCase());
      if (issued === undefined) {
        throw new ControlError(404, `The organization has no certificate ${serialNumber}`, {
          where: 'serialNumber',
          expected: 'the serial number of a certificate that was issued here, hexadecimal',
          advice: 'See which it has with GET /organizations/:id.',
        });
      }
      const revoked = { ...issued, revoked: true };
      organization.certificates.set(issued.serialNumber, revoked);
      organization.save();
      return revoked;
    },
  },
  {
    method: 'POST',
    path: '/certificates/server',
    summary: 'Issues a certificate to an endpoint of webhooks.',
    status: 201,
    ...taking('server-certificate', async ({ body: { publicKey, names }, nopan }) => {
      const subject = { C: 'NL', O: 'Example merchant', CN: names[0].slice(0, 64) };
      return { certificate: await nopan.authority.issue({ publicKey, names, subject, usage: 'server' }) };
    }),
  },
  {
    method: 'POST',
    path: '/organizations/:id/keys',
    summary: 'Registers a public key that an organization signs requests with.',
    status: 201,
    ...taking('key', (call) => {
      const organization = organizationOf(call);
      const { keyid } = registerKey(organization, call.body, call.nopan.protocol.signature.keyCurves);
      organization.save();
      return { keyid };
    }),
  },
  {
    method: 'PATCH',
    path: '/organizations/:id/keys/:keyid',
    summary: 'Says until when a key is valid: a time that is over expires it.',
    ...taking('key-validity', (call) => {
      const validUntil = Date.parse(call.body.validUntil);
      return changeKey(call, { validUntil });
    }),
  },
  {
    method: 'DELETE',
    path: '/organizations/:id/keys/:keyid',
    summary: 'Revokes a key: signatures by it are refused from now on.',
    handle: (call) => changeKey(call, { revoked: true }),
  },
  {
    method: 'POST',
    path: '/organizations/:id/tokens',
    summary: 'Issues an access token without a token request, also one of the past.',
    status: 201,
    ...taking('token', async (call) => {
      const { protocol, randomness, tokens } = call.nopan;
      const { scope = protocol.token.defaultScope, issuedSecondsAgo = 0 } = call.body;
      const { id, clock } = organizationOf(call);
      const iat = seconds(clock) - issuedSecondsAgo;
      return { accessToken: await tokens.issue({ client_id: id, scope, iat, jti: randomness.uuid() }) };
    }),
  },
];

/** The period of a certificate as far as it is not the usual one: it ends a year after its making, in the organization's own time. */
function periodOf({ notBefore, notAfter }: ControlBodies['client-certificate'], clock: Clock) {
  if (notBefore === undefined && notAfter === undefined) return { notAfter: validFor(1, clock).notAfter };
  return {
    ...(notBefore !== undefined && { notBefore: new Date(notBefore) }),
    ...(notAfter !== undefined && { notAfter: new Date(notAfter) }),
  };
}

type KeyChange = { readonly validUntil: number } | { readonly revoked: true };

function changeKey(call: Parameters<typeof organizationOf>[0], change: KeyChange): object {
  const organization = organizationOf(call);
  const { keyid = '' } = call.parameters;
  const key = organization.keys.get(keyid);
  if (key === undefined) {
    throw new ControlError(404, `The organization has no key ${keyid}`, {
      where: 'keyid',
      advice: 'See which it has with GET /organizations/:id.',
    });
  }
  const { validUntil, revoked } = { ...key, ...change };
  organization.keys.set(keyid, { ...key, validUntil, revoked });
  organization.save();
  return { keyid, validUntil: new Date(validUntil).toISOString(), revoked };
}
