/** The member of a generated enum that has this value: bindings of one schema repeat the same enum under several names. */
export function enumMember<E extends string>(members: Readonly<Record<string, E>>, value: `${E}`): E | undefined {
  return Object.values(members).find((member) => String(member) === value);
}
