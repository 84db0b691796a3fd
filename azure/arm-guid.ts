import { createHash } from 'node:crypto';

/** The namespace of ARM's `guid()`, which is a version 5 UUID. */
const ARM_NAMESPACE = Buffer.from('11fb06fb712d4ddd98c7e71bbd588830', 'hex');

/**
 * What `guid(…)` returns in Bicep and in ARM templates. It tells upper from lower case, as they do.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-string#guid
 */
export function armGuid(...values: readonly string[]): string {
  const hash = createHash('sha1').update(ARM_NAMESPACE).update(values.join('-'), 'utf8').digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
