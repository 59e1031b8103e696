import { hidden, isHidden } from './secret-patterns.ts';
import type { SecretName } from './secret-names.ts';

const text = String.raw`"[^"\\]*(?:\\.[^"\\]*)*"?`;
const object = String.raw`\{[^}]*\}?`;
const list = String.raw`\[(?!redacted(?: sha256:[0-9a-f]{12})?\])[^\]]*\]?`;

/** Is told what stood under a secret name. */
export type Learn = (secret: SecretName, value: string) => void;

/**
 * Secrets that are known by the name before them. As with the patterns of secret-patterns.ts, searching takes a time that grows with
 * the text, whatever it is.
 */
export class NamedSecrets {
  readonly #byName: ReadonlyMap<string, SecretName>;
  /** In JSON that cannot be parsed, and in forms and queries. */
  readonly #member: RegExp;
  /** An escape may hide a name, so content with one is parsed. */
  readonly #mayName: RegExp;

  constructor(names: readonly SecretName[]) {
    const anyName = names.map(({ name }) => spellings(name)).join('|');
    this.#byName = new Map(names.map((secret) => [plain(secret.name), secret]));
    this.#member = new RegExp(
      String.raw`("(?:${anyName})"\s*:\s*|\b(?:${anyName})=)(${text}|${object}|${list}|[^\s&",}[\]]+)`,
      'gi',
    );
    this.#mayName = new RegExp(String.raw`${anyName}|\\u`, 'i');
  }

  named(name: string): SecretName | undefined {
    return this.#byName.get(plain(name));
  }

  mayBeNamedIn(content: string): boolean {
    return this.#mayName.test(content);
  }

  /** @returns a text without them */
  removedFrom(value: string, learn: Learn): string {
    if (!this.mayBeNamedIn(value)) return value;
    return value.replace(this.#member, (_, before: string, member: string) => {
      const secret = this.named(before.replaceAll(/["\s:=]/g, ''));
      if (secret !== undefined) learn(secret, before.endsWith('=') ? decoded(member) : unquoted(member));
      if (!member.startsWith('"')) return before + hidden;
      return before + (isHidden(unquoted(member)) ? member : `"${hidden}"`);
    });
  }
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_]/g, '');

/** Matches every spelling of a name, as plain compares them. */
const spellings = (name: string): string =>
  name.replaceAll('.', String.raw`\.`).replaceAll(/[-_]|(?<=[a-z])(?=[A-Z])/g, '[-_]?');

const unquoted = (member: string): string =>
  member.startsWith('"') && member.endsWith('"') ? member.slice(1, -1) : member;

/** Of a form or a query. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
