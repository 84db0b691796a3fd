import { SizeRoundingBehavior } from 'cdk8s';
import type { Problem } from '../validation/problem';
import { DNS_NAME, dnsNameProblem } from '../values/dns-name';
import type { Route } from './route';

/** What is wrong with a host, leaving aside what is wrong with the domain it is made from. */
export function hostProblems(props: { readonly name?: string; readonly host?: string }, domain: string): Problem[] {
  const { name, host } = props;
  let problem = host === undefined ? undefined : dnsNameProblem('host', host);
  if (name !== undefined) {
    problem = dnsNameProblem('name', name, 'query');
    if (!problem && DNS_NAME.test(domain)) problem = dnsNameProblem('The host', `${name}.${domain}`);
  }
  return problem ? [problem] : [];
}

/** What is wrong with the limits of a route. */
export function limitProblems({ maxBodySize, timeoutSeconds }: Route): Problem[] {
  const problems: Problem[] = [];
  const kibibytes = maxBodySize?.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
  if (kibibytes !== undefined && !(Number.isInteger(kibibytes) && kibibytes > 0)) {
    problems.push({
      rule: 'THANOS-212',
      what: `maxBodySize is ${kibibytes} KiB: a controller takes whole kibibytes, and reads 0 as no limit at all`,
      fix: 'Write, for example, Size.mebibytes(10), or leave it out for the limit of the controller',
    });
  }
  if (timeoutSeconds !== undefined && !(Number.isInteger(timeoutSeconds) && timeoutSeconds > 0)) {
    problems.push({
      rule: 'THANOS-212',
      what: `timeoutSeconds is ${timeoutSeconds}: a controller takes whole seconds, 1 or more`,
      fix: 'Write, for example, 300, or leave it out for the timeout of the controller',
    });
  }
  return problems;
}

/** What is wrong with the name of a TLS Secret. */
export function tlsSecretProblems(name: string): Problem[] {
  if (DNS_NAME.test(name)) return [];
  return [
    {
      rule: name.includes('/') ? 'THANOS-203' : 'THANOS-202',
      what: name.includes('/')
        ? `tlsSecretName "${name}" names a namespace, and only a Secret in the namespace of the exposed Service is read`
        : `tlsSecretName "${name}" is no name of a Secret: those are lower-case letters, digits, dashes and dots`,
      fix: "Write the name alone, for example 'thanos-tls', and make the Secret where Thanos runs",
    },
  ];
}
