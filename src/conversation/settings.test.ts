import { describe, expect, test } from 'vitest';
import { caught } from './fixtures/caught.ts';
import { refusalOfSpoilt, settledRefusal } from './settled-refusal.ts';
import { allows, approvalSeconds, errorCalled, withSettings } from './settings.ts';
import { loadSpecification } from './specification.ts';

const { protocol, statedErrors, tamperings } = loadSpecification();
const changed = loadSpecification({
  'errors.transitionNotAllowed': { status: 409, reasonCode: '5009', message: 'No' },
  'errors.unknownRoute': { status: 404, reasonCode: '4404', message: 'No' },
  'signature.extraParameters': 'rejected',
}).protocol;

test('a setting allows what it is, or what it has', () => {
  expect(allows('schemes.deferredCapture', 'WERO', protocol)).toBe(true);
  expect(allows('schemes.deferredCapture', 'BLIK', protocol)).toBe(false);
  expect(allows('payments.chargeWithoutToken', 'rejected', protocol)).toBe(true);
});

test('a setting that does not exist is told', async () => {
  const error = await caught(() => allows('schemes.deferedCapture', 'BLIK', protocol));
  expect(error).toMatchObject({
    code: 'ERR_FEATURE',
    message: 'There is no protocol setting schemes.deferedCapture',
    advice: 'Did you mean schemes.deferredCapture?',
  });
});

test('a text stands for the value of a setting, or for itself', () => {
  expect(withSettings({ '/a': '${outcomes.expired.reasonCode}', '/b': 'DECLINED' }, protocol)).toEqual({
    '/a': '2001',
    '/b': 'DECLINED',
  });
});

test('each scheme has its time, and those that name none have one', () => {
  expect(['BLIK', 'IRIS', 'WERO'].map((scheme) => approvalSeconds(scheme, protocol))).toEqual([45, 1980, 900]);
});

describe('a refusal that a feature names', () => {
  const settled = (status: number, reasonCode: string) =>
    settledRefusal({ status, reasonCode }, changed.errors, statedErrors);

  test('is the one that settings have', () => {
    expect(settled(422, '5002')).toEqual({ status: 409, reasonCode: '5009' });
    expect(settled(409, '5001')).toEqual({ status: 409, reasonCode: '5001' });
  });

  test('stays as it is where two errors have it, which are told apart by name', () => {
    expect(settled(404, '5000')).toEqual({ status: 404, reasonCode: '5000' });
    expect(errorCalled('unknownRoute', changed)).toMatchObject({ status: 404, reasonCode: '4404' });
  });

  test('is that of the format where parameters are rejected whatever they say', () => {
    const named = { status: 401, reasonCode: '4992' };
    const lying = tamperings.byTitle("with a signature that names another algorithm than its key's");
    expect(refusalOfSpoilt(named, lying, protocol)).toEqual(named);
    expect(refusalOfSpoilt(named, lying, changed)).toEqual({ status: 400, reasonCode: '4990' });
    expect(refusalOfSpoilt(named, tamperings.byTitle('with a flipped signature byte'), changed)).toEqual(named);
  });
});
