import { Refusal } from '../refusal.ts';
import { checking, type Guard } from './guard.ts';

/**
 * The version that a request was written for: MAJOR.MINOR (VERS), absent for the latest. Any minor version of the current major one
 * is served, since versions of one major stay compatible; the page lists no others.
 */
export const version: Guard = {
  name: 'version',
  concerns: ({ scope }) => scope !== undefined,
  handle: checking((call, { protocol }) => {
    const { header, current } = protocol.version;
    const value = call.header(header);
    if (value === undefined) return;
    const [major, ...rest] = value.split('.');
    if (/^\d+\.\d+$/.test(value) && major === current.split('.')[0] && rest.length === 1) return;
    throw new Refusal('invalidInput', { fields: { [header]: `Version must be one such as ${current}` } });
  }),
};
