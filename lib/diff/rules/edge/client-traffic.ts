import { nameOf, specOf } from '../../../manifests/kubernetes-object';
import { at } from '../../../manifests/value';
import { guardsOf } from '../../edge/access-policy';
import type { ChangeRule, Judgement } from '../../judgement';
import { fieldsAt, sayOf, shown } from '../fields';
import { CREDENTIAL_CHANGED, detached, OPEN } from './policies';

/** How clients connect to Envoy, and what it makes of paths and headers before it looks for a route. */
export const CLIENT_TRAFFIC_RULE: ChangeRule = {
  kinds: ['gateway.envoyproxy.io/ClientTrafficPolicy'],
  *judge(change, cluster): Iterable<Judgement> {
    const [was, is] = [
      change.type === 'added' ? [] : guardsOf(change.before),
      change.type === 'removed' ? [] : guardsOf(change.after),
    ];
    if (change.type === 'added') {
      if (is.length > 0) yield { code: 'DIFF-314', message: ASKED };
      return;
    }
    if (change.type === 'removed') {
      if (was.length > 0) yield* detached(change, cluster);
      return;
    }
    yield* detached(change, cluster);
    const fields = fieldsAt(change, 'spec', 'tls', 'clientValidation');
    if (was.length > 0 && is.length === 0) {
      const gone = at(specOf(change.after), 'tls', 'clientValidation') === undefined;
      yield* sayOf(
        fields,
        'DIFF-312',
        `clients are ${gone ? 'no longer asked for certificates' : 'let in without a certificate of the authority'}: ${OPEN}`,
      );
    } else if (was.length === 0 && is.length > 0) yield* sayOf(fields, 'DIFF-314', ASKED);
    else yield* sayOf(fields, 'DIFF-313', `certificates of clients are looked at otherwise: ${CREDENTIAL_CHANGED}`);
    for (const part of ['path', 'headers'] as const) {
      for (const field of fieldsAt(change, 'spec', part)) {
        yield {
          code: 'DIFF-356',
          message: `Envoy makes ${shown(field.after)} of ${field.path.at(-1) ?? part} for ${nameOf(change.after)}, no longer ${shown(field.before)}: requests may find another route than before, and go past what a rule says of ${part === 'path' ? 'paths' : 'headers'}. Try what must be refused`,
          field,
        };
      }
    }
  },
};

const ASKED =
  'clients of its listeners are asked for certificates from now on: whoever has none is refused. Give them to clients first';
