import { type CodeCases, states } from './case';

const WIDGET = `
apiVersion: example.com/v1
kind: Widget
metadata:
  name: left
  labels: { team: metrics }
spec:
  size: 3
`;

const OTHER = `
---
apiVersion: example.com/v1
kind: Widget
metadata:
  name: right
`;

/** Cases of `GENERAL_CHANGES`. */
export const GENERAL_CASES = {
  'DIFF-001': {
    given: [{ title: 'a label', back: 'DIFF-001', ...states(WIDGET, ['team: metrics', 'team: logs']) }],
    notGiven: [{ title: 'a field', ...states(WIDGET, ['size: 3', 'size: 4']) }],
  },
  'DIFF-002': {
    given: [
      { title: 'a field of a kind that is not known', back: 'DIFF-002', ...states(WIDGET, ['size: 3', 'size: 4']) },
    ],
    notGiven: [{ title: 'a label', ...states(WIDGET, ['team: metrics', 'team: logs']) }],
  },
  'DIFF-003': {
    given: [{ title: 'an object', back: 'DIFF-004', before: WIDGET, after: WIDGET + OTHER }],
    notGiven: [{ title: 'the same in another order', before: WIDGET + OTHER, after: `${OTHER}---${WIDGET}` }],
  },
  'DIFF-004': {
    given: [{ title: 'an object', back: 'DIFF-003', before: WIDGET + OTHER, after: WIDGET }],
    notGiven: [{ title: 'the same in another order', before: WIDGET + OTHER, after: `${OTHER}---${WIDGET}` }],
  },
} as const satisfies Record<string, CodeCases>;
