import { secretVariables } from '../config/secret.ts';

/** The environment without variables that secrets were read from: step files get what they need in the connection. */
export const ownEnvironment = (env: Readonly<NodeJS.ProcessEnv> = process.env): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !secretVariables.has(name)));
