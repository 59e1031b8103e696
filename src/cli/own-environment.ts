import { secretVariables } from '../config/secret.ts';

/** The environment without what secrets were read from: whatever step files need of those is in the connection. */
export const ownEnvironment = (env: Readonly<NodeJS.ProcessEnv> = process.env): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !secretVariables.has(name)));
