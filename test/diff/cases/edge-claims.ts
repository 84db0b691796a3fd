import { type CodeCases, states } from './case';
import { EDGE, OTHER_POLICY } from './edge-manifests';

const TENANT = '            set: [{ name: THANOS-TENANT, value: payments }]\n';
const CLAIM = '        claimToHeaders: [{ header: THANOS-TENANT, claim: tenant }]\n';
const POLICY = '\n---\napiVersion: gateway.envoyproxy.io';
const AUDIENCES = '        audiences: [receive.example.com]\n';

/** The edge with a header that is a claim of the token, before the filter of its route. */
function claimed(header: string, recomputeRoute = false): string {
  const mapping = `${CLAIM.replace('THANOS-TENANT', header)}        recomputeRoute: ${recomputeRoute}\n`;
  return EDGE.replace(AUDIENCES, AUDIENCES + mapping);
}

/** Where the tenant is what the token says. */
const BY_CLAIM = claimed('THANOS-TENANT').replace(TENANT, '');
/** Where it is what the token of either of two issuers says. */
const PROVIDER = OTHER_POLICY.slice(
  OTHER_POLICY.indexOf('      - name: web'),
  OTHER_POLICY.indexOf('  authorization:'),
);
const BY_TWO = BY_CLAIM.replace('    providers:\n', `    providers:\n${PROVIDER}${CLAIM}`);

/** Cases of headers that are claims of tokens, which other cases of these codes come before. */
export const CLAIM_CASES = {
  'DIFF-356': {
    given: [
      {
        title: 'another claim, by which a route is found',
        back: 'DIFF-356',
        ...states(claimed('THANOS-CLUSTER', true), ['claim: tenant', 'claim: sub']),
      },
      {
        title: 'routes that are found anew',
        back: 'DIFF-356',
        ...states(claimed('THANOS-CLUSTER'), ['recomputeRoute: false', 'recomputeRoute: true']),
      },
    ],
    notGiven: [
      { title: 'a claim after the route', ...states(claimed('THANOS-CLUSTER'), ['claim: tenant', 'claim: sub']) },
      { title: 'a claim that no route looks at', ...states(claimed('X-User', true), ['claim: tenant', 'claim: sub']) },
    ],
  },
  'DIFF-362': {
    given: [
      { title: 'a claim', back: 'DIFF-363', ...states(BY_CLAIM, [CLAIM, '']) },
      { title: 'a policy', back: 'DIFF-363', before: BY_CLAIM, after: BY_CLAIM.slice(0, BY_CLAIM.indexOf(POLICY)) },
      { title: 'a claim of one of two issuers', back: 'DIFF-363', ...states(BY_TWO, [CLAIM, '']) },
      { title: 'a claim of the other', back: 'DIFF-363', ...states(BY_TWO, [AUDIENCES + CLAIM, AUDIENCES]) },
      {
        title: 'a token that nobody has to bring',
        back: 'DIFF-363',
        ...states(BY_CLAIM, ['jwt:\n', 'jwt:\n    optional: true\n'], ['defaultAction: Deny', 'defaultAction: Allow']),
      },
    ],
    notGiven: [
      { title: 'a claim that the route overwrites', ...states(claimed('THANOS-TENANT'), [CLAIM, '']) },
      { title: 'a claim in place of a filter', ...states(claimed('thanos-tenant'), [TENANT, '']) },
      {
        title: 'a token that is asked for by authorization',
        ...states(BY_CLAIM, ['jwt:\n', 'jwt:\n    optional: true\n']),
      },
    ],
  },
  'DIFF-363': {
    given: [
      { title: 'of a claim', back: 'DIFF-363', ...states(BY_CLAIM, ['claim: tenant', 'claim: org']) },
      { title: 'of a claim in place of a filter', back: 'DIFF-363', ...states(claimed('thanos-tenant'), [TENANT, '']) },
      {
        title: 'of a claim in place of a filter, at once',
        back: 'DIFF-363',
        before: EDGE,
        after: BY_CLAIM,
      },
    ],
    notGiven: [
      {
        title: 'a claim that the route overwrites',
        ...states(claimed('THANOS-TENANT'), ['claim: tenant', 'claim: org']),
      },
      {
        title: 'a claim for another header',
        ...states(BY_CLAIM, ['claim: tenant }]', 'claim: tenant }, { header: X-User, claim: sub }]']),
      },
    ],
  },
} as const satisfies Record<string, CodeCases>;
