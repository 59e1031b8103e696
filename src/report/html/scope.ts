import { uses } from '../../certification/applicability.ts';
import { counted } from '../../certification/words.ts';
import type { Result } from '../../contract/types/result.ts';
import type { Fact } from './values.ts';

/** What requirements apply to whatever an integration uses: no capability. */
const always = ['always', 'http-message-signature'];

const words: Readonly<Record<string, string>> = { mit: 'merchant-initiated payments', 'detached-jws': 'detached JWS' };

const inWords = (capability: string): string => words[capability] ?? capability.replaceAll('-', ' ');

/** What the certification is about, and what not: capabilities, and what a selection left out. */
export function scopeOf(
  result: Pick<Result, 'requirements' | 'basis' | 'profile' | 'scenarios' | 'selection'>,
): Fact[] {
  const left = leftOut(result);
  return [['Scope', capabilities(result)], ...(left === undefined ? [] : [['Selection', left] as const])];
}

function capabilities({ requirements, basis, profile }: Pick<Result, 'requirements' | 'basis' | 'profile'>): string {
  const all = [...new Set(requirements.map(({ applies }) => applies))].filter((each) => !always.includes(each)).sort();
  const named = basis?.capabilities;
  if (named === undefined) return all.length === 0 ? 'all capabilities' : `all capabilities: ${joined(all)}`;
  const scheme = profile['signature.profile'];
  const isUsed = uses({ capabilities: named, ...(typeof scheme === 'string' && { scheme }) });
  const [used, unused] = [all.filter(isUsed), all.filter((each) => !isUsed(each))];
  const without = unused.length === 0 ? '' : `; not used, and not certified: ${joined(unused)}`;
  return `${used.length === 0 ? 'what every integration needs' : joined(used)}${without}`;
}

const joined = (names: readonly string[]): string => names.map(inWords).join(', ');

/** What was not run of all that there is, in words; undefined: nothing. */
export function leftOut({
  basis,
  scenarios,
  selection,
}: Pick<Result, 'basis' | 'scenarios' | 'selection'>): string | undefined {
  if (basis === undefined) return undefined;
  const { shard, leftOut: left, plan } = basis;
  const total = plan.scenarios + left.length;
  const parts = [
    ...(left.length === 0
      ? []
      : [
          `${counted(left.length, 'scenario')} of ${total} left out${selection === undefined ? '' : `, by ${selection}`}`,
        ]),
    ...(shard === undefined || shard.total === 1
      ? []
      : [`shard ${shard.index} of ${shard.total}, with ${scenarios.length} of ${plan.scenarios} scenarios`]),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}
