import { MANIFEST_RULES } from '../../lib/manifests/rules';
import { RULE_IDS, type RuleId, ruleOf } from '../../lib/validation/catalogue';
import { IMPOSSIBLE, type ImpossibleMistake } from '../../lib/validation/catalogue/impossible';
import { outcome } from './attempt';
import { RULE_CASES } from './cases';

/** What the first digit of a rule's number says it is about. */
const SECTIONS = [
  'The mistakes that took a Thanos down',
  'Kubernetes',
  'Exposure and certificates',
  'Azure and object storage',
  'Prometheus',
  'Options of Thanos components',
  'Fleets and rules',
  'GitOps',
];

const HEAD = `# Rules

Each problem that a synthesis or \`cdk8s-thanos lint\` reports starts with the id of a rule. This page lists them all. It is made
from the catalogue of rules, and each example is the message that a test gets (\`npm run rules\` writes the page).

An **error** fails the synthesis: Thanos, Kubernetes or an operator would refuse the configuration, or data or security is at risk.
A **warning** is printed, and the manifests are written all the same.

A rule that is checked by **synth** is checked when a \`Fleet\` is synthesised. One that is checked by **lint** too looks at manifests
alone: those of \`cdk8s-thanos lint\`, of \`validateManifests(app)\`, and everything that a fleet renders, your own charts and
patches included.
`;

const SUPPRESSION = `## How to suppress a rule

Where a rule is wrong about your configuration, say so beside it, with a reason for those who review:

\`\`\`ts
import { AzureIdentity, Fleet, ObjectStore, suppressRule } from 'cdk8s-thanos';

const fleet = new Fleet();
const thanos = fleet.addCluster('playground').addThanos({
  objstore: ObjectStore.azureBlob({
    storageAccount: 'thanostore',
    container: 'thanostore',
    identity: AzureIdentity.kubelet({ clientId: '5c424851-e907-4cb0-acb5-3ea42fc56082' }),
  }),
  receive: { replicas: 2, replicationFactor: 3 },
});
suppressRule(thanos.receive, 'THANOS-001', 'A third ingestor joins this ring by hand');

fleet.synth();
\`\`\`

It holds for that construct and what is below it, so name the narrowest one. Each object there carries the reason as an annotation,
which \`lint\` honours too. In manifests of others, write it by hand:

\`\`\`yaml
metadata:
  annotations:
    cdk8s-thanos/THANOS-001: A third ingestor joins this ring by hand
\`\`\`

A suppression that nothing needs, without a reason, or of a rule that does not exist is a problem itself:
[THANOS-601](#thanos-601). Whether one is needed is not asked of an annotation written by hand.
`;

/** docs/rules.md, as it should be. */
export function rulesPage(): string {
  const sections = SECTIONS.flatMap((title, index) => {
    const ids = RULE_IDS.filter((id) => sectionOf(id) === index);
    return ids.length === 0 ? [] : [`## ${title}\n`, ...ids.map(rule)];
  });
  return [HEAD, ...sections, ...impossibleMistakes(), SUPPRESSION].join('\n');
}

function sectionOf(id: RuleId): number {
  return Math.floor(Number(id.slice('THANOS-'.length)) / 100);
}

function rule(id: RuleId): string {
  const { title, severity, protects, sources } = ruleOf(id);
  const where = MANIFEST_RULES.some((each) => each.rule === id) ? 'synth and lint' : 'synth';
  const example = outcome(RULE_CASES[id][0].trips)[0]?.message ?? '';
  return [
    `### ${id}`,
    '',
    `**${title}.** ${protects}`,
    '',
    `- Severity: ${severity}`,
    `- Checked by: ${where}`,
    ...sources.map((source) => `- Source: ${link(source)}`),
    '',
    '```text',
    example,
    '```',
    '',
  ].join('\n');
}

function impossibleMistakes(): string[] {
  if (IMPOSSIBLE.length === 0) return [];
  const entries = [...IMPOSSIBLE].sort((a, b) => a.mistake - b.mistake).map(impossible);
  return [
    `## Mistakes that nobody can make here

Rules 001 to 050 are numbered by a list of mistakes that people made with Thanos. These of them have no rule, because this library
excludes them.

${entries.join('\n')}
`,
  ];
}

function impossible({ mistake, title, because, how, sources }: ImpossibleMistake): string {
  const number = String(mistake).padStart(3, '0');
  const by = because === 'types' ? 'It does not compile' : 'No option leads to it';
  return `- **${number}: ${title}.** ${by}: ${how} ${sources.map((source) => `(${link(source)})`).join(' ')}`.trimEnd();
}

/** Addresses as Markdown links them; all else as it is. */
function link(source: string): string {
  return source.startsWith('https://') ? `<${source}>` : source;
}
