import { MANIFEST_RULES } from '../lib/manifests/rules';
import { type RuleId, ruleOf } from '../lib/validation/catalogue';
import { SARIF_SCHEMA, type SarifRule, sarifLocation, sarifRun } from '../reporting/sarif';
import type { LintFinding } from './findings';
import type { LintReport } from './report';

/** A report in the Static Analysis Results Interchange Format, which code hosts show beside the lines of a change. */
export function sarif({ findings, problems }: LintReport): object {
  const ids = [...new Set(MANIFEST_RULES.map(({ rule }) => rule))].sort();
  return {
    $schema: SARIF_SCHEMA,
    version: '2.1.0',
    runs: [
      {
        ...sarifRun(ids.map(rule), problems),
        results: findings.map((finding) => ({ ...result(finding), ruleIndex: ids.indexOf(finding.rule) })),
      },
    ],
  };
}

function rule(id: RuleId): SarifRule {
  const { title, protects, severity, sources } = ruleOf(id);
  return { id, page: 'rules.md', level: severity, title, description: protects, sources };
}

function result({ rule: ruleId, severity, message, related, cluster, ...place }: LintFinding): object {
  return {
    ruleId,
    level: severity,
    message: { text: message },
    locations: [sarifLocation(place)],
    ...(related.length > 0 ? { relatedLocations: related.map(sarifLocation) } : {}),
    ...(cluster === undefined ? {} : { properties: { cluster } }),
  };
}
