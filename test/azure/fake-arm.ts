import { randomUUID } from 'node:crypto';
import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline';

/** A role assignment as Resource Manager stores it. */
export interface StoredAssignment {
  readonly name: string;
  readonly scope: string;
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly principalType?: string;
  readonly description?: string;
  readonly condition?: string;
}

/** An answer that is not the usual one. A string is an error code of the network; `lost` does the work, and then fails to say so. */
export type Fault =
  | 'lost'
  | `E${string}`
  | {
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly body?: string;
      readonly headers?: Record<string, string>;
    };

export type Step = 'GET' | 'PUT' | 'DELETE';

const ROLE_ASSIGNMENTS = '/providers/microsoft.authorization/roleassignments';

/** Azure Resource Manager in this process, as far as role assignments go, with the answers that the real one gives. */
export class FakeArm implements HttpClient {
  readonly stored: StoredAssignment[] = [];
  /** Every request, for example `GET /subscriptions/…`. */
  readonly requests: { readonly method: Step; readonly scope: string; readonly authorization?: string }[] = [];
  pageSize = 100;
  /** What a PUT of an assignment that is there already is answered with; both have been seen. */
  rePut: 200 | 409 = 200;
  /** How many more PUTs find that the principal is not known yet. */
  readonly replication = new Map<string, number>();
  /** Done when the first PUT arrives, before it is answered. */
  beforeFirstPut?: () => void;
  /** Calls at the same time, at most. */
  mostAtOnce = 0;
  private atOnce = 0;
  private readonly faults: { readonly step: Step; skip: number; times: number; readonly fault: Fault }[] = [];

  /** Lets requests of a kind fail: `times` of them, after `skip` that succeed. */
  fail(step: Step, fault: Fault, times = Number.POSITIVE_INFINITY, skip = 0): this {
    this.faults.push({ step, fault, times, skip });
    return this;
  }

  count(step: Step): number {
    return this.requests.filter(({ method }) => method === step).length;
  }

  async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    try {
      await new Promise((resolve) => setImmediate(resolve));
      return this.answer(request);
    } finally {
      this.atOnce--;
    }
  }

  private answer(request: PipelineRequest): PipelineResponse {
    const url = new URL(request.url);
    const path = decodeURIComponent(url.pathname).replace(/^\/+/, '/');
    const at = path.toLowerCase().indexOf(ROLE_ASSIGNMENTS);
    const scope = path.slice(0, at);
    const name = path.slice(at + ROLE_ASSIGNMENTS.length + 1);
    const method = request.method as Step;
    this.requests.push({ method, scope, authorization: request.headers.get('authorization') });
    if (method === 'PUT') this.beforeFirstPut?.();
    if (method === 'PUT') this.beforeFirstPut = undefined;
    const fault = this.fault(method);
    if (typeof fault === 'string' && fault !== 'lost')
      throw new RestError(`connect ${fault} 127.0.0.1:443`, { code: fault, request });
    if (typeof fault === 'object') {
      const { status, code, message = 'Something is wrong.', headers } = fault;
      return respond(request, status, fault.body ?? { error: { code, message } }, headers);
    }
    if (!/^Bearer .+/.test(request.headers.get('authorization') ?? '')) {
      return respond(request, 401, { error: { code: 'AuthenticationFailed', message: 'Authentication failed.' } });
    }
    const answer = this.usual(request, url, scope, name);
    if (fault === 'lost') throw new RestError('socket hang up', { code: 'ECONNRESET', request });
    return answer;
  }

  private usual(request: PipelineRequest, url: URL, scope: string, name: string): PipelineResponse {
    if (request.method === 'GET') return this.list(request, url, scope);
    return request.method === 'PUT' ? this.put(request, scope, name) : this.remove(request, scope, name);
  }

  private fault(method: Step): Fault | undefined {
    const fault = this.faults.find(({ step, times }) => step === method && times > 0);
    if (!fault) return undefined;
    if (fault.skip > 0) {
      fault.skip--;
      return undefined;
    }
    fault.times--;
    return fault.fault;
  }

  private list(request: PipelineRequest, url: URL, scope: string): PipelineResponse {
    const filter = url.searchParams.get('$filter') ?? '';
    const principal = /^principalId eq '(.+)'$/.exec(filter)?.[1];
    const here = `${scope.toLowerCase()}/`;
    const found = this.stored.filter((one) => {
      const there = `${one.scope.toLowerCase()}/`;
      if (principal === undefined) return here.startsWith(there);
      return one.principalId === principal && (here.startsWith(there) || there.startsWith(here));
    });
    const start = Number(url.searchParams.get('$skipToken') ?? 0);
    const page = found.slice(start, start + this.pageSize);
    const next = new URL(url);
    next.searchParams.set('$skipToken', String(start + this.pageSize));
    const nextLink = start + this.pageSize < found.length ? next.href : undefined;
    return respond(request, 200, { value: page.map(resource), nextLink });
  }

  private put(request: PipelineRequest, scope: string, name: string): PipelineResponse {
    const { properties } = JSON.parse(String(request.body)) as { properties: Omit<StoredAssignment, 'name' | 'scope'> };
    const given: StoredAssignment = { ...properties, name, scope };
    const unknown = this.replication.get(given.principalId) ?? 0;
    if (unknown > 0) {
      this.replication.set(given.principalId, unknown - 1);
      const message = `Principal ${given.principalId.replaceAll('-', '')} does not exist in the directory contoso. Check that you have the correct principal ID.`;
      return respond(request, 400, { error: { code: 'PrincipalNotFound', message } });
    }
    const sameName = this.stored.find((one) => one.name === name);
    if (sameName && !isEqual(sameName, given)) {
      const message = 'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.';
      return respond(request, 400, { error: { code: 'RoleAssignmentUpdateNotPermitted', message } });
    }
    const equal = this.stored.find((one) => isEqual(one, given));
    if (equal && (!sameName || this.rePut === 409)) {
      const message = `The role assignment already exists. The ID of the existing role assignment is ${equal.name.replaceAll('-', '')}.`;
      return respond(request, 409, { error: { code: 'RoleAssignmentExists', message } });
    }
    if (!equal) this.stored.push(given);
    return respond(request, equal ? 200 : 201, resource(given));
  }

  private remove(request: PipelineRequest, scope: string, name: string): PipelineResponse {
    const index = this.stored.findIndex((one) => one.name === name && one.scope.toLowerCase() === scope.toLowerCase());
    const [removed] = index < 0 ? [] : this.stored.splice(index, 1);
    return removed ? respond(request, 200, resource(removed)) : respond(request, 204, undefined);
  }
}

/** An assignment that somebody else made. */
export function foreignAssignment(
  fields: Omit<StoredAssignment, 'name'> & { readonly name?: string },
): StoredAssignment {
  return { name: randomUUID(), principalType: 'ServicePrincipal', ...fields };
}

function isEqual(a: StoredAssignment, b: StoredAssignment): boolean {
  return (['scope', 'principalId', 'roleDefinitionId'] as const).every(
    (key) => a[key].toLowerCase() === b[key].toLowerCase(),
  );
}

function resource({ name, ...properties }: StoredAssignment): object {
  const id = `${properties.scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
  return { id, name, type: 'Microsoft.Authorization/roleAssignments', properties };
}

function respond(
  request: PipelineRequest,
  status: number,
  body: object | string | undefined,
  headers: Record<string, string> = {},
): PipelineResponse {
  const bodyAsText = typeof body === 'string' ? body : body && JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  return { request, status, headers: createHttpHeaders({ 'content-type': type, ...headers }), bodyAsText };
}
