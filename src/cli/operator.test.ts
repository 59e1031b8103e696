import { describe, expect, it } from 'vitest';
import { operatorOf, type Surroundings } from './operator.ts';

const at = (environment: Surroundings['environment'], userName = () => 'ada'): Surroundings => ({
  ...{ environment, userName, node: 'v20.19.0', platform: 'linux x64' },
});

const github = {
  GITHUB_ACTIONS: 'true',
  GITHUB_ACTOR: 'octo',
  GITHUB_SERVER_URL: 'https://github.example',
  GITHUB_REPOSITORY: 'shop/payments',
  GITHUB_RUN_ID: '42',
  GITHUB_SHA: 'c0ffee',
};

describe('who ran it', () => {
  it('is the user of the system', () => {
    expect(operatorOf(at({ GITHUB_ACTOR: 'octo', CI: 'true' }))).toEqual({
      ...{ user: 'ada', node: 'v20.19.0', platform: 'linux x64' },
    });
  });

  it('is nobody where the system knows no user by that number', () => {
    const unknown = (): string => {
      throw new Error('A system error occurred: uv_os_get_passwd returned ENOENT');
    };
    expect(operatorOf(at({}, unknown))).toEqual({ node: 'v20.19.0', platform: 'linux x64' });
  });

  it.each([
    [
      github,
      {
        user: 'octo',
        ci: { name: 'GitHub Actions', url: 'https://github.example/shop/payments/actions/runs/42', commit: 'c0ffee' },
      },
    ],
    [
      {
        ...{ GITLAB_CI: 'true', GITLAB_USER_LOGIN: 'lab', CI_COMMIT_SHA: 'decade' },
        CI_JOB_URL: 'https://gitlab.example/shop/payments/-/jobs/7',
      },
      {
        user: 'lab',
        ci: { name: 'GitLab CI', url: 'https://gitlab.example/shop/payments/-/jobs/7', commit: 'decade' },
      },
    ],
  ])('in CI is who started the pipeline: %o', (environment, expected) => {
    expect(operatorOf(at(environment))).toMatchObject(expected);
  });

  it('is told by what there is', () => {
    expect(operatorOf(at({ GITHUB_ACTIONS: 'true' }))).toMatchObject({ user: 'ada', ci: { name: 'GitHub Actions' } });
  });

  it('is a short line whatever the variables say, and no address that is none or holds a password', () => {
    const user = `\u001b[2Jocto\n${'o'.repeat(1000)}`;
    const of = (server: string) => operatorOf(at({ ...github, GITHUB_ACTOR: user, GITHUB_SERVER_URL: server }));
    expect(of('javascript:alert(1)//')).toMatchObject({
      user: `octo ${'o'.repeat(195)}`,
      ci: { name: 'GitHub Actions', commit: 'c0ffee' },
    });
    expect(of('javascript:alert(1)//').ci?.url).toBeUndefined();
    expect(of('https://octo:password@github.example').ci?.url).toBe(
      'https://github.example/shop/payments/actions/runs/42',
    );
  });

  it('is found out from this very process', () => {
    expect(operatorOf()).toMatchObject({ node: process.version, platform: `${process.platform} ${process.arch}` });
  });
});
