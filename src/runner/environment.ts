import { Writable } from 'node:stream';
import type { IRunEnvironment } from '@cucumber/cucumber/api';
import { packageRoot } from '../contract/locations.ts';

/** Cucumber's surroundings: our package as its folder, nothing written, and nothing ever published whatever the environment says. */
export function cucumberEnvironment(): IRunEnvironment {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CUCUMBER_PUBLISH')));
  return { cwd: packageRoot(), env, stdout: nowhere(), stderr: nowhere() };
}

function nowhere(): Writable {
  return new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
}
