import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { effectiveConfiguration } from '../config/effective.ts';
import { specsDir } from '../contract/locations.ts';
import { cli, started, withFolder } from './fixtures/cli.ts';

const name = 'nopan-certify.config.yaml';
const schemaOf = (file: string): string =>
  resolve(dirname(file), /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, 'utf8'))?.[1] ?? 'none');

describe('init', () => {
  it('writes a private file that takes effect once it is filled in', async () => {
    await withFolder(async (cwd) => {
      const { code, stdout, stderr } = await cli(['init'], { cwd });
      expect([code, stderr, readdirSync(cwd)]).toEqual([0, '', [name]]);
      expect(stdout).toMatch(/^Written\n {2}nopan-certify\.config\.yaml {2}readable by you only/);

      const file = join(cwd, name);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('your-', 'my-'));
      expect(effectiveConfiguration({ file, environment: {} }).value.organization).toBe('my-organization-id');
    });
  });

  it('names every capability that a requirement depends on', async () => {
    await withFolder(async (cwd) => {
      await cli(['init'], { cwd });
      const written = readFileSync(join(cwd, name), 'utf8')
        .split(/^#(?:capabilities|redact):\n/m)[1]
        ?.match(/(?<=^#  - ).*/gm);
      const requirements = readFileSync(join(specsDir, 'requirements.yaml'), 'utf8');
      const known = new Set(requirements.match(/(?<=^ {2}applies: )(?!always|http-message-signature).*/gm));
      expect(known).toContain('refunds');
      expect(written?.sort()).toEqual([...known].sort());
    });
  });

  it('writes where it is told, with the schema as an editor finds it from there, and next steps that name the file', async () => {
    await withFolder(async (cwd) => {
      const { code, stdout } = await cli(['init', 'conf/sandbox.yaml'], { cwd });
      expect([code, existsSync(schemaOf(join(cwd, 'conf/sandbox.yaml')))]).toEqual([0, true]);
      expect(stdout).toContain(`${started(cwd)} config show --config conf/sandbox.yaml\n`);
    });
  });

  it('names the schema of the project’s own package where there is one', async () => {
    await withFolder(async (cwd) => {
      mkdirSync(join(cwd, 'node_modules/nopan-certify/specs/schemas'), { recursive: true });
      await cli(['init'], { cwd });
      expect(readFileSync(join(cwd, name), 'utf8')).toMatch(
        /^# yaml-language-server: \$schema=node_modules\/nopan-certify\/specs\/schemas\/config\.schema\.json\n/,
      );
    });
  });

  it('never overwrites without being told', async () => {
    await withFolder(async (cwd) => {
      writeFileSync(join(cwd, name), 'mine', { mode: 0o644 });
      expect(await cli(['init'], { cwd })).toEqual({
        code: 2,
        stdout: '',
        stderr: `nopan-certify: ${name} already exists; nothing was written (ERR_OUTPUT)
  at        ${name}
  expected  no file of that name
  do        Name another file, or give --force to overwrite it.
`,
      });
      expect(readFileSync(join(cwd, name), 'utf8')).toBe('mine');

      expect((await cli(['init', '--force'], { cwd })).code).toBe(0);
      expect(readFileSync(join(cwd, name), 'utf8')).toContain('your-organization-id');
      expect([statSync(join(cwd, name)).mode & 0o777, readdirSync(cwd)]).toEqual([0o600, [name]]);
    });
  });

  it('does not replace a folder, even when told to', async () => {
    await withFolder(async (cwd) => {
      mkdirSync(join(cwd, name));
      const { code, stderr } = await cli(['init', '--force'], { cwd });
      expect([code, stderr]).toEqual([2, expect.stringContaining('  do        Name another file.\n')]);
    });
  });
});
