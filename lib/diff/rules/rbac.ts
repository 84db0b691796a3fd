import type { KubernetesObject } from '../../manifests/kubernetes-object';
import { namespaceOf } from '../../manifests/kubernetes-object';
import { asList, asText, at } from '../../manifests/value';
import type { ObjectChange } from '../change';
import type { ChangeRule, Judgement } from '../judgement';
import { fieldsAt, listed, sayOf } from './fields';

/** What a role allows. */
export const ROLE_RULE: ChangeRule = {
  kinds: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  *judge(change): Iterable<Judgement> {
    if (change.type === 'added') return;
    const fields = [...fieldsAt(change, 'rules'), ...fieldsAt(change, 'aggregationRule')];
    if (change.type === 'changed' && fields.length === 0) return;
    const [old, now] = [grants(change.before), change.type === 'removed' ? [] : grants(change.after)];
    const gained = now.filter((grant) => !old.some((each) => covers(each, grant)));
    const lost = old.filter((grant) => !now.some((each) => covers(each, grant)));
    if (change.type === 'removed') {
      yield {
        code: 'DIFF-332',
        message: 'bindings to it grant nothing any more: whoever has rights by it alone is refused from now on',
      };
      return;
    }
    if (gained.length + lost.length === 0 && fieldsAt(change, 'aggregationRule').length === 0) {
      yield* sayOf(fieldsAt(change, 'rules'), 'DIFF-334', 'is written otherwise, and gives the same rights');
    }
    const dangerous = gained.filter(isDangerous);
    if (dangerous.length > 0) {
      yield* sayOf(
        fields,
        'DIFF-330',
        `whoever is bound to it may ${named(dangerous)} from now on: that gives away Secrets, or the cluster. Name the resources (resourceNames) and verbs that are needed, in a Role of one namespace`,
      );
    } else if (gained.length > 0) {
      yield* sayOf(fields, 'DIFF-331', `whoever is bound to it may ${named(gained)} from now on`);
    }
    if (lost.length > 0) {
      yield* sayOf(
        fields,
        'DIFF-332',
        `whoever is bound to it may no longer ${named(lost)}: who still does is refused at once, without a restart`,
      );
    }
  },
};

/** Who has a role. */
export const BINDING_RULE: ChangeRule = {
  kinds: ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'],
  *judge(change): Iterable<Judgement> {
    const [old, now] = [
      change.type === 'added' ? [] : subjects(change.before),
      change.type === 'removed' ? [] : subjects(change.after),
    ];
    const gained = now.filter((subject) => !old.includes(subject));
    const lost = old.filter((subject) => !now.includes(subject));
    const { roleRef, kind } = change.type === 'removed' ? change.before : change.after;
    const role = asText(at(roleRef, 'name')) ?? '';
    if (change.type === 'removed') {
      yield {
        code: 'DIFF-332',
        message: `${listed(lost)} no longer ${lost.length === 1 ? 'has' : 'have'} ${role}, and ${lost.length === 1 ? 'is' : 'are'} refused at once`,
      };
      return;
    }
    const strangers = gained.filter((subject) =>
      /system:(unauthenticated|anonymous|authenticated|serviceaccounts\b)/.test(subject),
    );
    const mighty = gained.length > 0 && kind === 'ClusterRoleBinding' && role === 'cluster-admin';
    if (strangers.length > 0 || mighty) {
      const message =
        strangers.length > 0
          ? `${listed(strangers)} ${strangers.length === 1 ? 'has' : 'have'} ${role} from now on: that is everybody, or every pod of a namespace. Name single ServiceAccounts`
          : `${listed(gained)} may do everything in the cluster from now on, and read every Secret. Bind a role with what is needed`;
      yield* on(change, 'DIFF-330', message);
    } else if (gained.length > 0 && change.type === 'changed') {
      yield* on(change, 'DIFF-331', `${listed(gained)} ${gained.length === 1 ? 'has' : 'have'} ${role} from now on`);
    }
    if (lost.length > 0)
      yield* on(
        change,
        'DIFF-332',
        `${listed(lost)} no longer ${lost.length === 1 ? 'has' : 'have'} ${role}, and ${lost.length === 1 ? 'is' : 'are'} refused at once`,
      );
  },
};

function* on(change: ObjectChange, code: Judgement['code'], message: string): Iterable<Judgement> {
  if (change.type === 'changed') yield* sayOf(fieldsAt(change, 'subjects'), code, message);
  else yield { code, message };
}

/** One verb on one resource, or on one path outside of the API. */
interface Grant {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
  /** Empty for all. */
  readonly name: string;
}

function grants(role: KubernetesObject): Grant[] {
  return asList(at(role, 'rules')).flatMap((rule) => {
    const list = (field: string) => asList(at(rule, field)).filter((each) => typeof each === 'string');
    const verbs = list('verbs');
    const names = list('resourceNames').length > 0 ? list('resourceNames') : [''];
    const urls = list('nonResourceURLs').flatMap((resource) =>
      verbs.map((verb) => ({ group: 'url', resource, verb, name: '' })),
    );
    const resources = list('apiGroups').flatMap((group) =>
      list('resources').flatMap((resource) =>
        verbs.flatMap((verb) => names.map((name) => ({ group, resource, verb, name }))),
      ),
    );
    return [...urls, ...resources];
  });
}

function covers(wide: Grant, grant: Grant): boolean {
  const within = (a: string, b: string) => a === '*' || a === b;
  // A path may end in `*`, which stands for all below it.
  const path =
    wide.group === 'url' && wide.resource.endsWith('*') && grant.resource.startsWith(wide.resource.slice(0, -1));
  const sub = wide.resource.startsWith('*/') && grant.resource.endsWith(wide.resource.slice(1));
  return (
    (wide.group === grant.group || (wide.group === '*' && grant.group !== 'url')) &&
    (within(wide.resource, grant.resource) || sub || path) &&
    within(wide.verb, grant.verb) &&
    (wide.name === '' || wide.name === grant.name)
  );
}

/** Rights by which one gets at Secrets, or at more rights. */
function isDangerous({ group, resource, verb, name }: Grant): boolean {
  if (group === 'url') return false;
  if (resource === '*' || verb === '*' || ['escalate', 'bind', 'impersonate'].includes(verb)) return true;
  if (group === 'rbac.authorization.k8s.io' && ['create', 'update', 'patch'].includes(verb)) return true;
  if (group !== '' && group !== '*') return false;
  if (resource === 'secrets') return name === '' && verb !== 'delete';
  return (
    /^(pods\/(exec|attach|ephemeralcontainers|portforward|proxy)|nodes\/proxy|services\/proxy|serviceaccounts\/token)$/.test(
      resource,
    ) ||
    (resource === 'pods' && ['create', 'update', 'patch'].includes(verb))
  );
}

function named(list: readonly Grant[]): string {
  return listed(
    list.map(({ verb, resource, name }) => `${verb} ${resource}${name ? ` ${name}` : ''}`),
    6,
  );
}

function subjects(binding: KubernetesObject): string[] {
  return asList(at(binding, 'subjects')).map((subject) => {
    const namespace =
      asText(at(subject, 'namespace')) ?? (at(subject, 'kind') === 'ServiceAccount' ? namespaceOf(binding) : '');
    return `${asText(at(subject, 'kind')) ?? ''} ${namespace ? `${namespace}/` : ''}${asText(at(subject, 'name')) ?? ''}`;
  });
}
