// Writes a diff as the one comment of a merge request, or updates it: `node gitlab-comment.mjs diff.md`, in a merge request pipeline.
// DIFF_COMMENT_TOKEN is a project access token with the scope `api`: the token of a job may not comment.
import { existsSync, readFileSync } from 'node:fs';

const { CI_API_V4_URL, CI_MERGE_REQUEST_PROJECT_ID, CI_MERGE_REQUEST_IID, DIFF_COMMENT_TOKEN } = process.env;
const [file = 'diff.md'] = process.argv.slice(2);

/** Asks the API, and ends with its complaint where it has one. */
async function ask(path, method = 'GET', content = undefined) {
  const response = await fetch(`${CI_API_V4_URL}${path}`, {
    method,
    headers: { 'PRIVATE-TOKEN': DIFF_COMMENT_TOKEN, 'Content-Type': 'application/json' },
    ...(content === undefined ? {} : { body: JSON.stringify(content) }),
  });
  if (response.ok) return { found: await response.json(), nextPage: response.headers.get('x-next-page') };
  process.stderr.write(`${method} ${path}: ${response.status} ${await response.text()}\n`);
  process.exit(1);
}

async function ownNote(notes, marker) {
  const { found: me } = await ask('/user');
  for (let page = '1'; page; ) {
    const { found, nextPage } = await ask(`${notes}?per_page=100&page=${page}`);
    const note = found.find(({ author, body }) => author.id === me.id && body.startsWith(marker));
    if (note) return note;
    page = nextPage;
  }
  return undefined;
}

if (!DIFF_COMMENT_TOKEN) {
  process.stdout.write(`No DIFF_COMMENT_TOKEN, as for forks: ${file} is an artifact of the job diff.\n`);
} else if (!existsSync(file)) {
  process.stdout.write(`There is no ${file}: the job diff ended before it.\n`);
} else {
  const body = readFileSync(file, 'utf8');
  const notes = `/projects/${CI_MERGE_REQUEST_PROJECT_ID}/merge_requests/${CI_MERGE_REQUEST_IID}/notes`;
  const note = await ownNote(notes, body.split('\n')[0]);
  if (note) await ask(`${notes}/${note.id}`, 'PUT', { body });
  else await ask(notes, 'POST', { body });
}
