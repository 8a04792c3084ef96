/** The same for a message however often it comes, in whatever numbering. */
export function keyOf({ from, id }) {
  return `${from.id}/${id}`;
}
