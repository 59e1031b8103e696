import { writeFileSync } from 'node:fs';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { schemasDir } from './locations.ts';
import { precompiledFile, precompiledFor } from './precompiled.ts';
import { compileSchema, schemaCompiler, schemaUri } from './schema-compiler.ts';
import { digestOf, readSchemaFiles, type SchemaFiles } from './schema-files.ts';

/** A step of `npm run build`: writes the code of every validator into one module, unless it is there already. */
const files = readSchemaFiles(schemasDir);
if (precompiledFor(files) === undefined) writeFileSync(precompiledFile, moduleOf(files));

function moduleOf(files: SchemaFiles): string {
  const ajv = schemaCompiler(schemasDir, files, true);
  const ids = [...files.keys()].filter((id) => typeof compileSchema(ajv, schemasDir, id) === 'function');
  const code = standaloneCode.default(ajv, Object.fromEntries(ids.map((id) => [id, schemaUri(id)])));
  return `const validators = {};\n(function (exports) {\n${code}\n})(validators);\nmodule.exports = { digest: '${digestOf(files)}', validators };\n`;
}
