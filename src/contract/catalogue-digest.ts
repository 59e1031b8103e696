import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { requirementsFile } from './locations.ts';

/** Which catalogue this version has: the digest of its file. */
export const catalogueSha256 = (): string => hash('sha256', readFileSync(requirementsFile));
