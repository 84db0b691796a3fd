import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { field } from '../helpers';
import { folderOf } from '../lint/setup';
import { GITHUB, root } from './setup';

const MARKER = '<!-- cdk8s-thanos diff -->';
const BODY = `${MARKER}\n**No change.**\n`;
const OLD = `${MARKER}\nold`;

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What was written. */
  readonly written: readonly Asked[];
}

/** Runs a script against a server that answers reads with what `answer` has for them. */
async function run(
  script: string,
  answer: (url: URL) => { readonly status?: number; readonly headers?: Record<string, string>; readonly body: unknown },
  env: (address: string) => Record<string, string>,
): Promise<Run> {
  const written: Asked[] = [];
  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    const { method = '', url = '' } = request;
    if (method !== 'GET') written.push({ method, url, body: JSON.parse(text) });
    const { status = 200, headers = {}, body } = answer(new URL(url, 'http://host'));
    response.writeHead(status, headers).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const child = spawn(process.execPath, [join(root, 'examples', 'ci', script), 'diff.md'], {
    cwd: folderOf({ 'diff.md': BODY }),
    env: { PATH: process.env['PATH'], ...env(`http://127.0.0.1:${port}`) },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  server.close();
  return { code, stdout, stderr, written };
}

describe('The comment on GitHub', () => {
  const steps = field(GITHUB.content, 'jobs.comment.steps') as object[];
  const script = String(steps.map((step) => field(step, 'with.script')).find((each) => each !== undefined));

  async function comment(existing: readonly object[]): Promise<object[]> {
    const written: object[] = [];
    const issues = {
      listComments: 'listComments',
      updateComment: async (options: object) => written.push({ updated: options }),
      createComment: async (options: object) => written.push({ created: options }),
    };
    const github = { rest: { issues }, paginate: async () => existing };
    const context = { repo: { owner: 'acme', repo: 'metrics' }, issue: { number: 7 } };
    const fakeRequire = () => ({ readFileSync: () => BODY });
    const AsyncFunction = (async () => {}).constructor as new (
      ...parts: string[]
    ) => (...given: unknown[]) => Promise<void>;
    await new AsyncFunction('github', 'context', 'require', script)(github, context, fakeRequire);
    return written;
  }

  const bot = { login: 'github-actions[bot]' };
  const whole = { owner: 'acme', repo: 'metrics' };

  it('is written once', async () => {
    assert.deepEqual(await comment([]), [{ created: { ...whole, issue_number: 7, body: BODY } }]);
  });

  it('is updated after', async () => {
    const existing = [
      { id: 1, user: bot, body: 'another' },
      { id: 2, user: bot, body: OLD },
    ];
    assert.deepEqual(await comment(existing), [{ updated: { ...whole, comment_id: 2, body: BODY } }]);
  });

  it('is never that of somebody else', async () => {
    const existing = [
      { id: 1, user: { login: 'octocat' }, body: OLD },
      { id: 2, user: null, body: OLD },
    ];
    assert.deepEqual(await comment(existing), [{ created: { ...whole, issue_number: 7, body: BODY } }]);
  });
});

describe('The comment on GitLab', () => {
  const notes = '/projects/5/merge_requests/7/notes';
  const comment = (pages: readonly (readonly object[])[], status = 200, token = 'secret') =>
    run(
      'gitlab-comment.mjs',
      ({ pathname, searchParams }) => {
        if (pathname === '/user') return { status, body: { id: 42 } };
        const page = Number(searchParams.get('page') ?? '1');
        const next = page < pages.length ? String(page + 1) : '';
        return { headers: { 'x-next-page': next }, body: pages[page - 1] };
      },
      (address) => ({
        CI_API_V4_URL: address,
        CI_MERGE_REQUEST_PROJECT_ID: '5',
        CI_MERGE_REQUEST_IID: '7',
        DIFF_COMMENT_TOKEN: token,
      }),
    );

  it('is written once', async () => {
    const { code, written } = await comment([[{ id: 1, author: { id: 1 }, body: OLD }]]);
    assert.equal(code, 0);
    assert.deepEqual(written, [{ method: 'POST', url: notes, body: { body: BODY } }]);
  });

  it('is updated after, on whatever page it is', async () => {
    const { written } = await comment([
      [{ id: 1, author: { id: 42 }, body: 'another' }],
      [{ id: 2, author: { id: 42 }, body: OLD }],
    ]);
    assert.deepEqual(written, [{ method: 'PUT', url: `${notes}/2`, body: { body: BODY } }]);
  });

  it('is left out without a token', async () => {
    const { code, stdout, written } = await comment([[]], 200, '');
    assert.equal(code, 0);
    assert.match(stdout, /as for forks: diff\.md is an artifact/);
    assert.deepEqual(written, []);
  });

  it('says why it cannot be written, and never the token', async () => {
    const { code, stdout, stderr } = await comment([[]], 401);
    assert.equal(code, 1);
    assert.match(stderr, /^GET \/user: 401 /);
    assert.doesNotMatch(stdout + stderr, /secret/);
  });
});

describe('The comment on Azure DevOps', () => {
  const pullRequest = '/acme/metrics%20team/_apis/git/repositories/5/pullRequests/7';
  const comment = (threads: readonly object[], labels: readonly object[] = [], status = 200, isFork = 'False') =>
    run(
      'azure-comment.mjs',
      ({ pathname }) => ({ status, body: { value: pathname.endsWith('/labels') ? labels : threads } }),
      (address) => ({
        SYSTEM_COLLECTIONURI: `${address}/acme/`,
        SYSTEM_TEAMPROJECT: 'metrics team',
        BUILD_REPOSITORY_ID: '5',
        SYSTEM_PULLREQUEST_PULLREQUESTID: '7',
        SYSTEM_PULLREQUEST_ISFORK: isFork,
        SYSTEM_ACCESSTOKEN: 'secret',
      }),
    );

  it('is written once, as a thread that nobody has to close', async () => {
    const { code, written, stdout } = await comment([{ id: 1, comments: [{ id: 1, content: 'another' }] }]);
    assert.equal(code, 0);
    const body = { comments: [{ content: BODY, commentType: 'text' }], status: 'closed' };
    assert.deepEqual(written, [{ method: 'POST', url: `${pullRequest}/threads?api-version=7.1`, body }]);
    assert.equal(stdout, '##vso[task.setvariable variable=dataLossAccepted]false\n');
  });

  it('is updated after, where it was not deleted', async () => {
    const { written } = await comment([
      { id: 1, isDeleted: true, comments: [{ id: 1, content: OLD }] },
      { id: 2, comments: [{ id: 3 }] },
      { id: 4, comments: [{ id: 5, content: OLD }] },
    ]);
    const url = `${pullRequest}/threads/4/comments/5?api-version=7.1`;
    assert.deepEqual(written, [{ method: 'PATCH', url, body: { content: BODY } }]);
  });

  it('is where people accept a loss of data, by a label', async () => {
    const { stdout } = await comment([], [{ name: 'data-loss-accepted', active: true }]);
    assert.equal(stdout, '##vso[task.setvariable variable=dataLossAccepted]true\n');
  });

  it('is left out for a fork', async () => {
    const { code, stdout, written } = await comment([], [{ name: 'data-loss-accepted' }], 200, 'True');
    assert.equal(code, 0);
    assert.match(stdout, /variable=dataLossAccepted\]false/);
    assert.deepEqual(written, []);
  });

  it('says why it cannot be written, and never the token', async () => {
    for (const status of [203, 403]) {
      const { code, stdout, stderr } = await comment([], [], status);
      assert.equal(code, 1);
      assert.match(stderr, new RegExp(`^GET /threads: ${status} `));
      assert.doesNotMatch(stdout + stderr, /secret/);
    }
  });
});
