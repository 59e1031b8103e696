import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { capabilitiesOf, loadRequirements } from '../contract/requirements.ts';
import { configurationTemplate } from '../config/template.ts';
import { requirementsFile, schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { withVisibleControls } from '../report/text.ts';
import { defaultConfiguration } from './configuration-sources.ts';
import { writeNewFiles } from './new-files.ts';
import { hint } from './program-name.ts';

export interface InitSettings {
  readonly force: boolean;
}

/** `nopan-certify init`: a configuration to fill in, and what to do with it. */
export function init(file: string, { force }: InitSettings): void {
  const capabilities = capabilitiesOf(loadRequirements(requirementsFile, loadSchemas(schemasDir)));
  const content = configurationTemplate({ schema: schemaFrom(dirname(resolve(file))), capabilities });
  writeNewFiles([{ name: basename(file), content, mode: 0o600 }], {
    folder: dirname(file),
    force,
    advice: force ? 'Name another file.' : 'Name another file, or give --force to overwrite it.',
  });
  process.stdout.write(withVisibleControls(hint(nextSteps(file))));
}

/** The schema as an editor finds it: relative to the configuration, in the project's own packages if it is installed there. */
function schemaFrom(folder: string): string {
  const installed = resolve('node_modules/nopan-certify/specs/schemas');
  const path = relative(folder, join(existsSync(installed) ? installed : schemasDir, 'config.schema.json'));
  return path.split(sep).join('/');
}

function nextSteps(file: string): string {
  const option = file === defaultConfiguration ? '' : ` --config ${file}`;
  return `Written
  ${file}  readable by you only; keep secrets out of it

Next
  1. Replace what begins with "your-": Nopan’s onboarding and portal tell the ids.
  2. Name your client certificate, its key and the key that signs; paths are
     relative to the file. There are no keys yet? nopan-certify keys --help
  3. See what takes effect, and where each value comes from:
     nopan-certify config show${option}
  4. See what is wrong with it, with the credentials or with the target:
     nopan-certify doctor${option}
  5. See which way of signing the target accepts:
     nopan-certify calibrate${option}
  6. Certify:
     nopan-certify run --target sandbox${option}
`;
}
