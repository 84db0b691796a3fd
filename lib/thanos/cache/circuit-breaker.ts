import { numberProblems } from '../../validation/numbers';
import type { Problem } from '../../validation/problem';
import type { GoDuration } from '../../values/duration';
import { positiveDurationProblems } from './checks';

/** When a component stops writing to cache servers that fail (`set_async_circuit_breaker_config`), and for how long. */
export interface CircuitBreaker {
  /** Writes that may try again before the circuit closes; 0 is one. @default 10 */
  readonly halfOpenMaxRequests?: number;
  /** How long nothing is written. @default '5s' */
  readonly openDuration?: GoDuration;
  /** Writes after which failures count. @default 50 */
  readonly minRequests?: number;
  /** Failures in a row that open the circuit. @default 5 */
  readonly consecutiveFailures?: number;
  /** Share of failures that opens the circuit, above 0 and up to 1. @default 0.05 */
  readonly failurePercent?: number;
}

/** The circuit breaker as Thanos parses it. */
export function circuitBreakerConfig(breaker: CircuitBreaker): object {
  return {
    enabled: true,
    half_open_max_requests: breaker.halfOpenMaxRequests,
    open_duration: breaker.openDuration,
    min_requests: breaker.minRequests,
    consecutive_failures: breaker.consecutiveFailures,
    failure_percent: breaker.failurePercent,
  };
}

/** What Thanos would refuse in a circuit breaker. */
export function circuitBreakerProblems(breaker: CircuitBreaker | undefined): Problem[] {
  if (!breaker) return [];
  const { halfOpenMaxRequests, openDuration, minRequests, consecutiveFailures, failurePercent = 0.05 } = breaker;
  const problems = [
    ...numberProblems({ halfOpenMaxRequests, minRequests }, 0),
    ...numberProblems({ consecutiveFailures }, 1),
    ...positiveDurationProblems({ openDuration }),
  ];
  if (!(failurePercent > 0 && failurePercent <= 1)) {
    problems.push({
      rule: 'THANOS-501',
      what: `failurePercent is ${failurePercent}: in spite of its name it is a share, above 0 and up to 1`,
      fix: 'Write, for example, 0.05 for five percent',
    });
  }
  return problems;
}
