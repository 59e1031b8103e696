import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Requirement } from '../../contract/types/requirements.ts';
import { examined, outcomesOf, ours, soundCredentials, told, type Credentials } from '../fixtures/credentials.ts';

let sound: Credentials;
beforeAll(async () => {
  sound = await soundCredentials();
});
afterAll(() => {
  sound.remove();
});

const own: Requirement = {
  ...{ id: 'SHOP-01', title: 'Orders are numbered', level: 'MUST', stage: 'payments', applies: 'always' },
  source: { page: 'ours', status: 'documented' },
};

/** Waivers by their last days; it is 2030-06-01. */
const findings = (days: Readonly<Record<string, string>>, catalogue = [...ours(), own]) =>
  examined(
    {
      ...sound.config,
      waivers: Object.fromEntries(
        Object.entries(days).map(([id, expires]) => [id, { owner: 'Ada', reason: 'later', reference: 'T-1', expires }]),
      ),
    },
    [],
    catalogue,
  );

const verdictOn = async (days: Readonly<Record<string, string>>, catalogue?: Requirement[]) =>
  told(await findings(days, catalogue), 'waivers');

describe('waivers', () => {
  it('that have expired are an error, as they fail the run', async () => {
    expect(await verdictOn({ 'PAY-12': '2030-05-31' })).toEqual({
      ...{ outcome: 'error', found: 'The waiver of PAY-12 expired on 2030-05-31, which fails every run' },
      ...{ actual: '2030-05-31', expected: 'a last day from 2030-06-01 to 2030-08-30' },
      ...{ where: '/config.yaml /waivers/PAY-12/expires', advice: 'Ada should renew or remove it.' },
    });
  });

  it('that hold for more than a fortnight are in order', async () => {
    expect(await verdictOn({ 'PAY-12': '2030-06-16', 'SHOP-01': '2030-08-30' })).toEqual({
      outcome: 'ok',
      found: 'PAY-12, SHOP-01, each for more than 14 days',
    });
  });

  it.each([
    ['2030-06-15', 'The waiver of PAY-12 expires in 14 days'],
    ['2030-06-02', 'The waiver of PAY-12 expires in 1 day'],
    ['2030-06-01', 'The waiver of PAY-12 expires today'],
  ])('until %s are warned of', async (expires, found) => {
    expect(await verdictOn({ 'PAY-12': expires, 'PAY-13': '2030-08-30' })).toEqual({
      ...{ outcome: 'warning', found, actual: expires, expected: 'a last day after 2030-06-15' },
      where: '/config.yaml /waivers/PAY-12/expires',
      advice: 'Once a waiver has expired it fails the run: Ada should renew or remove it.',
    });
  });

  it.each(['2030-08-31', '9999-12-31'])('until %s hold for too long', async (expires) => {
    expect(await verdictOn({ 'PAY-12': '2030-08-30', 'PAY-13': expires })).toEqual({
      ...{ outcome: 'error', found: 'The waiver of PAY-13 holds for more than 90 days', actual: expires },
      ...{ expected: 'a last day no later than 2030-08-30', where: '/config.yaml /waivers/PAY-13/expires' },
      advice: 'A waiver lasts as long as a certification counts; after that, Ada has to renew it.',
    });
  });

  it('of no requirement are an error', async () => {
    expect(await verdictOn({ 'SHOP-01': '2030-08-30' }, ours())).toMatchObject({
      ...{
        outcome: 'error',
        found: 'There is no requirement SHOP-01 to waive',
        where: '/config.yaml /waivers/SHOP-01',
      },
      expected: 'an id of specs/requirements.yaml, or of the requirements that --specs names',
    });
  });

  it('are not looked at where there are none', async () => {
    expect(outcomesOf(await findings({}))).not.toHaveProperty('waivers');
  });
});
