import type { Problem } from '../validation/problem';
import { isDnsLabel, isSubdomainName } from '../values/kubernetes-name';

/** Which of these options, by name, are no names of objects; `namespace` has to be that of a namespace. */
export function nameProblems(options: Readonly<Record<string, string | undefined>>): Problem[] {
  return Object.entries(options).flatMap(([option, name]): Problem[] => {
    if (name === undefined || (option === 'namespace' ? isDnsLabel(name) : isSubdomainName(name))) return [];
    return [
      {
        rule: 'THANOS-704',
        what: `${option} "${name}" is no name that Kubernetes takes: those are lower-case letters, digits and dashes`,
        fix: `Write the name as kubectl shows it, or leave ${option} out`,
      },
    ];
  });
}
