export { readAtMost, readRegularFile } from '../contract/regular-file.ts';
