import type { JsonValue } from '../contract/json.ts';
import { valueAt } from '../contract/pointer.ts';
import type { Protocol } from '../contract/protocol.ts';
import { asText } from '../contract/template.ts';
import { didYouMean } from '../contract/suggestion.ts';
import { CertifyError } from '../errors.ts';
import type { Refusal } from './answer.ts';

/** The value of a setting of the wire profile. @throws ERR_FEATURE when there is no such setting */
function settingCalled(id: string, protocol: Protocol): JsonValue {
  const value = valueAt(protocol, `/${id.replaceAll('.', '/')}`) as JsonValue | undefined;
  if (value !== undefined) return value;
  const ids = Object.entries(protocol).flatMap(([room, entries]) =>
    Object.keys(entries as object).map((name) => `${room}.${name}`),
  );
  throw new CertifyError('ERR_FEATURE', `There is no protocol setting ${id}`, {
    expected: 'a setting of specs/protocol.yaml',
    advice: didYouMean(id, ids),
  });
}

/** Whether a setting equals a value, or is a list that contains it. */
export function allows(id: string, value: string, protocol: Protocol): boolean {
  const setting = settingCalled(id, protocol);
  return Array.isArray(setting) ? setting.includes(value) : setting === value;
}

/** The error of that name, with the current settings. @throws ERR_FEATURE when there is none */
export function errorCalled(name: string, protocol: Protocol): Refusal {
  return settingCalled(`errors.${name}`, protocol) as unknown as Refusal;
}

/** A text, or for one like `${version.current}` the value of that setting. @throws ERR_FEATURE when there is no such setting */
export const withSetting = (text: string, protocol: Protocol): string =>
  text.replace(/^\$\{([\w.]+)\}$/, (_whole, id: string) => asText(settingCalled(id, protocol)));

/** Texts in which `${outcomes.expired.reasonCode}` stands for the value of a setting. */
export function withSettings(texts: Readonly<Record<string, string>>, protocol: Protocol): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([pointer, text]) => [pointer, withSetting(text, protocol)]));
}

/** How long a scheme allows for approving a payment, in seconds. */
export function approvalSeconds(provider: string, { schemes }: Protocol): number {
  if (provider === 'BLIK') return schemes.blikApprovalSeconds;
  return provider === 'IRIS' ? schemes.irisApprovalSeconds : schemes.approvalSeconds;
}
