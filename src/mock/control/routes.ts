import type { FastifyInstance } from 'fastify';
import { seconds } from '../../clock.ts';
import type { Nopan } from '../nopan.ts';
import type { Organization } from '../state/organization.ts';
import { bodyOf } from './body.ts';
import { ControlError } from './error.ts';
import { noteCertifiedKey, registerKey } from './keys.ts';

interface OfOrganization {
  readonly Params: { readonly id: string };
}

/**
 * The control API: what scenarios and tools need beyond Nopan's own API, the same for the embedded and the standalone mock.
 * Contents and answers are JSON; specs/schemas/control describes the contents.
 */
export function routes(server: FastifyInstance, nopan: Nopan): void {
  const { organizations, authority, schemas } = nopan;

  const organizationOf = ({ params: { id } }: { params: { id: string } }): Organization => {
    const organization = organizations.get(id);
    if (organization !== undefined) return organization;
    throw new ControlError(404, `There is no organization ${id}`, { advice: 'Make one with POST /organizations.' });
  };

  server.post('/organizations', (request, reply) => {
    const { name = 'Example merchant' } = bodyOf('organization', request.body, schemas);
    const organization = organizations.add({ name });
    const { id, accounts, webhookSecret } = organization;
    return reply.code(201).send({ organizationId: id, processingAccountIds: accounts, webhookSecret });
  });

  server.post<OfOrganization>('/organizations/:id/certificates', async (request, reply) => {
    const organization = organizationOf(request);
    const { publicKey, notBefore, notAfter, commonName } = bodyOf('client-certificate', request.body, schemas);
    noteCertifiedKey(organization, publicKey);
    organization.save();
    const certificate = await authority.issue({
      publicKey,
      subject: { C: 'NL', O: organization.name, CN: commonName ?? organization.id },
      usage: 'client',
      ...(notBefore !== undefined && { notBefore: new Date(notBefore) }),
      ...(notAfter !== undefined && { notAfter: new Date(notAfter) }),
    });
    return reply.code(201).send({ certificate });
  });

  server.post('/certificates/server', async (request, reply) => {
    const { publicKey, names } = bodyOf('server-certificate', request.body, schemas);
    const subject = { C: 'NL', O: 'Example merchant', CN: names[0].slice(0, 64) };
    const certificate = await authority.issue({ publicKey, names, subject, usage: 'server' });
    return reply.code(201).send({ certificate });
  });

  server.post<OfOrganization>('/organizations/:id/keys', (request, reply) => {
    const key = bodyOf('key', request.body, schemas);
    const organization = organizationOf(request);
    const { keyid } = registerKey(organization, key);
    organization.save();
    return reply.code(201).send({ keyid });
  });

  server.post<OfOrganization>('/organizations/:id/tokens', async (request, reply) => {
    const { scope = nopan.protocol.token.defaultScope, issuedSecondsAgo = 0 } = bodyOf('token', request.body, schemas);
    const { id, clock } = organizationOf(request);
    const iat = seconds(clock) - issuedSecondsAgo;
    const accessToken = await nopan.tokens.issue({ client_id: id, scope, iat, jti: nopan.randomness.uuid() });
    return reply.code(201).send({ accessToken });
  });

  server.put<OfOrganization>('/organizations/:id/webhooks', (request) => {
    const { endpoints } = bodyOf('webhooks', request.body, schemas);
    const organization = organizationOf(request);
    organization.endpoints = endpoints;
    organization.save();
    return { endpoints };
  });

  server.put<OfOrganization>('/organizations/:id/faults', (request) => {
    const { faults } = bodyOf('faults', request.body, schemas);
    const organization = organizationOf(request);
    organization.faults.set(faults);
    return { faults: organization.faults.left };
  });

  server.get<OfOrganization>('/organizations/:id/faults', (request) => ({
    faults: organizationOf(request).faults.left,
  }));

  server.get<OfOrganization>('/organizations/:id/deliveries', (request) => ({
    deliveries: [...organizationOf(request).deliveries.all()],
  }));

  server.post<OfOrganization>('/organizations/:id/clock', (request) => {
    const { advanceSeconds } = bodyOf('clock', request.body, schemas);
    const organization = organizationOf(request);
    organization.clock.advance(advanceSeconds);
    organization.save();
    organization.agenda.catchUp();
    return { now: new Date(organization.clock.now()).toISOString() };
  });
}
