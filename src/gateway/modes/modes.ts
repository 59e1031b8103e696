import { joined, type Expectation, type Mode } from '../behaviour.ts';
import { CertifyError } from '../../errors.ts';
import { demands } from './demands.ts';
import { edge } from './edge.ts';
import { harmless } from './harmless.ts';
import { latitude } from './latitude.ts';
import { network } from './network.ts';
import { webhooks } from './webhooks.ts';

/** Every mode; some know the organization that the run is about. */
export function allModes(organization: Parameters<typeof demands>[0]): readonly Mode[] {
  return [...harmless, ...latitude, ...edge, ...network, ...demands(organization), ...webhooks];
}

/** The names of modes, in their order. */
export const modeNames: readonly string[] = allModes({ id: '', signingKey: '' }).map(({ name }) => name);

/** All joinable modes at once. */
export const togetherName = 'together';

/**
 * One mode, or several that are joined by commas.
 *
 * @throws ERR_USAGE when there is none of that name
 */
export function modeOf(text: string, organization: Parameters<typeof demands>[0]): Mode {
  const all = allModes(organization);
  const modes =
    text === togetherName ? all.filter(({ joinable }) => joinable) : text.split(',').map((name) => called(name, all));
  const [first] = modes;
  if (modes.length === 1 && first !== undefined) return first;
  return {
    name: text,
    title: modes.map(({ title }) => title).join('; '),
    expected: hardest(modes),
    settings: Object.assign({}, ...modes.map(({ settings }) => settings)) as NonNullable<Mode['settings']>,
    mock: Object.assign({}, ...modes.map(({ mock }) => mock)) as NonNullable<Mode['mock']>,
    does: joined(modes),
  };
}

/** Joins expectations: all modes must expect certification. */
const hardest = (modes: readonly Mode[]): Expectation =>
  modes.map(({ expected }) => expected).find(({ exitCode }) => exitCode !== 0) ?? { exitCode: 0 };

function called(name: string, modes: readonly Mode[]): Mode {
  const found = modes.find((mode) => mode.name === name);
  if (found !== undefined) return found;
  throw new CertifyError('ERR_USAGE', `There is no mode ${name}`, {
    where: name,
    expected: `${togetherName}, or one of ${modeNames.join(', ')}`,
    advice: 'Name one of these, or several with commas between.',
  });
}
