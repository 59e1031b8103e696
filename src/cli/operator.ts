import { userInfo } from 'node:os';
import { withoutCredentials } from '../config/base-url.ts';
import type { Operator } from '../contract/types/result.ts';
import { oneLine, withoutControls } from '../report/text.ts';

/** What is asked of the process, and of the system that it runs on. */
export interface Surroundings {
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly userName: () => string;
  readonly node: string;
  readonly platform: string;
}

const nodeSurroundings: Surroundings = {
  environment: process.env,
  userName: () => userInfo().username,
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
};

/** Where a CI system tells about itself, by names of environment variables. */
interface System {
  readonly name: string;
  readonly mark: string;
  readonly user: string;
  readonly url: (environment: Surroundings['environment']) => string | undefined;
  readonly commit: string;
}

const systems: readonly System[] = [
  {
    ...{ name: 'GitHub Actions', mark: 'GITHUB_ACTIONS', user: 'GITHUB_ACTOR', commit: 'GITHUB_SHA' },
    url: ({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id }) =>
      server && repository && id && `${server}/${repository}/actions/runs/${id}`,
  },
  {
    ...{ name: 'GitLab CI', mark: 'GITLAB_CI', user: 'GITLAB_USER_LOGIN', commit: 'CI_COMMIT_SHA' },
    url: ({ CI_JOB_URL: url }) => url,
  },
];

/** Who runs this, and with what: whatever can be found out, since a run must not fail for want of it. */
export function operatorOf(surroundings: Surroundings = nodeSurroundings): Operator {
  const { environment, userName, node, platform } = surroundings;
  const system = systems.find(({ mark }) => environment[mark] === 'true');
  const user = clean((system && environment[system.user]) ?? attempt(userName));
  const ci = system && { name: system.name, ...pipeline(system, environment) };
  return { ...(user && { user }), ...(ci && { ci }), node, platform };
}

function pipeline({ url: urlIn, commit: variable }: System, environment: Surroundings['environment']) {
  const url = webAddress(clean(urlIn(environment)));
  const commit = clean(environment[variable]);
  return { ...(url && { url }), ...(commit && { commit }) };
}

/** The system knows no user by some numbers, as in containers. */
function attempt(userName: () => string): string | undefined {
  try {
    return userName();
  } catch {
    return undefined;
  }
}

/** Anybody can set a variable, to anything. */
const clean = (text = ''): string => oneLine(withoutControls(text)).slice(0, 200);

const webAddress = (text: string): string | undefined =>
  /^https?:/i.test(text) && URL.canParse(text) ? withoutCredentials(text) : undefined;
