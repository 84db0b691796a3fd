import { makeCertificates } from '../../edge/certified';
import { makeGatewayClass, needsGatewayClass } from '../../edge/gateway';
import type { Scenario } from '../../scenario';
import { AppliedFleet } from './applied-fleet';
import { readByCertificate } from './certified-tenant';
import { Identities } from './identities';
import { moveOver } from './move-over';
import { tryAll } from './refusals';
import { removeFar } from './removal';
import { renewTokens } from './renewal';
import { makeTenantUser, readAsTenant } from './tenant-query';

/** From passwords to tokens under a steady write; then what tokens keep out. */
export const secretless: Scenario = {
  id: 'secretless',
  title: 'Without a password: clusters write as themselves, through Envoy Gateway',
  needs: (e2e) => [needsGatewayClass(e2e, 'secretless')],
  async run(e2e) {
    const thanos = e2e.namespace('thanos');
    const given = await e2e.step('make a bucket, passwords, two issuers and a GatewayClass', async () => {
      await e2e.objectStore(thanos);
      const user = await e2e.credentials(thanos, [e2e.namespace('prometheus')]);
      const tenantUser = await makeTenantUser(e2e, thanos);
      const certificates = await makeCertificates(e2e, thanos);
      const identities = await Identities.make(e2e);
      const gatewayClass = await makeGatewayClass(e2e, identities.authorities);
      const applied = new AppliedFleet(e2e, gatewayClass, identities.issuers);
      return { user, tenantUser, certificates, identities, applied };
    });
    const moved = await moveOver(e2e, given);
    await e2e.step('write in every way that should fail', () => tryAll(e2e, { ...given, ...moved }));
    await e2e.step('read as one tenant', () => readAsTenant(e2e, { ...given, ...moved }));
    await e2e.step('read as the other one, by certificate', () => readByCertificate(e2e, { ...given, ...moved }));
    await renewTokens(e2e, { ...given, ...moved });
    await removeFar(e2e, { ...given, ...moved });
  },
};
