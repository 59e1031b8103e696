import { catalogueSha256 } from '../contract/catalogue-digest.ts';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { CertifyError } from '../errors.ts';
import { signatureKey } from '../explain/verification-keys.ts';
import { readPackage, type Package } from '../package/read-package.ts';
import { standingOf, type Standing } from '../package/standing.ts';
import { visibleLine } from '../report/text.ts';
import { detailsOf } from './details.ts';
import { judgedAt } from './message-times.ts';
import { verificationKeys, type KeySettings } from './signed-message.ts';

/** `nopan-certify verify` of a package; gives the exit code. */
export async function verifyPackage(bytes: Buffer, settings: Partial<KeySettings>): Promise<number> {
  const { key } = settings;
  const keys = key === undefined ? undefined : verificationKeys({ ...settings, key });
  for (const note of keys?.notes ?? []) process.stderr.write(`${visibleLine(`Note: ${note}`)}\n`);
  try {
    const pack = await readPackage(bytes, loadSchemas(schemasDir));
    const at = judgedAt(settings);
    const standing = standingOf(pack, {
      keys: (keys?.keys ?? []).map((each) => signatureKey(each, each.keyid ?? '')),
      catalogue: catalogueSha256(),
      now: at === undefined ? Date.parse(pack.result.finishedAt) : at * 1000,
    });
    say(...textOf(pack, standing));
    return standing.stale ? 1 : 0;
  } catch (error) {
    if (!(error instanceof CertifyError) || error.code !== 'ERR_PACKAGE') throw error;
    say(
      `DOES NOT VERIFY  ${error.message} (${error.code})`,
      ...detailsOf(error).map(([label, text]) => `  ${label} ${text}`),
    );
    return 1;
  }
}

const say = (...lines: readonly string[]): void => {
  process.stdout.write(lines.map((line) => `${visibleLine(line)}\n`).join(''));
};

function textOf({ result }: Package, { signerKnown, stale, proven, notProven }: Standing): string[] {
  const word = stale ? 'STALE' : signerKnown ? 'VERIFIES' : 'INTACT, BY AN UNKNOWN SIGNER';
  const { verdict, target, finishedAt, tool } = result;
  return [
    `${word}  ${verdict}, ${target.name}, ${finishedAt}, ${tool.name} ${tool.version}`,
    ...['Proven', ...proven.map(item)],
    ...['Not proven', ...notProven.map(item)],
  ];
}

const item = (text: string): string => `  - ${text}`;
