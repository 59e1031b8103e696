import tseslint from 'typescript-eslint';

/** What a room may import from the project's other rooms (docs/architecture.md gives the reasons). */
const rooms = {
  signing: ['errors'],
  contract: ['errors'],
  credentials: ['errors', 'clock', 'signing'],
  evidence: ['errors', 'contract', 'signing'],
  tampering: ['errors', 'signing', 'contract', 'credentials'],
  client: ['errors', 'clock', 'randomness', 'signing', 'contract', 'credentials', 'evidence', 'tampering'],
  mock: ['errors', 'clock', 'randomness', 'signing', 'contract', 'credentials', 'tampering'],
  webhooks: ['errors', 'clock', 'randomness', 'signing', 'contract', 'evidence'],
  certification: ['errors', 'contract'],
  report: ['errors', 'contract', 'certification'],
  package: ['errors', 'clock', 'signing', 'contract', 'credentials', 'certification'],
  comparison: ['errors', 'contract', 'certification'],
  explain: ['errors', 'signing', 'contract', 'credentials'],
  config: ['errors', 'contract'],
  target: ['errors', 'clock', 'randomness', 'contract', 'credentials', 'mock', 'config'],
  conversation: [
    'errors',
    'clock',
    'randomness',
    'signing',
    'contract',
    'credentials',
    'client',
    'webhooks',
    'evidence',
    'target',
  ],
  doctor: [
    'errors',
    'clock',
    'signing',
    'contract',
    'credentials',
    'client',
    'config',
    'target',
    'conversation',
    'evidence',
  ],
  calibration: ['errors', 'signing', 'contract', 'client', 'conversation'],
  runner: ['errors', 'clock', 'randomness', 'contract', 'evidence', 'certification', 'target'],
  // Nothing of the client or of its signing: it stands where another party does.
  gateway: ['errors', 'clock', 'contract', 'credentials', 'conversation', 'target', 'cli'],
  'kill-matrix': [
    'errors',
    'clock',
    'contract',
    'conversation',
    'mock',
    'target',
    'certification',
    'runner',
    'report',
    'cli',
  ],
};

const everyRoom = [...Object.keys(rooms), 'cli', 'bench', 'steps', 'errors', 'clock', 'randomness'];

/** One import-boundary rule a room: any other room in a relative import is an error. */
const boundaries = Object.entries(rooms).map(([room, allowed]) => {
  const forbidden = everyRoom.filter((other) => other !== room && !allowed.includes(other));
  return {
    files: [`src/${room}/**/*.ts`],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./)+(${forbidden.join('|')})(/|\\.ts$)`,
              message: `src/${room} may import ${allowed.join(', ')} only (eslint.config.js, docs/architecture.md).`,
            },
          ],
        },
      ],
    },
  };
});

export default tseslint.config(
  {
    ignores: [
      'dist',
      'reports',
      'node_modules',
      'src/contract/types/*.ts',
      '!src/contract/types/generate.ts',
      // Not part of the TypeScript project, which the rules with types need.
      '**/*.js',
      '**/*.mjs',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['vitest.config.ts'] } } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Take the time from a Clock that is handed in.',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Take the time from a Clock that is handed in.',
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'Take randomness from a Randomness that is handed in.',
        },
      ],
    },
  },
  { files: ['src/clock.ts', '**/*.test.ts', 'src/bench/**'], rules: { 'no-restricted-syntax': 'off' } },
  ...boundaries,
);
