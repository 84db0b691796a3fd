import type { Problem } from '../validation/problem';

/** What is wrong with the e-mail address of an ACME account. `option` is where it was written. */
export function emailProblems(email: string, option: string): Problem[] {
  if (email === '') {
    return [
      {
        rule: 'THANOS-208',
        what: `${option} is empty: nobody can be reached when the server closes the account or replaces certificates`,
        fix: 'Write an address that somebody of yours reads',
      },
    ];
  }
  const domain = /^[^\s@:<>]+@([^\s@<>]+\.[^\s@<>]+)$/.exec(email)?.[1];
  if (domain === undefined) {
    return [
      {
        rule: 'THANOS-207',
        what: `${option} "${email}" is no e-mail address`,
        fix: "Write one alone, for example 'ops@your-company.com'",
      },
    ];
  }
  if (/^(.*\.)?example\.(com|net|org)$/i.test(domain)) {
    return [
      {
        rule: 'THANOS-207',
        what: `${option} "${email}" is an example: Let's Encrypt registers no account for it, and so issues no certificate`,
        fix: 'Write an address that somebody of yours reads',
      },
    ];
  }
  return [];
}
