import { signBase } from '../signing/algorithms.ts';
import { coverageOf, inForm } from '../signing/coverage.ts';
import { fieldValue, type Message } from '../signing/message.ts';
import { componentLines, withSignatureParams } from '../signing/signature-base.ts';
import { doesNotApply, planned, type Operator, type Signer, type Spoilable } from './spoilable.ts';

interface Wording {
  /** What to add to the covered components: `"x-absent"`. */
  readonly add?: string | undefined;
  /** The parameters, with {keyid} and {created} where those belong. */
  readonly parameters?: string | undefined;
  readonly label?: string | undefined;
}

/** Words the Signature-Input otherwise, and signs correctly by these words. */
export const wordInput: Operator = ({ add, parameters, label }) => ({
  unsigned: (message) => {
    assertHttpSignature('word-input', message);
    return planned(message, { sign: worded({ add, parameters, label }) });
  },
});

/** Signs under another label too, correctly, and flips a byte of the signature under ours. */
export const twoLabels: Operator = ({ label = 'other' }) => ({
  unsigned: (message) => {
    assertHttpSignature('two-labels', message);
    return planned(message, { sign: labelledTwice(worded({ label }), worded({})) });
  },
});

const usualParameters = ';keyid="{keyid}";created={created}';

function worded({ add, parameters = usualParameters, label }: Wording): Signer {
  return (message, created) => {
    const { profile, key } = message.signing;
    const whole: Message = { ...message.signing.about, fields: message.fields, body: message.body };
    const { components, list } = coverageOf(profile, message.body.length > 0);
    const name = label ?? profile.label;
    const params =
      (add === undefined ? list : list.replace(/\)$/, ` ${add})`)) +
      parameters.replaceAll('{keyid}', key.keyid).replaceAll('{created}', String(created));
    const lines =
      componentLines(whole, components, profile.contentTypeForm) +
      (add === undefined ? '' : `${add}: ${valueOf(add, whole)}\n`);
    const base = withSignatureParams(lines, inForm(profile.signatureParamsForm, name, params));
    const signature = signBase(base, key, profile.ecdsaEncoding).toString('base64');
    return Promise.resolve({
      fields: [
        ['Signature-Input', `${name}=${params}`],
        ['Signature', `${name}=:${signature}:`],
      ],
      signed: { profile: 'http-message-signature', keyid: key.keyid, algorithm: key.algorithm, base },
    });
  };
}

/** The value of a component that is covered once more, or nothing for one that is not there: what a careless signer would take. */
function valueOf(item: string, message: Message): string {
  const name = /"([^"]*)"/.exec(item)?.[1] ?? '';
  return (name.startsWith('@') ? undefined : fieldValue(message.fields, name.toLowerCase())) ?? '';
}

function labelledTwice(theirs: Signer, ours: Signer): Signer {
  return async (message, created) => {
    const [sound, spoilt] = [await theirs(message, created), await ours(message, created)];
    const fields = sound.fields.map(([name, value], index): [string, string] => {
      const own = spoilt.fields[index]?.[1] ?? '';
      return [name, `${value}, ${name === 'Signature' ? own.replace(/=:(.)/, otherFirst) : own}`];
    });
    return { fields, signed: spoilt.signed };
  };
}

const otherFirst = (_: string, first: string): string => `=:${first === 'A' ? 'B' : 'A'}`;

function assertHttpSignature(operator: string, message: Spoilable): void {
  if (message.signing.scheme !== 'http-message-signature') throw doesNotApply(operator, message, 'Signature-Input');
}
