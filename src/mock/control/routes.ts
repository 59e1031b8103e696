import type { FastifyInstance } from 'fastify';
import type { Nopan } from '../nopan.ts';
import { newOrganization, type Endpoint, type Organization } from '../state/organization.ts';
import { ControlError } from './error.ts';
import { noteCertifiedKey, registerKey, type KeyRegistration } from './keys.ts';
import {
  clientCertificateBody,
  clockBody,
  keyBody,
  newOrganizationBody,
  serverCertificateBody,
  webhooksBody,
} from './schemas.ts';

interface OfOrganization {
  readonly Params: { readonly id: string };
}

interface CertificateRequest {
  readonly publicKey: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
}

/**
 * The control API: what scenarios and tools need beyond Nopan's own API, the same for the embedded and the standalone mock.
 * Requests and answers are JSON; README and docs/architecture.md name the calls.
 */
export function routes(server: FastifyInstance, nopan: Nopan): void {
  const { organizations, authority } = nopan;

  const organizationOf = ({ params }: { params: { id: string } }): Organization => {
    const organization = organizations.get(params.id);
    if (organization !== undefined) return organization;
    throw new ControlError(404, `There is no organization ${params.id}`, 'Make one with POST /organizations.');
  };

  server.post<{ Body: { name?: string } }>(
    '/organizations',
    { schema: { body: newOrganizationBody } },
    ({ body }, reply) => {
      const organization = newOrganization({
        name: body.name ?? 'Example merchant',
        clock: nopan.clock,
        randomness: nopan.randomness,
        idempotencyLifetimeSeconds: nopan.protocol.idempotency.lifetimeSeconds,
      });
      organizations.set(organization.id, organization);
      const { id, accounts, webhookSecret } = organization;
      return reply.code(201).send({ organizationId: id, processingAccountIds: accounts, webhookSecret });
    },
  );

  server.post<OfOrganization & { Body: CertificateRequest }>(
    '/organizations/:id/certificates',
    { schema: { body: clientCertificateBody } },
    async (request, reply) => {
      const organization = organizationOf(request);
      const { publicKey, notBefore, notAfter } = request.body;
      noteCertifiedKey(organization, publicKey);
      const certificate = await authority.issue({
        publicKey,
        subject: { C: 'NL', O: organization.name, CN: organization.id },
        usage: 'client',
        ...(notBefore !== undefined && { notBefore: new Date(notBefore) }),
        ...(notAfter !== undefined && { notAfter: new Date(notAfter) }),
      });
      return reply.code(201).send({ certificate });
    },
  );

  server.post<{ Body: { publicKey: string; names: string[] } }>(
    '/certificates/server',
    { schema: { body: serverCertificateBody } },
    async ({ body: { publicKey, names } }, reply) => {
      const subject = { C: 'NL', O: 'Example merchant', CN: (names[0] ?? '').slice(0, 64) };
      const certificate = await authority.issue({ publicKey, names, subject, usage: 'server' });
      return reply.code(201).send({ certificate });
    },
  );

  server.post<OfOrganization & { Body: KeyRegistration }>(
    '/organizations/:id/keys',
    { schema: { body: keyBody } },
    (request, reply) => {
      const { keyid } = registerKey(organizationOf(request), request.body);
      return reply.code(201).send({ keyid });
    },
  );

  server.put<OfOrganization & { Body: { endpoints: Endpoint[] } }>(
    '/organizations/:id/webhooks',
    { schema: { body: webhooksBody } },
    (request) => {
      const organization = organizationOf(request);
      organization.endpoints = request.body.endpoints;
      return { endpoints: organization.endpoints };
    },
  );

  server.get<OfOrganization>('/organizations/:id/deliveries', (request) => ({
    deliveries: organizationOf(request).deliveries,
  }));

  server.post<OfOrganization & { Body: { advanceSeconds: number } }>(
    '/organizations/:id/clock',
    { schema: { body: clockBody } },
    (request) => {
      const { time } = organizationOf(request);
      time.advance(request.body.advanceSeconds);
      return { now: new Date(time.now()).toISOString() };
    },
  );
}
