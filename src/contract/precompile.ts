import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { schemasDir, specsDir } from './locations.ts';
import { digestOfText, parsedFile, type ParsedAhead } from './parsed-ahead.ts';
import { precompiledFile, precompiledFor } from './precompiled.ts';
import { compileSchema, schemaCompiler, schemaUri } from './schema-compiler.ts';
import { digestOf, readSchemaFiles, type SchemaFiles } from './schema-files.ts';
import { parseYaml } from './yaml-text.ts';

/**
 * A step of `npm run build`: writes the code of every validator into one module, unless it is there already, and what every YAML
 * file of specs/ says into another file.
 */
const files = readSchemaFiles(schemasDir);
if (precompiledFor(files) === undefined) writeFileSync(precompiledFile, moduleOf(files));
writeFileSync(parsedFile, JSON.stringify(parsedSpecs()));

function moduleOf(files: SchemaFiles): string {
  const ajv = schemaCompiler(schemasDir, files, true);
  const ids = [...files.keys()].filter((id) => typeof compileSchema(ajv, schemasDir, id, files) === 'function');
  const code = standaloneCode.default(ajv, Object.fromEntries(ids.map((id) => [id, schemaUri(id)])));
  return `const validators = {};\n(function (exports) {\n${code}\n})(validators);\nmodule.exports = { digest: '${digestOf(files)}', validators };\n`;
}

function parsedSpecs(): ParsedAhead {
  const paths = readdirSync(specsDir, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
  const texts = paths.sort().map((path) => [join(specsDir, path), readFileSync(join(specsDir, path), 'utf8')] as const);
  return Object.fromEntries(texts.map(([file, text]) => [digestOfText(text), parseYaml(text, file, 'ERR_SPEC').value]));
}
