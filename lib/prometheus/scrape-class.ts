const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The scrape class for what authenticates by the ServiceAccount of Prometheus: kubelets and the API server. ServiceMonitors and
 * ScrapeConfigs must not name files of the pod; a scrape class, which belongs to Prometheus itself, may.
 *
 * @see https://prometheus-operator.dev/docs/developer/scrapeclass/
 */
export const SERVICE_ACCOUNT_SCRAPE_CLASS = {
  name: 'service-account',
  authorization: { credentialsFile: `${SERVICE_ACCOUNT}/token` },
  tlsConfig: { caFile: `${SERVICE_ACCOUNT}/ca.crt` },
} as const;
