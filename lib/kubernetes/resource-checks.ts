import { type Size, SizeRoundingBehavior } from 'cdk8s';
import type { Cpu } from 'cdk8s-plus-27';
import type { Problem } from '../validation/problem';
import type { ResourceRequirements, Resources } from './workload-props';

/** What the API server refuses of the resources that a user gave; `requests` hold where they give none. */
export function resourceProblems(given: ResourceRequirements | undefined, requests: Resources): Problem[] {
  const requested = { ...requests, ...given?.requests };
  const { cpu, memory } = given?.limits ?? {};
  const problems: Problem[] = [];
  if (cpu && requested.cpu && cores(cpu) < cores(requested.cpu)) {
    problems.push(tooLow('cpu', cpu.amount, requested.cpu.amount));
  }
  if (memory && requested.memory && kibibytes(memory) < kibibytes(requested.memory)) {
    problems.push(tooLow('memory', memory.asString(), requested.memory.asString()));
  }
  return problems;
}

function tooLow(what: 'cpu' | 'memory', limit: string, request: string): Problem {
  return {
    what: `resources.limits.${what} is ${limit}, and ${request} are requested: the API server refuses a limit below the request`,
    fix: `Raise limits.${what}, or give requests.${what} too`,
  };
}

function cores({ amount }: Cpu): number {
  return amount.endsWith('m') ? Number(amount.slice(0, -1)) / 1000 : Number(amount);
}

function kibibytes(size: Size): number {
  return size.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
}
