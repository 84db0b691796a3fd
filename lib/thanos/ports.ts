import type { Port } from '../kubernetes/port';

/** Queries, user interfaces, probes and metrics (`--http-address`). */
export const HTTP: Port = { name: 'http', number: 10902 };
/** StoreAPI and the other gRPC services (`--grpc-address`). */
export const GRPC: Port = { name: 'grpc', number: 10901 };
/** Prometheus remote write (`--remote-write.address`). */
export const REMOTE_WRITE: Port = { name: 'remote-write', number: 19291 };
/** Replication between receivers when `--receive.replication-protocol=capnproto`; always listening. */
export const CAPNPROTO: Port = { name: 'capnproto', number: 19391 };
