// Writes a diff as the one comment of a pull request, or updates it: `node azure-comment.mjs diff.md`, in a build of a pull request. The
// variable dataLossAccepted then says whether the pull request has the label data-loss-accepted.
// SYSTEM_ACCESSTOKEN is $(System.AccessToken); the build service needs the permission "Contribute to pull requests".
import { readFileSync } from 'node:fs';

const { env } = process;
const [file = 'diff.md'] = process.argv.slice(2);
const collection = env.SYSTEM_COLLECTIONURI?.replace(/\/$/, '');
const repository = `${encodeURIComponent(env.SYSTEM_TEAMPROJECT ?? '')}/_apis/git/repositories/${env.BUILD_REPOSITORY_ID}`;
const pullRequest = `${collection}/${repository}/pullRequests/${env.SYSTEM_PULLREQUEST_PULLREQUESTID}`;

/** Asks the API, and ends with its complaint where it has one. */
async function ask(path, method = 'GET', content = undefined) {
  const response = await fetch(`${pullRequest}${path}?api-version=7.1`, {
    method,
    headers: { Authorization: `Bearer ${env.SYSTEM_ACCESSTOKEN}`, 'Content-Type': 'application/json' },
    ...(content === undefined ? {} : { body: JSON.stringify(content) }),
  });
  // Without a valid token it answers with a page to sign in, and 203.
  if (response.ok && response.status !== 203) return response.json();
  process.stderr.write(`${method} ${path}: ${response.status} ${await response.text()}\n`);
  process.exit(1);
}

async function comment() {
  const content = readFileSync(file, 'utf8');
  const [marker] = content.split('\n');
  const { value: threads } = await ask('/threads');
  const mine = threads.find(({ isDeleted, comments }) => !isDeleted && comments?.[0]?.content?.startsWith(marker));
  if (mine) await ask(`/threads/${mine.id}/comments/${mine.comments[0].id}`, 'PATCH', { content });
  // An open thread would keep the pull request from being merged, where a policy says so.
  else await ask('/threads', 'POST', { comments: [{ content, commentType: 'text' }], status: 'closed' });
}

async function isAccepted() {
  const { value: labels } = await ask('/labels');
  return labels.some(({ name, active }) => name === 'data-loss-accepted' && active !== false);
}

let accepted = false;
if (!env.SYSTEM_ACCESSTOKEN || env.SYSTEM_PULLREQUEST_ISFORK === 'True') {
  process.stdout.write('No token, or one of a fork: the diff is in the summary of the run.\n');
} else {
  await comment();
  accepted = await isAccepted();
}
process.stdout.write(`##vso[task.setvariable variable=dataLossAccepted]${accepted}\n`);
