import { CHANGE_CODES, type ChangeCode, changeEntry } from '../../lib/diff/catalogue';
import { pathText } from '../../lib/diff/path';
import { nameOf } from '../../lib/manifests/kubernetes-object';
import { CHANGE_CASES } from './cases';
import { judge } from './compare';

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
    ...sources.map((source) => `- Source: ${source.startsWith('https://') ? `<${source}>` : source}`),
    '',
    '```text',
    example(code),
    '```',
    '',
  ].join('\n');
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
