import type { ScenarioResult } from '../scenario';

/** The results as the JUnit XML that CI systems read: a test case for each scenario. */
export function junit(results: readonly ScenarioResult[]): string {
  const skips = results.filter(({ skipped }) => skipped !== undefined).length;
  const failures = results.filter(({ failure }) => failure !== undefined).length;
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0).toFixed(1);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites><testsuite name="e2e" tests="${results.length}" failures="${failures}" skipped="${skips}" time="${seconds}">`,
    ...results.map(testCase),
    '</testsuite></testsuites>',
    '',
  ].join('\n');
}

function testCase({ scenario, seconds, steps, failure, skipped, diagnosis = '' }: ScenarioResult): string {
  const open = `<testcase classname="e2e" name="${xml(`${scenario.id}: ${scenario.title}`)}" time="${seconds.toFixed(1)}">`;
  const log = steps.map(({ name, seconds }) => `${seconds.toFixed(1)} s ${name}`).join('\n');
  const [first = ''] = (failure ?? '').split('\n');
  const failed =
    failure === undefined ? '' : `<failure message="${xml(first)}">${xml(`${failure}\n${diagnosis}`)}</failure>`;
  const left = skipped === undefined ? '' : `<skipped message="${xml(skipped)}"/>`;
  return `${open}${failed}${left}<system-out>${xml(log)}</system-out></testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

/** Text for element and attribute. XML 1.0 has no way at all to write most control characters. */
export function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '�')
    .replace(/[<>&"]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\t\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
