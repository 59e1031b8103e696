import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { killMatrixFile } from '../contract/locations.ts';
import type { KillMatrix } from '../contract/types/kill-matrix.ts';
import { loadCatalogues } from './catalogues.ts';
import { killMatrixMarkdown } from './markdown.ts';

/** For machines: every failed scenario and times besides. */
export function writeJson(matrix: KillMatrix, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'kill-matrix.json'), `${JSON.stringify(matrix, null, 2)}\n`);
}

/** For people: docs/kill-matrix.md. */
export function writeDocument(matrix: KillMatrix): void {
  writeFileSync(killMatrixFile, killMatrixMarkdown(matrix, loadCatalogues().catalogue));
}
