/**
 * A random id of 128 bits as 32 hex digits. Not crypto.randomUUID, which a browser only offers on
 * https and localhost, while a centre may be tried out on a plain http address.
 */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
