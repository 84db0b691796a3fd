import { CHANGE_CODES, type ChangeCode, changeEntry } from '../../lib/diff/catalogue';
import { pathText } from '../../lib/diff/path';
import { nameOf } from '../../lib/manifests/kubernetes-object';
import { CHANGE_CASES } from './cases';
import { judge } from './compare';
import { SERVER_PAIRS } from './server/index';
import { UNTRIED } from './server/untried';

/** What the first digit of a code says it is about. */
const SECTIONS = [
  'Any object',
  'Workloads and their pods',
  'Storage, namespaces and CRDs',
  'Exposure, access and secrets',
  'Thanos: data',
  'Thanos: rings and shards',
  'Prometheus and its operator',
];

const HEAD = `# Consequences

What \`cdk8s-thanos diff\` says of a change starts with a code and one of five levels. This page lists them all. It is made from the
catalogue of changes, and each example is what a test gets (\`npm run rules\` writes the page).

| level | what it means |
|---|---|
| \`none\` | Nothing that runs notices: labels, annotations, comments |
| \`config\` | It is taken over as it runs: no pod is made anew |
| \`restart\` | Pods roll: the message says which, how many at a time, and what is at stake meanwhile |
| \`replace\` | The API server refuses it, since the field cannot be changed: the message says what to do instead |
| \`data\` | Metrics can be lost, become unreachable, or open to strangers |

Where a code is checked against an API server, \`npm run e2e:diff\` applies both states to a real cluster, and sees the server refuse, or
exactly those pods roll that the command speaks of, and no other ([e2e.md](e2e.md#what-the-diff-says)).
`;

/** docs/consequences.md, as it should be. */
export function consequencesPage(): string {
  const sections = SECTIONS.flatMap((title, index) => {
    const codes = CHANGE_CODES.filter((code) => Math.floor(Number(code.slice('DIFF-'.length)) / 100) === index);
    return codes.length === 0 ? [] : [`## ${title}\n`, ...codes.map(section)];
  });
  return [HEAD, ...sections].join('\n');
}

function section(code: ChangeCode): string {
  const { level, title, means, instead, sources } = changeEntry(code);
  return [
    `### ${code}`,
    '',
    `**${title}.** ${means}${instead ? ` ${instead}` : ''}`,
    '',
    `- Level: ${level}`,
    ...tried(code),
    ...sources.map((source) => `- Source: ${source.startsWith('https://') ? `<${source}>` : source}`),
    '',
    '```text',
    example(code),
    '```',
    '',
  ].join('\n');
}

/** What of it a real API server has shown. */
function tried(code: ChangeCode): string[] {
  const pairs = SERVER_PAIRS.filter((pair) => pair.code === code);
  if (pairs.length > 0) return [`- Checked against an API server: yes (${pairs.map(({ title }) => title).join('; ')})`];
  const reason = UNTRIED.find((each) => each.code === code)?.reason;
  return reason === undefined ? [] : [`- Checked against an API server: no: ${reason}`];
}

/** What is said in the first case of a code. */
function example(code: ChangeCode): string {
  for (const { object, fields } of judge(CHANGE_CASES[code].given[0])) {
    for (const { path, also, ...worst } of fields) {
      const said = [worst, ...also].find((each) => each.code === code);
      if (said) return `${said.level} ${nameOf(object)} ${pathText(path)}: ${said.message}`.replace(' :', ':');
    }
  }
  throw new Error(`${code} is not given to its first case`);
}
