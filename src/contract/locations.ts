import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CertifyError } from '../errors.ts';

/** The folder of this package's package.json, both for the sources and for what is compiled into dist. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) {
      throw new CertifyError('ERR_HARNESS', 'The package cannot find its own root', {
        where: import.meta.dirname,
        expected: 'a package.json in a folder above',
        advice: 'Install nopan-certify again.',
      });
    }
    folder = parent;
  }
  return folder;
}

export const specsDir: string = join(packageRoot(), 'specs');
export const schemasDir: string = join(specsDir, 'schemas');
export const requestsDir: string = join(specsDir, 'requests');
export const workflowsDir: string = join(specsDir, 'workflows');
export const protocolFile: string = join(specsDir, 'protocol.yaml');
export const requirementsFile: string = join(specsDir, 'requirements.yaml');
export const defectsFile: string = join(specsDir, 'defects.yaml');
export const featuresDir: string = join(packageRoot(), 'features');
export const killMatrixFile: string = join(packageRoot(), 'docs/kill-matrix.md');
